"""Names of periods as addresses carry them: 2026, 2026-q4, 2026-11, 2026-w47, 2026-11-23, 2026-10-01..2026-11-15."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from otdel.kit.period import Period

Unit = Literal["year", "quarter", "month", "week", "day", "custom"]

YEAR = re.compile(r"((?:19|20|21)[0-9]{2})")  # other years are typing errors, and some have no neighbours
QUARTER = re.compile(rf"{YEAR.pattern}-q([1-4])")
MONTH = re.compile(rf"{YEAR.pattern}-([0-9]{{2}})")
WEEK = re.compile(rf"{YEAR.pattern}-w([0-9]{{2}})")  # of ISO 8601: from Monday, the first holds 4 January
DAY = re.compile(rf"{MONTH.pattern}-[0-9]{{2}}")
BETWEEN = re.compile(r"([0-9-]{10})\.\.([0-9-]{10})")


@dataclass(frozen=True, slots=True)
class Named:
    """A period with the name its address carries."""

    code: str
    unit: Unit
    period: Period

    def earlier(self) -> Named:
        """The same unit just before; for a custom period, the same number of days."""
        if self.unit in ("custom", "day"):
            return between(self.period.before())
        return containing(self.period.before().last_day, self.unit)

    def later(self) -> Named:
        if self.unit in ("custom", "day"):
            return between(Period(self.period.end, self.period.end + (self.period.end - self.period.start)))
        return containing(self.period.end, self.unit)


def containing(day: date, unit: Unit) -> Named:
    """The calendar year, quarter, month, week or day that `day` lies in. Raises ValueError for a custom unit."""
    quarter = (day.month + 2) // 3
    match unit:
        case "year":
            return Named(f"{day.year}", unit, Period.year(day.year))
        case "quarter":
            return Named(f"{day.year}-q{quarter}", unit, Period.quarter(day.year, quarter))
        case "month":
            return Named(f"{day.year}-{day.month:02}", unit, Period.month(day.year, day.month))
        case "week":
            year, week, _ = day.isocalendar()
            monday = date.fromisocalendar(year, week, 1)
            return Named(f"{year}-w{week:02}", unit, Period(monday, monday + timedelta(days=7)))
        case "day":
            return Named(day.isoformat(), unit, Period.day(day))
    raise ValueError("a custom period has no calendar unit")


def between(period: Period) -> Named:
    """A period of its own: from the first day to the last day, both in the name."""
    if period.days == 1:
        return containing(period.start, "day")
    return Named(f"{period.start.isoformat()}..{period.last_day.isoformat()}", "custom", period)


def named(code: str) -> Named | None:
    """The period an address names, or nothing when the text names none."""
    try:
        if found := YEAR.fullmatch(code):
            return containing(date(int(code), 1, 1), "year")
        if found := QUARTER.fullmatch(code):
            return containing(date(int(found[1]), 3 * int(found[2]), 1), "quarter")
        if found := MONTH.fullmatch(code):
            return containing(date(int(found[1]), int(found[2]), 1), "month")
        if found := WEEK.fullmatch(code):
            return containing(date.fromisocalendar(int(found[1]), int(found[2]), 1), "week")
        if DAY.fullmatch(code):
            return containing(date.fromisoformat(code), "day")
        if found := BETWEEN.fullmatch(code):
            ends = [named(found[1]), named(found[2])]
            return between(Period(ends[0].period.start, ends[1].period.end)) if ends[0] and ends[1] else None
    except (ValueError, OverflowError):
        return None
    return None
