"""The demo company's calendar: its 130 weeks, seasons, Black Friday, and the days on which its data went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from otdel.kit.period import Period
from otdel.testing.demo import truth


def months_back(day: date, months: int) -> Period:
    """The calendar month `months` before the one of `day`."""
    index = day.year * 12 + day.month - 1 - months
    return Period.month(index // 12, index % 12 + 1)


def months_of(period: Period) -> list[Period]:
    """The calendar months `period` touches, its first and last cut to it."""
    month = Period.month(period.start.year, period.start.month)
    found = []
    while month.start < period.end:
        part = month.clip(period)
        assert part is not None
        found.append(part)
        month = Period.month(month.end.year, month.end.month)
    return found


def quarters_of(period: Period) -> list[Period]:
    """The calendar quarters `period` touches, its first and last cut to it."""
    found: list[Period] = []
    for month in months_of(period):
        if found and month.start.month % 3 != 1:
            found[-1] = Period(found[-1].start, month.end)
        else:
            found.append(month)
    return found


def black_friday(year: int) -> date:
    """The day after the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21 + 1)


def demand(day: date) -> float:
    """Season, weekday and Black Friday together, as a factor of ordinary demand."""
    sale = truth.BLACK_FRIDAY.get((day - black_friday(day.year)).days, 1.0)
    return _between_months(day, truth.SEASON) * truth.WEEKDAY[day.weekday()] * sale


def pressure(day: date) -> float:
    """How much more or less than usual the company spends on `day`."""
    near = -4 <= (day - black_friday(day.year)).days <= 3
    return _between_months(day, truth.SPEND_SEASON) * (1.5 if near else 1.0) * (0.93 if day.weekday() > 4 else 1.028)


def _between_months(day: date, levels: tuple[float, ...]) -> float:
    """A level that glides from mid-month to mid-month, so that no month begins with a step."""
    place = (day.day - 15.5) / 30.5
    other = levels[(day.month - 2) % 12] if place < 0 else levels[day.month % 12]
    return levels[day.month - 1] * (1 - abs(place)) + other * abs(place)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The history that ends yesterday, and its accidents."""

    today: date

    @property
    def history(self) -> Period:
        return Period(self.today - timedelta(days=truth.DAYS), self.today)

    @property
    def broken_tags(self) -> Period:
        """The month in which Meta's links lost their tags."""
        return months_back(self.today, 5)

    @property
    def first_report(self) -> Period:
        """Google's report that was exported too early: to eight days ago."""
        return Period(months_back(self.today - timedelta(days=8), 1).start, self.today - timedelta(days=7))

    @property
    def restated(self) -> Period:
        """The newer report, whose first two weeks state again, and differently, what the first one said."""
        return Period(self.today - timedelta(days=21), self.today)

    @property
    def twice(self) -> Period:
        """The days both reports speak for."""
        return Period(self.restated.start, self.first_report.end)

    @property
    def missing(self) -> Period:
        """Three days nobody exported from the marketplace."""
        return Period(self.today - timedelta(days=40), self.today - timedelta(days=37))

    def grown(self, day: date, start: float) -> float:
        """A straight line from `start` on the first day to 1 on the last."""
        return start + (1 - start) * (day - self.history.start).days / (truth.DAYS - 1)
