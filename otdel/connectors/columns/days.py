"""Days and instants as people and tools write them: which of 03/04 is the month, and text to dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.numbers import BLANKS, Parsed, rest
from otdel.kit.period import Period

DAY = pa.date32()
INSTANT = pa.timestamp("us", "UTC")

_MONTHS_EN = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS_RU = "янв фев мар апр мая июн июл авг сен окт ноя дек"
_MONTHS_UK = "січ лют бер кві тра чер лип сер вер жов лис гру"
MONTHS = {word: n for words in (_MONTHS_EN, _MONTHS_RU, _MONTHS_UK) for n, word in enumerate(words.split(), 1)} | {
    "май": 5
}

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SOLID = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_PAIR = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"^(?:[^\W\d]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([^\W\d]+)\.?,?[\s-]+(\d{4})(?!\d)(?:\s*[гр]\.?)?"
)
_MONTH_FIRST = re.compile(r"^(?:[^\W\d]+,\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"^(?:[T,\s]|в|о|at)*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*"
    r"(Z|UTC|GMT|(?:UTC|GMT)?\s*[+\-\u2212]\d{1,2}:?\d{0,2})?$"
)
_TO = re.compile(r"\s+(?:-|–|—|to|до|по)\s+|\s*[–—]\s*|(?<=\d{8})-(?=\d{8})|(?<=\.\d{4})-(?=\d)")


_NOTHING = re.compile(
    r"^(?:0000-00-00|0001-01-01|00\.00\.0000|01\.01\.0001)(?:[T\s]0{1,2}:00(?::00)?)?Z?$"
)  # databases
YEARS = range(1900, 2200)  # others are mistakes, and sums with them leave the calendar


class NotADay(ValueError):
    """The text is no day or instant in the file's order."""


@dataclass(slots=True)
class Orders:
    """What a column's cells say about the order of day and month: the first cell that tells each, empty when none does.

    `unclear` holds cells such as 03/04/2026.
    """

    dmy: str = ""
    mdy: str = ""
    unclear: list[str] = field(default_factory=list)

    def learn(self, text: str) -> None:
        if not (found := _PAIR.match(text.strip())):
            return
        first, mark, second = int(found[1]), found[2], int(found[3])
        if mark == "." or first > 12:  # with dots the day always comes first
            self.dmy = self.dmy or text
        elif second > 12:
            self.mdy = self.mdy or text
        elif first != second and len(self.unclear) < 5:
            self.unclear.append(text)


def orders(values: pa.ChunkedArray) -> Orders:
    """Evidence of one column of text, from its distinct cells."""
    found = Orders()
    for text in pc.unique(values).to_pylist():
        found.learn(text)
    return found


def date_order(found: Iterable[Orders]) -> tuple[str, list[str]]:
    """ "dmy" or "mdy" for the file, or an empty string with the cells that leave it open (none: it does not matter)."""
    seen = list(found)
    dmy = [one.dmy for one in seen if one.dmy]
    mdy = [one.mdy for one in seen if one.mdy]
    unclear = [text for one in seen for text in one.unclear]
    if dmy and mdy:  # two hands wrote this file
        return "", [dmy[0], mdy[0], *unclear]
    if dmy or mdy:
        return ("dmy" if dmy else "mdy"), []
    return ("", unclear) if unclear else ("dmy", [])


def day(text: str, order: str = "dmy") -> date | None:
    """One cell as a day, the clock ignored; None when it says there is none. Raises NotADay."""
    if _says_nothing(text):
        return None
    found, tail = _split(text.strip(), order)
    if tail.strip() and not _CLOCK.match(tail):
        raise NotADay(text)
    return found


def instant(text: str, order: str = "dmy", zone: str = "UTC") -> datetime | None:
    """One cell as an aware moment in UTC; a cell without an offset is read in `zone`. Raises NotADay."""
    if _says_nothing(text):
        return None
    found, tail = _split(text.strip(), order)
    return _with_clock(found, tail, text, zone).astimezone(UTC)


def _says_nothing(text: str) -> bool:
    return text.strip().casefold() in BLANKS or _NOTHING.match(text.strip()) is not None


def _split(text: str, order: str) -> tuple[date, str]:
    """A text's day and what follows it."""
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    for pattern, places in (
        (_ISO, (1, 2, 3)),
        (_SOLID, (1, 2, 3)),
        (_PAIR, (4, 3, 1) if order != "mdy" else (4, 1, 3)),
    ):
        if found := pattern.match(text):
            year, month, first = (int(found[place]) for place in places)
            return _date(year, month, first, text), text[found.end() :]
    for pattern, places in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        if (found := pattern.match(text)) and (month := MONTHS.get(found[places[1]][:3].casefold(), 0)):
            return _date(int(found[places[0]]), month, int(found[places[2]]), text), text[found.end() :]
    raise NotADay(text)


def _date(year: int, month: int, first: int, text: str) -> date:
    year = year + 2000 if year < 100 else year
    if year not in YEARS:
        raise NotADay(text)
    try:
        return date(year, month, first)
    except ValueError as error:
        raise NotADay(text) from error


def _with_clock(found: date, tail: str, text: str, zone: str) -> datetime:
    if not tail.strip():
        return datetime(found.year, found.month, found.day, tzinfo=ZoneInfo(zone))
    if not (clock := _CLOCK.match(tail)):
        raise NotADay(text)
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[5]:
        hour = hour % 12 + (12 if clock[5][0] in "pP" else 0)
    micro = int((clock[4] or "0")[:6].ljust(6, "0"))
    try:
        return datetime(found.year, found.month, found.day, hour, minute, second, micro, tzinfo=_zone(clock[6], zone))
    except ValueError as error:
        raise NotADay(text) from error


def _zone(offset: str | None, zone: str) -> timezone | ZoneInfo:
    if not offset:
        return ZoneInfo(zone)
    signs = re.sub(r"[^\d+\-\u2212]", "", offset).replace("\u2212", "-")
    if not signs:
        return UTC
    digits = signs[1:]
    hours, minutes = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
    return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if signs[0] == "-" else 1))


def days(values: pa.ChunkedArray, order: str = "dmy") -> Parsed:
    """Text cells to date32, each distinct text once."""
    text = pc.utf8_trim_whitespace(values)
    return rest(
        text, pa.repeat(pa.scalar(value=False), len(text)), pa.nulls(len(text), DAY), lambda cell: day(cell, order), DAY
    )


def instants(values: pa.ChunkedArray, order: str = "dmy", zone: str = "UTC") -> Parsed:
    """Text cells to timestamps in UTC, each distinct text once."""
    text = pc.utf8_trim_whitespace(values)
    none = pa.nulls(len(text), INSTANT)
    return rest(
        text, pa.repeat(pa.scalar(value=False), len(text)), none, lambda cell: instant(cell, order, zone), INSTANT
    )


def period(text: str, order: str = "dmy") -> Period | None:
    """The days of a line such as "July 8, 2025 - July 31, 2025" or "1 апреля 2026 г. - 30 апреля 2026 г.", or None."""
    parts = [part for part in _TO.split(text.strip().strip('"')) if part]
    try:
        found = [day(part.strip(), order) for part in parts]
    except NotADay:
        return None
    ends = [one for one in found if one]
    if len(ends) != len(parts) or len(ends) not in (1, 2) or ends[-1] < ends[0]:
        return None
    return Period.closed(ends[0], ends[-1])
