"""What one more brings: a lead, a task on time, a test; every KPI it is counted in moves with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.queries.kpi_facts import COUNTS, Averaged, Facts, KpiFact, Piece, is_ratio
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Inputs, Known, Result
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.sliding import attainment_at
from otdel.scorecard.measures.checking import ready

ONE = Decimal(1)
OTHERS = ("_plan", "_yoy", "_prev")  # not what a person adds to
SMALLEST = {"share": Decimal("0.01"), "ratio": Decimal("0.01")}  # a point; other units: a hundredth of today's value


@dataclass(frozen=True, slots=True)
class OneMore:
    """`amount` is added (or taken off, below zero) by one more `name`; `step` says how much of a KPI without counts."""

    code: str
    name: str
    unit: str
    amount: Decimal
    step: Decimal | None = None
    of_another: bool = False


def one_more(plan: Plan, inputs: Inputs, facts: Facts, earned: Decimal) -> tuple[OneMore, ...]:
    """For each count the variable part rests on, then for each KPI without one; what brings nothing is left in."""
    found = list(_counted(plan, inputs, facts, earned))
    counted = {code for code in facts.of for piece in facts.of[code].pieces if _countable(piece)}
    for one in plan.components:
        fact = facts.of.get(one.kpi)
        if fact and one.kpi not in counted and (step := _stepped(plan, inputs, fact, earned)):
            found.append(step)
    return tuple(found)


def _counted(plan: Plan, inputs: Inputs, facts: Facts, earned: Decimal) -> Iterator[OneMore]:
    rested = [facts.of[one.kpi] for one in plan.components if one.kpi in facts.of]
    seen: set[str] = set()
    for piece in (piece for fact in rested for piece in _adds(fact)):
        if piece.code in seen:
            continue
        seen.add(piece.code)
        more = compute(plan, _with_one_more(inputs, facts.of, piece.code)).earned
        yield OneMore(piece.code, piece.name, piece.unit, more - earned)
    for pay in (plan.unit_pay, plan.point_pay):
        count = inputs.measures.get(pay.measure) if pay else None
        if pay and isinstance(count, Decimal) and pay.measure not in seen:
            more = compute(plan, replace(inputs, measures={**inputs.measures, pay.measure: count + 1})).earned
            yield OneMore(pay.measure, "", "count", more - earned)


def _adds(fact: KpiFact) -> list[Piece]:
    """Counts a person adds to: tasks done, and not the tasks due that they are divided by."""
    found = [piece for piece in fact.pieces if _countable(piece)]
    both = is_ratio(fact.formula, [piece.code for piece in fact.pieces]) and len(found) == len(fact.pieces)
    return found[:1] if both else found


def _countable(piece: Piece) -> bool:
    return piece.unit in COUNTS and isinstance(piece.value, Decimal) and not piece.code.endswith(OTHERS)


def _with_one_more(inputs: Inputs, facts: Mapping[str, KpiFact], code: str) -> Inputs:
    results = dict(inputs.results)
    for kpi, fact in facts.items():
        result = results.get(kpi)
        if result is not None and any(piece.code == code for piece in fact.pieces):
            results[kpi] = _moved(fact, result, code)
    measures = dict(inputs.measures)
    count = measures.get(code)
    if isinstance(count, Decimal):
        measures[code] = count + 1
    return replace(inputs, results=results, measures=measures)


def _moved(fact: KpiFact, result: Result, code: str) -> Result:
    """The result with one more of a measure in its formula, in proportion to how the formula itself moves.

    A plan that follows the day of the month moves as much as the formula; a small sample, averaged over a few periods,
    by its share of the mean.
    """
    made = ready(fact.formula)
    values: dict[str, Known] = {piece.code: piece.value for piece in fact.pieces}
    if isinstance(made, Reason) or set(made.names) - values.keys() or not isinstance(result.value, Decimal):
        return result
    before = made.run(lambda name: values[name])
    now = values[code]
    after = made.run(lambda name: now + 1 if name == code and isinstance(now, Decimal) else values[name])
    if not isinstance(before, Decimal) or not isinstance(after, Decimal) or not before:
        return result
    value = result.value * after / before
    if fact.averaged and isinstance(now, Decimal):
        value = _of_mean(fact.averaged, result.value, before, after, now + 1 if code == fact.averaged.code else None)
    return replace(result, value=value, attainment=attainment_at(result, value, lower=fact.lower))


def _of_mean(one: Averaged, mean: Decimal, before: Decimal, after: Decimal, sample: Decimal | None) -> Decimal:
    """The mean with this period's own value moved; with enough of a sample the period stands alone."""
    if sample is not None and sample >= one.least:
        return after
    return mean + (after - before) / max(1, len(one.periods))


def _stepped(plan: Plan, inputs: Inputs, fact: KpiFact, earned: Decimal) -> OneMore | None:
    result = inputs.results.get(fact.code)
    if result is None or not isinstance(result.value, Decimal) or not result.value:
        return None
    step = SMALLEST.get(fact.unit, abs(result.value) / 100)
    value = result.value - step if fact.lower else result.value + step
    moved = replace(result, value=value, attainment=attainment_at(result, value, lower=fact.lower))
    more = compute(plan, replace(inputs, results={**inputs.results, fact.code: moved})).earned
    return OneMore(fact.code, fact.name, fact.unit, more - earned, -step if fact.lower else step, fact.of_another)
