"""Joint paths of the future of one series: several ways to imagine it, weighed by how they did at earlier origins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from otdel.analytics.forecast.components import (
    Rhythm,
    blocks,
    last_years,
    past_errors,
    smoothed,
    steps,
    year_shape,
)  # fmt: skip
from otdel.analytics.forecast.scores import crps
from otdel.analytics.forecast.smoothing import Floats

TRIALS = 6  # earlier origins every way is tried at
TRIAL_PATHS = 120
SHARPNESS = 0.0  # weights go as the inverse of the mean score to this power; 0 weighs all ways alike
LEAST_LEARNT = 28  # steps before the first trial

Way = Callable[[Floats, int, int], Floats | None]  # values as known then, paths wanted, seed


@dataclass(frozen=True, slots=True, eq=False)
class Imagined:
    """`paths` [S, H]; the weight of every way that could speak, and the origins it was tried at."""

    paths: Floats
    weights: Mapping[str, float]
    trials: int


def imagine(values: Floats, rhythm: Rhythm, horizon: int, *, draws: int = 900, seed: int = 0) -> Imagined:
    """Futures of a series [n] without gaps.

    Trials end `horizon` steps apart at most, so that they see different futures; too short a series weighs all ways
    alike.
    """
    origins = trial_origins(len(values), rhythm, horizon)
    ways = _ways(values, rhythm, horizon, [*origins, len(values)], draws, seed)
    scores = {name: _score(paths[:-1], values, origins, horizon) for name, paths in ways.items()}
    weights = weigh(scores)
    counts = shares(weights, draws)
    parts = [_some(ways[name][-1], count, seed) for name, count in counts.items() if count]
    return Imagined(np.concatenate(parts), weights, len(origins))


def trial_origins(length: int, rhythm: Rhythm, horizon: int) -> list[int]:
    """The latest first; steps known then."""
    apart = max(1, min(horizon, (length - LEAST_LEARNT) // (TRIALS + 1)))
    apart = max(rhythm.period, apart // rhythm.period * rhythm.period)
    found = [length - horizon - place * apart for place in range(TRIALS)]
    return [origin for origin in found if origin >= max(LEAST_LEARNT, 3 * rhythm.period)]


def _ways(
    values: Floats, rhythm: Rhythm, horizon: int, origins: Sequence[int], draws: int, seed: int
) -> dict[str, list[Floats]]:
    """Paths of every way at each origin; a way that is silent at the last origin is left out."""
    found: dict[str, list[Floats | None]] = {}
    paths = [*[TRIAL_PATHS] * (len(origins) - 1), draws]
    found["smoothed"] = _smoothed(values, rhythm, origins, paths, horizon, seed, root=False)
    if values.min() >= 0:
        found["smoothed_root"] = _smoothed(values, rhythm, origins, paths, horizon, seed + 1, root=True)
    single: dict[str, Way] = {
        "blocks": lambda known, count, start: blocks(known, rhythm, horizon, count, np.random.default_rng(start)),
        "steps": lambda known, count, start: steps(known, rhythm, horizon, count, np.random.default_rng(start)),
        "past_errors": lambda known, count, start: past_errors(known, rhythm, horizon, count),
        "last_years": lambda known, count, start: last_years(known, rhythm, horizon, count),
        "of_the_year": partial(_of_the_year, rhythm, horizon),
    }
    for name, way in single.items():
        found[name] = [way(values[:origin], count, seed) for origin, count in zip(origins, paths, strict=True)]
    return {
        name: [_or(way, found["smoothed"][at]) for at, way in enumerate(every)]
        for name, every in found.items()
        if every[-1] is not None
    }


def _or(way: Floats | None, instead: Floats | None) -> Floats:
    """Smoothing always speaks; it stands in where another way was still silent."""
    found = instead if way is None else way
    assert found is not None
    return found


def _smoothed(
    values: Floats, rhythm: Rhythm, origins: Sequence[int], paths: Sequence[int], horizon: int, seed: int, *, root: bool
) -> list[Floats | None]:
    every = smoothed(values, rhythm, origins, horizon, max(paths), seed, root=root)
    return [found[:count] for found, count in zip(every, paths, strict=True)]


def _of_the_year(rhythm: Rhythm, horizon: int, known: Floats, count: int, seed: int) -> Floats | None:
    """Smoothing of what is left when the shape of the year is taken out, and put back in."""
    shape = year_shape(known, rhythm)
    if shape is None:
        return None
    past = known[-len(shape.past) :] / np.exp(shape.past)
    (paths,) = smoothed(past, rhythm, [len(past)], horizon, count, seed, root=False)
    return paths * np.exp(np.resize(shape.next_steps, horizon))


def _score(paths: Sequence[Floats], values: Floats, origins: Sequence[int], horizon: int) -> list[float]:
    """Of each trial: the mean score of running totals, as a share of the usual size of the horizon's total."""
    found = []
    for path, origin in zip(paths, origins, strict=True):
        actual = np.cumsum(values[origin : origin + horizon])
        usual = max(np.abs(values[:origin][-max(horizon, 8) :]).mean(), 1e-12) * np.arange(1, horizon + 1)
        found.append(float((crps(np.cumsum(path, axis=1), actual) / usual).mean()))
    return found


def weigh(scores: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Inverse mean score to the power SHARPNESS."""
    means = {name: float(np.mean(found)) if found else 1.0 for name, found in scores.items()}
    best = max(min(means.values()), 1e-12)
    raised = {name: (best / max(mean, best)) ** SHARPNESS for name, mean in means.items()}
    total = sum(raised.values())
    return {name: value / total for name, value in raised.items()}


def shares(weights: Mapping[str, float], draws: int) -> dict[str, int]:
    """Whole numbers of draws that add up, by largest remainder."""
    exact = {name: weight * draws for name, weight in weights.items()}
    counts = {name: int(value) for name, value in exact.items()}
    left = draws - sum(counts.values())
    for name in sorted(exact, key=lambda name: counts[name] - exact[name])[:left]:
        counts[name] += 1
    return counts


def _some(paths: Floats, count: int, seed: int) -> Floats:
    if count >= len(paths):
        return paths
    return paths[np.random.default_rng(seed).permutation(len(paths))[:count]]
