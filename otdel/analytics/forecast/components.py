"""Ways to imagine the future of a series, each from the series alone; a mixture weighs them by what they got right.

Every way answers with joint paths [paths, horizon], or with nothing where the series is too short for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.compiled import compiled
from otdel.analytics.forecast.smoothing import Floats, Places, futures, smooth

LATEST = 416  # steps smoothing looks back; older ones tell little of the next
BLOCK_PERIODS, PLAIN_PERIODS = 12, 8
MOST_IN_SEASON = 12
FAR_IN_LOGS = 3.0  # a path twenty times over all that was is a fault of the model
ORIGINS, APART = 40, 5  # past forecasts whose errors are kept, and how many steps lie between them


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a series beats: steps in its short period (7 for days, 1 for weeks and months) and in a year."""

    period: int
    year: int


DAYS, WEEKS, MONTHS, QUARTERS = Rhythm(7, 364), Rhythm(1, 52), Rhythm(1, 12), Rhythm(1, 4)


def smoothed(values: Floats, rhythm: Rhythm, horizon: int, paths: int, seed: int) -> Floats:
    """Exponential smoothing with its own past errors; it always speaks."""
    shown = values[-LATEST:]
    least = 0.0 if values.min() >= 0 else -np.inf
    (state,) = smooth(shown, rhythm.period, [len(shown)], recent=rhythm.year // 2)
    return futures(state, horizon, paths, np.random.default_rng(seed), least)


def blocks(
    values: Floats, rhythm: Rhythm, horizon: int, paths: int, chance: np.random.Generator, latest: int = BLOCK_PERIODS
) -> Floats | None:
    """Whole weeks of the latest in a new order: what stays together in a week stays together."""
    period = rhythm.period
    recent = min(latest, len(values) // period)
    if period == 1 or recent < 2:
        return None
    weeks = values[-period * recent :].reshape(recent, period)
    picked = weeks[chance.integers(0, recent, size=(paths, -(-horizon // period)))]
    return np.asarray(picked.reshape(paths, -1)[:, :horizon])


def steps(values: Floats, rhythm: Rhythm, horizon: int, paths: int, chance: np.random.Generator) -> Floats | None:
    """Runs of past growth, drawn whole: for series without a week."""
    if rhythm.period > 1 or len(values) < 20 or values.min() <= 0:
        return None
    growth = np.diff(np.log(values[-2 * rhythm.year - 1 :]))
    length = min(horizon, len(growth) // 2)
    starts = chance.integers(0, len(growth) - length + 1, size=(paths, -(-horizon // length)))
    runs = growth[starts[:, :, None] + np.arange(length)].reshape(paths, -1)[:, :horizon]
    return np.asarray(values[-1] * np.exp(np.cumsum(runs, axis=1)))


def past_errors(values: Floats, rhythm: Rhythm, horizon: int, paths: int) -> Floats | None:
    """A plain forecast with the errors such forecasts made of the whole horizon before: conformal on the sum.

    Plain is the mean of the last eight weeks by day of the week, or the last value.
    """
    ends = len(values) - horizon - APART * np.arange(ORIGINS)
    ends = ends[ends >= max(5 * rhythm.period, 12)]
    if len(ends) < 3:
        return None
    ratios = np.empty(len(ends))
    _ratios(values, rhythm.period, horizon, ends, ratios)
    ratios = ratios[np.isfinite(ratios)]
    if len(ratios) < 3:
        return None
    now = _plain(values, rhythm, horizon)
    return np.asarray(now * np.quantile(ratios, (np.arange(paths) + 0.5) / paths)[:, None])


def _plain(values: Floats, rhythm: Rhythm, horizon: int) -> Floats:
    if rhythm.period == 1:
        return np.full(horizon, values[-1])
    weeks = min(PLAIN_PERIODS, len(values) // rhythm.period)
    return np.resize(values[-rhythm.period * weeks :].reshape(weeks, rhythm.period).mean(axis=0), horizon)


@compiled
def _ratios(values: Floats, period: int, horizon: int, ends: Places, out: Floats) -> None:
    """Of every end: what came in the horizon over the plain forecast of it; nan where that was not above zero."""
    for place in range(len(ends)):
        end = ends[place]
        weeks = 1 if period == 1 else min(PLAIN_PERIODS, end // period)
        first = end - weeks * period
        plain, came = 0.0, 0.0
        for ahead in range(horizon):
            came += values[end + ahead]
            for week in range(weeks):
                plain += values[first + week * period + ahead % period] / weeks
        out[place] = came / plain if plain > 0.0 else np.nan


@dataclass(frozen=True, slots=True, eq=False)
class YearShape:
    """How the steps of a year differ from its level, as logarithms: the next step first. `strength` is 0 to 1."""

    next_steps: Floats
    past: Floats
    strength: float


def year_shape(values: Floats, rhythm: Rhythm) -> YearShape | None:
    """Means of the same step over the years against a yearly moving mean, smoothed, shrunk by how well they repeat.

    Classical decomposition with a strength as in Hyndman & Athanasopoulos (2021), section 4.3. Needs two whole years
    (three to tell a repeating shape from chance well), all values positive.
    """
    years = min(len(values) // rhythm.year, 8)
    if years < 2 or values[-years * rhythm.year :].min() <= 0:
        return None
    logs = np.log(values[-years * rhythm.year :])
    half = rhythm.year // 2
    padded = np.r_[np.full(half, logs[:half].mean()), logs, np.full(half, logs[-half:].mean())]
    width = 2 * half + 1
    trend = np.convolve(padded, np.ones(width) / width, "valid")
    apart = (logs - trend).reshape(years, rhythm.year)
    shape = np.average(apart, axis=0, weights=0.8 ** np.arange(years)[::-1])
    around = max(1, rhythm.year // 50)
    kernel = np.bartlett(2 * around + 3)[1:-1]
    shape = np.convolve(np.r_[shape[-around:], shape, shape[:around]], kernel / kernel.sum(), "valid")
    left, whole = float(((apart - shape) ** 2).sum()), float((apart**2).sum())
    strength = max(0.0, 1 - left / whole) if whole > 0 else 0.0
    return YearShape(strength * shape, strength * np.tile(shape, years), strength)


def over_years(values: Floats, rhythm: Rhythm, horizon: int, paths: int, chance: np.random.Generator) -> Floats | None:
    """Exponential smoothing with the year as its season, of logarithms: for months and quarters."""
    if rhythm.period > 1 or rhythm.year > MOST_IN_SEASON or len(values) < 2 * rhythm.year or values.min() <= 0:
        return None
    logs = np.log(values[-LATEST:])
    (state,) = smooth(logs, rhythm.year, [len(logs)], recent=len(logs))
    drawn = futures(state, horizon, paths, chance, -np.inf)
    return np.asarray(np.exp(np.clip(drawn, logs.min() - FAR_IN_LOGS, logs.max() + FAR_IN_LOGS)))
