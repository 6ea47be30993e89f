"""When a day ends, how waiting for others moves a deadline, and how many working hours lie between two moments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache

OPENS, CLOSES = time(9), time(18)  # the working day, Monday to Friday, where the company is
FRIDAY = 4
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The clock stood still from `since` to `until`, or still does."""

    since: datetime
    until: datetime | None = None


@lru_cache(maxsize=8192)
def day_end(day: date, zone: tzinfo) -> datetime:
    """The moment `day` is over in `zone`, in UTC."""
    return datetime.combine(day + DAY, time(0), zone).astimezone(UTC)


def deadline(day: date, waits: Iterable[Span], zone: tzinfo) -> datetime | None:
    """The end of `day`, later by the time the clock stood still before it; nothing while it stands still now.

    A wait that began after the deadline moves nothing: the work was late already. Waits that overlap count once.
    """
    until = day_end(day, zone)
    counted = datetime.min.replace(tzinfo=UTC)
    for wait in sorted(waits, key=lambda one: one.since):
        since = max(wait.since, counted)
        if since >= until:
            continue
        if wait.until is None:
            return None
        until += max(wait.until - since, timedelta(0))
        counted = max(counted, wait.until)
    return until


def working_hours(start: datetime, end: datetime, zone: tzinfo) -> Decimal:
    """Hours between two moments that fall on Monday to Friday, 9 to 18, in `zone`; public holidays count as days."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    total = timedelta(0)
    for n in range((last.date() - first.date()).days + 1):
        day = first.date() + n * DAY
        if day.weekday() <= FRIDAY:
            opens, closes = (datetime.combine(day, at, zone) for at in (OPENS, CLOSES))
            total += max(min(closes, last) - max(opens, first), timedelta(0))
    return in_units(total, HOUR)


def in_units(length: timedelta, unit: timedelta) -> Decimal:
    """A length of time as a number of `unit`s, to a hundredth."""
    return (Decimal(length // timedelta(seconds=1)) / Decimal(unit // timedelta(seconds=1))).quantize(Decimal("0.01"))
