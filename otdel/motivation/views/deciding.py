"""Deciding about pay: granting an extra, correcting one published line, taking back variable pay."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.motivation.forms.deciding import CorrectForm, ExtraForm, TakeBackForm
from otdel.motivation.pages import deciding as page
from otdel.motivation.queries.deciding import LineToDecide, Room, line_to_decide, to_grant
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.services import entries
from otdel.scorecard.pages.periods import whole
from otdel.web import reasons
from otdel.web.parts import Link
from otdel.web.toasts import toast

REFUSED = 409


@require_http_methods(["GET", "POST"])
@needs(*APPROVES)
def grant(request: HttpRequest) -> HttpResponse:
    """Grant an extra that an agreement promises; the way to the lines that may be corrected."""
    viewer = viewer_of(request)
    found = to_grant(viewer)
    choices, status = page.choices(found), 200
    form = ExtraForm(request.POST or None, choices=choices, initial={"day": company_today(viewer)})
    if request.method == "POST":
        status = _done(form, lambda: _grant(request, form.cleaned_data))
        if status == 200:
            toast(request, _("Granted: the next statement pays it"))
            return redirect("motivation:entries")
    name = _("Grant an extra or correct a line")
    context = {
        "title": name,
        "crumbs": _crumbs(name),
        "verdict": page.grant_verdict(found),
        "form": form if choices else None,
        "statements": [(one, whole(one.named)) for one in found.statements],
    }
    return render(request, "motivation/grant.html", context, status=status)


def _grant(request: HttpRequest, given: dict[str, Any]) -> None:
    agreement, _mark, code = given["extra"].partition(":")
    entries.grant(viewer_of(request), int(agreement), code, given["day"], given["why"])


@require_GET
@needs(*APPROVES)
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One published line: correct it by a dated decision, or take back of what it paid."""
    return _line(request, line_to_decide(viewer_of(request), pk))


@require_POST
@needs(*APPROVES)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, form = viewer_of(request), CorrectForm(request.POST, prefix="correct")
    one = line_to_decide(viewer, pk)
    status = _done(form, lambda: entries.correct(viewer, pk, *_said(form)))
    if status != 200:
        return _line(request, one, status, correct=form)
    toast(request, _("Corrected: the next statement holds the line"))
    return redirect("motivation:line_decision", pk)


@require_POST
@needs(*APPROVES)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, form = viewer_of(request), TakeBackForm(request.POST, prefix="back")
    one = line_to_decide(viewer, pk)
    status = _done(form, lambda: entries.take_back(viewer, one.statement, *_said(form), line_id=pk))
    if status != 200:
        return _line(request, one, status, back=form)
    toast(request, _("It comes off the next variable pay"))
    return redirect("motivation:line_decision", pk)


def _said(form: Form) -> tuple[Decimal, str]:
    return form.cleaned_data["amount"], form.cleaned_data["why"]


def _done(form: Form, do: Callable[[], object]) -> int:
    """Do what a form asks: 200, 400 for a field that is wrong, 409 with the sentence when it is refused."""
    if not form.is_valid():
        return 400
    try:
        do()
    except Refused as refused:
        form.add_error(None, reasons.say(refused.reason))
        return REFUSED
    return 200


def _line(
    request: HttpRequest, one: LineToDecide, status: int = 200, correct: Form | None = None, back: Form | None = None
) -> HttpResponse:
    title = page.line_title(one)
    context = {
        "title": _("%(line)s: %(name)s, %(period)s")
        % {"line": title, "name": one.member.name, "period": whole(one.named)},
        "crumbs": _crumbs(title),
        "verdict": page.line_verdict(one),
        "one": one,
        "decided": page.decided_words(one),
        "correct": correct or CorrectForm(prefix="correct"),
        "back": (back or TakeBackForm(prefix="back")) if isinstance(one.room, Room) or back else None,
        "room": page.room_words(one),
        "href": f"{reverse('motivation:statement', args=[one.statement])}#line-{one.id}",
    }
    return render(request, "motivation/line_decision.html", context, status=status)


def _crumbs(name: str) -> list[Link]:
    return [
        Link(pgettext("page", "Decisions about pay"), reverse("motivation:entries")), Link(name, "", current=True),
    ]  # fmt: skip
