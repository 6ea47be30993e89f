"""What cannot be in a plan whose every value is fine by itself: weights, tiers, names that lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from decimal import Decimal

from otdel.motivation.rules.faults import Reader
from otdel.motivation.rules.plan import ONE, Plan
from otdel.motivation.rules.rounding import text


def check(read: Reader, plan: Plan, kpis: Collection[str] | None, measures: Collection[str] | None) -> None:
    _weights(read, plan)
    _tiers(read, plan)
    _targets(read, plan)
    _splits(read, plan)
    for path, code in named_kpis(plan):
        if kpis is not None and code not in kpis:
            read.wrong(path, "plan_kpi_unknown", kpi=code)
    for path, code in named_measures(plan):
        if measures is not None and code not in measures:
            read.wrong(path, "plan_measure_unknown", measure=code)


def named_kpis(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every KPI a plan names, with the place that names it."""
    for place, component in enumerate(plan.components):
        yield f"components.{place}.kpi", component.kpi
    for place, gate in enumerate(plan.gates):
        yield f"gates.{place}.kpi", gate.kpi
    if plan.team:
        yield "team.kpi", plan.team.kpi
    if plan.point_pay:
        yield "point_pay.quality.kpi", plan.point_pay.quality.kpi
        yield "point_pay.time.kpi", plan.point_pay.time.kpi


def named_measures(plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.unit_pay:
        yield "unit_pay.measure", plan.unit_pay.measure
    if plan.point_pay:
        yield "point_pay.measure", plan.point_pay.measure


def parts(plan: Plan) -> set[str]:
    """What has a line of its own: KPIs of components, measures of unit and point pay."""
    return {one.kpi for one in plan.components} | {code for _path, code in named_measures(plan)}


def _weights(read: Reader, plan: Plan) -> None:
    weights = [one.weight for one in plan.components]
    for place, weight in enumerate(weights):
        if not weight:
            read.wrong(f"components.{place}.weight", "plan_weight_zero")
    if weights and (total := sum(weights, Decimal(0))) != ONE:
        read.wrong("components", "plan_weights_sum", total=text(total))
    for kpi, count in Counter(one.kpi for one in plan.components).items():
        if count > 1:
            read.wrong("components", "plan_kpi_twice", kpi=kpi)


def _tiers(read: Reader, plan: Plan) -> None:
    if plan.unit_pay is None:
        return
    tiers = plan.unit_pay.tiers
    if not tiers:
        read.wrong("unit_pay.tiers", "plan_tiers_none")
    for place, tier in enumerate(tiers):
        if tier.above >= tier.upto:
            read.wrong(f"unit_pay.tiers.{place}", "plan_tier_empty", above=text(tier.above), upto=text(tier.upto))
        if place and tiers[place - 1].upto != tier.above:
            read.wrong(
                f"unit_pay.tiers.{place}", "plan_tier_gap", end=text(tiers[place - 1].upto), above=text(tier.above)
            )


def _targets(read: Reader, plan: Plan) -> None:
    """What needs a target variable, and what a target variable needs."""
    pieces = plan.unit_pay or plan.point_pay
    if plan.components and not plan.target_variable:
        read.wrong("target_variable", "plan_target_missing")
    if plan.target_variable and not plan.components and not pieces:
        read.wrong("components", "plan_components_missing")
    if plan.cap is not None and not plan.target_variable:
        read.wrong("cap", "plan_cap_of_nothing")
    elif plan.cap is not None and plan.cap < ONE:
        read.wrong("cap", "plan_cap_below_target", cap=text(plan.cap))
    if not (plan.base or plan.target_variable or pieces):
        read.wrong("base", "plan_pays_nothing")
    for place, gate in enumerate(plan.gates):
        if gate.component and gate.component not in parts(plan):
            read.wrong(f"gates.{place}.component", "plan_component_unknown", kpi=gate.component)


def _splits(read: Reader, plan: Plan) -> None:
    for place, split in enumerate(plan.splits):
        if split.kpi not in parts(plan):
            read.wrong(f"splits.{place}.kpi", "plan_component_unknown", kpi=split.kpi)
        if (total := sum((share for _who, share in split.shares), Decimal(0))) != ONE:
            read.wrong(f"splits.{place}.shares", "plan_split_sum", total=text(total))
    for kpi, count in Counter(one.kpi for one in plan.splits).items():
        if count > 1:
            read.wrong("splits", "plan_kpi_twice", kpi=kpi)
