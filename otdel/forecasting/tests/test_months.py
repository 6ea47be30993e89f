"""Forty forecasts of ten months are not forty: by hand, and by drawing months anew."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.forecasting.rules.months import weighed


def test_forecasts_that_are_right_or_wrong_by_the_month_are_worth_as_many_as_there_are_months() -> None:
    """Ten months of four, three of them wrong on every Monday: .7, as uncertain as 7 of 10."""
    held, months = np.repeat([1.0] * 7 + [0.0] * 3, 4), np.repeat(np.arange(10), 4).tolist()
    found = weighed(held, months, least=0, most=1)
    assert found is not None
    assert (found.mean, found.count, found.months, found.worth) == (0.7, 40, 10, 9)
    spread = (10 * (7 * 0.3**2 + 3 * 0.7**2) / 9 / 100) ** 0.5
    assert found.high == 1.0, "no share is over 1"
    assert found.low == pytest.approx(0.7 - 2.2622 * spread, abs=1e-4)


def test_forecasts_with_nothing_in_common_are_worth_about_as_many_as_they_are() -> None:
    made = np.random.default_rng(4)
    worth = []
    for _ in range(40):
        found = weighed((made.random(200) < 0.8).astype(float), np.repeat(np.arange(20), 10).tolist())
        assert found is not None
        worth.append(found.worth)
    assert 150 <= np.median(worth) <= 200


def test_the_interval_holds_the_truth_when_months_differ() -> None:
    """Months of which each holds 60 or 100 in 100: nineteen times in twenty .8 lies within."""
    made = np.random.default_rng(8)
    inside = 0
    for _ in range(200):
        chance = np.repeat(made.choice([0.6, 1.0], 12), 5)
        found = weighed((made.random(60) < chance).astype(float), np.repeat(np.arange(12), 5).tolist())
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        inside += found.low <= 0.8 <= found.high
    assert inside >= 180


def test_two_months_or_cases_all_alike_cannot_tell() -> None:
    assert weighed(np.zeros(0), []) is None
    for values, months in (([1.0, 0.0, 1.0], ["a", "a", "b"]), ([1.0] * 6, ["a", "a", "b", "b", "c", "c"])):
        found = weighed(np.array(values), months)
        assert found is not None
        assert (found.low, found.high, found.worth) == (None, None, len(set(months)))
