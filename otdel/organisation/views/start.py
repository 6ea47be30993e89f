"""Start with what you have: who is there now, what the library proposes for them, and all of it done in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.models import Person
from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Role
from otdel.organisation.forms.starting import Newcomers, OwnerForm, newcomers_of
from otdel.organisation.library import library
from otdel.organisation.models import EngagementKind
from otdel.organisation.services.starting import Newcomer, leader_of, propose, start_department
from otdel.organisation.views.common import LEADERS, page, say_refused
from otdel.organisation.words import spoken
from otdel.web.charts import OrgCard
from otdel.web.toasts import toast

FIRST_LINES = 3


@require_GET
@needs(*LEADERS)
def start(request: HttpRequest) -> HttpResponse:
    """The first screen: who is there now. One marketer and an owner are enough."""
    owner = OwnerForm(initial={"owner": _owner()}, today=company_today(viewer_of(request)))
    return _ask(request, owner, Newcomers(initial=_lines()))


@require_POST
@needs(*LEADERS)
def proposal(request: HttpRequest) -> HttpResponse:
    """The second screen: what the library proposes for them; every choice may be changed, nothing is saved before."""
    owner, lines = OwnerForm(request.POST, today=company_today(viewer_of(request))), Newcomers(request.POST)
    if not (owner.is_valid() and lines.is_valid()):
        return _ask(request, owner, lines, 400)
    newcomers, name, since = newcomers_of(lines), owner.cleaned_data["owner"], owner.cleaned_data["since"]
    if "back" in request.POST:
        return _ask(request, owner, lines)
    if "do" in request.POST:
        return _do(request, name, newcomers, since)
    return page(
        request,
        "proposal.html",
        title=_("Start with what you have"),
        cards=_cards(name, newcomers),
        groups=_groups(newcomers),
        newcomers=newcomers,
        zones=len(propose(newcomers)),
        carried=[(key, value) for key, value in request.POST.items() if key != "csrfmiddlewaretoken"],
    )


def _ask(request: HttpRequest, owner: OwnerForm, lines: Any, status: int = 200) -> HttpResponse:
    title = _("Start with what you have")
    return page(request, "start.html", status, title=title, owner=owner, lines=lines, first=FIRST_LINES)


def _do(request: HttpRequest, owner: str, newcomers: Sequence[Newcomer], since: date) -> HttpResponse:
    viewer = viewer_of(request)
    answers = {key: _place(request.POST, key, len(newcomers)) for key in propose(newcomers)}
    try:
        start_department(viewer, owner, newcomers, answers, since, pgettext("title", "Owner"))
    except Refused as refused:
        say_refused(request, refused)
        return redirect("organisation:start")
    toast(request, _("The department stands. Everything in it can be changed."))
    return redirect("organisation:team")


def _place(given: Mapping[str, str], key: tuple[str, str], most: int) -> int | None:
    text = given.get(f"zone:{key[0]}.{key[1]}", "")
    return int(text) if text.isascii() and text.isdigit() and int(text) < most else None


def _groups(newcomers: Sequence[Newcomer]) -> list[tuple[str, str, list[tuple[str, str, int | None]]]]:
    """Roles with their mission and zones: the name of the choice, what it is, and who is proposed."""
    groups: dict[str, list[tuple[str, str, int | None]]] = {}
    for (role, zone), place in propose(newcomers).items():
        name = library().text(role, spoken()).zones.get(zone, zone)
        groups.setdefault(role, []).append((f"zone:{role}.{zone}", name, place))
    texts = {role: library().text(role, spoken()) for role in groups}
    return [(texts[role].title, texts[role].mission, zones) for role, zones in groups.items()]


def _cards(owner: str, newcomers: Sequence[Newcomer]) -> list[OrgCard]:
    leaders = [leader_of(place, newcomers) for place in range(len(newcomers))]

    def under(leader: int | None) -> tuple[OrgCard, ...]:
        return tuple(card(place) for place, above in enumerate(leaders) if above == leader)

    def card(place: int) -> OrgCard:
        one = newcomers[place]
        role = library().text(one.role, spoken()).title
        return OrgCard(one.name, role, str(EngagementKind(one.kind).label), below=under(place))

    top = under(None)
    return [OrgCard(owner, pgettext("title", "Owner"), below=top)] if owner else list(top)


def _owner() -> str:
    found = Person.objects.filter(role=Role.OWNER, is_active=True).order_by("pk").first()
    return found.name if found else ""


def _lines() -> list[dict[str, Any]]:
    """Those with an account who work in marketing; one empty line with the usual first role when there are none."""
    guess = {Role.HEAD: "cmo", Role.SPECIALIST: "generalist", Role.CONTRACTOR: "copywriter"}
    kinds = {Role.CONTRACTOR: EngagementKind.CONTRACT}
    found = Person.objects.filter(role__in=guess, is_active=True, member=None).order_by("pk")
    rows = [
        {"name": one.name, "role": guess[Role(one.role)], "kind": kinds.get(Role(one.role), "staff"), "share": 100}
        for one in found[:8]
    ]
    return rows + [{"role": "generalist", "kind": "staff", "share": 100}] * (8 - len(rows))
