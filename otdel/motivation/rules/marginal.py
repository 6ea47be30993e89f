"""What one more unit brings: the same period calculated again with a little more of one result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Inputs, Result
from otdel.motivation.rules.plan import By, Component, Plan

POINT = Decimal("0.01")
SHARES_END = Decimal(2)  # a curve by value that ends here or before is one of shares


@dataclass(frozen=True, slots=True)
class Marginal:
    """`step` more of a KPI (its attainment or value, as `by` says) or a measure changes the whole pay by `amount`."""

    kpi: str
    step: Decimal
    amount: Decimal
    by: By = By.VALUE


def one_more(plan: Plan, inputs: Inputs, steps: Mapping[str, Decimal] | None = None) -> list[Marginal]:
    """One for each component and measure with data, in the plan's order; `steps` replaces what one more is.

    A step is one point (0.01) of attainment or of a share, 1 of a count, and down where less is better.
    """
    now, given = compute(plan, inputs).earned, steps or {}
    return [
        Marginal(kpi, step, compute(plan, more).earned - now, by) for kpi, step, by, more in _moves(plan, inputs, given)
    ]


def with_result(inputs: Inputs, kpi: str, by: By, x: Decimal) -> Inputs:
    """The inputs with another value or attainment of a KPI in this period."""
    was = inputs.results.get(kpi) or Result(x, x)
    now = replace(was, value=x) if by is By.VALUE else replace(was, attainment=x)
    return replace(inputs, results={**inputs.results, kpi: now})


def step_of(one: Component) -> Decimal:
    """What one more is when nobody says: a point, or one of a count; towards where the curve pays more."""
    if one.by is By.ATTAINMENT:
        return POINT
    size = POINT if one.curve[-1].at <= SHARES_END else Decimal(1)
    return -size if one.curve[0].pays > one.curve[-1].pays else size


def _moves(plan: Plan, inputs: Inputs, given: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal, By, Inputs]]:
    for one in plan.components:
        step, result = given.get(one.kpi, step_of(one)), inputs.results.get(one.kpi)
        x = None if result is None else result.value if one.by is By.VALUE else result.attainment
        if isinstance(x, Decimal):
            yield one.kpi, step, one.by, with_result(inputs, one.kpi, one.by, x + step)
    for pay in (plan.unit_pay, plan.point_pay):
        if pay and isinstance(count := inputs.measures.get(pay.measure), Decimal):
            step = given.get(pay.measure, Decimal(1))
            more = replace(inputs, measures={**inputs.measures, pay.measure: count + step})
            yield pay.measure, step, By.VALUE, more
