"""Joint paths of the future of one series: a mixture of several ways to imagine it, widened for breaks.

How much each way weighs was chosen on public series (docs/algorithms/forecast.md tells what was held out). Series of
days keep those weights; series of weeks, months and quarters let trials at earlier origins move them, as far as the
trials agree with each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from otdel.analytics.forecast.components import (
    WEEKS,
    Rhythm,
    blocks,
    over_years,
    past_errors,
    smoothed,
    steps,
    year_shape,
)  # fmt: skip
from otdel.analytics.forecast.effects import learnt
from otdel.analytics.forecast.few import LEAST, wide
from otdel.analytics.forecast.gaps import without_gaps
from otdel.analytics.forecast.repeating import alike, on_last_year, regressed
from otdel.analytics.forecast.smoothing import Floats
from otdel.analytics.forecast.trials import moved, score, trial_origins

TRIAL_PATHS = 120
LATEST_BLOCKS = 4
OF_DAYS = {"smoothed": 0.38, "blocks": 0.28, "latest_blocks": 0.24, "past_errors": 0.10}
OF_STEPS = {
    "regressed": 3.0, "of_the_year": 1.0, "alike": 1.2, "steps": 1.0, "smoothed": 0.3, "on_last_year": 0.5,
    "past_errors": 0.3, "over_years": 4.0,
}  # fmt: skip
LONG = 78  # weeks or months of a past long enough to trust its many ways
BREAKS, BREAK_WIDTH = 0.05, 3.0  # share of futures of days in which the level breaks, and how much farther they go
LEAST_LEFT = 0.2  # of a future, when a break takes it down: ratios need something to divide by
CORE, CORE_OF_STEPS = 0.98, 0.82  # a mixture of ways that disagree is wider than its parts

Way = Callable[[Floats, int, int], Floats | None]  # values as known then, paths wanted, seed


@dataclass(frozen=True, slots=True, eq=False)
class Imagined:
    """`paths` [S, H]; the weight of every way that could speak, and at how many origins it was tried."""

    paths: Floats
    weights: Mapping[str, float]
    trials: int


def imagine(
    values: Floats,
    rhythm: Rhythm,
    horizon: int,
    *,
    draws: int = 900,
    seed: int = 0,
    calendar: Floats | None = None,
    known: Floats | None = None,
) -> Imagined:
    """Futures of a series [n], nan where a step is missing; the same seed gives the same futures.

    `calendar` and `known` are columns [n + horizon, F] of what is known of past and coming steps (calendar.py; flags
    of promotions, planned spend as the logarithm against its mean). Never nan, never under zero where the past was
    not. Raises ValueError when nothing at all is known or the horizon is under one step.
    """
    filled = without_gaps(np.asarray(values, dtype=float), rhythm.period)
    if not len(filled) or horizon < 1:
        raise ValueError("a forecast needs a known value and a step to come")
    chance = np.random.default_rng((seed, len(filled), horizon))
    least = 0.0 if filled.min() >= 0 else -np.inf
    columns = _columns(calendar, known, len(filled) + horizon)
    effects = learnt(filled, columns, rhythm.period)
    plain = filled / effects.past(len(filled)) if effects else filled
    found = _imagined(plain, rhythm, horizon, draws, seed, chance)
    paths = found.paths * effects.future(len(filled), draws, chance) if effects else found.paths
    return Imagined(np.maximum(paths, least), found.weights, found.trials)


def _columns(calendar: Floats | None, known: Floats | None, length: int) -> Floats | None:
    """Side by side, from the first known step on. Raises ValueError for columns that do not reach the horizon's end."""
    given = [part for part in (calendar, known) if part is not None and part.size]
    if any(len(part) < length for part in given):
        raise ValueError("columns must cover the past and the horizon")
    return np.hstack([part[len(part) - length :] for part in given]) if given else None


def _imagined(
    values: Floats, rhythm: Rhythm, horizon: int, draws: int, seed: int, chance: np.random.Generator
) -> Imagined:
    if len(values) < LEAST or len(values) < rhythm.period + 1:
        return Imagined(wide(values, horizon, draws, chance), {"few": 1.0}, 0)
    if rhythm.period > 1 and horizon > MOST_DAYS and len(values) >= LEAST_YEARS * rhythm.year:
        return _by_week(values, rhythm, horizon, draws, seed, chance)
    ways = _of_days(rhythm, horizon) if rhythm.period > 1 else _of_steps(rhythm, horizon)
    believed = OF_DAYS if rhythm.period > 1 else OF_STEPS
    origins = [] if rhythm.period > 1 else trial_origins(len(values), rhythm, horizon)
    weights = _weights(ways, believed, values, origins, horizon, seed)
    counts = shares(weights, draws)
    parts = [(name, ways[name](values, count, seed)) for name, count in counts.items() if count]
    mixed = np.concatenate([part for _name, part in parts if part is not None])
    tried = rhythm.period == 1 and len(values) >= LONG
    settled = _settled(mixed, CORE_OF_STEPS if tried else CORE, 0.0 if tried else BREAKS, chance)
    return Imagined(_doubted(settled, _doubt(len(values), horizon), chance), weights, len(origins))


def _of_days(rhythm: Rhythm, horizon: int) -> dict[str, Way]:
    def drawn(weeks: int) -> Way:
        return lambda values, paths, seed: blocks(
            values, rhythm, horizon, paths, np.random.default_rng((seed, weeks)), weeks
        )

    return {
        "smoothed": _smoothed(rhythm, horizon),
        "blocks": drawn(12),
        "latest_blocks": drawn(LATEST_BLOCKS),
        "past_errors": lambda values, paths, seed: past_errors(values, rhythm, horizon, paths),
    }


def _of_steps(rhythm: Rhythm, horizon: int) -> dict[str, Way]:
    def learning(way: Callable[..., Floats | None]) -> Way:
        return lambda values, paths, seed: way(values, rhythm, horizon, paths, np.random.default_rng(seed))

    return {
        "smoothed": _smoothed(rhythm, horizon),
        "of_the_year": lambda values, paths, seed: _of_the_year(values, rhythm, horizon, paths, seed),
        "past_errors": lambda values, paths, seed: past_errors(values, rhythm, horizon, paths),
        **{way.__name__: learning(way) for way in (regressed, alike, on_last_year, steps, over_years)},
    }


def _smoothed(rhythm: Rhythm, horizon: int) -> Way:
    return lambda values, paths, seed: smoothed(values, rhythm, horizon, paths, seed)


def _of_the_year(values: Floats, rhythm: Rhythm, horizon: int, paths: int, seed: int) -> Floats | None:
    """Smoothing of what is left when the shape of the year is taken out, and put back in."""
    shape = year_shape(values, rhythm)
    if shape is None:
        return None
    past = values[-len(shape.past) :] / np.exp(shape.past)
    return smoothed(past, rhythm, horizon, paths, seed) * np.exp(np.resize(shape.next_steps, horizon))


def _weights(
    ways: Mapping[str, Way],
    believed: Mapping[str, float],
    values: Floats,
    origins: Sequence[int],
    horizon: int,
    seed: int,
) -> dict[str, float]:
    """Of the ways that can speak now, after their trials; a way silent at an earlier origin is judged by smoothing."""
    speaking = [name for name in believed if name == "smoothed" or ways[name](values, 2, seed) is not None]
    weights = {name: believed[name] for name in speaking}
    if len(origins) > 1:
        scores = np.empty((len(speaking), len(origins)))
        for at, origin in enumerate(origins):
            known = values[:origin]
            plain = ways["smoothed"](known, TRIAL_PATHS, seed)
            assert plain is not None  # smoothing always speaks
            for place, name in enumerate(speaking):
                found = plain if name == "smoothed" else ways[name](known, TRIAL_PATHS, seed)
                scores[place, at] = score(found if found is not None else plain, values, origin, horizon)
        weights = moved(weights, scores)
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def shares(weights: Mapping[str, float], draws: int) -> dict[str, int]:
    """Whole numbers of draws that add up, by largest remainder."""
    exact = {name: weight * draws for name, weight in weights.items()}
    counts = {name: int(value) for name, value in exact.items()}
    left = draws - sum(counts.values())
    for name in sorted(exact, key=lambda name: counts[name] - exact[name])[:left]:
        counts[name] += 1
    return counts


def _settled(paths: Floats, core: float, breaks: float, chance: np.random.Generator) -> Floats:
    """The same paths drawn towards their middle, a share of them pushed away by a break of the level, shuffled."""
    middle = np.median(paths, axis=0)
    mixed = paths[chance.permutation(len(paths))]
    factor = np.full(len(mixed), core)
    factor[: round(breaks * len(mixed))] = core * BREAK_WIDTH
    moved_paths = middle + (mixed - middle) * factor[:, None]
    if mixed.min() >= 0:
        moved_paths = np.maximum(moved_paths, LEAST_LEFT * mixed)
    return np.asarray(moved_paths[chance.permutation(len(mixed))])


LEVEL_DOUBT, FAR_DOUBT = 1.5, 0.12


def _doubt(known: int, horizon: int) -> float:
    """Spread of the logarithm of the level that a short past cannot show: less with every step, more with distance."""
    return LEVEL_DOUBT / known + FAR_DOUBT * min(horizon / known, 2.0)


def _doubted(paths: Floats, doubt: float, chance: np.random.Generator) -> Floats:
    """Each path at a level of its own, half of them over and half under what it was."""
    level = chance.standard_normal(len(paths))
    return np.asarray(paths * np.exp(doubt * level)[:, None])


MOST_DAYS, LEAST_YEARS = 100, 3  # so far ahead, weeks of so many years say more than days; of fewer they say less
LATEST_WEEKS = 12


def _by_week(
    values: Floats, rhythm: Rhythm, horizon: int, draws: int, seed: int, chance: np.random.Generator
) -> Imagined:
    """Weeks far ahead, each split over its days as a week of the last quarter was."""
    period = rhythm.period
    weeks = values[len(values) % period :].reshape(-1, period)
    ahead = -(-horizon // period)
    found = _imagined(weeks.sum(axis=1), WEEKS, ahead, draws, seed, chance)
    recent = weeks[-LATEST_WEEKS:]
    parts = recent / np.maximum(recent.sum(axis=1, keepdims=True), 1e-12) if recent.min() >= 0 else None
    usable = parts[recent.sum(axis=1) > 0] if parts is not None else np.zeros((0, period))
    if not len(usable):
        usable = np.full((1, period), 1 / period)
    split = usable[chance.integers(0, len(usable), (draws, ahead))] * found.paths[:, :, None]
    return Imagined(split.reshape(draws, -1)[:, :horizon], found.weights, found.trials)
