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
    if goal.lacks_plan:
        return pgettext("goal", "no plan is approved")
    if goal.pattern in OF_PLAN:
        return _of_plan(goal, unit, currency)
    if goal.pattern == "growth_yoy":
        return pgettext("goal", "≥ %(share)s of a year ago") % {"share": say.percent(goal.target, 1)}
    sign = "≤" if direction == "lower" else "≥"
    return f"{sign} {figure(goal.target, unit, currency)}"


def _of_plan(goal: Goal, unit: str, currency: str) -> str:
    """The plan itself where it is known, and which share of it is asked for."""
    low = goal.pattern == "plan_ratio_low"
    share = goal.target or ONE
    said = {"share": say.percent(ONE / share if low else share, 1)}
    if goal.planned is None:
        words = pgettext("goal", "≤ %(share)s of plan") if low else pgettext("goal", "≥ %(share)s of plan")
        return words % said
    said["value"] = figure(goal.planned / share if low else goal.planned * share, unit, currency)
    if share == ONE:
        return (pgettext("goal", "≤ %(value)s, the plan") if low else pgettext("goal", "≥ %(value)s, the plan")) % said
    if low:
        return pgettext("goal", "≤ %(value)s, %(share)s of plan") % said
    return pgettext("goal", "≥ %(value)s, %(share)s of plan") % said


def not_to_seem(goal: Goal, state: str) -> list[Decimal]:
    """On the scale of the value, what a value short of its goal must not seem to have reached."""
    return _marks(goal) if state in ("near", "off") else []


def _marks(goal: Goal) -> list[Decimal]:
    """Where states change."""
    steps = [step for step in (goal.floor, goal.target, goal.low, goal.high) if step is not None]
    if goal.pattern not in (*OF_PLAN, "growth_yoy"):
        return steps
    if goal.planned is None and goal.pattern != "plan_ratio_low":
        return steps
    plan = ONE if goal.planned is None else goal.planned
    return [plan / step if goal.pattern == "plan_ratio_low" else plan * step for step in steps if step]


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
