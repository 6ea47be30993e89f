"""Futures of a series: what they must hold whatever the series is, and what they should see in plain ones."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.forecast.components import DAYS, MONTHS, WEEKS, Rhythm
from otdel.analytics.forecast.mixture import imagine, shares
from otdel.analytics.forecast.smoothing import Floats
from otdel.analytics.forecast.trials import moved, trial_origins

WEEK = np.array([1.3, 1.2, 1.0, 1.0, 0.9, 0.7, 0.9])


def shop(days: int = 300, level: float = 100.0, seed: int = 1) -> Floats:
    chance = np.random.default_rng(seed)
    return np.asarray(level * np.resize(WEEK, days) * np.exp(chance.normal(0, 0.15, days)))


def nasty() -> dict[str, tuple[Floats, Rhythm]]:
    chance = np.random.default_rng(2)
    holes = shop(120)
    holes[chance.integers(0, 120, 30)] = np.nan
    return {
        "one value": (np.array([5.0]), DAYS),
        "three values": (np.array([5.0, 0.0, 7.0]), WEEKS),
        "eight weeks": (shop(8), WEEKS),
        "only zeros": (np.zeros(60), DAYS),
        "all the same": (np.full(60, 7.0), DAYS),
        "one sale in a year": (np.eye(1, 365, 100)[0], DAYS),
        "rare sales": (chance.poisson(0.05, 400).astype(float), DAYS),
        "holes": (holes, DAYS),
        "under zero": (chance.normal(0, 10, 200), DAYS),
        "huge": (shop(200) * 1e12, DAYS),
        "tiny": (shop(200) * 1e-9, DAYS),
        "a wild year": (np.exp(chance.normal(0, 3, 400)), DAYS),
        "months": (shop(36), MONTHS),
        "long weeks": (shop(400), WEEKS),
        "starts with nothing known": (np.r_[np.full(50, np.nan), shop(60)], DAYS),
        "ended": (np.r_[shop(100), np.zeros(60)], DAYS),
    }


@pytest.mark.parametrize("name", list(nasty()))
@pytest.mark.parametrize("horizon", [1, 31])
def test_futures_are_whole_and_never_under_zero_where_the_past_was_not(name: str, horizon: int) -> None:
    values, rhythm = nasty()[name]
    paths = imagine(values, rhythm, horizon, draws=200).paths
    assert paths.shape == (200, horizon)
    assert np.isfinite(paths).all()
    if np.nanmin(values) >= 0:
        assert paths.min() >= 0


def test_the_same_seed_gives_the_same_futures_and_another_gives_others() -> None:
    first = imagine(shop(), DAYS, 10, seed=3).paths
    assert (first == imagine(shop(), DAYS, 10, seed=3).paths).all()
    assert (first != imagine(shop(), DAYS, 10, seed=4).paths).any()


@pytest.mark.parametrize("factor", [1e-3, 1e6])
def test_another_currency_changes_nothing_but_the_unit(factor: float) -> None:
    plain = imagine(shop(), DAYS, 14).paths.sum(axis=1)
    other = imagine(shop() * factor, DAYS, 14).paths.sum(axis=1)
    assert np.quantile(other, [0.1, 0.5, 0.9]) == pytest.approx(np.quantile(plain, [0.1, 0.5, 0.9]) * factor, rel=1e-6)


def test_the_week_is_seen() -> None:
    """A shop that sells most on the first day of its week and least on the sixth goes on doing so."""
    middle = np.median(imagine(shop(301), DAYS, 14).paths, axis=0)
    assert middle[:7] == pytest.approx(100 * WEEK, rel=0.15)
    assert middle[7:] == pytest.approx(middle[:7], rel=0.1)


def test_the_year_is_seen_by_months() -> None:
    months = np.arange(72)
    chance = np.random.default_rng(5)
    values = 100 * np.exp(0.4 * np.sin(months * np.pi / 6) + chance.normal(0, 0.05, 72))
    middle = np.median(imagine(values, MONTHS, 12).paths, axis=0)
    assert middle == pytest.approx(100 * np.exp(0.4 * np.sin(np.arange(12) * np.pi / 6)), rel=0.2)


def test_a_new_level_is_followed() -> None:
    values = shop(300)
    values[-42:] *= 3
    total = imagine(values, DAYS, 28).paths.sum(axis=1)
    assert np.median(total) == pytest.approx(28 * 300, rel=0.15)


def test_shorter_pasts_and_longer_ways_are_less_sure() -> None:
    def width(known: int, horizon: int) -> float:
        total = imagine(shop(400)[-known:], DAYS, horizon, draws=600).paths.sum(axis=1)
        low, high = np.quantile(total, [0.1, 0.9])
        return float((high - low) / np.median(total))

    assert width(14, 28) > 1.5 * width(300, 28)
    assert width(5, 28) > width(14, 28)


def test_missing_days_are_not_zeros() -> None:
    whole, holed = shop(300), shop(300)
    holed[np.random.default_rng(1).permutation(300)[:60]] = np.nan
    plain, told = (np.median(imagine(one, DAYS, 28).paths.sum(axis=1)) for one in (whole, holed))
    assert told == pytest.approx(plain, rel=0.06)


def test_nothing_known_is_no_forecast() -> None:
    with pytest.raises(ValueError, match="known value"):
        imagine(np.full(30, np.nan), DAYS, 7)
    with pytest.raises(ValueError, match="step to come"):
        imagine(shop(), DAYS, 0)


def test_shares_of_draws_add_up_whatever_the_weights() -> None:
    assert shares({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}, 100) in (
        {"a": 34, "b": 33, "c": 33},
        {"a": 33, "b": 34, "c": 33},
        {"a": 33, "b": 33, "c": 34},
    )
    assert sum(shares({"a": 0.001, "b": 0.998, "c": 0.001}, 7).values()) == 7


def test_trials_that_agree_move_weights_and_trials_that_contradict_leave_them() -> None:
    believed = {"good": 0.5, "bad": 0.5}
    sure = moved(believed, np.array([[1.0, 1.1, 0.9, 1.0], [2.0, 2.2, 1.8, 2.0]]))
    assert sure["good"] > 5 * sure["bad"]
    unsure = moved(believed, np.array([[1.0, 3.0, 1.0, 3.0], [3.0, 1.0, 3.0, 1.0]]))
    assert unsure["good"] == pytest.approx(unsure["bad"])


def test_trials_leave_enough_to_learn_from_and_do_not_look_ahead() -> None:
    for length in (8, 30, 45, 100, 900):
        for origin in trial_origins(length, WEEKS, 13):
            assert 28 <= origin <= length - 13
    assert len(trial_origins(900, WEEKS, 13)) == 6
