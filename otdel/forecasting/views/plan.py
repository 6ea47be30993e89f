"""The plan: goals of a period as a tree, and one goal opened."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from otdel.forecasting.pages import goal_page, links, tree, verdicts
from otdel.forecasting.pages.figures import Sayings
from otdel.forecasting.queries.forecasts import GoalLine, goal, goal_tree, running, seen_before
from otdel.forecasting.queries.levers import Lever, levers
from otdel.forecasting.queries.rights import MAY_ASK_AGAIN
from otdel.forecasting.queries.steps import PlanSteps, plan_steps
from otdel.forecasting.services.asking import ask_now
from otdel.forecasting.views.common import UNITS, asked_period, of_plan
from otdel.kit.calendar import Named
from otdel.kit.reason import NoData
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Member
from otdel.planning.links import task_links
from otdel.scorecard.pages import links as numbers
from otdel.scorecard.pages.periods import begun, whole
from otdel.web import format as say
from otdel.web.parts import Link, Period
from otdel.web.toasts import toast


@require_GET
@of_plan
def show(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    named = asked_period(request, viewer)
    found, sayings = goal_tree(viewer, named), Sayings()
    plans = numbers.of_plans(named.period.start.year) if viewer.may(Role.OWNER, Role.HEAD) else ""
    context = {
        "title": pgettext("page", "Goals"),
        "tree": found,
        "verdict": verdicts.of_tree(found) if found.every else "",
        "period": _period(viewer, named),
        "branches": tree.branches(found, sayings),
        "people": tree.people(found, sayings),
        "seen_on": say.day(found.seen_on) if found.seen_on else "",
        "whole": begun(named),
        "may_ask": viewer.may(*MAY_ASK_AGAIN),
        "plans": plans,
        "set_plans": Link(_("Set plans by month"), plans, icon="target") if plans else None,
    }
    return render(request, "forecasting/plan.html", context)


@require_GET
@of_plan
def one(request: HttpRequest, viewer: Viewer, kind: str, code: str) -> HttpResponse:
    named, whose = asked_period(request, viewer), _whose(request)
    line = goal(viewer, kind, code, whose, named)
    words = Sayings().of(line)
    steps = _steps(viewer, line)
    shown = goal_page.page(line, words, seen_before(viewer, kind, code, whose, named), _levers(viewer, line), steps)
    context = {
        "title": line.name,
        "line": line,
        "page": shown,
        "crumbs": goal_page.crumbs(line),
        "whole": whole(named),
        "number": links.of_number(line),
        "seen_on": say.moment(line.made_at),
        "tasks": task_links(viewer, line.name, links.of_goal(line)),
    }
    return render(request, "forecasting/goal.html", context)


@require_POST
@of_plan
def again(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Forecast every goal anew from the facts as they are now."""
    ask_now(viewer)
    toast(request, _("Every goal is being forecast anew. It takes about a minute; you can leave this page."))
    return redirect("forecasting:plan")


def _steps(viewer: Viewer, line: GoalLine) -> PlanSteps | None:
    if line.kind != "measure" or line.reason is not None:
        return None
    found = plan_steps(viewer, line.code, line.who.id if line.who else 0, line.named)
    return None if isinstance(found, NoData) else found


def _levers(viewer: Viewer, line: GoalLine) -> tuple[Lever, ...]:
    return levers(viewer, line) if line.reason is None else ()


def _whose(request: HttpRequest) -> int:
    slug = request.GET.get("who", "")
    if not slug:
        return 0
    found = Member.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    return int(found)


def _period(viewer: Viewer, now: Named) -> Period:
    names = {
        "month": pgettext("period", "Month"),
        "quarter": pgettext("period", "Quarter"),
        "year": pgettext("period", "Year"),
    }
    choices = [Link(names[unit], links.of_plan(running(viewer, unit)), current=unit == now.unit) for unit in UNITS]
    later = now.later()
    ahead = later.period.start <= running(viewer, now.unit).period.start
    return Period(begun(now), choices, links.of_plan(now.earlier()), links.of_plan(later) if ahead else "")
