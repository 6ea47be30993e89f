"""L16, L17: people pulled against each other, and one thing paid twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.rules.lints.context import Context, Moves
from otdel.motivation.rules.lints.finding import Finding, Level, Mend, Picture
from otdel.motivation.rules.lints.mending import without_component
from otdel.motivation.rules.lints.weights import limits
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.rounding import text

AGAINST, SAME = Decimal("-0.5"), Decimal("0.8")


def conflicts(plan: Plan, context: Context) -> Iterator[Finding]:
    """L16: one person's KPI gets better when another's gets worse, and nothing is shared.

    A correlation counts when even the upper end of its range is under nought.
    """
    paid = {one.kpi for one in plan.components}
    for one in plan.components:
        facts = context.kpis.get(one.kpi)
        for other in facts.conflicts if facts else ():
            if other not in paid:
                because = Reason.of("lint_conflict_declared", kpi=one.kpi, other=other)
                yield Finding("L16", Level.WARN, because, f"components.{one.kpi}")
    if context.between is None:
        yield Finding("L16", Level.UNCHECKED, Reason.of("lint_needs_history"))
        return
    for pair in context.between:
        if pair.left in paid and not pair.shared and pair.goes < AGAINST and pair.high < 0:
            because = Reason.of(
                "lint_conflict_seen", kpi=pair.left, other=pair.right, who=pair.other, goes=text(pair.goes),
                count=len(pair.periods),
            )  # fmt: skip
            yield Finding("L16", Level.WARN, because, f"components.{pair.left}", picture(pair))


def twice(plan: Plan, context: Context) -> Iterator[Finding]:
    """L17: two components that always move together are one."""
    if len(plan.components) < 2:
        return
    if context.within is None:
        yield Finding("L17", Level.UNCHECKED, Reason.of("lint_needs_history"))
        return
    weight = {one.kpi: one.weight for one in plan.components}
    for pair in context.within:
        if pair.left in weight and pair.right in weight and pair.goes > SAME:
            spare = min((pair.left, pair.right), key=lambda kpi: weight[kpi])
            left = without_component(plan, spare, limits(plan, context))
            offers = (Mend(Reason.of("mend_drop_twin", kpi=spare), left),) if left else ()
            because = Reason.of(
                "lint_twins", kpi=pair.left, other=pair.right, goes=text(pair.goes), count=len(pair.periods)
            )
            yield Finding("L17", Level.WARN, because, f"components.{spare}", picture(pair), offers=offers)


def picture(pair: Moves) -> Picture:
    return Picture("pair", pair.periods, pair.lefts, pair.rights, (pair.left, pair.right))
