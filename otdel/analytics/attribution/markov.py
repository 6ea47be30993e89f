"""Credit by removal: how much less would be brought if everybody about to meet a channel were lost."""

from __future__ import annotations

import numpy as np

from otdel.analytics.attribution.chain import counted, removed
from otdel.analytics.attribution.shapes import Credit, Floats, Paths

ORDERS = (1, 2, 3)


def markov(paths: Paths, order: int = 1) -> Credit:
    """Conversions and value shared by removal effects, those of value for value. Raises ValueError for other orders."""
    if order not in ORDERS:
        raise ValueError(f"order {order}")
    removal = removed(counted(paths, order), len(paths.channels))
    effects = np.clip(1 - _over(removal.without, removal.whole), 0.0, 1.0)
    value = None if paths.value is None else _shared(effects[:, 1], float(paths.value.sum()))
    return Credit(_shared(effects[:, 0], float(paths.conversions.sum())), value, effects=effects[:, 0])


def _over(part: Floats, whole: Floats) -> Floats:
    """Nothing of nothing is all of it: no effect can be seen."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), 1.0)


def _shared(effects: Floats, total: float) -> Floats:
    return effects * (total / effects.sum()) if effects.sum() > 0 else np.zeros_like(effects)
