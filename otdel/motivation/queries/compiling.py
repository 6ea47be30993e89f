"""A plan made ready for thousands of paths: which inputs it reads, and the arrays it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from otdel.analytics import payouts
from otdel.motivation.rules.plan import By, Curve, Plan
from otdel.motivation.rules.splits import split_for

MEASURE = "measure"
Bending = Callable[[str, By, Curve], payouts.Bend]


@dataclass(frozen=True, slots=True)
class Column:
    """An input: a KPI's attainment or value (averaged over `rolling` periods), or a measure."""

    code: str
    by: str
    rolling: int = 1


def columns_of(plan: Plan) -> tuple[Column, ...]:
    """Every input of a plan, each once, in the order it is met."""
    return tuple(dict.fromkeys(_columns(plan)))


def _columns(plan: Plan) -> Iterator[Column]:
    for one in plan.components:
        yield Column(one.kpi, one.by.value, one.rolling)
    for gate in plan.gates:
        yield Column(gate.kpi, gate.passes.by.value)
        if gate.hard:
            yield Column(gate.kpi, gate.hard.by.value)
    if plan.team:
        yield Column(plan.team.kpi, plan.team.by.value)
    if plan.unit_pay:
        yield Column(plan.unit_pay.measure, MEASURE)
    if plan.point_pay:
        yield Column(plan.point_pay.measure, MEASURE)
        for team in (plan.point_pay.quality, plan.point_pay.time):
            yield Column(team.kpi, team.by.value)


def compiled(plan: Plan, who: str = "") -> payouts.Compiled:
    """The plan over tables whose columns are `columns_of(plan)`; `who` takes their own share of what is split."""
    at = {one: place for place, one in enumerate(columns_of(plan))}

    def bend(kpi: str, by: By, curve: Curve, rolling: int = 1) -> payouts.Bend:
        return payouts.bend(at[Column(kpi, by.value, rolling)], [(one.at, one.pays) for one in curve])

    return payouts.Compiled(
        target=payouts.number(plan.target_variable),
        cap=payouts.number(plan.cap, payouts.ENDLESS),
        weights=tuple(payouts.number(one.weight * _share(plan, one.kpi, who)) for one in plan.components),
        bends=tuple(bend(one.kpi, one.by, one.curve, one.rolling) for one in plan.components),
        barriers=tuple(_barriers(plan, at)),
        team=bend(plan.team.kpi, plan.team.by, plan.team.curve) if plan.team else None,
        units=_units(plan, at, who),
        points=_points(plan, at, bend),
    )


def _share(plan: Plan, subject: str, who: str) -> Decimal:
    split = split_for(plan.splits, subject)
    return dict(split.shares).get(who, Decimal(0)) if split and who else Decimal(1)


def _barriers(plan: Plan, at: dict[Column, int]) -> Iterator[payouts.Barrier]:
    lines = [one.kpi for one in plan.components]
    lines += [one.measure for one in (plan.unit_pay, plan.point_pay) if one]
    for gate in plan.gates:
        yield payouts.Barrier(
            payouts.span(at[Column(gate.kpi, gate.passes.by.value)], gate.passes),
            payouts.number(gate.fail),
            payouts.span(at[Column(gate.kpi, gate.hard.by.value)], gate.hard) if gate.hard else None,
            payouts.number(gate.hard_factor),
            lines.index(gate.component) if gate.component in lines else payouts.WHOLE,
        )


def _units(plan: Plan, at: dict[Column, int], who: str) -> payouts.Units | None:
    if plan.unit_pay is None:
        return None
    tiers, share = plan.unit_pay.tiers, _share(plan, plan.unit_pay.measure, who)
    return payouts.Units(
        at[Column(plan.unit_pay.measure, MEASURE)],
        payouts.floats(one.above for one in tiers),
        payouts.floats(one.upto for one in tiers),
        payouts.floats(one.rate * share for one in tiers),
    )


def _points(plan: Plan, at: dict[Column, int], bend: Bending) -> payouts.Points | None:
    pay = plan.point_pay
    if pay is None:
        return None
    return payouts.Points(
        at[Column(pay.measure, MEASURE)],
        payouts.number(pay.rate),
        payouts.number(pay.most),
        bend(pay.quality.kpi, pay.quality.by, pay.quality.curve),
        bend(pay.time.kpi, pay.time.by, pay.time.curve),
    )
