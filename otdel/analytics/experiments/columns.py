"""Columns of a table as texts, numbers and days, with everything that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.experiments.findings import Finding, finding, refuse
from otdel.analytics.mix.checking import Fault
from otdel.analytics.mix.reading import Table
from otdel.analytics.mix.reading.columns import place_of
from otdel.analytics.mix.reading.days import DAY_FIRST, NotADay, day, order_of
from otdel.analytics.mix.reading.marks import mark_of
from otdel.analytics.mix.reading.numbers import NotANumber, decimal_mark, number

SAID = 3  # bad rows told one by one
WORDS = {"true": 1.0, "yes": 1.0, "так": 1.0, "да": 1.0, "false": 0.0, "no": 0.0, "ні": 0.0, "нет": 0.0}


def place(table: Table, name: str) -> int:
    """Raises Refused when no column, or more than one, is named so."""
    found = place_of(table.header, name)
    if isinstance(found, Fault):
        known = ", ".join(text for text in table.header if text)[:300]
        raise refuse("no_column", column=name, known=known)
    return found


def cells_of(table: Table, name: str) -> list[str]:
    """Trimmed texts. Raises Refused."""
    return table.column(place(table, name))


def numbers_of(
    table: Table, names: Sequence[str], decimal: str = "", *, blank_is_zero: bool = False
) -> tuple[NDArray[np.float64], dict[str, str], list[Finding]]:
    """[rows, names] with NaN where a cell is empty or no number; currencies by name; what could not be read."""
    values = np.full((len(table.lines), len(names)), np.nan)
    units: dict[str, str] = {}
    found: list[Finding] = []
    for column, name in enumerate(names):
        at = place(table, name)
        cells = table.column(at)
        mark = decimal or decimal_mark(cells) or "."
        currencies: Counter[str] = Counter()
        values[:, column], bad, blank = _numbers(cells, mark, currencies)
        if blank and blank_is_zero:
            values[blank, column] = 0.0
        elif blank:
            found.append(finding("blank", line=table.lines[blank[0]], column=name, count=len(blank)))
        found += [
            finding("not_a_number", line=table.lines[row], column=name, text=cells[row][:40], count=len(bad))
            for row in bad[:SAID]
        ]
        units[name] = mark_of(table.header[at]) or next((code for code, _ in currencies.most_common(1)), "")
    return values, units, found


def _numbers(
    cells: Sequence[str], mark: str, currencies: Counter[str]
) -> tuple[NDArray[np.float64], list[int], list[int]]:
    """Values, rows that are no numbers, and rows that are empty."""
    values = np.full(len(cells), np.nan)
    bad: list[int] = []
    blank: list[int] = []
    for row, cell in enumerate(cells):
        if (word := WORDS.get(cell.casefold())) is not None:
            values[row] = word
            continue
        try:
            read = number(cell, mark)
        except NotANumber:
            bad.append(row)
            continue
        if read.value is None:
            blank.append(row)
        else:
            values[row] = read.value
            currencies.update([read.currency] if read.currency else [])
    return values, bad, blank


def days_of(table: Table, name: str) -> tuple[NDArray[np.int64], list[Finding]]:
    """[rows] ordinals, 0 where the cell is no day; those rows are counted."""
    cells = cells_of(table, name)
    order = order_of(cells) or DAY_FIRST
    known: dict[str, int] = {}
    days = np.zeros(len(cells), dtype=np.int64)
    bad: list[int] = []
    for row, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _ordinal(cell, order)
        days[row] = known[cell]
        if not days[row]:
            bad.append(row)
    return days, [
        finding("not_a_day", line=table.lines[row], column=name, text=cells[row][:40], count=len(bad))
        for row in bad[:SAID]
    ]


def _ordinal(cell: str, order: str) -> int:
    try:
        return day(cell, order).toordinal()
    except NotADay:
        return 0
