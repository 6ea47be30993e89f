"""Periods are [from, to): months meet without a gap and without a shared day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.kit.period import Period

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))


def test_a_report_that_names_its_last_day_includes_it() -> None:
    july = Period.closed(date(2025, 7, 8), date(2025, 7, 31))
    assert date(2025, 7, 31) in july
    assert july.end == date(2025, 8, 1)
    assert july.days == 24


def test_the_last_quarter_ends_with_the_year() -> None:
    assert Period.quarter(2026, 4) == Period(date(2026, 10, 1), date(2027, 1, 1))


@pytest.mark.parametrize("year", [2023, 2024])
def test_twelve_months_tile_the_year(year: int) -> None:
    months = [Period.month(year, month) for month in range(1, 13)]
    assert all(earlier.end == later.start for earlier, later in pairwise(months))
    assert sum(month.days for month in months) == Period.year(year).days == (366 if year == 2024 else 365)


def test_a_period_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Period(date(2026, 1, 2), date(2026, 1, 2))


@given(days, st.integers(1, 900), days, st.integers(1, 900))
def test_clipping_keeps_exactly_the_shared_days(a: date, n: int, b: date, m: int) -> None:
    one, other = Period(a, a + timedelta(days=n)), Period(b, b + timedelta(days=m))
    shared = {day for day in one if day in other}
    clipped = one.clip(other)
    assert (set(clipped) if clipped else set()) == shared


@given(days, st.integers(1, 900))
def test_the_period_before_touches_and_is_as_long(a: date, n: int) -> None:
    period = Period(a, a + timedelta(days=n))
    assert period.before().end == period.start
    assert period.before().days == period.days
