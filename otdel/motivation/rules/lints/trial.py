"""A statement tried out: the plan at target, its lines added up and counted."""

from __future__ import annotations

from decimal import Decimal

from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Inputs, Kind, Result
from otdel.motivation.rules.lints.context import Told
from otdel.motivation.rules.lints.mending import target_of
from otdel.motivation.rules.plan import ONE, Plan

MANY = Decimal(50)


def trial(plan: Plan) -> Told:
    """A statement at target: how far its lines are from its totals, and how many lines and steps it takes."""
    made = compute(plan, inputs_at_target(plan))
    total = sum((one.amount for one in made.lines), Decimal(0))
    off = total - sum((made.total(kind) for kind in Kind), Decimal(0))
    return Told("", "", off, len(made.lines) + sum(len(one.steps) for one in made.lines))


def inputs_at_target(plan: Plan) -> Inputs:
    """Every KPI at 1 of attainment and, where its value is asked, where its curve pays in full or its gate passes."""
    values = {one.kpi: target_of(one.curve) or ONE for one in plan.components}
    values |= {one.kpi: _within(one.passes.low, one.passes.high) for one in plan.gates if one.kpi not in values}
    teams = [plan.team, *((plan.point_pay.quality, plan.point_pay.time) if plan.point_pay else ())]
    values |= {one.kpi: target_of(one.curve) or ONE for one in teams if one}
    measures = {one.measure: MANY for one in (plan.unit_pay, plan.point_pay) if one}
    return Inputs({kpi: Result(value, ONE) for kpi, value in values.items()}, measures)


def _within(low: Decimal | None, high: Decimal | None) -> Decimal:
    known = [one for one in (low, high) if one is not None]
    return sum(known, Decimal(0)) / len(known) if known else ONE
