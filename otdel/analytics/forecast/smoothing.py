"""Exponential smoothing in its innovations form, over a grid of smoothing parameters, and its futures by simulation.

One model: level, damped trend and season, errors additive (Hyndman, Koehler, Ord & Snyder 2008, chapter 3). Instead of
one best set of parameters every set of a grid is kept with its weight of evidence (Akaike weights, Burnham & Anderson
2002), so that futures carry the uncertainty of the parameters too. Future errors are drawn from the model's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.compiled import compiled

Floats = NDArray[np.float64]

LEVELS = (0.01, 0.03, 0.06, 0.1, 0.16, 0.25, 0.4, 0.6, 0.9)
TRENDS = (0.0, 0.02, 0.1)  # as a share of the level's weight; 0 is no trend at all
SEASONS = (0.0, 0.03, 0.1, 0.25)  # as a share of what the level leaves
DAMPING = 0.95
GRID = np.array([(level, trend, season) for level in LEVELS for trend in TRENDS for season in SEASONS])


@dataclass(frozen=True, slots=True, eq=False)
class Smoothed:
    """Every set of parameters [P] fitted to one series: final states, one-step errors [P, n] and weights [P]."""

    level: Floats
    trend: Floats
    season: Floats  # [P, m], the next step first
    errors: Floats
    weights: Floats


def smooth(values: Floats, period: int) -> Smoothed:
    """Fit the whole grid to a series [n] without gaps; `period` 1 means no season. n must be over twice the period."""
    grid = GRID if period > 1 else GRID[GRID[:, 2] == 0.0]
    level, slope, season = _start(values, period)
    states = np.zeros((len(grid), 2 + period))
    errors = np.zeros((len(grid), len(values)))
    _run(values, grid, level, slope, season, DAMPING, states, errors)
    return Smoothed(states[:, 0], states[:, 1], states[:, 2:], errors, _weights(errors, grid, period))


def futures(fitted: Smoothed, period: int, horizon: int, paths: int, seed: int, recent: int) -> Floats:
    """Paths [paths, horizon]; errors are drawn in turn from the last `recent` of the chosen parameters' own."""
    chance = np.random.default_rng(seed)
    grid = GRID if period > 1 else GRID[GRID[:, 2] == 0.0]
    chosen = chance.choice(len(grid), size=paths, p=fitted.weights)
    recent = min(recent, fitted.errors.shape[1])
    places = chance.integers(0, recent, size=(paths, horizon))
    tail = fitted.errors[:, -recent:]
    tail = tail - tail.mean(axis=1, keepdims=True) * 0.5
    shocks = np.take_along_axis(tail[chosen], places, axis=1)
    out = np.zeros((paths, horizon))
    _simulate(grid[chosen], fitted.level[chosen], fitted.trend[chosen], fitted.season[chosen], DAMPING, shocks, out)
    return out


def _start(values: Floats, period: int) -> tuple[float, float, Floats]:
    """Level, slope and season to begin with, from the first weeks of the series."""
    head = values[: max(period * 8, 12)]
    level = float(head.mean())
    if period == 1:
        return level, 0.0, np.zeros(1)
    whole = head[: len(head) // period * period].reshape(-1, period)
    season = whole.mean(axis=0) - whole.mean()
    return level, 0.0, season


@compiled
def _run(
    values: Floats, grid: Floats, level0: float, slope0: float, season0: Floats, damping: float,
    states: Floats, errors: Floats,
) -> None:  # fmt: skip
    period = len(season0)
    season = np.empty(period)
    for one in range(grid.shape[0]):
        alpha = grid[one, 0]
        beta = grid[one, 1] * alpha
        gamma = grid[one, 2] * (1.0 - alpha)
        level, slope = level0, slope0
        season[:] = season0
        for step in range(len(values)):
            place = step % period
            error = values[step] - (level + damping * slope + season[place])
            errors[one, step] = error
            level += damping * slope + alpha * error
            slope = damping * slope + beta * error
            season[place] += gamma * error
        states[one, 0] = level
        states[one, 1] = slope
        for place in range(period):
            states[one, 2 + place] = season[(len(values) + place) % period]


@compiled
def _simulate(
    grid: Floats, level: Floats, slope: Floats, season: Floats, damping: float, shocks: Floats, out: Floats
) -> None:
    period = season.shape[1]
    waves = np.empty(period)
    for path in range(out.shape[0]):
        alpha = grid[path, 0]
        beta = grid[path, 1] * alpha
        gamma = grid[path, 2] * (1.0 - alpha)
        height, rise = level[path], slope[path]
        waves[:] = season[path]
        for step in range(out.shape[1]):
            place = step % period
            value = max(0.0, height + damping * rise + waves[place] + shocks[path, step])
            error = value - (height + damping * rise + waves[place])
            out[path, step] = value
            height += damping * rise + alpha * error
            rise = damping * rise + beta * error
            waves[place] += gamma * error


def _weights(errors: Floats, grid: Floats, period: int) -> Floats:
    """Akaike weights with the correction for short series; the first two periods only warm the model up."""
    used = errors[:, min(2 * period, errors.shape[1] // 2) :]
    count = used.shape[1]
    parameters = 2 + (grid[:, 1] > 0) + (grid[:, 2] > 0)
    squares = np.maximum((used**2).mean(axis=1), 1e-12)
    score = count * np.log(squares) + 2 * parameters * count / np.maximum(count - parameters - 1, 1)
    raised = np.exp(-(score - score.min()) / 2)
    return np.asarray(raised / raised.sum())
