"""The odds that a total reaches a plan, and its likely range, read off joint paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from otdel.analytics.forecast.smoothing import Floats

DOTS = 20
RANGES = (0.5, 0.8, 0.95)


@dataclass(frozen=True, slots=True)
class Range:
    """`share` of all futures lie from `low` to `high`."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Chance:
    """`odds` that the total is at least the plan, 0 to 1; None without a plan.

    `dots` are the middles of twenty equal parts of the futures, lowest first: each is worth 5 in 100.
    """

    odds: float | None
    plan: float | None
    so_far: float
    middle: float
    mean: float
    ranges: tuple[Range, ...]
    dots: tuple[float, ...]

    def range_of(self, share: float) -> Range:
        """Raises KeyError for a share that was not asked for."""
        for found in self.ranges:
            if abs(found.share - share) < 1e-9:
                return found
        raise KeyError(share)


def chance(
    paths: Floats, so_far: float = 0.0, plan: float | None = None, *, shares: Sequence[float] = RANGES
) -> Chance:
    """Of the sum of every path [S, H] and what there is already."""
    return chance_of(so_far + np.asarray(paths).sum(axis=1), plan, so_far=so_far, shares=shares)


def chance_of(
    totals: Floats, plan: float | None = None, *, so_far: float = 0.0, shares: Sequence[float] = RANGES
) -> Chance:
    """The same of totals, ratios or any other value of each path [S]. Raises ValueError when one is not finite."""
    if not len(totals) or not np.isfinite(totals).all():
        raise ValueError("totals of paths must be finite")
    return Chance(
        odds=None if plan is None else odds(totals, plan),
        plan=plan,
        so_far=so_far,
        middle=float(np.median(totals)),
        mean=float(totals.mean()),
        ranges=tuple(_range(totals, share) for share in shares),
        dots=tuple(float(dot) for dot in np.quantile(totals, (np.arange(DOTS) + 0.5) / DOTS)),
    )


def odds(totals: Floats, plan: float) -> float:
    """The share of totals at the plan or over it. Never quite 0 or 1 while the totals still differ: a sample of
    hundreds cannot rule a thing out (Laplace's rule with half a case on either side)."""
    reached = int((totals >= plan).sum())
    if totals.min() == totals.max():
        return float(reached > 0)
    return (reached + 0.5) / (len(totals) + 1)


def _range(totals: Floats, share: float) -> Range:
    low, high = np.quantile(totals, ((1 - share) / 2, (1 + share) / 2))
    return Range(share, float(low), float(high))


def needed(totals: Floats, plan: float, wanted: float) -> float:
    """How much every future would have to gain for the plan to be reached in `wanted` of them; 0 when it is."""
    return max(0.0, plan - float(np.quantile(totals, 1 - wanted)))
