"""A period has a name that an address can carry, and the name leads back to the same days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.kit.calendar import Unit, between, containing, named
from otdel.kit.period import Period

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))
units = st.sampled_from(["year", "quarter", "month", "week", "day"])


@given(days, units)
def test_a_name_leads_back_to_its_period(day: date, unit: Unit) -> None:
    period = containing(day, unit)
    assert day in period.period
    assert named(period.code) == period


@given(days, units)
def test_neighbours_touch_and_lead_back(day: date, unit: Unit) -> None:
    period = containing(day, unit)
    assert period.earlier().period.end == period.period.start
    assert period.later().period.start == period.period.end
    assert period.earlier().later() == period


@given(days, st.integers(1, 500))
def test_a_period_of_its_own_keeps_its_days(day: date, length: int) -> None:
    period = Period(day, date.fromordinal(day.toordinal() + length))
    kept = named(between(period).code)
    assert kept is not None
    assert kept.period == period


def test_the_fourth_quarter_is_written_as_people_write_it() -> None:
    assert containing(date(2026, 11, 23), "quarter").code == "2026-q4"


def test_a_week_runs_from_monday_and_belongs_to_the_year_of_its_thursday() -> None:
    week = containing(date(2027, 1, 3), "week")
    assert week.code == "2026-w53"
    assert (week.period.start, week.period.last_day) == (date(2026, 12, 28), date(2027, 1, 3))
    assert named("2027-w53") is None  # 2027 has 52 weeks


@pytest.mark.parametrize(
    "wrong", ["", "all", "2026-13", "2026-q5", "2026-02-30", "2026-11-02..2026-11-01", "0000", "９９９９-01"]
)
def test_text_that_names_no_period_gives_nothing(wrong: str) -> None:
    assert named(wrong) is None


def test_a_week_is_named_by_the_year_of_its_thursday() -> None:
    assert containing(date(2025, 12, 30), "week").code == "2026-w01"
    assert named("2026-w53") == containing(date(2027, 1, 2), "week")
    assert named("2025-w53") is None, "2025 has 52 weeks"
