"""Which calendar periods values are computed for."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from otdel.kit.calendar import Named, containing

Span = Literal["week", "month", "quarter", "year"]
SPANS: tuple[Span, ...] = get_args(Span)


def months_before(day: date, count: int) -> date:
    """The first day of the month `count` months before the day's own."""
    month = day.year * 12 + day.month - 1 - count
    return date(month // 12, month % 12 + 1, 1)


def periods(unit: Span, first: date, until: date) -> list[Named]:
    """Every period of the unit from the one that holds `first` to the one that holds `until`, oldest first."""
    found, one = [], containing(until, unit)
    while one.period.end > first:
        found.append(one)
        one = one.earlier()
    return found[::-1]


def last_periods(unit: Span, until: date, count: int) -> list[Named]:
    """The last `count` periods up to the one that holds `until`, oldest first."""
    found = [containing(until, unit)]
    while len(found) < count:
        found.insert(0, found[0].earlier())
    return found
