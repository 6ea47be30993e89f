"""What is wrong with a series or a plan is said before anything is forecast, and doubt makes the range wider."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from otdel.analytics.forecast.checking import Findings, check, check_distance, check_period, check_plan, widened
from otdel.analytics.forecast.components import DAYS
from otdel.analytics.forecast.corridor import SpikeKind, corridor, spikes
from otdel.analytics.forecast.levels import level_break
from otdel.analytics.forecast.reading import Row, series_of
from otdel.analytics.forecast.shapes import Series, Step
from otdel.analytics.forecast.smoothing import Floats

MONDAY = date(2026, 1, 5)


def shop(days: int = 180) -> Floats:
    chance = np.random.default_rng(3)
    week = np.resize([1.3, 1.2, 1.0, 1.0, 0.9, 0.7, 0.9], days)
    return np.asarray(100 * week * np.exp(chance.normal(0, 0.1, days)))


def series(values: Floats, step: Step = Step.DAY, unit: str = "") -> Series:
    return Series(MONDAY, step, np.asarray(values, dtype=float), "revenue", unit)


def codes(findings: Findings) -> list[str]:
    return [one.reason.code.removeprefix("forecast.") for one in findings.found]


def rows(*values: tuple[int, float | None]) -> list[Row]:
    return [Row(MONDAY + timedelta(days=day), value, line + 2) for line, (day, value) in enumerate(values)]


def test_a_good_series_has_nothing_said_of_it() -> None:
    findings = check(series(shop()))
    assert codes(findings) == []
    assert findings.doubt == 0
    assert not findings.refused


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([np.nan] * 9, "no_values"),
        ([], "no_values"),
        ([0.0] * 30, "all_zero"),
        ([5.0, np.nan, 6.0], "too_few"),
    ],
)
def test_what_says_nothing_is_refused(values: list[float], code: str) -> None:
    findings = check(series(np.array(values)))
    assert findings.refused
    assert findings.series is None
    assert codes(findings) == [code]


def test_fewer_than_eight_points_are_forecast_wide_on_purpose() -> None:
    findings = check(series(shop(6)))
    assert codes(findings) == ["few_points"]
    assert findings.doubt > 0.2
    assert not findings.refused


def test_figures_that_never_move_are_doubted() -> None:
    findings = check(series(np.full(40, 12.0)))
    assert codes(findings) == ["never_changed"]
    paths = widened(np.full((500, 3), 12.0), findings.doubt)
    low, high = np.quantile(paths.sum(axis=1), [0.1, 0.9])
    assert low < 30 < 42 < high


def test_missing_days_are_counted_and_many_of_them_widen() -> None:
    values = shop()
    values[10:15] = np.nan
    assert codes(check(series(values))) == ["gaps"]
    values[10:90] = np.nan
    many = check(series(values))
    assert codes(many) == ["many_gaps"]
    assert many.doubt > 0


@pytest.mark.parametrize("times", [10, 100])
def test_a_value_ten_times_the_usual_is_named_a_fault_of_the_import_and_left_out(times: int) -> None:
    values = shop()
    values[100] *= times
    (found,) = spikes(values, DAYS)
    assert (found.place, found.kind) == (100, SpikeKind.TIMES_TEN)
    findings = check(series(values))
    assert codes(findings) == ["import_fault"]
    assert findings.found[0].reason.values["day"] == (MONDAY + timedelta(days=100)).isoformat()
    assert findings.series is not None
    assert np.isnan(findings.series.values[100])


def test_a_day_twice_the_usual_may_be_a_good_day_so_it_is_said_and_kept() -> None:
    values = shop()
    values[100] *= 2.1
    (found,) = spikes(values, DAYS)
    assert found.kind is SpikeKind.TWICE
    findings = check(series(values))
    assert codes(findings) == ["spike"]
    assert findings.series is not None
    assert findings.series.values[100] == values[100]
    assert findings.doubt > 0


def test_a_promotion_of_four_days_is_no_fault() -> None:
    values = shop()
    values[100:104] *= 3.3
    assert spikes(values, DAYS) == []


def test_a_jump_that_stays_is_a_new_level_and_not_a_spike() -> None:
    values = shop()
    values[-42:] *= 2.5
    found = level_break(values, DAYS)
    assert found is not None
    assert abs(found.place - (180 - 42)) <= 7
    assert found.times == pytest.approx(2.5, rel=0.2)
    assert codes(check(series(values))) == ["level_break"]
    assert level_break(shop(), DAYS) is None


def test_the_same_row_twice_counts_once_and_two_values_of_a_day_are_refused() -> None:
    good = [(day, float(day)) for day in range(10)]
    found, said = series_of(rows(*good, (3, 3.0)))
    assert found is not None
    assert len(found.values) == 10
    assert [one.reason.code for one in said] == ["forecast.repeated_rows"]
    refused, said = series_of(rows(*good, (3, 4.0)))
    assert refused is None
    assert said[0].refuses
    assert said[0].line == 12


def test_days_and_weeks_in_one_file_are_refused() -> None:
    mixed = [(day, 1.0) for day in range(20)] + [(20 + 7 * week, 7.0) for week in range(20)]
    refused, said = series_of(rows(*mixed))
    assert refused is None
    assert said[0].reason.code == "forecast.mixed_frequency"


def test_a_day_left_out_of_a_file_is_not_known_rather_than_zero() -> None:
    found, _said = series_of(rows(*[(day, 5.0) for day in range(20) if day not in (4, 9)], (20, None)))
    assert found is not None
    assert np.flatnonzero(np.isnan(found.values)).tolist() == [4, 9]
    assert len(found.values) == 20, "the last cell is empty: that day is still to come"


def test_weeks_months_and_quarters_are_told_from_their_dates() -> None:
    weeks, _ = series_of(rows(*[(7 * place, 1.0) for place in range(12)]))
    months, _ = series_of([Row(date(2025 + m // 12, m % 12 + 1, 1), 1.0) for m in range(14)])
    quarters, _ = series_of([Row(date(2024 + q // 4, q % 4 * 3 + 1, 1), 1.0) for q in range(9)])
    assert weeks is not None
    assert months is not None
    assert quarters is not None
    assert (weeks.step, months.step, quarters.step) == (Step.WEEK, Step.MONTH, Step.QUARTER)
    assert (months.end, quarters.end) == (date(2026, 3, 1), date(2026, 4, 1))


def test_periods_that_cannot_be_asked_about_are_refused() -> None:
    known = series(shop())
    (over,) = check_period(known, date(2026, 2, 1), date(2026, 3, 1))
    (before,) = check_period(known, date(2026, 1, 1), date(2027, 1, 1))
    assert (over.reason.code, over.refuses) == ("forecast.period_over", True)
    assert over.reason.values["total"] == str(round(shop()[27:55].sum()))
    assert (before.reason.code, before.refuses) == ("forecast.period_before_data", True)
    assert check_period(known, date(2026, 7, 1), date(2026, 8, 1)) == []


def test_far_away_is_said_and_out_of_sight_is_refused() -> None:
    known = series(shop(100))
    assert check_distance(known, known.end + timedelta(days=90)) == []
    (far,) = check_distance(known, known.end + timedelta(days=200))
    assert (far.reason.code, far.refuses) == ("forecast.period_far", False)
    (blind,) = check_distance(known, known.end + timedelta(days=501))
    assert (blind.reason.code, blind.refuses) == ("forecast.too_far", True)


def test_plans_in_another_unit_are_refused_and_those_far_off_are_asked_about() -> None:
    known = series(shop(), unit="UAH")
    (other,) = check_plan(known, 3000, 30, "USD")
    assert other.refuses
    (far,) = check_plan(known, 3000 * 1000, 30, "uah")
    assert (far.reason.code, far.refuses) == ("forecast.plan_far", False)
    assert check_plan(known, 3000, 30) == []
    assert check_plan(known, -5, 30)[0].refuses
    assert check_plan(known, float("nan"), 30)[0].refuses


def test_a_corridor_holds_the_usual_and_not_a_day_without_sales() -> None:
    values = shop()
    found = corridor(values[:-7], DAYS, 7)
    assert (found.low < found.middle).all()
    assert np.abs(found.outside(values[-7:])).sum() <= 1
    assert found.outside(np.zeros(7)).tolist() == [-1] * 7
    assert found.outside(values[-7:] * 3).tolist() == [1] * 7
    assert found.outside(np.array([np.nan])).tolist() == [0]
