"""What a goal of the scorecard asks of the value itself, whatever pattern it is written in."""

from __future__ import annotations

from otdel.forecasting.rules.chances import Aim
from otdel.scorecard.queries.answer import Goal


def aim_of(goal: Goal, direction: str) -> tuple[Aim, float | None]:
    """The edges of "on target", and the one figure that is told as the plan (None for a corridor's two).

    Shares of a plan are turned into the KPI's own unit where the scorecard does the dividing. For growth the figure
    is still a share of the year before.
    """
    if goal.pattern == "corridor":
        low, high = goal.low, goal.high
        return Aim(_float(low), _float(high)), None
    target = _float(goal.target)
    if target is None or goal.lacks_plan or goal.pattern == "monitor":
        return Aim(), None
    if goal.planned is not None:
        plan = float(goal.planned)
        if goal.pattern == "plan_ratio_low":
            return Aim(high=plan / target), plan / target
        return Aim(low=plan * target), plan * target
    if goal.pattern == "plan_ratio_low":
        return Aim(high=1 / target), 1 / target
    lower = direction == "lower" and goal.pattern in ("absolute", "gate")
    return (Aim(high=target) if lower else Aim(low=target)), target


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
