"""Trials of ways at earlier origins, and how far they may move the weights believed beforehand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from otdel.analytics.forecast.components import Rhythm
from otdel.analytics.forecast.scores import crps
from otdel.analytics.forecast.smoothing import Floats

TRIALS = 6
LEAST_LEARNT = 28  # steps before the first trial
SHARPNESS = 4.0  # a way that scores 1 percent worse than another weighs 4 percent less, where trials are sure


def trial_origins(length: int, rhythm: Rhythm, horizon: int) -> list[int]:
    """Steps known at each trial, the latest first, `horizon` apart where the series is long enough."""
    apart = max(1, min(horizon, (length - LEAST_LEARNT) // (TRIALS + 1)))
    apart = max(rhythm.period, apart // rhythm.period * rhythm.period)
    found = [length - horizon - place * apart for place in range(TRIALS)]
    return [origin for origin in found if origin >= max(LEAST_LEARNT, 3 * rhythm.period)]


def score(paths: Floats, values: Floats, origin: int, horizon: int) -> float:
    """The mean score of running totals, as a share of the usual size of the horizon's total."""
    actual = np.cumsum(values[origin : origin + horizon])
    usual = max(np.abs(values[:origin][-max(horizon, 8) :]).mean(), 1e-12) * np.arange(1, horizon + 1)
    return float((crps(np.cumsum(paths, axis=1), actual) / usual).mean())


def moved(believed: Mapping[str, float], scores: Floats) -> dict[str, float]:
    """Weights by the scores [ways, trials]: differences of log scores, shrunk by how far they repeat between trials.

    The share of a difference that is kept is the variance between ways over itself plus the variance of a mean by
    chance (James & Stein 1961), so that six trials that contradict each other leave everything as it was.
    """
    logs = np.log(np.maximum(scores, 1e-9))
    apart = logs - logs.mean(axis=0)
    means = apart.mean(axis=1)
    by_chance = float(apart.var(axis=1, ddof=1).mean()) / scores.shape[1]
    between = max(float((means**2).sum()) / max(len(means) - 1, 1) - by_chance, 0.0)
    sure = between / max(between + by_chance, 1e-12)
    return {
        name: weight * float(np.exp(-SHARPNESS * sure * mean))
        for (name, weight), mean in zip(believed.items(), means, strict=True)
    }
