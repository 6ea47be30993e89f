"""Pages of pay periods: which there are, one with its steps, the accountant's files, marking payments as paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.connectors.writing import CSV, XLSX, as_csv, as_xlsx
from otdel.kit.calendar import named
from otdel.kit.viewer import Viewer
from otdel.motivation.forms.deciding import answering
from otdel.motivation.forms.runs import AgainForm, PaidForm
from otdel.motivation.models import Payment, PayRun, RunState, Statement
from otdel.motivation.pages import periods as page
from otdel.motivation.queries.differences import Difference, differences
from otdel.motivation.queries.runs import (
    NotBegun,
    RunView,
    not_begun,
    payments_of,
    periods,
    run_view,
    standing_of,
)
from otdel.motivation.services import runs
from otdel.motivation.services.payments import mark_paid
from otdel.motivation.wording.runs import STATES
from otdel.scorecard.pages.periods import whole
from otdel.web.parts import Link
from otdel.web.toasts import toast

NEXT: dict[RunState, tuple[str, Callable[[Viewer, int], object]]] = {
    RunState.FROZEN: ("calculate", runs.calculate),
    RunState.CHECKED: ("publish", runs.publish),
    RunState.PUBLISHED: ("approve", runs.approve),
}
STEPS = dict(NEXT.values())


@require_http_methods(["GET", "POST"])
@needs()
def show_all(request: HttpRequest) -> HttpResponse:
    """Pay periods, newest first; a POST begins one that is over."""
    viewer = viewer_of(request)
    if request.method == "POST":
        asked = named(request.POST.get("period", "").lower())
        try:
            if asked is None:
                raise Http404
            runs.begin(viewer, asked.unit, asked.period.start)
        except Refused as refused:
            say_refused(request, refused)
            return redirect("motivation:periods")
        toast(request, _("The data of %(period)s is frozen") % {"period": whole(asked)})
        return redirect(page.address(asked))
    found = periods(viewer)
    context = {
        "title": pgettext("view", "Pay periods"),
        "verdict": page.list_verdict(found),
        "to_begin": [(one.code, whole(one)) for one in found.to_begin],
        "running": [page.when_to_begin(one) for one in found.running],
        "lines": [
            (one, whole(one.named), page.address(one.named), STATES[one.state], page.money_words(one.totals))
            for one in found.runs
        ],
    }
    return render(request, "motivation/periods.html", context)


@require_GET
@needs()
def show(request: HttpRequest, unit: str, start: date) -> HttpResponse:
    """One pay period as the viewer may see it."""
    viewer = viewer_of(request)
    if (waiting := not_begun(viewer, unit, start)) is not None:
        return _before(request, waiting)
    return _page(request, run_view(viewer, unit, start))


def _before(request: HttpRequest, waiting: NotBegun) -> HttpResponse:
    """A period that has not begun: when it can, or the button that begins it."""
    name = whole(waiting.named)
    context = {
        "title": _("Pay of %(period)s") % {"period": name},
        "crumbs": _crumbs(name),
        "verdict": page.begin_verdict(waiting),
        "to_begin": [(waiting.named.code, name)] if waiting.over and waiting.agreed else [],
    }
    return render(request, "motivation/period_before.html", context)


def _crumbs(name: str) -> list[Link]:
    return [Link(pgettext("view", "Pay periods"), reverse("motivation:periods")), Link(name, "", current=True)]


def _page(request: HttpRequest, view: RunView, status: int = 200, again: AgainForm | None = None) -> HttpResponse:
    name = whole(view.named)
    context = {
        "title": _("Pay of %(period)s") % {"period": name},
        "crumbs": _crumbs(name),
        "view": view,
        "name": name,
        "verdict": page.verdict(view),
        "steps": page.steps_row(view),
        "next": NEXT[view.state][0] if view.decides and view.state in NEXT else "",
        "payments": [(one, *page.payment_state(one)) for one in view.payments],
        "again": again or AgainForm(),
        "objections": [
            (one, answering(one.statement) if view.decides and one.answered_at is None else None)
            for one in view.objections
        ],
        "found": _differences(view),
        "published": view.state in (RunState.PUBLISHED, RunState.APPROVED, RunState.PAID),
    }  # fmt: skip
    return render(request, "motivation/period.html", context, status=status)


def _differences(view: RunView) -> tuple[Difference, ...]:
    """What the newest calculation says otherwise than the one that counts, for whoever decides."""
    if not view.decides or len(view.snapshots) < 2:
        return ()
    run = PayRun.objects.get(pk=view.id)
    standing = standing_of(run)
    kept = {one.number: one for one in run.snapshots.all()}
    newest, before = kept[max(kept)], kept[max(kept) - 1]
    old = standing if standing is not None and standing != newest else before
    return differences(old, newest)


@require_POST
@needs()
def step(request: HttpRequest, unit: str, start: date, do: str) -> HttpResponse:
    """Calculate, publish or approve, as the row of steps offers."""
    viewer = viewer_of(request)
    view = run_view(viewer, unit, start)
    if do not in STEPS:
        raise Http404
    try:
        STEPS[do](viewer, view.id)
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("Done: the row of steps shows where %(period)s stands") % {"period": whole(view.named)})
    return redirect(page.address(view.named))


@require_POST
@needs()
def again(request: HttpRequest, unit: str, start: date) -> HttpResponse:
    """Calculate again from fresh data, with a reason."""
    viewer = viewer_of(request)
    view, form = run_view(viewer, unit, start), AgainForm(request.POST)
    if not form.is_valid():
        return _page(request, view, 400, form)
    try:
        done = runs.recalculate(viewer, view.id, form.cleaned_data["why"])
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("Snapshot %(number)s is calculated") % {"number": done.snapshot.number})
    return redirect(page.address(view.named))


@require_POST
@needs()
def correct(request: HttpRequest, unit: str, start: date) -> HttpResponse:
    """Book what a calculation after publishing found, as dated corrections."""
    viewer = viewer_of(request)
    view = run_view(viewer, unit, start)
    try:
        runs.book_differences(viewer, view.id)
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("Booked: the next statements pay the corrections"))
    return redirect(page.address(view.named))


@require_POST
@needs()
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """A statement was looked at by whoever the person reports to."""
    viewer = viewer_of(request)
    try:
        runs.check(viewer, pk)
    except Refused as refused:
        say_refused(request, refused)
    run = Statement.objects.select_related("snapshot__run").get(pk=pk).snapshot.run
    return redirect("motivation:period", run.unit, run.start)


@require_POST
@needs()
def paid(request: HttpRequest, pk: int) -> HttpResponse:
    """A payment left the company."""
    viewer, form = viewer_of(request), PaidForm(request.POST)
    try:
        if form.is_valid():
            mark_paid(viewer, pk, form.cleaned_data["day"], form.cleaned_data["reference"])
            toast(request, _("Marked as paid"))
        else:
            mark_paid(viewer, pk, date.max)  # asks for the right first, then refuses the day
    except Refused as refused:
        say_refused(request, refused)
    run = Payment.objects.select_related("statement__snapshot__run").get(pk=pk).statement.snapshot.run
    return redirect("motivation:period", run.unit, run.start)


@require_GET
@needs()
def export(request: HttpRequest, unit: str, start: date, kind: str) -> HttpResponse:
    """The payments of a period as a file for the bank and the books."""
    header, lines = page.payment_header(), page.payment_lines(payments_of(viewer_of(request), unit, start))
    if kind == "csv":
        body, content_type = as_csv(header, lines), CSV
    elif kind == "xlsx":
        body, content_type = as_xlsx({pgettext("sheet", "Payments"): (header, lines)}), XLSX
    else:
        raise Http404
    name = f"otdel-pay-{start.isoformat()}.{kind}"
    return HttpResponse(
        body, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )  # fmt: skip
