"""What a KPI is to reach, in words as short as a column: at least 95% of plan, at most 4 days, 95% to 103%."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from otdel.scorecard.pages.figures import figure
from otdel.scorecard.queries.answer import Goal
from otdel.web import format as say

ONE = Decimal(1)
OF_PLAN = ("plan_ratio", "plan_ratio_low")


def goal_words(goal: Goal, unit: str, currency: str, direction: str, *, of_another: bool = False) -> str:
    """The goal of one KPI; what is only watched has none."""
    if goal.low is not None and goal.high is not None:
        low, high = (figure(edge, unit, currency, of_another=of_another) for edge in (goal.low, goal.high))
        return pgettext("goal", "%(low)s to %(high)s") % {"low": low, "high": high}
    if goal.target is None:
        return pgettext("goal", "watched") if goal.pattern == "monitor" else pgettext("goal", "no goal yet")
    if goal.pattern == "plan_ratio":
        return pgettext("goal", "≥ %(share)s of plan") % {"share": say.percent(goal.target, 0)}
    if goal.pattern == "plan_ratio_low":
        return pgettext("goal", "≤ %(share)s of plan") % {"share": _turned(goal.target)}
    if goal.pattern == "growth_yoy":
        return pgettext("goal", "≥ %(share)s of a year ago") % {"share": say.percent(goal.target, 0)}
    sign = "≤" if direction == "lower" else "≥"
    return f"{sign} {figure(goal.target, unit, currency)}"


def ramp_words(goal: Goal) -> str:
    """What is asked of a newcomer, when that is less than usual."""
    if goal.ramp == ONE:
        return ""
    return _("ramp of a newcomer: %(share)s") % {"share": say.percent(goal.ramp, 0)}


def steps_of(goal: Goal, unit: str, currency: str) -> list[tuple[str, str]]:
    """Floor, target and stretch by name, those that are set; shares of the plan or of a year ago as percentages."""
    shares = goal.pattern in (*OF_PLAN, "growth_yoy")
    named = (
        (pgettext("goal", "Floor"), goal.floor),
        (pgettext("goal", "Target"), goal.target),
        (pgettext("goal", "Stretch"), goal.stretch),
        (pgettext("goal", "Lowest good"), goal.low),
        (pgettext("goal", "Highest good"), goal.high),
    )
    return [
        (name, say.percent(value, 0) if shares else figure(value, unit, currency))
        for name, value in named
        if value is not None
    ]


def _turned(target: Decimal) -> str:
    """Attainment of a cost is plan over actual, so 1.15 asks for 87% of the plan."""
    return say.percent(ONE / target if target else target, 0)
