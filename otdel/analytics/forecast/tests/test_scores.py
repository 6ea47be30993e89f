"""Scores against answers known without a computer: closed forms, definitions, hand-worked examples."""

from __future__ import annotations

import math

import numpy as np
import pytest

from otdel.analytics.forecast.scores import brier, covered, crps, log_score, mase, pinball, reliability, wql


def test_crps_of_a_normal_sample_is_the_closed_form() -> None:
    """Gneiting & Raftery (2007), equation 21: s (z (2 F(z) - 1) + 2 f(z) - 1/sqrt(pi))."""
    count = 4001
    quantiles = np.array([_normal_quantile((place + 0.5) / count) for place in range(count)])
    for actual in (-1.5, 0.0, 0.7, 3.0):
        density = math.exp(-(actual**2) / 2) / math.sqrt(2 * math.pi)
        below = (1 + math.erf(actual / math.sqrt(2))) / 2
        closed = actual * (2 * below - 1) + 2 * density - 1 / math.sqrt(math.pi)
        assert crps(quantiles, np.array(actual)) == pytest.approx(closed, abs=2e-3)


def _normal_quantile(share: float) -> float:
    low, high = -8.0, 8.0
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 + math.erf(middle / math.sqrt(2))) / 2 < share else (low, middle)
    return low


def test_crps_of_a_uniform_sample_is_the_closed_form() -> None:
    """For U(0, 1) and an outcome y inside: y^2 - y + 1/3."""
    quantiles = (np.arange(2000) + 0.5) / 2000
    for actual in (0.0, 0.3, 0.5, 1.0):
        assert crps(quantiles, np.array(actual)) == pytest.approx(actual**2 - actual + 1 / 3, abs=1e-3)


def test_crps_of_one_path_is_the_distance() -> None:
    assert crps(np.array([3.0]), np.array(5.0)) == 2.0


def test_brier_and_log_score_by_hand() -> None:
    odds, happened = np.array([0.9, 0.4]), np.array([1.0, 0.0])
    assert brier(odds, happened) == pytest.approx((0.01 + 0.16) / 2)
    assert log_score(odds, happened) == pytest.approx(-(math.log(0.9) + math.log(0.6)) / 2)
    assert log_score(np.array([0.0]), np.array([1.0])) == pytest.approx(-math.log(0.01)), "certainty is clipped"


def test_odds_that_keep_their_word_have_no_error_and_bold_ones_have_it() -> None:
    odds = np.repeat([0.25, 0.75], 400)
    kept = np.concatenate([np.repeat([1.0, 0.0], [100, 300]), np.repeat([1.0, 0.0], [300, 100])])
    assert reliability(odds, kept).error == pytest.approx(0.0)
    bold = reliability(np.repeat([0.05, 0.95], 400), kept)
    assert bold.error == pytest.approx(0.2)
    assert bold.count.sum() == 800


def test_a_range_counts_what_lies_in_it() -> None:
    draws = np.arange(101.0)[:, None]
    assert covered(draws, np.array([5.0]), 0.8) == [0.0]
    assert covered(draws, np.array([15.0]), 0.8) == [1.0]
    assert covered(draws, np.array([5.0]), 0.95) == [1.0]


def test_quantile_losses_by_hand() -> None:
    levels = np.array([0.1, 0.5])
    loss = pinball(np.array([[8.0], [12.0]]), levels, np.array([10.0]))
    assert loss[:, 0] == pytest.approx([0.1 * 2, 0.5 * 2])
    assert wql(np.array([[8.0], [12.0]]), levels, np.array([10.0])) == pytest.approx(2 * (0.2 + 1.0) / 2 / 10)


def test_mase_is_one_for_the_errors_the_seasonal_naive_made() -> None:
    past = np.array([10.0, 20.0, 12.0, 22.0, 14.0, 24.0])
    assert mase(np.array([16.0, 26.0]), np.array([14.0, 28.0]), past, 2) == pytest.approx(1.0)
    assert math.isnan(mase(np.array([1.0]), np.array([1.0]), np.ones(9), 1)), "no past errors, no unit"
