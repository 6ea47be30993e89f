"""Whole columns of text as days and as numbers, each different text read once; what cannot be read is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from otdel.analytics.cohorts.checking import Finding, finding
from otdel.analytics.cohorts.shapes import Floats
from otdel.analytics.mix.reading.asked import Table
from otdel.analytics.mix.reading.days import DAY_FIRST, NotADay, day, order_of
from otdel.analytics.mix.reading.marks import mark_of
from otdel.analytics.mix.reading.numbers import NotANumber, decimal_mark, number

SAID = 3  # bad cells of one kind shown one by one
EPOCH = 719_163  # the ordinal of 1970-01-01


def days_of(table: Table, place: int) -> tuple[Floats, list[Finding]]:
    """Days from 1970-01-01 [n], nan where a cell is none."""
    cells = table.column(place)
    order = order_of(cells) or DAY_FIRST
    values = _each(cells, lambda text: float(day(text, order).toordinal() - EPOCH))
    return values, _bad("bad_date", table, place, cells, values)


def numbers_of(table: Table, place: int, decimal: str) -> tuple[Floats, str, list[Finding]]:
    """Numbers [n], nan where a cell is empty or none, and their currency. Two of them refuse."""
    cells = table.column(place)
    name = table.header[place]
    mark = decimal or decimal_mark(cells)
    if not mark:
        line, text = next(
            (line, text) for text, line in zip(cells, table.lines, strict=True) if "," in text or "." in text
        )
        return np.full(len(cells), np.nan), "", [finding("decimal", line=line, column=name, text=text, refuses=True)]
    currencies: dict[str, str] = {}
    empty: set[str] = set()

    def read(text: str) -> float:
        found = number(text, mark)
        if found.currency:
            currencies[text] = found.currency
        if found.value is None:
            empty.add(text)
            return np.nan
        return found.value

    values = _each(cells, read)
    bad = [text for text, value in zip(cells, values, strict=True) if value != value and text not in empty]
    wrong = _bad("bad_number", table, place, cells, values, only=set(bad))
    blank = _bad("empty_number", table, place, cells, values, only=empty)[:1]
    currency, mixed = _currency(table, place, cells, currencies)
    return values, currency, [*wrong, *blank, *mixed]


def _each(cells: Sequence[str], read: Callable[[str], float]) -> Floats:
    known: dict[str, float] = {}
    for text in cells:
        if text not in known:
            try:
                known[text] = read(text)
            except (NotADay, NotANumber):
                known[text] = np.nan
    return np.fromiter((known[text] for text in cells), dtype=np.float64, count=len(cells))


def _bad(
    code: str, table: Table, place: int, cells: Sequence[str], values: Floats, only: set[str] | None = None
) -> list[Finding]:
    empty = [int(row) for row in np.flatnonzero(np.isnan(values))]
    rows = [row for row in empty if only is None or cells[row] in only]
    return [
        finding(code, line=table.lines[row], column=table.header[place], text=cells[row][:40], count=len(rows))
        for row in rows[:SAID]
    ]


def _currency(table: Table, place: int, cells: Sequence[str], written: dict[str, str]) -> tuple[str, list[Finding]]:
    """Header and cells have to agree; the first line that does not is named."""
    own = mark_of(table.header[place])
    for text, line in zip(cells, table.lines, strict=True):
        other = written.get(text, "")
        own = own or other
        if other and other != own:
            name = table.header[place]
            return own, [finding("two_currencies", line=line, column=name, first=own, second=other, refuses=True)]
    return own, []
