"""Exponential smoothing against the textbook's equations and against another implementation's numbers."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.forecast.smoothing import DAMPING, GRID, futures, smooth

CLIMBED = np.array([20, 24, 18, 22, 17, 23, 19, 21, 16, 25, 14, 21, 23, 27, 30, 26, 29], dtype=float)


@pytest.mark.parametrize(("alpha", "forecast"), [(0.1, 22.86500467), (0.25, 25.64488128), (0.6, 28.10976782)])
def test_simple_smoothing_gives_the_numbers_of_statsforecast(alpha: float, forecast: float) -> None:
    """SimpleExponentialSmoothing(alpha) of statsforecast 2.1.1, which starts from the first value; here it is 20 too,
    the mean of the first twelve."""
    (state,) = smooth(CLIMBED, 1, [len(CLIMBED)], recent=10)
    plain = [place for place, row in enumerate(GRID[GRID[:, 2] == 0]) if row[0] == alpha and row[1] == 0]
    assert state.level[plain[0]] == pytest.approx(forecast, abs=1e-6)


def test_level_trend_and_week_follow_the_equations_of_the_textbook() -> None:
    """Hyndman & Athanasopoulos (2021), damped Holt-Winters with additive season, in its component form."""
    chance = np.random.default_rng(3)
    values = 100 + np.arange(70) * 0.5 + np.resize([5.0, -3, 2, 0, -8, 1, 3], 70) + chance.normal(0, 2, 70)
    (state,) = smooth(values, 7, [70], recent=20)
    place = next(at for at, row in enumerate(GRID) if row[0] == 0.25 and row[1] == 0.1 and row[2] == 0.1)
    alpha, beta, gamma = 0.25, 0.1, 0.1 * 0.75  # beta as the share of alpha that moves the trend
    head = values[:56].reshape(8, 7)
    level, trend, season = head.mean(), 0.0, list(head.mean(axis=0) - head.mean())
    for step, value in enumerate(values):
        before = level + DAMPING * trend
        level = alpha * (value - season[step % 7]) + (1 - alpha) * before
        trend = beta * (level - (before - DAMPING * trend)) + (1 - beta) * DAMPING * trend
        season[step % 7] = gamma * (value - before) + (1 - gamma) * season[step % 7]
    assert state.level[place] == pytest.approx(level)
    assert state.trend[place] == pytest.approx(trend)
    assert state.season[place] == pytest.approx(season)


def test_several_origins_in_one_pass_are_each_what_was_known_then() -> None:
    early, late = smooth(CLIMBED, 1, [10, 17], recent=5)
    (alone,) = smooth(CLIMBED[:10], 1, [10], recent=5)
    assert early.errors.shape == alone.errors.shape == late.errors.shape
    assert early.level[-1] == pytest.approx(alone.level[-1], abs=0.01), "a quick level forgets where it began"


def test_parameters_are_weighed_by_what_the_series_is() -> None:
    chance = np.random.default_rng(4)
    walk = np.cumsum(chance.normal(0, 1, 400)) + 100
    noise = chance.normal(100, 1, 400)
    for values, quick in ((walk, True), (noise, False)):
        (state,) = smooth(values, 1, [400], recent=100)
        alpha = float(state.weights @ GRID[GRID[:, 2] == 0][:, 0])
        assert (alpha > 0.6) == quick
        assert state.weights.sum() == pytest.approx(1.0)


def test_futures_of_noise_are_as_wide_as_the_noise() -> None:
    values = np.random.default_rng(5).normal(100, 10, 600)
    (state,) = smooth(values, 1, [600], recent=300)
    drawn = futures(state, 5, 4000, np.random.default_rng(1), -np.inf)
    assert drawn.mean() == pytest.approx(100, abs=2)
    assert drawn[:, 0].std() == pytest.approx(10, rel=0.1)
