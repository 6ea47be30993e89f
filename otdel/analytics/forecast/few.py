"""Futures of a series too short to learn from: what it was, drawn with a level that is hardly known."""

from __future__ import annotations

import numpy as np

from otdel.analytics.forecast.smoothing import Floats

LEAST = 8  # points from which ways of forecasting speak
DOUBT = 1.0  # spread of the logarithm of the level when a single point is known


def wide(values: Floats, horizon: int, paths: int, chance: np.random.Generator) -> Floats:
    """Paths [S, H] from [n >= 1] values, drawn again, times a level in doubt: wider the fewer there are."""
    drawn = values[chance.integers(0, len(values), (paths, horizon))]
    level = np.exp(DOUBT / np.sqrt(len(values)) * chance.standard_t(3, paths).clip(-6, 6))
    spread = values.std(ddof=1) if len(values) > 1 else abs(float(values[0]))
    return np.asarray(drawn * level[:, None] + spread / np.sqrt(len(values)) * chance.standard_normal(paths)[:, None])
