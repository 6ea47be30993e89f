"""Drawing possible futures from past periods: a whole period at a time, the same one for everybody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.payouts import Floats

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """`origin` [paths] is the past period each path comes from."""

    origin: Places

    def of(self, history: Floats) -> Floats:
        """Rows of a history [periods, ...] in the order drawn."""
        return np.asarray(history[self.origin])


def draw(periods: int, paths: int, seed: int) -> Drawn:
    """Each of `paths` futures is one of `periods`, all equally likely.

    People and KPIs of one period stay together, so whatever moved together in the past moves together here.
    """
    return Drawn(np.random.default_rng(seed).integers(0, periods, size=paths, dtype=np.int64))


def rolled(series: Floats, over: int) -> Floats:
    """Each period's average with the ones before it, `over` in all; unknown ones are left out.

    A period that is unknown itself stays unknown.
    """
    if over <= 1:
        return series
    rows = [np.concatenate([np.full(back, np.nan), series[: len(series) - back]]) for back in range(over)]
    stack = np.array(rows)
    known = ~np.isnan(stack)
    sums = np.where(known, stack, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.where(np.isnan(series), np.nan, sums)
