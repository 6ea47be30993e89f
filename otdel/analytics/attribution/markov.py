"""Credit by removal: how much less would be brought if everybody about to meet a channel were lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from otdel.analytics.attribution.chain import counted, removed
from otdel.analytics.attribution.shapes import Credit, Floats, Paths

ORDERS = (1, 2, 3)
DRAWS = 200
MOST = 20_000_000  # touches looked at in all draws; with more the range is narrow and is not worked out
PARTS = (0.05, 0.95)


def markov(paths: Paths, order: int = 1) -> Credit:
    """Conversions and value shared by removal effects, those of value for value. Raises ValueError for other orders."""
    if order not in ORDERS:
        raise ValueError(f"order {order}")
    removal = removed(counted(paths, order), len(paths.channels))
    effects = np.clip(1 - _over(removal.without, removal.whole), 0.0, 1.0)
    value = None if paths.value is None else _shared(effects[:, 1], float(paths.value.sum()))
    return Credit(_shared(effects[:, 0], float(paths.conversions.sum())), value, effects=effects[:, 0])


def with_range(paths: Paths, order: int = 1, *, seed: int = 0) -> Credit:
    """The same with its sampling error: each line of paths happens again as often as chance would have it.

    Counts of a line are drawn from a Poisson distribution about what they were (Efron's bootstrap, 1979).
    """
    credit = markov(paths, order)
    if len(paths.steps) * DRAWS > MOST or (order > 1 and len(paths.steps) * DRAWS > MOST // 10):
        return credit
    chance, total, found = np.random.default_rng(seed), float(paths.conversions.sum()), []
    for _ in range(DRAWS):
        won, lost = chance.poisson(paths.conversions).astype(float), chance.poisson(paths.nulls).astype(float)
        if won.any():
            drawn = markov(replace(paths, conversions=won, nulls=lost, value=None), order).conversions
            found.append(drawn * (total / drawn.sum()))
    return replace(credit, ranges=np.quantile(found, PARTS, axis=0)) if found else credit


def _over(part: Floats, whole: Floats) -> Floats:
    """Nothing of nothing is all of it: no effect can be seen."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), 1.0)


def _shared(effects: Floats, total: float) -> Floats:
    return effects * (total / effects.sum()) if effects.sum() > 0 else np.zeros_like(effects)
