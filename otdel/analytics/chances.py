"""What many paths say: chances, amounts in the middle and in 8 cases of 10, and what moves together.

A range of a chance comes from how few past periods it rests on (Wilson's interval), never from the number of paths:
ten thousand paths drawn from nine quarters know no more than nine quarters do.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from otdel.analytics.payouts import Flags, Floats

EIGHT_IN_TEN = 1.2815515655446004  # standard deviations either way hold 8 in 10 of a normal
RESAMPLES = 400
FEWEST = 5  # periods two series have in common
STILL = 1e-12  # a series that moves less does not move


@dataclass(frozen=True, slots=True)
class Ranged:
    """A figure with its range of 8 in 10."""

    low: Decimal
    middle: Decimal
    high: Decimal


def exact(value: float, places: int) -> Decimal:
    """A float as the Decimal people see."""
    return Decimal(f"{value + 0.0:.{places}f}")


def chance(flags: Flags, periods: int) -> Ranged:
    """How often it happens, with the range that so few past periods leave open. Four places."""
    share = float(np.mean(flags)) if len(flags) else 0.0
    z2 = EIGHT_IN_TEN**2
    middle = (share + z2 / (2 * periods)) / (1 + z2 / periods)
    half = EIGHT_IN_TEN * np.sqrt(share * (1 - share) / periods + z2 / (4 * periods**2)) / (1 + z2 / periods)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Ranged(exact(min(low, share), 4), exact(share, 4), exact(max(high, share), 4))


def spread(amounts: Floats, places: int = 2) -> Ranged:
    """The middle amount, and those that 1 path in 10 stays under and 1 in 10 goes over."""
    low, middle, high = (float(one) for one in np.quantile(amounts, [0.1, 0.5, 0.9]))
    return Ranged(exact(low, places), exact(middle, places), exact(high, places))


def expected(past: Floats, seed: int, places: int = 2) -> Ranged:
    """The average of what the past periods would have paid, with the range so few of them leave open."""
    drawn = np.random.default_rng(seed).integers(0, len(past), size=(RESAMPLES, len(past)))
    means = past[drawn].mean(axis=1)
    low, high = (float(one) for one in np.quantile(means, [0.1, 0.9]))
    return Ranged(exact(low, places), exact(float(past.mean()), places), exact(high, places))


def together(left: Floats, right: Floats) -> Ranged | None:
    """How closely two series go together, -1..1, with its range (Fisher's z); None when either never moves.

    Periods in which one is unknown are left out; fewer than five say nothing.
    """
    known = ~(np.isnan(left) | np.isnan(right))
    left, right = left[known], right[known]
    if len(left) < FEWEST:
        return None
    left, right = left - left.mean(), right - right.mean()
    moves = float(np.sqrt((left @ left) * (right @ right)))
    if moves < STILL * len(left):
        return None
    found = float(np.clip(left @ right / moves, -1.0, 1.0))
    middle = float(np.arctanh(np.clip(found, -0.999999, 0.999999)))
    half = EIGHT_IN_TEN / np.sqrt(len(left) - 3)
    return Ranged(exact(float(np.tanh(middle - half)), 2), exact(found, 2), exact(float(np.tanh(middle + half)), 2))


def heap(amounts: Floats, most: int = 12) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
    """How the paths fall into equal steps of money: (from, to, share of paths)."""
    low, high = float(amounts.min()), float(amounts.max())
    if high - low < 0.005:
        return ((exact(low, 2), exact(high, 2), Decimal(1)),)
    step = _round_step((high - low) / most)
    first = np.floor(low / step) * step
    edges = np.arange(first, high + step * 1.000001, step)
    counts, edges = np.histogram(amounts, bins=edges)
    return tuple(
        (exact(float(edges[place]), 2), exact(float(edges[place + 1]), 2), exact(count / len(amounts), 4))
        for place, count in enumerate(counts)
    )


def _round_step(least: float) -> float:
    """The next of 1, 2, 5, 10... not under `least`."""
    size = 10.0 ** np.floor(np.log10(least))
    return float(next(step * size for step in (1, 2, 5, 10) if step * size >= least * 0.999999))
