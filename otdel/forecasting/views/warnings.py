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
from otdel.forecasting.pages import warnings_page
from otdel.forecasting.queries.rights import MAY_SET_LIMITS
from otdel.forecasting.queries.warnings import WarningLine, limits, replay, signals, warning, warnings_for
from otdel.forecasting.services import alarms
from otdel.forecasting.views.common import of_plan
from otdel.kit.viewer import Viewer
from otdel.planning.links import task_href
from otdel.planning.queries.rights import may_be_given
from otdel.web.parts import Link
from otdel.web.toasts import toast

SOON = timedelta(days=3)


@require_GET
@of_plan
def show(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    lines = warnings_for(viewer)
    mine = sorted(signals(viewer), key=lambda one: one.named.period.end if one.named else one.raised_on)
    shown = replay(viewer)
    now = limits(viewer)
    form = LimitsForm(initial={"odds": round(100 * now.odds), "share": round(100 * now.share), "silent": now.silent})
    context = {
        "title": pgettext("page", "Early warnings"),
        "verdict": warnings_page.verdict(lines, company_today(viewer)),
        "attention": [warnings_page.attention(line) for line in mine],
        "others": warnings_page.by_addressee(one for one in lines if one.id not in {line.id for line in mine}),
        "replayed": warnings_page.replayed(shown),
        "form": form if viewer.may(*MAY_SET_LIMITS) else None,
        "silent": now.silent,
    }
    return render(request, "forecasting/warnings.html", context)


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
        return _page(request, viewer, line, form, 400)
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
    done = _done(request, lambda: alarms.dismiss(viewer, number, request.POST.get("why", "")))
    return redirect("forecasting:warnings") if done else redirect("forecasting:warning", number)


@require_POST
@of_plan
def limit(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = LimitsForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        odds, share = given["odds"] / 100, given["share"] / 100
        if _done(request, lambda: alarms.set_limits(viewer, odds, share, silent=given["silent"])):
            toast(request, _("Early warnings follow the new limits from the next forecast on."))
    return redirect("forecasting:warnings")


def _page(
    request: HttpRequest, viewer: Viewer, line: WarningLine, form: ActForm | None = None, status: int = 200
) -> HttpResponse:
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
        "dismiss": DismissForm() if line.may_decide else None,
        "task": task_href(line.task) if line.task else "",
        "crumbs": [Link(pgettext("page", "Early warnings"), "/forecasts/warnings/"), Link(line.name, "", current=True)],
    }
    return render(request, "forecasting/warning.html", context, status=status)


def _owner(line: WarningLine) -> int | None:
    return line.to.id if line.to else None


def _done(request: HttpRequest, verb: Callable[[], object]) -> bool:
    try:
        verb()
    except Refused as refused:
        say_refused(request, refused)
        return False
    return True
