"""What a model leaves unexplained is noise, or it is not."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import chi2

from otdel.analytics.mix.residuals import Residuals, autocorrelation, beyond, ljung_box, residuals, scanned
from otdel.analytics.mix.shapes import Floats, MixData

WEEKS = 156


def weeks(count: int = WEEKS) -> MixData:
    starts = tuple(date(2023, 1, 2) + timedelta(weeks=week) for week in range(count))
    return MixData(starts, 7, np.full(count, 1000.0), ("search",), np.ones((count, 1)))


def noise(seed: int, count: int = WEEKS) -> Floats:
    return 10 * np.random.default_rng(seed).standard_normal(count)


def found(left: Floats) -> Residuals:
    return residuals(weeks(len(left)), left)


def test_the_tail_of_chi_square_is_that_of_the_tables() -> None:
    for value, degrees in ((0.3, 2), (9.49, 4), (40.0, 14)):
        assert beyond(value, degrees) == pytest.approx(chi2.sf(value, degrees), rel=1e-9)


def test_noise_is_called_noise() -> None:
    """Two tests in a hundred may be wrong by design; more would cry wolf."""
    alarms = [(one.lasting, one.run is not None, bool(one.outliers)) for one in map(found, map(noise, range(200)))]
    lasting, run, outlier = np.mean(alarms, axis=0)
    assert lasting <= 0.02
    assert run <= 0.03
    assert outlier <= 0.03


def test_ljung_and_box_say_as_often_as_they_should_that_noise_is_not_noise() -> None:
    chances = [ljung_box(noise(seed), 4) for seed in range(600)]
    assert 0.03 < np.mean(np.array(chances) < 0.05) < 0.07


def lasting(seed: int, carried: float = 0.6) -> Floats:
    left = noise(seed)
    for week in range(1, WEEKS):
        left[week] += carried * left[week - 1]
    return left


def test_what_lasts_is_seen_and_makes_fewer_weeks_of_many() -> None:
    several = [found(lasting(seed)) for seed in range(20)]
    assert all(one.lasting for one in several)
    assert np.mean([one.carried for one in several]) == pytest.approx(0.6, abs=0.06)
    assert np.mean([one.worth for one in several]) == pytest.approx(WEEKS * 0.4 / 1.6, rel=0.2)


def test_a_leap_is_named_by_its_week_and_its_size() -> None:
    left = noise(2)
    left[40] -= 80
    (leap,) = found(left).outliers
    assert leap.start == date(2023, 1, 2) + timedelta(weeks=40)
    assert leap.amount == pytest.approx(left[40])
    assert leap.sds < -5


def test_one_wild_week_does_not_hide_another() -> None:
    """A plain standard deviation would grow with the wild ones and swallow them; the median one does not."""
    left = noise(3, 52)
    left[10], left[30] = 90, 70
    assert {leap.place for leap in found(left).outliers} == {10, 30}


def test_a_stretch_to_one_side_is_named_from_its_first_to_its_last_day() -> None:
    left = noise(4)
    left[50:63] += 15
    run = found(left).run
    assert run is not None
    assert abs((run.start - (date(2023, 1, 2) + timedelta(weeks=50))).days) <= 21
    assert run.until == run.start + timedelta(weeks=run.steps) - timedelta(days=1)
    assert run.amount == pytest.approx(left[run.first : run.first + run.steps].sum())


def test_a_stretch_is_summed_over_its_own_steps() -> None:
    assert scanned(np.array([1.0, 2.0, -4.0, 0.0]), 2) == pytest.approx(np.array([3, 2, 4]) / np.sqrt(2))


def test_the_same_week_of_every_year_is_a_yearly_event() -> None:
    left = noise(5)
    left[[20, 72, 124]] += 60
    one = found(left)
    assert one.yearly is not None and one.yearly > 0.2
    assert one.yearly_start in {date(2023, 1, 2) + timedelta(weeks=week) for week in (72, 124)}


def test_two_years_are_too_few_to_speak_of_yearly_events() -> None:
    assert found(noise(6, 104)).yearly is None


def test_a_model_without_any_residual_has_nothing_wrong() -> None:
    still = found(np.zeros(WEEKS))
    assert (still.carried, still.lasting, still.run, still.outliers) == (0.0, False, None, ())
    assert autocorrelation(np.zeros(5), 1) == 0.0
