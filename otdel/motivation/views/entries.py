"""Decisions about pay: what is held back or reserved and waits, and everything decided so far."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.motivation.forms.runs import DecideForm
from otdel.motivation.models import StatementLine
from otdel.motivation.pages.periods import about
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.queries.waiting import Decisions, decisions
from otdel.motivation.services import entries
from otdel.motivation.wording.runs import entry_word
from otdel.scorecard.pages.periods import whole
from otdel.web.toasts import toast


@require_GET
@needs(*APPROVES)
def show(request: HttpRequest) -> HttpResponse:
    found = decisions(viewer_of(request))
    context = {
        "title": pgettext("page", "Decisions about pay"),
        "verdict": _verdict(found),
        "waiting": [
            (one, about(one.because), whole(one.named), DecideForm(prefix=str(one.line), held=one.kind == "held"))
            for one in found.waiting
        ],
        "entries": [
            (one, entry_word(one.kind, one.amount), whole(one.booked) if one.booked else "") for one in found.entries
        ],
    }
    return render(request, "motivation/entries.html", context)


@require_POST
@needs(*APPROVES)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what of a held part is lost, or what a reserve comes to."""
    viewer, form = viewer_of(request), DecideForm(request.POST, prefix=str(pk))
    line = StatementLine.objects.filter(pk=pk).first()
    amount = form.cleaned_data.get("amount") if form.is_valid() else Decimal(-1)  # refused with a sentence
    try:
        if line is not None and line.kind == "reserved":
            entries.decide_reserve(viewer, pk, amount or Decimal(0), form.cleaned_data.get("why", ""))
        else:
            entries.release(viewer, pk, amount or Decimal(0), form.cleaned_data.get("why", ""))
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("Decided: the next statement pays it"))
    return redirect("motivation:entries")


def _verdict(found: Decisions) -> str:
    late = sum(one.late for one in found.waiting)
    if late:
        return ngettext(
            "%(count)s reserved part should have been decided already.",
            "%(count)s reserved parts should have been decided already.",
            late,
        ) % {"count": late}
    if found.waiting:
        return ngettext(
            "%(count)s part of pay waits for its day or for a decision.",
            "%(count)s parts of pay wait for their day or for a decision.",
            len(found.waiting),
        ) % {"count": len(found.waiting)}
    return _("Nothing is held back or reserved.")
