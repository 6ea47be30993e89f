"""Holidays, promotions and paydays: learnt where the past shows them, doubted where it shows little."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from otdel.analytics.forecast.backtest import backtest
from otdel.analytics.forecast.calendar import UnknownCountry, columns
from otdel.analytics.forecast.components import DAYS
from otdel.analytics.forecast.effects import learnt
from otdel.analytics.forecast.mixture import imagine
from otdel.analytics.forecast.shapes import Step
from otdel.analytics.forecast.smoothing import Floats

PROMOTED = 2.5


def promoted(days: int = 330) -> tuple[Floats, Floats]:
    """Sales with a promotion of three days every five weeks, and its flag; the last 30 days are to come."""
    chance = np.random.default_rng(1)
    flag = np.array([1.0 if step % 35 in (10, 11, 12) else 0.0 for step in range(days)])
    return 100 * np.exp(chance.normal(0, 0.1, days)) * np.where(flag > 0, PROMOTED, 1), flag[:, None]


def test_a_promotion_that_came_often_is_learnt_and_its_next_day_foreseen() -> None:
    values, flag = promoted()
    effects = learnt(values[:300], flag, 7)
    assert effects is not None
    assert effects.mean[0] == pytest.approx(PROMOTED - 1, rel=0.15)
    middle = np.median(imagine(values[:300], DAYS, 30, known=flag).paths, axis=0)
    ahead = flag[300:, 0] > 0
    assert ahead.any()
    assert middle[ahead] == pytest.approx(np.full(ahead.sum(), 100 * PROMOTED), rel=0.2)
    assert middle[~ahead] == pytest.approx(np.full((~ahead).sum(), 100.0), rel=0.15)


def test_knowing_the_promotions_makes_forecasts_better() -> None:
    values, flag = promoted()

    def told(known: Floats, ahead: int, seed: int) -> Floats:
        return imagine(known, DAYS, ahead, seed=seed, known=flag[: len(known) + ahead]).paths

    plain, better = backtest(values, DAYS, 14, origins=8), backtest(values, DAYS, 14, origins=8, forecaster=told)
    assert plain is not None
    assert better is not None
    assert better.wql < 0.7 * plain.wql


def test_an_effect_seen_once_is_believed_by_half_and_widens_its_day() -> None:
    values = 100 * np.exp(np.random.default_rng(2).normal(0, 0.3, 200))
    flag = np.zeros((230, 1))
    flag[100], flag[210] = 1, 1
    values[100] *= 3
    effects = learnt(values, flag, 7)
    assert effects is not None
    assert 0.3 < effects.mean[0] < 1.9
    assert effects.root[0, 0] > 0.1


def test_what_was_never_seen_is_not_guessed() -> None:
    values = promoted()[0]
    flag = np.zeros((360, 1))
    flag[340] = 1
    assert learnt(values, flag, 7) is None
    assert (imagine(values, DAYS, 30, known=flag).paths == imagine(values, DAYS, 30).paths).all()


def test_black_friday_and_paydays_stand_on_their_days() -> None:
    names, shares = columns("UA", date(2026, 11, 1), Step.DAY, 30, paydays=(10, 31))
    friday = shares[:, names.index("black_friday")]
    assert np.flatnonzero(friday).tolist() == [22, 23, 24, 25, 26, 27, 28]
    assert np.flatnonzero(shares[:, names.index("payday")]).tolist() == [0, 1, 9, 10, 11, 29]


def test_weeks_have_the_share_of_their_days_and_months_none() -> None:
    names, shares = columns("", date(2026, 11, 2), Step.WEEK, 4, paydays=(8,))
    assert names == ("payday",)
    assert shares[:, 0] == pytest.approx([1 / 7, 2 / 7, 0, 0])
    assert columns("UA", date(2026, 1, 1), Step.MONTH, 12)[0] == ()


def test_an_unknown_country_is_said() -> None:
    with pytest.raises(UnknownCountry):
        columns("XX", date(2026, 1, 1), Step.DAY, 30)


def test_columns_too_short_for_the_horizon_are_refused() -> None:
    values, flag = promoted()
    with pytest.raises(ValueError, match="horizon"):
        imagine(values, DAYS, 30, known=flag)


def test_one_wild_day_over_next_to_nothing_is_not_a_law() -> None:
    """A rest of other series: some weeks of almost nothing, and a sale that fell into one of them."""
    made = np.random.default_rng(3)
    values = np.maximum(made.normal(100.0, 40.0, 400), 0.0)
    values[180:215] = made.uniform(0.0, 1.0, 35)
    values[197] = 500.0
    sale = np.zeros((430, 1))
    sale[[197, 420]] = 1.0
    found = learnt(values, sale, 7)
    factor = 1.0 if found is None else float(found.future(400, 300, made)[:, 20].mean())
    assert factor < 3, "five hundred times almost nothing says little of the next sale"
