"""Closing periods: what can be closed, what was closed with its digest, corrections after that."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.calendar import containing
from otdel.scorecard.forms import CloseForm
from otdel.scorecard.models import ClosedPeriod
from otdel.scorecard.pages import periods
from otdel.scorecard.queries.closed import ClosedLine, closed, closed_period, corrections
from otdel.scorecard.services.freezing import close
from otdel.scorecard.views.common import DEPARTMENT, FORM, LEADERS, page, say_refused, today_of
from otdel.web.parts import Link
from otdel.web.toasts import toast


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    href: str
    closed: ClosedLine


@require_http_methods(FORM)
@needs(*DEPARTMENT)
def show(request: HttpRequest) -> HttpResponse:
    """Closed periods, newest first, and a form that closes one more."""
    viewer, may = viewer_of(request), viewer_of(request).may(*LEADERS)
    offered = containing(today_of(request), "month").earlier()
    form = CloseForm(request.POST or None, initial={"period": offered.code})
    if request.method == "POST" and may and form.is_valid():
        period = form.cleaned_data["period"]
        try:
            done = close(viewer, period.unit, period.period.start)
        except Refused as error:
            say_refused(request, error)
        else:
            toast(request, _("%(period)s is closed") % {"period": periods.whole(period)})
            return redirect("scorecard:period", done.pk)
    found = closed(viewer)
    return page(
        request,
        "periods.html",
        400 if form.errors else 200,
        title=pgettext("page", "Closed periods"),
        verdict=_verdict(found),
        form=form if may else None,
        offered=periods.whole(offered),
        lines=[Line(periods.whole(one.named), reverse("scorecard:period", args=[one.id]), one) for one in found],
    )


def _verdict(found: list[ClosedLine]) -> str:
    if not found:
        return _("No period is closed yet. Closing one freezes its values; then only signed corrections change them.")
    words = ngettext("%(count)s period is closed.", "%(count)s periods are closed.", len(found)) % {"count": len(found)}
    last = _("The newest is %(period)s.") % {"period": periods.whole(found[0].named)}
    return f"{words} {last}".replace("..", ".")  # "2026 р." ends the sentence by itself


@require_GET
@needs(*DEPARTMENT)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One closed period: when, by whom, its digest, and every correction since."""
    viewer = viewer_of(request)
    kept = ClosedPeriod.objects.filter(pk=pk).first()
    if kept is None:
        raise Http404
    line = closed_period(viewer, kept)
    name = periods.whole(line.named)
    return page(
        request,
        "period.html",
        title=_("Closed: %(period)s") % {"period": name},
        crumbs=[Link(pgettext("page", "Closed periods"), reverse("scorecard:periods")), Link(name, "", current=True)],
        line=line,
        name=name,
        corrections=corrections(viewer, kept),
    )
