"""Which days the counted rows of GA4 stand for: "Nth day", "Nth week", "Nth month", "Nth year" and "Nth hour".

A week is seven days from the first day of the report, a month and a year are those of the calendar; all are cut to the
report's own days. Their rows are readings from `day` to `until`, and never spread over days: visitors of a week are not
the sum of its days, and even shares would take the place of true daily visits when both reports are imported. Hours
are added into their day, which is exact for what is counted once (visits, events, money); people and rates of an hour
add up to nothing and are left out with a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from otdel.kit.period import Period

SPANS = ("week", "month", "year")  # counted in several days a row


def days_of(texts: Sequence[str], unit: str, whole: Period) -> list[Period | None]:
    """The days of each count; None for a text that is no count within the report."""
    numbers = [int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None for text in texts]
    first = whole.start
    if unit == "week" and _are_calendar_weeks([one for one in numbers if one is not None], whole):
        first -= timedelta(days=first.isoweekday() % 7)  # GA4's week of the calendar begins on Sunday
    return [None if one is None else _span(first, one, unit, whole) for one in numbers]


def _are_calendar_weeks(numbers: Sequence[int], whole: Period) -> bool:
    """True when the last week lies beyond the report unless weeks are counted from the Sunday before it."""
    last = max(numbers, default=0)
    return 7 * last >= whole.days and 7 * last - whole.start.isoweekday() % 7 < whole.days


def _span(first: date, number: int, unit: str, whole: Period) -> Period | None:
    try:
        found = _uncut(first, number, unit)
    except (ValueError, OverflowError):  # beyond the year 9999
        return None
    return found if unit == "cohort" else found.clip(whole)


def _uncut(first: date, number: int, unit: str) -> Period:
    if unit == "hour":
        return Period.day(first + timedelta(days=number // 24))
    if unit == "week":
        start = first + timedelta(days=7 * number)
        return Period(start, start + timedelta(days=7))
    if unit == "month":
        months = first.year * 12 + first.month - 1 + number
        return Period.month(months // 12, months % 12 + 1)
    return Period.year(first.year + number) if unit == "year" else Period.day(first + timedelta(days=number))
