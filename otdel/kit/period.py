"""Periods of days, always [from, to): the first day is in, the last is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` up to but not including `end`. Raises ValueError when it would be empty."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period needs at least one day: {self.start} to {self.end}")

    @classmethod
    def day(cls, day: date) -> Period:
        return cls(day, day + timedelta(days=1))

    @classmethod
    def closed(cls, first: date, last: date) -> Period:
        """From a pair that names its last day, as reports do."""
        return cls(first, last + timedelta(days=1))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        first = Period.month(year, 3 * quarter - 2)
        return cls(first.start, Period.month(year, 3 * quarter).end)

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def before(self) -> Period:
        """The period of the same length that ends where this one starts."""
        return Period(self.start - timedelta(days=self.days), self.start)

    def clip(self, other: Period) -> Period | None:
        """The days both have, or nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=n) for n in range(self.days))
