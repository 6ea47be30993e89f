"""Goals and how far they are reached: seven patterns of thresholds, the ramp of newcomers, states.

docs/algorithms/kpi.md tells the same in prose, with worked examples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from otdel.kit.period import Period
from otdel.kit.reason import NoData

State = Literal["good", "near", "off", ""]
ONE, ZERO = Decimal(1), Decimal(0)
MOST = Decimal(2)  # attainment of a cost or a time near zero ends here
RAMPED = ("plan_ratio", "plan_ratio_low", "absolute")
OF_PLAN = ("plan_ratio", "plan_ratio_low")
MONTHS = {"week": Decimal(7 * 12) / 365, "month": ONE, "quarter": Decimal(3), "year": Decimal(12)}


@dataclass(frozen=True, slots=True)
class Steps:
    """The figures of a threshold. `low`..`high` is the corridor, which pays nothing outside `low_zero`..`high_zero`."""

    pattern: str
    floor: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    low_zero: Decimal | None = None
    high_zero: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Attainment is 1 at target, more is better whatever the direction."""

    attainment: Decimal | NoData
    state: State


NOT_JUDGED = Judged(NoData.because("only_watched"), "")


def steps_of(threshold: Mapping[str, Any]) -> Steps:
    """From a KPI's settings, where figures stand as JSON numbers or texts."""
    names = {"floor": "floor", "target": "target", "stretch": "stretch", "lo": "low", "hi": "high",
             "lo_zero": "low_zero", "hi_zero": "high_zero", "pass_at": "target"}  # fmt: skip
    figures = {
        ours: Decimal(str(threshold[theirs])) for theirs, ours in names.items() if threshold.get(theirs) is not None
    }
    return Steps(str(threshold.get("pattern", "monitor")), **figures)


def laid_over(steps: Steps, floor: Decimal | None, target: Decimal | None, stretch: Decimal | None) -> Steps:
    """The KPI's steps with those of a person's own target over them; a watched KPI with a target is judged by it."""
    pattern = "absolute" if steps.pattern == "monitor" and target is not None else steps.pattern
    return Steps(
        pattern,
        steps.floor if floor is None else floor,
        steps.target if target is None else target,
        steps.stretch if stretch is None else stretch,
        steps.low, steps.high, steps.low_zero, steps.high_zero,
    )  # fmt: skip


def times(steps: Steps, factor: Decimal, *, lower: bool = False) -> Steps:
    """Steps of a longer period or a newcomer: multiplied, or divided where less is better."""
    if factor == ONE or not factor:
        return steps

    def moved(figure: Decimal | None) -> Decimal | None:
        return None if figure is None else (figure / factor if lower else figure * factor).quantize(Decimal("1e-6"))

    return Steps(
        steps.pattern, moved(steps.floor), moved(steps.target), moved(steps.stretch),
        steps.low, steps.high, steps.low_zero, steps.high_zero,
    )  # fmt: skip


def ramp_share(ramp: Sequence[Any], since: date, period: Period) -> Decimal:
    """The share of the usual target over the days of a period somebody who came on `since` was there."""
    if not ramp:
        return ONE
    days = [day for day in period if day >= since]
    if not days:
        return ONE
    shares = [Decimal(str(ramp[month])) if (month := _months(since, day)) < len(ramp) else ONE for day in days]
    return (sum(shares, ZERO) / len(days)).quantize(Decimal("0.0001"))


def _months(since: date, day: date) -> int:
    """Full months from one day to another."""
    return (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)


def judged(steps: Steps, direction: str, value: Decimal | NoData, against: Decimal | NoData | None = None) -> Judged:
    """How far a value is.

    `against` is what patterns of comparison divide by: the planned value or the value of a year ago. None says that
    the value is such a share already.
    """
    if isinstance(value, NoData):
        return Judged(value, "")
    match steps.pattern:
        case "corridor":
            return _corridor(steps, value)
        case "gate":
            return _gate(steps, value, direction)
        case "absolute":
            return _absolute(steps, value, direction)
        case "plan_ratio" | "growth_yoy":
            return _share(steps, _over(value, against))
        case "plan_ratio_low":
            return _share(steps, _over(against if against is not None else ONE, value))
    return NOT_JUDGED


def _over(above: Decimal | NoData, below: Decimal | NoData | None) -> Decimal | NoData:
    if isinstance(above, NoData) or below is None:
        return above
    if isinstance(below, NoData):
        return below
    return above / below if below > 0 else NoData.because("nothing_to_compare_with")


def _share(steps: Steps, share: Decimal | NoData) -> Judged:
    """Of the plan, or of a year ago: more is better."""
    if isinstance(share, NoData) or steps.target is None:
        return Judged(share if isinstance(share, NoData) else NoData.because("no_target"), "")
    attainment = share / steps.target if steps.target else share
    return Judged(_neat(attainment), _state(share, steps.floor, steps.target))


def _absolute(steps: Steps, value: Decimal, direction: str) -> Judged:
    if steps.target is None:
        return Judged(NoData.because("no_target"), "")
    if direction != "lower":
        attainment = value / steps.target if steps.target > 0 else ONE + value - steps.target
        return Judged(_neat(attainment), _state(value, steps.floor, steps.target))
    attainment = steps.target / value if value > 0 else MOST
    floor = None if steps.floor is None else -steps.floor
    return Judged(_neat(attainment), _state(-value, floor, -steps.target))


def _state(value: Decimal, floor: Decimal | None, target: Decimal) -> State:
    if value >= target:
        return "good"
    return "near" if floor is not None and value >= floor else "off"


def _gate(steps: Steps, value: Decimal, direction: str) -> Judged:
    if steps.target is None:
        return Judged(NoData.because("no_target"), "")
    passed = value <= steps.target if direction == "lower" else value >= steps.target
    return Judged(ONE if passed else ZERO, "good" if passed else "off")


def _corridor(steps: Steps, value: Decimal) -> Judged:
    """1 inside the corridor, 0 outside the outer one, linear between."""
    low, high = steps.low, steps.high
    if low is None or high is None:
        return Judged(NoData.because("no_target"), "")
    if low <= value <= high:
        return Judged(ONE, "good")
    edge, end = (low, steps.low_zero) if value < low else (high, steps.high_zero)
    if end is None or end == edge:
        return Judged(ZERO, "off")
    left = (value - end) / (edge - end)
    return Judged(_neat(left), "near") if left > 0 else Judged(ZERO, "off")


def _neat(attainment: Decimal) -> Decimal:
    """Six places, within what can be stored and told."""
    return max(min(attainment, Decimal(1000)), Decimal(-1000)).quantize(Decimal("0.000001"))


def scaled(steps: Steps, kpi_period: str, unit: str) -> Steps | None:
    """Steps of a count that grows with time, for a period of another length; None for one shorter than the KPI's own.

    Shares, times and money for each thing do not grow, and stay as they are: callers do not scale them.
    """
    own, asked = MONTHS.get(kpi_period, ONE), MONTHS[unit]
    return None if asked < own else times(steps, asked / own)
