"""Ways that learn how the weeks of a year follow each other: regression on lags, weeks like these, growth on last year.

They need two years of steps and values above zero, and answer with nothing otherwise. Everything is in logarithms, so
that growth is growth at any level.
"""

from __future__ import annotations

import numpy as np

from otdel.analytics.forecast.components import Rhythm
from otdel.analytics.forecast.smoothing import Floats

LAGS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 26, 39)
ROWS, HALF_LIFE = 800, 150  # origins a regression learns from; how many steps ago one counts half
RIDGE = 0.05  # penalty as a share of the rows, columns being of spread 1
LEAST_ROWS = 40
FARTHEST = 4.0  # spreads from its mean at which a column is held: farther is not learnt but guessed
KEPT_ERRORS = 5  # years of errors futures are drawn from
LARGEST = 5.0  # of a logarithm of growth


def regressed(values: Floats, rhythm: Rhythm, horizon: int, paths: int, chance: np.random.Generator) -> Floats | None:
    """All steps ahead at once from recent growth and from what followed a year and two years ago; ridge regression.

    Errors are drawn as whole rows, so that a path is as wrong at all its steps as past forecasts were together.
    """
    year = rhythm.year
    two = len(values) >= 2 * year + horizon + 120
    least = (2 if two else 1) * year
    if not _enough(values, rhythm, horizon):
        return None
    logs = np.log(values)
    last = len(logs) - 1
    ends = np.arange(max(least, last - horizon - ROWS), last - horizon + 1)
    if len(ends) < LEAST_ROWS:
        return None
    columns = _columns(logs, ends, year, horizon, two=two)
    growth = logs[ends[:, None] + np.arange(1, horizon + 1)] - logs[ends][:, None]
    weights = 0.5 ** ((ends[-1] - ends) / HALF_LIFE)
    mean, spread = np.average(columns, axis=0, weights=weights), columns.std(axis=0) + 1e-9
    usual = np.average(growth, axis=0, weights=weights)
    scaled = (columns - mean) / spread
    weighed = scaled * weights[:, None]
    square = scaled.T @ weighed + RIDGE * len(ends) * np.eye(scaled.shape[1])
    solved = np.linalg.solve(square, np.hstack([weighed.T @ (growth - usual), scaled.T]))
    slopes, leverage = solved[:, :horizon], np.einsum("ij,ji->i", scaled, solved[:, horizon:])
    errors = (growth - usual - scaled @ slopes) / (1 - np.minimum(leverage, 0.6))[:, None]
    now = (_columns(logs, np.array([last]), year, horizon, two=two) - mean) / spread
    ahead = (np.clip(now, -FARTHEST, FARTHEST) @ slopes + usual)[0]
    kept = errors[-KEPT_ERRORS * year :]
    return _grown(values[-1], ahead + kept[chance.integers(0, len(kept), paths)])


def _columns(logs: Floats, ends: np.ndarray, year: int, horizon: int, *, two: bool) -> Floats:
    """Of each origin: growth since recent steps, over the year, and what followed the same step of earlier years."""
    lags = np.array([lag for lag in LAGS if lag < year])
    ahead = np.arange(1, horizon + 1)
    found = [
        logs[ends[:, None] - lags] - logs[ends][:, None],
        logs[ends[:, None] - year + ahead] - logs[ends - year][:, None],
        (logs[ends] - logs[ends - year])[:, None],
    ]
    if two:
        found.append(logs[ends[:, None] - 2 * year + ahead] - logs[ends - 2 * year][:, None])
    return np.hstack(found)


ALIKE, WINDOW, LOOKED_AT = 24, 13, 800


def alike(values: Floats, rhythm: Rhythm, horizon: int, paths: int, chance: np.random.Generator) -> Floats | None:
    """What followed the stretches of the past most like the latest one, those of the same time of year first."""
    window = min(WINDOW, rhythm.year)
    if not _enough(values, rhythm, horizon) or len(values) < rhythm.year + window + horizon + 30:
        return None
    logs = np.log(values)
    last = len(logs) - 1
    ends = np.arange(window, last - horizon + 1)[-LOOKED_AT:]
    back = np.arange(1, window)
    shapes = logs[ends[:, None] - back] - logs[ends][:, None]
    distance = ((shapes - (logs[last - back] - logs[last])) ** 2 * 0.9**back).sum(axis=1)
    apart = (last - ends) % rhythm.year
    season = np.minimum(apart, rhythm.year - apart) / (rhythm.year / 4)
    distance = distance / max(float(np.median(distance)), 1e-12) + 0.5 * season**2
    nearest = ends[np.argsort(distance, kind="stable")[:ALIKE]]
    followed = logs[nearest[:, None] + np.arange(1, horizon + 1)] - logs[nearest][:, None]
    weights = 1 / (1 + np.arange(len(nearest)) / 8)
    return _grown(values[-1], followed[chance.choice(len(nearest), paths, p=weights / weights.sum())])


MEASURED = (1, 4, 13)  # steps over which growth on the year before is measured


def on_last_year(
    values: Floats, rhythm: Rhythm, horizon: int, paths: int, chance: np.random.Generator
) -> Floats | None:
    """The same steps of last year times the growth since, with the errors of this rule over the last four years."""
    year = rhythm.year
    if not _enough(values, rhythm, horizon) or len(values) < 2 * year + horizon + 20:
        return None
    logs = np.log(values)
    last = len(logs) - 1
    drawn = []
    for measured in MEASURED:
        ends = np.arange(last - horizon, max(year + measured, last - horizon - 4 * year), -2)
        if len(ends) < 10:
            continue
        rule = _rule(logs, np.append(ends, last), year, measured, horizon)
        errors = logs[ends[:, None] + np.arange(1, horizon + 1)] - rule[:-1]
        errors -= errors.mean(axis=0) / 2
        drawn.append(rule[-1] + errors[chance.integers(0, len(errors), -(-paths // len(MEASURED)))] - logs[last])
    return _grown(values[-1], np.concatenate(drawn)[:paths]) if len(drawn) == len(MEASURED) else None


def _rule(logs: Floats, ends: np.ndarray, year: int, measured: int, horizon: int) -> Floats:
    grown = logs[ends[:, None] - np.arange(measured)] - logs[ends[:, None] - year - np.arange(measured)]
    return np.asarray(logs[ends[:, None] - year + np.arange(1, horizon + 1)] + grown.mean(axis=1)[:, None])


def _enough(values: Floats, rhythm: Rhythm, horizon: int) -> bool:
    return horizon <= rhythm.year and len(values) >= 2 * rhythm.year + horizon + LEAST_ROWS and values.min() > 0


def _grown(now: float, logs: Floats) -> Floats:
    return np.asarray(now * np.exp(np.clip(logs, -LARGEST, LARGEST)))
