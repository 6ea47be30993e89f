"""The best plan for the mean: exact over a lattice of weekly spends, whatever the shape of the curves, to the cent.

Plans are `origin + whole numbers of steps`, the same for every limit, so that wider limits only add plans.
"""

from __future__ import annotations

import numpy as np

from otdel.analytics.compiled import compiled
from otdel.analytics.mix.budget.cubic import mean_at
from otdel.analytics.mix.budget.limits import Bounds
from otdel.analytics.mix.budget.table import CENTS
from otdel.analytics.mix.shapes import Floats, Whole

FINENESS = 1500  # steps in a budget, about
ROUND_STEPS = (1, 2, 5)
NOT_THERE = -1e300


def step_of(budget: int) -> int:
    """A round sum of cents, about a fifteen-hundredth of the budget: moves come out in sums people would choose."""
    about = max(budget // FINENESS, 1)
    power = 10 ** (len(str(about)) - 1)
    return int(max(size * power for size in ROUND_STEPS if size * power <= about))


def origin(now: Whole, bounds: Bounds) -> Whole:
    """The plan of now raised or cut in proportion to the budget; lines that cannot move stay. In cents, exact."""
    free = bounds.low < bounds.high
    if now.sum() == bounds.budget:
        return now.copy()
    plan = np.where(free, now, bounds.low)
    weights = now * free if (now * free).any() else free.astype(np.int64)
    if not weights.any():
        return plan
    rest = bounds.budget - int(plan[~free].sum())
    shares = [rest * int(weight) // int(weights.sum()) for weight in weights]
    plan = np.where(free, np.array(shares), plan)
    plan[np.flatnonzero(weights)[-1]] += bounds.budget - int(plan.sum())
    return plan


def feasible(plan: Whole, bounds: Bounds) -> Whole:
    """The plan pulled inside its limits, then filled up or cut down channel after channel until it is the budget."""
    inside = np.clip(plan, bounds.low, bounds.high)
    for place in range(len(inside)):
        missing = bounds.budget - int(inside.sum())
        inside[place] = np.clip(inside[place] + missing, bounds.low[place], bounds.high[place])
    return inside


def best_on_lattice(start: Whole, step: int, bounds: Bounds, curves: tuple[Floats, Floats, Floats]) -> Whole | None:
    """The exact best of all plans `start + step * whole numbers` within the bounds; None when there is no such plan.

    `curves` are the knots, mean values and mean slopes [C, K].
    """
    lowest = -((start - bounds.low) // step)  # towards zero from below
    highest = (bounds.high - start) // step
    slack = -int(lowest.sum())
    if slack < 0 or (highest < lowest).any() or int(highest.sum()) < 0:
        return None
    wide = np.minimum(highest - lowest, slack)
    chosen = np.empty(len(start), dtype=np.int64)
    if not share_out(start + lowest * step, step, wide, slack, *curves, chosen):
        return None
    return start + (lowest + chosen) * step


@compiled
def share_out(
    low: Whole, step: int, wide: Whole, slack: int, knots: Floats, values: Floats, slopes: Floats, chosen: Whole
) -> bool:
    """Fill `chosen` [C]: how many of `slack` steps each channel gets, at most `wide`; False when they do not fit.

    Channel by channel the best sum for every number of steps given out so far (Bellman's recursion).
    """
    channels = len(low)
    best, before = np.full(slack + 1, NOT_THERE), np.empty(slack + 1)
    best[0] = 0.0
    choice = np.zeros((channels, slack + 1), dtype=np.int32)
    reached = 0
    for place in range(channels):
        own = np.empty(wide[place] + 1)
        for given in range(wide[place] + 1):
            own[given] = mean_at(knots[place], values[place], slopes[place], (low[place] + given * step) / CENTS)
        before[:] = best
        reached = min(reached + wide[place], slack)
        for out in range(reached + 1):
            top, argument = NOT_THERE, 0
            for given in range(min(wide[place], out) + 1):
                candidate = before[out - given] + own[given]
                if candidate > top:
                    top, argument = candidate, given
            best[out] = top
            choice[place, out] = argument
    if best[slack] <= 0.5 * NOT_THERE:
        return False
    left = slack
    for place in range(channels - 1, -1, -1):
        chosen[place] = choice[place, left]
        left -= choice[place, left]
    return True


@compiled
def exchange(plan: Whole, step: int, bounds_low: Whole, bounds_high: Whole, curves: Floats, least: float) -> None:
    """Move money in `plan` [C] from the channel that loses least to the one that wins most, until none wins `least`.

    A last move to a limit is smaller than `step`. `curves` [3, C, K] are knots, mean values and mean slopes.
    """
    while True:
        source, target, size, won = -1, -1, 0, least
        for giver in range(len(plan)):
            for taker in range(len(plan)):
                amount = min(step, plan[giver] - bounds_low[giver], bounds_high[taker] - plan[taker])
                if giver == taker or amount <= 0:
                    continue
                gain = _change(plan, taker, amount, curves) + _change(plan, giver, -amount, curves)
                if gain > won:
                    source, target, size, won = giver, taker, amount, gain
        if source < 0:
            return
        plan[source] -= size
        plan[target] += size


@compiled
def _change(plan: Whole, place: int, amount: int, curves: Floats) -> float:
    knots, values, slopes = curves[0, place], curves[1, place], curves[2, place]
    after = mean_at(knots, values, slopes, (plan[place] + amount) / CENTS)
    return float(after - mean_at(knots, values, slopes, plan[place] / CENTS))
