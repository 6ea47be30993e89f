"""The move the model would make: the best plan of a budget within its limits, for the mean or for the worst fifth."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

import numpy as np

from otdel.analytics.mix.budget.caution import improved, worst_draws, worst_mean
from otdel.analytics.mix.budget.explained import told
from otdel.analytics.mix.budget.lattice import best_on_lattice, exchange, feasible, origin, step_of
from otdel.analytics.mix.budget.limits import USUAL_CHANGE, Bounds, Limits, bounds, money
from otdel.analytics.mix.budget.move import Move
from otdel.analytics.mix.budget.table import Table, build, further, gains, weekly_cents
from otdel.analytics.mix.shapes import Mix, MixData, Whole
from otdel.kit.reason import Reason

USUAL_WEEKS = 13
LEAST = 1e-9  # of the target at stake: an exchange that wins less is none
ROUNDS = 2  # times the worst draws are asked for a new start


def optimise(
    mix: Mix,
    budget: Decimal | None = None,
    *,
    weeks: int = USUAL_WEEKS,
    limits: Mapping[str, tuple[float, float]] | None = None,
    change: float = USUAL_CHANGE,
    fixed: Collection[str] = (),
    minimums: Mapping[str, Decimal] | None = None,
    maximums: Mapping[str, Decimal] | None = None,
    margin: float | None = None,
    cautious: bool = False,
) -> Move | Reason:
    """The best plan of `budget` money a week (by default what is spent now), or why no plan can keep the limits.

    `limits` are shares of now by channel, `change` the share for the others; `minimums` and `maximums` are money a
    week. `margin` is the money in one unit of target. Best is the highest mean gain; with `cautious` the highest mean
    of the worst fifth. Going on as now is always among the plans when it keeps budget and limits.
    """
    wanted = Limits(change, limits or {}, fixed, minimums or {}, maximums or {})
    return best_move(mix, build(mix, weeks, margin), budget, wanted, cautious=cautious)


def refusal(data: MixData, budget: Decimal, limits: Limits) -> Reason | None:
    """Why no plan can keep these limits, as it can be known before anything is fitted."""
    found = bounds(data.channels, weekly_cents(data), budget, limits)
    return found if isinstance(found, Reason) else None


def best_move(mix: Mix, table: Table, budget: Decimal | None, limits: Limits, *, cautious: bool) -> Move | Reason:
    """The same from a table that is already there."""
    total = money(table.now.sum()) if budget is None else budget
    allowed = bounds(table.channels, table.now, total, limits)
    if isinstance(allowed, Reason):
        return allowed
    reaching = further(mix, table, allowed.high)
    plan = best_plan(reaching, allowed, cautious=cautious)
    return told(mix, reaching, allowed, plan, fixed=limits.fixed, cautious=cautious)


def best_plan(table: Table, allowed: Bounds, *, cautious: bool) -> Whole:
    """In cents a week [C]."""
    plans = [plan for plan in (table.now, _best_mean(table, allowed, None)) if allowed.allow(plan)]
    if not cautious:
        return max(plans, key=lambda plan: float(gains(table, plan).mean()))
    step, least = step_of(allowed.budget), LEAST * _at_stake(table)
    curves = table.knots, table.values, table.slopes
    found = []
    for start in plans:
        plan = start
        for _ in range(ROUNDS):
            plan = improved(plan, step, allowed.low, allowed.high, table.now, curves, least)
            found.append(plan)
            plan = _best_mean(table, allowed, worst_draws(gains(table, plan)))
    return max([*plans, *found], key=lambda plan: worst_mean(gains(table, plan)))


def _best_mean(table: Table, allowed: Bounds, draws: Whole | None) -> Whole:
    """The best plan for the mean of some draws: exact on the lattice, then on to limits that lie between its points."""
    chosen = slice(None) if draws is None else draws
    curves = table.knots, table.values[:, :, chosen].mean(2), table.slopes[:, :, chosen].mean(2)
    step, start = step_of(allowed.budget), origin(table.now, allowed)
    plan = best_on_lattice(start, step, allowed, curves)
    if plan is None:
        plan = feasible(start, allowed)
    exchange(plan, step, allowed.low, allowed.high, np.stack(curves), LEAST * _at_stake(table))
    return plan


def _at_stake(table: Table) -> float:
    return float(np.abs(table.values[:, -1]).mean(1).sum())
