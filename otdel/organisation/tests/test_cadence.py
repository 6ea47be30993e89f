"""When a process is due and whether it was run: days worked out by hand on the calendar of autumn 2026."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.organisation.rules.cadence import Slot, carried, next_due, overdue, slots, why_not_day

LONG_AGO = date(2025, 1, 1)
NOVEMBER = Period.month(2026, 11)  # begins on a Sunday


def due(cadence: str, day: str, period: Period = NOVEMBER, since: date = LONG_AGO) -> list[date]:
    return [slot.due for slot in slots(cadence, day, period, since=since)]


def november(*days: int) -> list[date]:
    return [date(2026, 11, day) for day in days]


def test_daily_is_every_working_day() -> None:
    assert len(due("daily", "")) == 21
    assert all(day.weekday() < 5 for day in due("daily", ""))


@pytest.mark.parametrize(
    ("cadence", "day", "expected"),
    [
        ("weekly", "tue", november(3, 10, 17, 24)),
        ("weekly", "", november(6, 13, 20, 27)),
        ("twice_weekly", "", november(4, 6, 11, 13, 18, 20, 25, 27)),
        ("monthly", "25", november(25)),
        ("monthly", "bd4", november(5)),
        ("monthly", "", november(30)),
        ("monthly", "1", november(2)),  # a Sunday: due on the Monday after it
        ("monthly", "29", november(30)),
        ("quarterly", "", []),
    ],
)
def test_days_of_november(cadence: str, day: str, expected: list[date]) -> None:
    assert due(cadence, day) == expected


def test_the_31st_of_a_short_month_is_its_last_working_day() -> None:
    assert due("monthly", "31", Period.month(2027, 2)) == [date(2027, 2, 26)]  # the 28th is a Sunday


def test_quarters_and_half_years_end_on_their_last_working_day() -> None:
    assert due("quarterly", "", Period.year(2026)) == [
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 12, 31),
    ]
    assert due("half_yearly", "", Period.year(2026)) == [date(2026, 6, 30), date(2026, 12, 31)]
    assert due("quarterly", "15", Period.year(2026))[-1] == date(2026, 10, 15)


def test_every_two_weeks_is_counted_from_the_week_the_process_began() -> None:
    assert due("fortnightly", "mon", since=date(2026, 11, 4)) == november(
        16, 30
    )  # the Monday of its week was before it
    assert due("fortnightly", "", since=date(2026, 11, 4)) == november(13, 27)


def test_nothing_was_due_before_the_process_began() -> None:
    assert due("weekly", "tue", since=date(2026, 11, 11)) == november(17, 24)


@pytest.mark.parametrize("cadence", ["per_task", "per_text"])
def test_work_on_demand_is_in_no_calendar(cadence: str) -> None:
    assert due(cadence, "") == []
    answer = next_due(cadence, "", [], date(2026, 11, 10), since=LONG_AGO)
    assert isinstance(answer, NoData)
    assert answer.reason.code == "due_on_demand"


def test_a_run_counts_for_its_week_and_is_late_after_its_day() -> None:
    found = carried(
        slots("weekly", "tue", NOVEMBER, since=LONG_AGO), [date(2026, 11, 2), date(2026, 11, 13)], date(2026, 11, 24)
    )
    assert (found.due, found.done, found.late, [slot.due for slot in found.missed]) == (3, 2, 1, november(17))
    assert found.share == Fraction(2, 3)


def test_today_is_not_over_so_it_is_not_missed() -> None:
    found = carried(slots("weekly", "tue", NOVEMBER, since=LONG_AGO), [], date(2026, 11, 3))
    assert found.due == 0
    assert isinstance(found.share, NoData)


def test_fridays_run_may_be_written_down_at_the_weekend() -> None:
    friday = Period(date(2026, 11, 6), date(2026, 11, 7))
    found = carried(slots("daily", "", friday, since=LONG_AGO), [date(2026, 11, 8)], date(2026, 11, 9))
    assert (found.done, found.late) == (1, 1)


def test_a_run_does_not_count_twice() -> None:
    found = carried(
        slots("daily", "", Period(date(2026, 11, 9), date(2026, 11, 13)), since=LONG_AGO),
        [date(2026, 11, 9), date(2026, 11, 9)],
        date(2026, 11, 13),
    )
    assert (found.due, found.done) == (4, 1)


def test_overdue_until_it_is_run() -> None:
    expected = slots("weekly", "tue", NOVEMBER, since=LONG_AGO)
    late = overdue(expected, [date(2026, 11, 4)], date(2026, 11, 20))
    assert isinstance(late, Slot)
    assert late.due == date(2026, 11, 17)
    assert overdue(expected, [date(2026, 11, 19)], date(2026, 11, 20)) is None
    assert overdue(expected, [], date(2026, 11, 3)) is None, "it is due today and today is not over"


def test_next_due_passes_over_what_is_run_already() -> None:
    monday = date(2026, 11, 16)
    assert next_due("weekly", "tue", [], monday, since=LONG_AGO) == date(2026, 11, 17)
    assert next_due("weekly", "tue", [monday], monday, since=LONG_AGO) == date(2026, 11, 24)
    assert next_due("weekly", "tue", [], monday, since=date(2027, 6, 1)) == date(2027, 6, 1)


def test_each_slot_is_due_inside_its_window_and_windows_do_not_meet() -> None:
    for cadence, day in (
        ("daily", ""),
        ("twice_weekly", ""),
        ("weekly", "wed"),
        ("fortnightly", ""),
        ("monthly", "31"),
    ):
        found = slots(cadence, day, Period.year(2026), since=date(2026, 1, 7))
        assert all(slot.due in slot.window for slot in found), cadence
        for before, after in pairwise(found):
            assert before.window.end <= after.window.start, cadence


@pytest.mark.parametrize(
    ("cadence", "day", "code"),
    [
        ("weekly", "12", "day_not_of_week"),
        ("monthly", "tue", "day_not_of_month"),
        ("monthly", "32", "day_not_of_month"),
        ("monthly", "bd24", "day_not_of_month"),
        ("daily", "mon", "cadence_has_no_day"),
        ("monthly", "٣", "day_not_of_month"),
    ],
)
def test_a_day_the_cadence_does_not_know_is_refused(cadence: str, day: str, code: str) -> None:
    why = why_not_day(cadence, day)
    assert why is not None
    assert why.code == code


@pytest.mark.parametrize(
    ("cadence", "day"), [("weekly", "sun"), ("monthly", "bd4"), ("quarterly", "31"), ("daily", "")]
)
def test_a_day_it_knows_is_taken(cadence: str, day: str) -> None:
    assert why_not_day(cadence, day) is None
    assert (
        len(slots(cadence, day, Period(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=400)), since=LONG_AGO)) > 3
    )
