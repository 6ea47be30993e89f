"""Cells as moments: with a zone or without, as seconds since 1970, as a day alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from otdel.analytics.mix.reading.days import DAY_FIRST, YEARS, NotADay, day

_EPOCH = {10: 1, 13: 1_000, 16: 1_000_000}  # digits of seconds, milliseconds, microseconds of these years
_CLOCK = re.compile(r"(.+?)[T,\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?")


class NotAMoment(ValueError):
    """The text is no moment."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` is aware when the text named its zone (or counted from 1970); `clock` is false for a day alone."""

    at: datetime
    clock: bool = True

    @property
    def zoned(self) -> bool:
        return self.at.tzinfo is not None


def moment(text: str, order: str = DAY_FIRST) -> Moment:
    """One cell. Raises NotAMoment for anything else and for years outside of 1970 to 2100."""
    if text.isdecimal() and len(text) in _EPOCH:
        return Moment(datetime.fromtimestamp(int(text) / _EPOCH[len(text)], UTC))
    found = _iso(text) or _written(text, order)
    if found is None or found.at.year not in YEARS:
        raise NotAMoment(text)
    return found


def _iso(text: str) -> Moment | None:
    try:
        at = datetime.fromisoformat(text.removesuffix(" UTC") + ("Z" if text.endswith(" UTC") else ""))
    except ValueError:
        return None
    return Moment(at, clock=":" in text or len(text) > len("2026-11-24"))


def _written(text: str, order: str) -> Moment | None:
    try:
        if found := _CLOCK.fullmatch(text):
            hour = int(found[2])
            if found[5]:
                hour = hour % 12 + (12 if found[5][0] in "pP" else 0)
            clock = time(hour, int(found[3]), int(found[4] or 0))
            return Moment(datetime.combine(day(found[1].rstrip(","), order), clock))
        return Moment(datetime.combine(day(text, order), time()), clock=False)
    except (NotADay, ValueError):
        return None


def in_utc(at: datetime, zone: ZoneInfo) -> tuple[int, bool]:
    """Milliseconds since 1970; and whether the clock of the zone showed that hour twice or never."""
    if at.tzinfo is not None or zone.key == "UTC":
        return round((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000), False
    local = at.replace(tzinfo=zone)
    unsure = local.utcoffset() != local.replace(fold=1).utcoffset()
    return round(local.timestamp() * 1000), unsure
