"""Plans longer than a quarter: the year by the clock, and two years by quarter on a plain series."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from otdel.analytics.forecast.components import MONTHS
from otdel.analytics.forecast.mixture import imagine
from otdel.forecasting.models import Forecast
from otdel.forecasting.queries.forecasts import goal
from otdel.forecasting.queries.goals import covers
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.tests.conftest import TODAY, Department, plan
from otdel.kit.calendar import containing
from otdel.kit.period import Period
from otdel.kit.viewer import AT_TERMINAL

YEAR = containing(TODAY, "year")


def test_a_plan_of_the_year_is_forecast_to_its_end(team: Department) -> None:
    """Eleven months are known and some five weeks are left: close to a straight line, with a range around it."""
    for month in range(1, 13):
        plan("revenue_marketing", 90_000, period=Period.month(2026, month))
    work_of(TODAY)
    line = goal(AT_TERMINAL, "measure", "revenue_marketing", 0, YEAR)
    assert line.reason is None
    assert line.plan == 1_080_000
    assert line.so_far is not None
    assert line.middle is not None
    assert line.range80 is not None
    assert line.middle == pytest.approx(3_000 * YEAR.period.days, rel=0.03), "three sales of a thousand a day"
    assert line.so_far < line.range80.low < line.middle < line.range80.high
    assert line.odds is not None
    assert line.odds > 0.5


def test_a_year_planned_by_part_has_no_forecast_of_its_whole(team: Department) -> None:
    plan("revenue_marketing", 90_000)
    work_of(TODAY)
    assert not Forecast.objects.filter(unit="year", code="revenue_marketing").exists()
    assert Forecast.objects.filter(unit="month", code="revenue_marketing").exists()


def test_a_plan_covers_a_year_when_no_day_is_without_one() -> None:
    whole = Period(date(2026, 1, 1), date(2027, 1, 1))
    halves = Period(date(2026, 1, 1), date(2026, 7, 1)), Period(date(2026, 7, 1), date(2027, 1, 1))
    assert covers(reversed(halves), whole)
    assert covers([Period(date(2025, 1, 1), date(2028, 1, 1))], whole)
    assert not covers(halves[:1], whole)
    assert not covers([halves[0], Period(date(2026, 7, 2), date(2027, 1, 1))], whole)
    assert not covers([], whole)


def test_two_years_by_quarter_add_up_and_widen() -> None:
    """Four years of months with a season and growth: quarters of the next two years, from the same paths."""
    made = np.random.default_rng(2)
    months = np.arange(48)
    past = 1000 * 1.01**months * (1 + 0.3 * np.sin(2 * np.pi * months / 12)) * np.exp(made.normal(0, 0.05, 48))
    paths = imagine(past, MONTHS, 24).paths
    quarters = paths.reshape(len(paths), 8, 3).sum(axis=2)
    assert quarters.sum(axis=1) == pytest.approx(paths.sum(axis=1))
    low, middle, high = np.quantile(quarters, [0.1, 0.5, 0.9], axis=0)
    wide = (high - low) / middle
    assert wide[4:].mean() > wide[:4].mean(), "the second year is less certain"
    ahead = np.arange(48, 72)
    truth = (1000 * 1.01**ahead * (1 + 0.3 * np.sin(2 * np.pi * ahead / 12))).reshape(8, 3).sum(axis=1)
    assert ((low <= truth) & (truth <= high)).sum() >= 6, "the same season and growth go on"
