"""Tests played on the past: a lift is put into steps where nothing was done, and looked for with the very test that
will judge the real one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.experiments.geo.shapes import Floats
from otdel.analytics.experiments.geo.simplex import weights_of

LARGEST = 1.0  # lift; what does not show when sales double is not looked for any further
HALVINGS = 8
ROUNDING = 1e-9  # of the largest value: smaller misses are those of the arithmetic


class Played:
    """All steps up to the end of one past test. `values` [regions, T]; the test is its last `steps`."""

    def __init__(self, values: Floats, steps: int) -> None:
        self.values, self.steps = values, steps
        self.largest = float(np.abs(values).max())
        self.moves = values - values.mean(axis=1, keepdims=True)
        self.products = np.asarray(self.moves @ self.moves.T)

    def least(self, places: Sequence[int], level: float) -> float:
        """The least lift that the conformal test at `level` notices; infinite over `LARGEST`."""
        chosen = np.array(places)
        others = np.setdiff1d(np.arange(len(self.values)), chosen)
        if self.chance(chosen, others, LARGEST) > level:
            return float("inf")
        low, high = 0.0, LARGEST
        for _ in range(HALVINGS):
            half = (low + high) / 2 if low else high / 4
            low, high = (low, half) if self.chance(chosen, others, half) <= level else (half, high)
        return high

    def chance(self, chosen: NDArray[np.int64], others: NDArray[np.int64], lift: float) -> float:
        """As `placebo.over_time` of a demeaned synthetic control has it, with products of controls made once."""
        treated = self.values[chosen].mean(axis=0)
        treated[-self.steps :] *= 1 + lift
        treated -= treated.mean()
        moves = self.moves[others]
        weights = weights_of(self.products[np.ix_(others, others)], moves @ treated, float(treated @ treated))
        return around(treated - weights @ moves, len(treated) - self.steps, self.steps, ROUNDING * self.largest)


def around(missed: Floats, before: int, steps: int, nothing: float = 0.0) -> float:
    """The share of runs of `steps`, going around, whose miss in all is as large as that of the run at `before`, or
    less by `nothing`."""
    longer = np.concatenate([missed, missed[: steps - 1]])
    sums = np.abs(np.convolve(longer, np.ones(steps), "valid"))
    return float((sums >= sums[before] - nothing).mean())
