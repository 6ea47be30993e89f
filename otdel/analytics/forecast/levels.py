"""Breaks of the level: where a series jumped and stayed. It is said; the ways of forecasting follow it themselves.

Bringing the past to the new level, or cutting it off, made forecasts worse (docs/algorithms/forecast.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.forecast.components import Rhythm
from otdel.analytics.forecast.smoothing import Floats

BEFORE, LATEST = 8, 13  # periods before that show the old level; within which a break is looked for
LEAST_AFTER = 2  # periods that show the new one
LEAST_TIMES = 1.5
CLEAR = 6.0  # times the usual distance of a period from its level


@dataclass(frozen=True, slots=True)
class Break:
    """From step `place` on the level is `times` what it was."""

    place: int
    times: float


def level_break(values: Floats, rhythm: Rhythm) -> Break | None:
    """The clearest break within the last quarter of a series [n] without gaps: totals of periods on either side.

    Clear means that the middles of both sides differ by many times the usual distance of a period from its side's
    middle, on the logarithmic scale, and that no period of one side lies on the other's.
    """
    width = rhythm.period if rhythm.period > 1 else 1
    least = LEAST_AFTER if rhythm.period > 1 else 2 * LEAST_AFTER
    totals = values[len(values) % width :].reshape(-1, width).sum(axis=1)
    if len(totals) < 5 + least or totals.min() <= 0:
        return None
    logs = np.log(totals)
    best: tuple[float, int, float] | None = None
    for place in range(max(5, len(logs) - LATEST), len(logs) - least + 1):
        old, new = logs[max(0, place - BEFORE) : place], logs[place:]
        jump = float(np.median(new) - np.median(old))
        noise = float(np.mean(np.abs(np.concatenate([old - np.median(old), new - np.median(new)])))) + 0.02
        apart = new.min() > old.max() if jump > 0 else new.max() < old.min()
        clear = abs(jump) / noise
        if apart and abs(jump) >= np.log(LEAST_TIMES) and clear >= CLEAR and (best is None or clear > best[0]):
            best = (clear, place, jump)
    if best is None:
        return None
    return Break(len(values) % width + best[1] * width, float(np.exp(best[2])))
