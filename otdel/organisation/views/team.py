"""The structure of the department: who there is, who reports to whom, who answers for what."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.organisation.models import Member, Zone
from otdel.organisation.pages import chart, grid, numbers
from otdel.organisation.queries.people import everybody, idle, openable
from otdel.organisation.queries.structure import structure
from otdel.organisation.services.zones import hand_over
from otdel.organisation.views.common import LEADERS, TEAM, back, page, say_refused
from otdel.organisation.words import zone_name
from otdel.web.parts import Link
from otdel.web.toasts import toast


@require_GET
@needs(*TEAM)
def team(request: HttpRequest) -> HttpResponse:
    """The department today, or on the day `on` of the address."""
    viewer, today = viewer_of(request), company_today(viewer_of(request))
    day = read_day(request, today)
    found = structure(viewer, day)
    asked = grid.Asked.read(request.GET.dict())
    keep = [("on", day.isoformat())] if day != today else []
    open_to = openable(viewer, [person.who.id for person in found.people])
    return page(
        request,
        "team.html",
        title=_("Structure"),
        found=found,
        today=today,
        past=day != today,
        may_change=viewer.may(*LEADERS) and day == today,
        leads=viewer.may(*LEADERS),
        start=Link(_("Start"), reverse("organisation:start"), icon="plus") if viewer.may(*LEADERS) else None,
        numbers=numbers.key_numbers(found),
        cards=chart.cards(found, open_to.__contains__),
        groups=grid.groups(found, asked),
        filters=grid.filters(found, asked, keep),
        everybody=everybody(viewer) if viewer.may(*LEADERS) else [],
        idle=idle(viewer, day) if viewer.may(*LEADERS) and day == today else [],
    )


@require_POST
@needs(*LEADERS)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """From today on one person alone answers for the zone: chosen where it had nobody, kept where it had two."""
    viewer = viewer_of(request)
    zone = get_object_or_404(Zone, pk=pk)
    member = Member.objects.filter(pk=_whole(request.POST.get("member", ""))).first()
    if member is None:
        return back(request, "organisation:team")
    try:
        hand_over(viewer, zone, member, company_today(viewer))
        toast(request, _("%(name)s answers for “%(zone)s”") % {"name": member.name, "zone": zone_name(zone)})
    except Refused as refused:
        say_refused(request, refused)
    return back(request, "organisation:team")


def read_day(request: HttpRequest, today: date) -> date:
    """The day the address asks about; today when it says none, or something else than a day."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
