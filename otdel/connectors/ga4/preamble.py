"""What GA4 writes above a table: the days it speaks for and the property, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from otdel.connectors.columns.days import YEARS
from otdel.connectors.contract import Sheet
from otdel.kit.period import Period

_ONE = re.compile(r"^#.*?[:：]\s*(\d{8})\s*$")
_PAIR = re.compile(r"^#?\s*(\d{8})\s*-\s*(\d{8})\s*$")
_PROPERTY = re.compile(r"(?i)^#\s*(?:property|ресурс|propiedad|propriété)\s*:\s*(\S.*)$")
_PLAIN = re.compile(r"^#\s*([^-#:\s][^:]*)$")


def period_of(sheet: Sheet) -> Period | None:
    """The days stated nearest above the table: two lines "# Start date: 20250101", or one "# 20250101-20251231"."""
    starts: list[date | None] = []
    for line in sheet.preamble:
        if pair := _PAIR.match(line.strip()):
            return _closed(_day(pair[1]), _day(pair[2]))
        if one := _ONE.match(line.strip()):
            starts.append(_day(one[1]))
        if len(starts) == 2:
            return _closed(*starts)
    return None


def property_of(lines: Iterable[str]) -> str:
    """The property's name: its own line in a report, the first line of words in an exploration."""
    lines = [line.strip() for line in lines]
    named = (found[1] for line in lines if (found := _PROPERTY.match(line)))
    plain = (found[1] for line in lines if (found := _PLAIN.match(line)))
    return next(named, None) or next(plain, "").strip()


def is_ga4(sheet: Sheet) -> bool:
    """A block of comments with the days in it: no other tool we know writes one."""
    return any(line.startswith("#") for line in sheet.preamble) and period_of(sheet) is not None


def _day(text: str) -> date | None:
    try:
        found = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _closed(first: date | None, last: date | None) -> Period | None:
    return Period.closed(first, last) if first and last and first <= last else None
