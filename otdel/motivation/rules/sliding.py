"""What if: which figures of a plan can be moved, over what range, and the inputs with one of them moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from otdel.kit.reason import NoData
from otdel.motivation.rules.conditions import holds
from otdel.motivation.rules.lines import Inputs, Known, Result
from otdel.motivation.rules.plan import By, Condition, Curve, Gate, Plan

ONE = Decimal(1)
HAIR = 1000  # a browser keeps some 15 digits of a number: so small a part of a step is no move
STEPS = 100  # about as many positions as a slider of a page has
NICE = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
ALWAYS, NEVER = Condition(), Condition(low=ONE, high=Decimal(0))


@dataclass(frozen=True, slots=True)
class Slider:
    """A figure that can be moved from `low` to `high` by `step`, from `now`: today's exact value, on a step or not.

    `scale` says what is moved: the KPI's "value", its "attainment" (when no value can be told from it), or a "measure".
    """

    subject: str
    low: Decimal
    high: Decimal
    step: Decimal
    now: Decimal
    scale: str = "value"
    known: bool = True

    @property
    def stepped(self) -> bool:
        """Whether today's value lies on a step; else a page must let the figure stand between two."""
        return (self.now - self.low) % self.step == 0

    def stands(self, put: Decimal) -> bool:
        """Whether `put` is where it stood, but for the digits a browser drops."""
        return self.known and abs(put - self.now) <= self.step / HAIR

    def within(self, put: Decimal) -> Decimal:
        return min(max(put, self.low), self.high)


@dataclass(frozen=True, slots=True)
class Switch:
    """A gate as a person may set it: passed or not. `passed` None when it cannot be told now."""

    kpi: str
    place: int
    passed: bool | None


def attainment_at(result: Result, value: Decimal, *, lower: bool) -> Known:
    """How far `value` would reach, from how far today's value reaches: in proportion, or against it for a cost."""
    if isinstance(result.value, Decimal) and isinstance(result.attainment, Decimal) and result.value:
        if lower:
            return result.attainment * result.value / value if value > 0 else result.attainment
        return result.attainment * value / result.value
    return result.attainment


def value_at(result: Result, attainment: Decimal, *, lower: bool) -> Known:
    """The value that would reach so far; the other way round."""
    now, reached = result.value, result.attainment
    if not isinstance(now, Decimal) or not isinstance(reached, Decimal) or not now or not reached:
        return NoData.because("no_target")
    if lower:
        return reached * now / attainment if attainment > 0 else NoData.because("no_target")
    return now * attainment / reached


def sliders_of(plan: Plan, inputs: Inputs, lower: Mapping[str, bool]) -> tuple[Slider, ...]:
    """One for each figure the variable part depends on through a curve or a rate; gates are switches."""
    found = [_of_curve(one.kpi, one.curve, one.by, inputs, lower) for one in plan.components]
    if plan.unit_pay:
        ends = [tier.upto for tier in plan.unit_pay.tiers]
        found.append(_of_measure(plan.unit_pay.measure, max(ends, default=ONE), inputs))
    if plan.point_pay:
        pay = plan.point_pay
        found.append(_of_measure(pay.measure, pay.most, inputs))
        found += [_of_curve(one.kpi, one.curve, one.by, inputs, lower) for one in (pay.quality, pay.time)]
    if plan.team:
        found.append(_of_curve(plan.team.kpi, plan.team.curve, plan.team.by, inputs, lower))
    return tuple({one.subject: one for one in reversed(found)}.values())[::-1]


def _of_curve(kpi: str, curve: Curve, by: By, inputs: Inputs, lower: Mapping[str, bool]) -> Slider:
    result = inputs.results.get(kpi, Result(NoData.because("not_counted_yet"), NoData.because("not_counted_yet")))
    ends = [point.at for point in curve]
    if by is By.VALUE:
        return _between(kpi, ends, result.value, "value")
    values = [value_at(result, end, lower=lower.get(kpi, False)) for end in (max(ends[0], Decimal("0.1")), ends[-1])]
    known = [value for value in values if isinstance(value, Decimal)]
    if len(known) == len(values):
        return _between(kpi, known, result.value, "value")
    return _between(kpi, ends, result.attainment, "attainment")


def _of_measure(code: str, most: Decimal, inputs: Inputs) -> Slider:
    count = inputs.measures.get(code, NoData.because("not_counted_yet"))
    return _between(code, [Decimal(0), most], count, "measure", whole=True)


def _between(subject: str, ends: list[Decimal], now: Known, scale: str, *, whole: bool = False) -> Slider:
    """Round ends that hold the curve and today's value."""
    known = isinstance(now, Decimal)
    inside = [*ends, now] if isinstance(now, Decimal) else ends
    step = _step(max(inside) - min(inside))
    if whole:
        step = ONE
    low = (min(inside) / step).to_integral_value(ROUND_FLOOR) * step
    high = (max(inside) / step).to_integral_value(ROUND_CEILING) * step
    at = now if isinstance(now, Decimal) else (_target(ends) / step).to_integral_value(ROUND_HALF_UP) * step
    return Slider(subject, low, max(high, low + step), step, min(max(at, low), high), scale, known)


def _target(ends: list[Decimal]) -> Decimal:
    return ONE if min(ends) <= ONE <= max(ends) else (min(ends) + max(ends)) / 2


def _step(span: Decimal) -> Decimal:
    if span <= 0:
        return Decimal("0.01")
    rough = span / STEPS
    power = Decimal(1).scaleb(rough.adjusted())
    return next(nice * power for nice in NICE if nice * power >= rough)


def moved(
    inputs: Inputs, sliders: tuple[Slider, ...], given: Mapping[str, Decimal], lower: Mapping[str, bool]
) -> Inputs:
    """The inputs with every slider that was moved where it was put; one left where it stood changes nothing."""
    results, measures = dict(inputs.results), dict(inputs.measures)
    for one in sliders:
        put = given.get(one.subject)
        if put is None or one.stands(put):
            continue
        put = one.within(put)
        if one.scale == "measure":
            measures[one.subject] = put
        else:
            results[one.subject] = _put(results.get(one.subject), put, one.scale, lower=lower.get(one.subject, False))
    return replace(inputs, results=results, measures=measures)


def _put(was: Result | None, put: Decimal, scale: str, *, lower: bool) -> Result:
    before = was or Result(put, put)
    if scale == "attainment":
        value = value_at(before, put, lower=lower)
        return replace(before, value=value if isinstance(value, Decimal) else before.value, attainment=put)
    return replace(before, value=put, attainment=attainment_at(before, put, lower=lower))


def switched(plan: Plan, inputs: Inputs, passed: Mapping[int, bool]) -> tuple[Plan, Inputs]:
    """The plan with gates, by their place, held open or shut; a gate that could not be told is told then."""
    gates, results, paid = list(plan.gates), dict(inputs.results), {one.kpi for one in plan.components}
    for place, open_ in passed.items():
        if 0 <= place < len(gates):
            gate = gates[place]
            gates[place] = replace(gate, passes=ALWAYS if open_ else NEVER, hard=None)
            if gate.kpi not in paid:  # what a component lacks stays lacking
                results[gate.kpi] = _told(results.get(gate.kpi))
    return replace(plan, gates=tuple(gates)), replace(inputs, results=results)


def _told(result: Result | None) -> Result:
    """The same result, with something in place of what is not known: the condition no longer asks what."""
    if result is None:
        return Result(ONE, ONE)
    value = result.value if isinstance(result.value, Decimal) else ONE
    return replace(result, value=value, attainment=result.attainment if isinstance(result.attainment, Decimal) else ONE)


def switches_of(plan: Plan, inputs: Inputs) -> tuple[Switch, ...]:
    """Gates and whether each is passed now."""
    return tuple(Switch(gate.kpi, place, _passed(gate, inputs)) for place, gate in enumerate(plan.gates))


def _passed(gate: Gate, inputs: Inputs) -> bool | None:
    result = inputs.results.get(gate.kpi)
    if result is None:
        return None
    seen = result.attainment if gate.passes.by is By.ATTAINMENT else result.value
    return holds(gate.passes, seen) if isinstance(seen, Decimal) else None
