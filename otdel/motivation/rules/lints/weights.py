"""L01, L02, L05: weights that add up, few enough parts to reckon in one's head, no more than a person can move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.rules.lints.context import Context
from otdel.motivation.rules.lints.finding import Finding, Level, Mend, percent
from otdel.motivation.rules.lints.mending import LEAST, MOST, limit_of, with_weights, without_component
from otdel.motivation.rules.plan import ONE, Plan

FEWEST, MOST_PARTS, MOST_GATES = 2, 4, 2


def limits(plan: Plan, context: Context) -> dict[str, Decimal]:
    """The most each component may weigh."""
    return {
        one.kpi: limit_of(context.kpis[one.kpi].controllability) if one.kpi in context.kpis else MOST
        for one in plan.components
    }


def offer(code: str, plan: Plan | None, **values: str) -> tuple[Mend, ...]:
    return (Mend(Reason.of(code, **values), plan),) if plan is not None else ()


def sums(plan: Plan, context: Context) -> Iterator[Finding]:
    """L01"""
    if not plan.components:
        return
    total = sum((one.weight for one in plan.components), Decimal(0))
    better = offer("mend_weights", with_weights(plan, limits(plan, context)))
    if total != ONE:
        because = Reason.of("lint_weights_sum", total=percent(total))
        yield Finding("L01", Level.ERROR, because, "components", offers=better)
    for one in plan.components:
        if not LEAST <= one.weight <= MOST:
            because = Reason.of("lint_weight_outside", kpi=one.kpi, weight=percent(one.weight))
            yield Finding("L01", Level.ERROR, because, f"components.{one.kpi}", offers=better)


def few(plan: Plan, context: Context) -> Iterator[Finding]:
    """L02"""
    count = len(plan.components)
    if plan.components and not FEWEST <= count <= MOST_PARTS:
        because = Reason.of("lint_parts_many" if count > MOST_PARTS else "lint_parts_few", count=count)
        offers: tuple[Mend, ...] = ()
        if count > MOST_PARTS:
            offers = offer("mend_drop_small", _four(plan, context))
        yield Finding("L02", Level.WARN, because, "components", offers=offers)
    if len(plan.gates) > MOST_GATES:
        kept = sorted(plan.gates, key=lambda one: one.fail)[:MOST_GATES]
        fewer = replace(plan, gates=tuple(one for one in plan.gates if one in kept))
        because = Reason.of("lint_gates_many", count=len(plan.gates))
        yield Finding("L02", Level.WARN, because, "gates", offers=offer("mend_drop_gates", fewer))


def _four(plan: Plan, context: Context) -> Plan | None:
    found: Plan | None = plan
    while found is not None and len(found.components) > MOST_PARTS:
        smallest = min(found.components, key=lambda one: one.weight)
        found = without_component(found, smallest.kpi, limits(found, context))
    return found


def control(plan: Plan, context: Context) -> Iterator[Finding]:
    """L05"""
    for one in plan.components:
        facts = context.kpis.get(one.kpi)
        if facts is None:
            because = Reason.of("lint_kpi_unknown", kpi=one.kpi)
            yield Finding("L05", Level.UNCHECKED, because, f"components.{one.kpi}")
        elif one.weight > (most := limit_of(facts.controllability)):
            because = Reason.of(
                f"lint_control_{facts.controllability}", kpi=one.kpi, weight=percent(one.weight), most=percent(most)
            )
            better = offer("mend_weights_within", with_weights(plan, limits(plan, context)), kpi=one.kpi)
            yield Finding("L05", Level.ERROR, because, f"components.{one.kpi}", offers=better)
