"""Columns of cells as counts and amounts, with a finding for every cell that is none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.checking import Finding, finding
from otdel.analytics.attribution.shapes import Floats
from otdel.analytics.mix.reading.asked import Table
from otdel.analytics.mix.reading.marks import mark_of
from otdel.analytics.mix.reading.numbers import NotANumber, decimal_mark, number

SAID = 3  # bad rows of a kind shown one by one; all are counted
YES = dict.fromkeys(("true", "yes", "y", "так", "да", "+"), 1.0)
NO = dict.fromkeys(("false", "no", "n", "ні", "нет"), 0.0)


@dataclass(slots=True)
class Bad:
    """Rows that are set aside, by what is wrong with them."""

    rows: set[int] = field(default_factory=set)
    found: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)

    def add(self, code: str, row: int, line: int, column: str, text: str) -> None:
        self.rows.add(row)
        self.found.setdefault(code, []).append((line, column, text[:40]))

    def others(self, count: int) -> NDArray[np.bool_]:
        """Rows that are good [count]."""
        good = np.ones(count, dtype=bool)
        good[list(self.rows)] = False
        return good

    def findings(self) -> list[Finding]:
        """The first of each kind with line and column, then how many more there are."""
        said = []
        for code, every in self.found.items():
            said += [finding(code, line=line, column=column, text=text) for line, column, text in every[:SAID]]
            if len(every) > SAID:
                said.append(finding("more", line=every[SAID][0], column=every[0][1], count=len(every) - SAID))
        return said


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """`values` [rows], nan where a cell is blank or bad; the currencies written in the column."""

    values: Floats
    currencies: Counter[str]


def amounts(table: Table, place: int, decimal: str, bad: Bad, *, words: bool = False) -> Amounts:
    """A column of numbers of zero and more; `words` takes yes and no for 1 and 0. Other cells go to `bad`."""
    cells, column = table.column(place), table.header[place]
    mark = decimal or decimal_mark(cells) or "."
    known: dict[str, float | str] = {}
    currencies: Counter[str] = Counter([mark_of(column)] if mark_of(column) else [])
    values = np.full(len(cells), np.nan)
    for row, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _value(cell, mark, currencies, words=words)
        value = known[cell]
        if isinstance(value, str):
            bad.add(value, row, table.lines[row], column, cell)
        else:
            values[row] = value
    return Amounts(values, currencies)


def _value(cell: str, mark: str, currencies: Counter[str], *, words: bool) -> float | str:
    """The number, nan for a blank, or the code of what is wrong."""
    if words and cell.casefold() in YES | NO:
        return (YES | NO)[cell.casefold()]
    try:
        read = number(cell, mark)
    except NotANumber:
        return "bad_number"
    if read.currency:
        currencies[read.currency] += 1
    if read.value is None:
        return float("nan")
    return "negative" if read.value < 0 else read.value
