"""Cells as days: ISO dates and weeks, day or month first, names of months in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

YEARS = range(1970, 2101)
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
_NAMES = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "січ лют бер кві тра чер лип сер вер жов лис гру",
    "янв фев мар апр мая июн июл авг сен окт ноя дек",
)
MONTHS = {word: number for names in _NAMES for number, word in enumerate(names.split(), 1)} | {"май": 5}
_CLOCK = r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_CLOCK}")
_SOLID = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_WEEK = re.compile(r"(\d{4})[-\s]?[Ww](\d{1,2})")
_PAIR = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_CLOCK}")
_WORDS = re.compile(r"(\d{1,2})[\s-]+([^\W\d]{3,})\.?,?[\s-]+(\d{4})(?:\s*[гр]\.?)?")
_WORDS_FIRST = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})")


class NotADay(ValueError):
    """The text is no day."""


def day(text: str, order: str = DAY_FIRST) -> date:
    """One cell as a day; a week of ISO 8601 is its Monday. Raises NotADay."""
    try:
        found = _day(text, order)
    except (ValueError, KeyError) as error:
        raise NotADay(text) from error
    if found is None or found.year not in YEARS:
        raise NotADay(text)
    return found


def _day(text: str, order: str) -> date | None:
    if found := (_ISO.fullmatch(text) or _SOLID.fullmatch(text)):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _WEEK.fullmatch(text):
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    if found := _PAIR.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        return date(year, *((second, first) if order == DAY_FIRST else (first, second)))
    if found := _WORDS.fullmatch(text):
        return date(int(found[3]), MONTHS[found[2][:3].casefold()], int(found[1]))
    if found := _WORDS_FIRST.fullmatch(text):
        return date(int(found[3]), MONTHS[found[1][:3].casefold()], int(found[2]))
    return None


def order_of(cells: Iterable[str]) -> str:
    """Which of 03/04 is the day, as all cells together tell; empty when they do not, or contradict each other."""
    pairs = [(int(found[1]), found[2], int(found[3])) for cell in cells if (found := _PAIR.fullmatch(cell))]
    day_first = any(first > 12 or mark == "." for first, mark, _ in pairs)
    month_first = any(second > 12 and mark != "." for _, mark, second in pairs)
    if pairs and day_first == month_first:
        return ""
    return MONTH_FIRST if month_first else DAY_FIRST


def column_of_days(columns: Sequence[list[str]]) -> int | None:
    """The first column nearly all of whose cells are days."""
    for place, cells in enumerate(columns):
        order = order_of(cells) or DAY_FIRST
        if cells and sum(_is_day(cell, order) for cell in cells) >= 0.8 * len(cells):
            return place
    return None


def _is_day(cell: str, order: str) -> bool:
    try:
        day(cell, order)
    except NotADay:
        return False
    return True
