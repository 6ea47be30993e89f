"""Exponential smoothing in its innovations form, over a grid of smoothing parameters, and its futures by simulation.

One model: level, damped trend and season, errors additive (Hyndman, Koehler, Ord & Snyder 2008, chapter 3). Instead of
one best set of parameters every set of a grid is kept with its weight of evidence (Akaike weights, Burnham & Anderson
2002), so that futures carry the uncertainty of the parameters too. Future errors are drawn from the model's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.compiled import compiled

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

LEVELS = (0.01, 0.03, 0.06, 0.1, 0.16, 0.25, 0.4, 0.6, 0.9)
TRENDS = (0.0, 0.02, 0.1)  # as a share of the level's weight; 0 is no trend at all
SEASONS = (0.0, 0.03, 0.1, 0.25)  # as a share of what the level leaves
DAMPING = 0.95
GRID = np.array([(level, trend, season) for level in LEVELS for trend in TRENDS for season in SEASONS])


@dataclass(frozen=True, slots=True, eq=False)
class Smoothed:
    """Every set of parameters [P] as it stood at one origin: states, latest one-step errors [P, E] and weights [P]."""

    level: Floats
    trend: Floats
    season: Floats  # [P, m], the next step first
    errors: Floats
    weights: Floats


def smooth(values: Floats, period: int, origins: Sequence[int], recent: int) -> list[Smoothed]:
    """The whole grid over a series [n] without gaps, as it stood after each of `origins` steps, all in one pass.

    `period` 1 means no season. `recent` says how many of the latest errors futures are drawn from.
    """
    grid = _grid(period)
    level, season = _start(values, period)
    states = np.zeros((len(origins), len(grid), 2 + period))
    errors = np.zeros((len(grid), len(values)))
    _run(values, grid, level, season, np.asarray(origins, dtype=np.int64), DAMPING, states, errors)
    return [_at(place, origin, grid, period, states, errors, recent) for place, origin in enumerate(origins)]


def _at(place: int, origin: int, grid: Floats, period: int, states: Floats, errors: Floats, recent: int) -> Smoothed:
    known = errors[:, :origin]
    level, trend, season = states[place, :, 0], states[place, :, 1], states[place, :, 2:]
    return Smoothed(level, trend, season, known[:, -min(recent, origin) :], _weights(known, grid, period))


def futures(fitted: Smoothed, horizon: int, paths: int, chance: np.random.Generator, least: float = 0.0) -> Floats:
    """Paths [paths, horizon], none under `least`; each path's errors are drawn from those of its own parameters."""
    grid = _grid(fitted.season.shape[1])
    chosen = chance.choice(len(grid), size=paths, p=fitted.weights)
    errors = fitted.errors - fitted.errors.mean(axis=1, keepdims=True) / 2  # half of a bias is taken for chance
    shocks = np.take_along_axis(errors[chosen], chance.integers(0, errors.shape[1], size=(paths, horizon)), axis=1)
    out = np.zeros((paths, horizon))
    _simulate(
        grid[chosen], fitted.level[chosen], fitted.trend[chosen], fitted.season[chosen], DAMPING, least, shocks, out
    )
    return out


def _grid(period: int) -> Floats:
    return GRID if period > 1 else GRID[GRID[:, 2] == 0.0]


def _start(values: Floats, period: int) -> tuple[float, Floats]:
    """Level and season to begin with, from the first periods of the series."""
    head = values[: max(period * 8, 12)]
    whole = head[: len(head) // period * period].reshape(-1, period)
    return float(head.mean()), whole.mean(axis=0) - whole.mean()


@compiled
def _run(
    values: Floats, grid: Floats, level0: float, season0: Floats, origins: Places, damping: float,
    states: Floats, errors: Floats,
) -> None:  # fmt: skip
    """Fill `errors` [P, n] and the states [K, P, 2 + m] after each origin; the season's next step comes first."""
    period = len(season0)
    season = np.empty(period)
    for one in range(grid.shape[0]):
        alpha = grid[one, 0]
        beta = grid[one, 1] * alpha
        gamma = grid[one, 2] * (1.0 - alpha)
        level, slope = level0, 0.0
        season[:] = season0
        for step in range(len(values) + 1):
            for place in range(len(origins)):
                if origins[place] == step:
                    states[place, one, 0] = level
                    states[place, one, 1] = slope
                    for ahead in range(period):
                        states[place, one, 2 + ahead] = season[(step + ahead) % period]
            if step < len(values):
                error = values[step] - (level + damping * slope + season[step % period])
                errors[one, step] = error
                level += damping * slope + alpha * error
                slope = damping * slope + beta * error
                season[step % period] += gamma * error


@compiled
def _simulate(
    grid: Floats, level: Floats, slope: Floats, season: Floats, damping: float, least: float, shocks: Floats,
    out: Floats,
) -> None:  # fmt: skip
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
            value = max(least, height + damping * rise + waves[place] + shocks[path, step])
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
