"""L06, L07, L19, L20: what is paid for: volume with its quality, never a cost, no ranking, one's own work first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.rules.lints.context import Context, KpiFacts
from otdel.motivation.rules.lints.finding import Finding, Level, Mend, percent
from otdel.motivation.rules.lints.mending import falls, with_weights, without_component
from otdel.motivation.rules.lints.weights import limits, offer
from otdel.motivation.rules.plan import ONE, By, Component, Condition, Gate, Plan, Point, Team

COSTS = ("spend", "cost", "fee", "commission", "hours", "salar", "budget_used", "media_buy")
RANKS = (
    "rank", "top 1", "best ", "first place", "winner", "leaderboard", "рейтинг", "кращ", "лучш", "перше місце",
    "первое место", "переможец", "победител", "лідер", "лидер",
)  # fmt: skip
SMALL_TEAM = 8
MOST_SHARED = Decimal("0.50")
QUARTER, HALF = Decimal("0.25"), Decimal("0.50")


def is_volume(facts: KpiFacts) -> bool:
    """More pieces or more money is better: a count, or a share of its plan or of a year ago."""
    grows = facts.pattern in ("plan_ratio", "growth_yoy") and facts.unit in ("ratio", "count", "money")
    return facts.direction == "higher" and (facts.unit in ("count", "points") or (grows and _of_itself(facts)))


def _of_itself(facts: KpiFacts) -> bool:
    """A measure over its own plan or its own year ago (or alone): nothing but its amount counts."""
    bases = {name.removesuffix("_plan").removesuffix("_yoy") for name, _ in facts.parts}
    return len(bases) == 1


def is_guard(facts: KpiFacts) -> bool:
    """A KPI of quality or of cost: a share, a price, something that has a corridor or gets better by falling."""
    return not is_volume(facts) and (
        facts.direction in ("lower", "corridor") or facts.unit in ("share", "money", "ratio", "days", "hours")
    )


def guarded(plan: Plan, context: Context) -> Iterator[Finding]:
    """L06: volume is paid with a quality or a cost beside it."""
    guards = {one.kpi for one in plan.components} | {one.kpi for one in plan.gates}
    if plan.point_pay or any(one in context.kpis and is_guard(context.kpis[one]) for one in guards):
        return
    volumes = [one.kpi for one in plan.components if one.kpi in context.kpis and is_volume(context.kpis[one.kpi])]
    for kpi in volumes:
        offers = _with_partner(plan, context, kpi)
        yield Finding("L06", Level.ERROR, Reason.of("lint_volume_alone", kpi=kpi), f"components.{kpi}", offers=offers)
    if plan.unit_pay:
        because = Reason.of("lint_units_alone", measure=plan.unit_pay.measure)
        yield Finding("L06", Level.ERROR, because, "unit_pay", offers=_with_partner(plan, context, ""))


def _with_partner(plan: Plan, context: Context, kpi: str) -> tuple[Mend, ...]:
    """The KPI's own partner as a gate, else any guard of the role."""
    own = context.kpis[kpi].paired_with if kpi in context.kpis else ""
    others = [code for code, one in context.kpis.items() if one.role == plan.role]
    for code in dict.fromkeys([own, *others]):
        facts = context.kpis.get(code)
        if facts and is_guard(facts) and facts.floor is not None:
            gate = Gate(code, _floor(facts), Decimal("0.8"))
            return offer("mend_add_gate", replace(plan, gates=(*plan.gates, gate)), kpi=code)
    return ()


def _floor(facts: KpiFacts) -> Condition:
    if facts.pattern.startswith("plan_ratio"):
        return Condition(By.ATTAINMENT, low=facts.floor)
    return Condition(high=facts.floor) if facts.direction == "lower" else Condition(low=facts.floor)


def costs(plan: Plan, context: Context) -> Iterator[Finding]:
    """L07: pay does not grow with what the holder spends."""
    if plan.unit_pay and is_cost(plan.unit_pay.measure):
        yield Finding("L07", Level.ERROR, Reason.of("lint_cost_units", measure=plan.unit_pay.measure), "unit_pay")
    for one in plan.components:
        facts = context.kpis.get(one.kpi)
        spent = next((name for name, sign in facts.parts if sign > 0 and is_cost(name)), "") if facts else ""
        if facts and spent and _pays_for_more(one, facts):
            offers = offer("mend_cost_to_gate", _as_gate(plan, context, one), kpi=one.kpi)
            because = Reason.of("lint_cost_paid", kpi=one.kpi, measure=spent)
            yield Finding("L07", Level.ERROR, because, f"components.{one.kpi}", offers=offers)


def is_cost(measure: str) -> bool:
    return any(word in measure for word in COSTS) and not measure.startswith(("margin", "contribution", "revenue"))


def _pays_for_more(part: Component, facts: KpiFacts) -> bool:
    """By value, a curve that rises; by attainment, a KPI for which more is better."""
    return not falls(part.curve) if part.by == "value" else facts.direction == "higher"


def _as_gate(plan: Plan, context: Context, part: Component) -> Plan | None:
    """A corridor around the plan instead of pay."""
    left = without_component(plan, part.kpi, limits(plan, context))
    gate = Gate(part.kpi, Condition(low=Decimal("0.90"), high=Decimal("1.05")), Decimal("0.8"))
    return replace(left, gates=(*left.gates, gate)) if left else None


def ranking(plan: Plan, context: Context) -> Iterator[Finding]:
    """L19: in a small team, whom one beats is luck, and nobody helps a rival."""
    ranked = [one for one in plan.extras if any(word in f"{one.what} {one.code}".casefold() for word in RANKS)]
    if ranked and context.team is None:
        yield Finding("L19", Level.UNCHECKED, Reason.of("lint_team_unknown"), "extras")
    elif ranked and context.team is not None and context.team < SMALL_TEAM:
        for one in ranked:
            left = replace(plan, extras=tuple(extra for extra in plan.extras if extra != one))
            because = Reason.of("lint_ranking", what=one.what, people=context.team)
            yield Finding(
                "L19", Level.WARN, because, f"extras.{one.code}", offers=offer("mend_drop_extra", left, what=one.what)
            )


def team(plan: Plan, context: Context) -> Iterator[Finding]:
    """L20: not mostly for others' results; for a head, not without the team's."""
    if not plan.components:
        return
    if context.heads is None:
        yield Finding("L20", Level.UNCHECKED, Reason.of("lint_heads_unknown"))
        return
    shared = [one for one in plan.components if one.kpi in context.kpis and context.kpis[one.kpi].role in context.heads]
    share = sum((one.weight for one in shared), Decimal(0))
    if plan.role in context.heads and not share and plan.team is None:
        yield Finding("L20", Level.WARN, Reason.of("lint_head_alone"), "team", offers=_with_team(plan, context))
    elif plan.role not in context.heads and share > MOST_SHARED and len(shared) < len(plan.components):
        because = Reason.of("lint_team_most", share=percent(share))
        most = limits(plan, context) | {one.kpi: HALF / len(shared) for one in shared}
        yield Finding(
            "L20", Level.WARN, because, "components", offers=offer("mend_team_half", with_weights(plan, most))
        )


def _with_team(plan: Plan, context: Context) -> tuple[Mend, ...]:
    """A multiplier of 0.9 to 1.1 from the first result of the head's own role."""
    found = [code for code, one in context.kpis.items() if one.role == plan.role and is_volume(one)]
    curve = (Point(Decimal("0.8"), Decimal("0.9")), Point(ONE, ONE), Point(Decimal("1.2"), Decimal("1.1")))
    return offer("mend_add_team", replace(plan, team=Team(found[0], curve)), kpi=found[0]) if found else ()
