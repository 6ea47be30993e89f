"""The best plan for the worst fifth: the mean gain of the worst 20 in 100 draws made as large as can be.

That mean is the conditional value at risk of Rockafellar and Uryasev, "Optimization of conditional value-at-risk"
(2000). It does not add up over channels, so it is searched for by exchanges from several starts.
"""

from __future__ import annotations

import numpy as np

from otdel.analytics.compiled import compiled, compiled_fast
from otdel.analytics.mix.budget.cubic import add_curve, sum_of_gains
from otdel.analytics.mix.budget.table import CENTS
from otdel.analytics.mix.shapes import Floats, Whole

WORST = 0.2
TRIED = 4  # givers and takers tried in one round, the most promising first
COARSE = (16, 4, 1)  # sizes of a move, in steps


def worst_mean(gains: Floats) -> float:
    """The mean of the worst fifth of the draws."""
    count = worst_count(len(gains))
    return float(np.partition(gains, count - 1)[:count].mean())


def worst_draws(gains: Floats) -> Whole:
    """Which draws those are."""
    count = worst_count(len(gains))
    return np.argpartition(gains, count - 1)[:count]


@compiled
def worst_count(draws: int) -> int:
    return max(1, int(np.ceil(WORST * draws - 1e-9)))


def improved(
    plan: Whole, step: int, low: Whole, high: Whole, now: Whole, curves: tuple[Floats, Floats, Floats], least: float
) -> Whole:
    """The plan after all exchanges that raise the mean of the worst fifth by `least` or more, coarse ones first."""
    found = plan.copy()
    gains = np.empty(curves[1].shape[2])
    sum_of_gains(*curves, now / CENTS, found / CENTS, gains)
    for size in COARSE:
        exchange_cautiously(found, size * step, low, high, *curves, gains, least)
    return found


@compiled
def exchange_cautiously(
    plan: Whole,
    step: int,
    low: Whole,
    high: Whole,
    knots: Floats,
    values: Floats,
    slopes: Floats,
    gains: Floats,
    least: float,
) -> None:
    """Change `plan` [C] and its `gains` [S] in place, exchange by exchange."""
    count = worst_count(len(gains))
    trial, best_gains = np.empty_like(gains), np.empty_like(gains)
    ups, downs = np.empty(len(plan)), np.empty(len(plan))
    while True:
        ordered = np.partition(gains, count - 1)
        height, edge = ordered[:count].mean(), ordered[count - 1]
        rates(plan, step, low, high, knots, values, slopes, gains, edge, ups, downs)
        takers, givers = np.argsort(-ups)[:TRIED], np.argsort(downs)[:TRIED]
        source, target, size, top = -1, -1, 0, height + least
        for giver in givers:
            for taker in takers:
                amount = min(step, plan[giver] - low[giver], high[taker] - plan[taker])
                if giver == taker or amount <= 0:
                    continue
                trial[:] = gains
                shift(plan[taker], amount, knots[taker], values[taker], slopes[taker], trial)
                shift(plan[giver], -amount, knots[giver], values[giver], slopes[giver], trial)
                reached = np.partition(trial, count - 1)[:count].mean()
                if reached > top:
                    source, target, size, top = giver, taker, amount, reached
                    best_gains[:] = trial
        if source < 0:
            return
        plan[source] -= size
        plan[target] += size
        gains[:] = best_gains


@compiled_fast
def shift(spend: int, amount: int, knots: Floats, values: Floats, slopes: Floats, gains: Floats) -> None:
    """Add to `gains` [S] what a channel's change by `amount` cents brings."""
    add_curve(knots, values, slopes, (spend + amount) / CENTS, 1.0, gains)
    add_curve(knots, values, slopes, spend / CENTS, -1.0, gains)


@compiled
def rates(
    plan: Whole,
    step: int,
    low: Whole,
    high: Whole,
    knots: Floats,
    values: Floats,
    slopes: Floats,
    gains: Floats,
    edge: float,
    ups: Floats,
    downs: Floats,
) -> None:
    """Fill `ups` and `downs` [C]: what a cent more brings in the worst draws and a cent less costs."""
    change = np.empty(len(gains))
    for place in range(len(plan)):
        ups[place], downs[place] = -np.inf, np.inf
        more, less = min(step, high[place] - plan[place]), min(step, plan[place] - low[place])
        if more > 0:
            change[:] = 0.0
            shift(plan[place], more, knots[place], values[place], slopes[place], change)
            ups[place] = mean_where(change, gains, edge) / more
        if less > 0:
            change[:] = 0.0
            shift(plan[place], -less, knots[place], values[place], slopes[place], change)
            downs[place] = -mean_where(change, gains, edge) / less


@compiled
def mean_where(change: Floats, gains: Floats, edge: float) -> float:
    """The mean of `change` over the draws whose gain is at most `edge`."""
    total, count = 0.0, 0
    for draw in range(len(gains)):
        if gains[draw] <= edge:
            total += change[draw]
            count += 1
    return float(total / max(count, 1))
