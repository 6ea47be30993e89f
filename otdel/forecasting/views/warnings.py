"""Early warnings: those open, one with its evidence and what to do, a past year of them, when they are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.queries import company_today
from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.forecasting.forms import ActForm, DismissForm, LimitsForm
from otdel.forecasting.models import State
from otdel.forecasting.pages import warnings_page
from otdel.forecasting.queries.rights import MAY_SET_LIMITS
from otdel.forecasting.queries.standing import is_live, live, ranked
from otdel.forecasting.queries.warnings import WarningLine, limits, replay, signals, warning, warnings_for
from otdel.forecasting.services import alarms
from otdel.forecasting.views.common import of_plan
from otdel.kit.viewer import Viewer
from otdel.planning.links import task_href
from otdel.planning.queries.rights import may_be_given
from otdel.web.parts import Link
from otdel.web.toasts import toast

SOON = timedelta(days=3)
SHOWN = 5  # of one's own; the rest unfold
CLOSED = 50


@require_GET
@of_plan
def show(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _all(request, viewer)


def _all(request: HttpRequest, viewer: Viewer, form: LimitsForm | None = None) -> HttpResponse:
    """Those that can still be acted on, the heaviest first; `form` comes with what was typed wrong."""
    today, every = company_today(viewer), warnings_for(viewer, "")
    lines = ranked(live((one for one in every if one.state == State.OPEN), today))
    told = {one.id for one in signals(viewer)}
    mine = [one for one in lines if one.id in told]
    closed = [one for one in every if one.state != State.OPEN or not is_live(one, today)]
    shown = SHOWN if len(mine) > SHOWN + 1 else len(mine)
    now = limits(viewer)
    first = {"odds": round(100 * now.odds), "share": round(100 * now.share), "silent": now.silent}
    context = {
        "title": pgettext("page", "Early warnings"),
        "verdict": warnings_page.verdict(lines, len(mine), today),
        "attention": [warnings_page.attention(line) for line in mine[:shown]],
        "rest": [warnings_page.attention(line) for line in mine[shown:]],
        "others": warnings_page.by_addressee(one for one in lines if one.id not in told),
        "closed": warnings_page.closed(closed[:CLOSED]),
        "replayed": warnings_page.replayed(replay(viewer)),
        "form": (form or LimitsForm(initial=first)) if viewer.may(*MAY_SET_LIMITS) else None,
        "silent": now.silent,
    }
    return render(request, "forecasting/warnings.html", context, status=400 if form else 200)


@require_GET
@of_plan
def one(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    return _page(request, viewer, warning(viewer, number))


@require_POST
@of_plan
def act(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    line = warning(viewer, number)
    form = ActForm(request.POST, owners=may_be_given(viewer))
    if not form.is_valid():
        return _page(request, viewer, line, form)
    given = form.cleaned_data
    try:
        task = alarms.make_task(viewer, number, given["owner"], given["due"], given["title"])
    except Refused as refused:
        say_refused(request, refused)
        return redirect("forecasting:warning", number)
    toast(request, _("“%(title)s” is written down") % {"title": task.title})
    return redirect(task_href(task.pk))


@require_POST
@of_plan
def dismiss(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    form = DismissForm(request.POST)
    if not form.is_valid():
        return _page(request, viewer, warning(viewer, number), aside=form)
    if not _done(request, lambda: alarms.dismiss(viewer, number, form.cleaned_data["why"])):
        return redirect("forecasting:warning", number)
    toast(request, _("Set aside. It stands under closed early warnings, with your reason."))
    return redirect("forecasting:warnings")


@require_POST
@of_plan
def limit(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = LimitsForm(request.POST)
    viewer.must(*MAY_SET_LIMITS)
    if not form.is_valid():
        return _all(request, viewer, form)
    given = form.cleaned_data
    odds, share = given["odds"] / 100, given["share"] / 100
    if _done(request, lambda: alarms.set_limits(viewer, odds, share, silent=given["silent"])):
        toast(request, _("Early warnings follow the new limits from the next forecast on."))
    return redirect("forecasting:warnings")


def _page(
    request: HttpRequest, viewer: Viewer, line: WarningLine, form: ActForm | None = None,
    aside: DismissForm | None = None,
) -> HttpResponse:  # fmt: skip
    """`form` and `aside` come with what was typed wrong."""
    owners = may_be_given(viewer)
    first = {"title": warnings_page.title(line), "due": company_today(viewer) + SOON, "owner": _owner(line)}
    context = {
        "title": warnings_page.title(line),
        "line": line,
        "sentence": warnings_page.sentence(line),
        "facts": warnings_page.evidence(line),
        "number": warnings_page.number_page(line),
        "meta": warnings_page.meta(line),
        "act": (form or ActForm(owners=owners, initial=first)) if line.may_decide and owners else None,
        "dismiss": (aside or DismissForm()) if line.may_decide else None,
        "came": warnings_page.came(line) if not line.may_decide else None,
        "task": task_href(line.task) if line.task else "",
        "crumbs": [Link(pgettext("page", "Early warnings"), "/forecasts/warnings/"), Link(line.name, "", current=True)],
    }
    return render(request, "forecasting/warning.html", context, status=400 if form or aside else 200)


def _owner(line: WarningLine) -> int | None:
    return line.to.id if line.to else None


def _done(request: HttpRequest, verb: Callable[[], object]) -> bool:
    try:
        verb()
    except Refused as refused:
        say_refused(request, refused)
        return False
    return True
