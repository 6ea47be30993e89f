"""The days a formula speaks of: of the period so far, of the same days a year ago, and of the period before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from otdel.kit.calendar import Named
from otdel.kit.period import Period

YEAR_OF_WEEKS = timedelta(weeks=52)  # a week is compared with the week of the same days, not of the same dates


@dataclass(frozen=True, slots=True)
class Window:
    """`period` is the part of `named` that is over; `yoy` and `prev` are as many first days of the others."""

    named: Named
    period: Period
    yoy: Period
    prev: Period

    def of(self, shift: str) -> Period:
        return {"": self.period, "yoy": self.yoy, "prev": self.prev}[shift]

    @property
    def whole(self) -> bool:
        return self.period == self.named.period


def window(named: Named, today: date) -> Window | None:
    """What of the period is over: a running one ends with yesterday. None when not one day of it is over."""
    if named.period.start >= today:
        return None
    period = Period(named.period.start, min(named.period.end, today))
    return Window(
        named, period, _first(year_before(named.period), named, period), _first(named.earlier().period, named, period)
    )


def _first(other: Period, named: Named, period: Period) -> Period:
    """As many first days of another period; all of it when the period is whole."""
    if period == named.period:
        return other
    return Period(other.start, min(other.end, other.start + timedelta(days=period.days)))


def year_before(period: Period) -> Period:
    """The same dates a year ago; of whole weeks, the same days of the week 52 weeks ago."""
    if period.days % 7 == 0 and period.start.weekday() == 0 and period.days < 28:
        return Period(period.start - YEAR_OF_WEEKS, period.end - YEAR_OF_WEEKS)
    return Period(_back(period.start), _back(period.end))


def _back(day: date) -> date:
    """A year ago; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
