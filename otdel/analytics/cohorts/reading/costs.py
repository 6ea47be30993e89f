"""Costs by month and channel from a table: several rows of one month add up, whatever cannot be read is named."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from otdel.analytics.cohorts.checking import Finding, finding, refused
from otdel.analytics.cohorts.costs import Costs
from otdel.analytics.cohorts.reading.cells import SAID, numbers_of
from otdel.analytics.cohorts.reading.columns import found, shown
from otdel.analytics.cohorts.shapes import Floats
from otdel.analytics.mix.reading.asked import Table
from otdel.analytics.mix.reading.days import DAY_FIRST, MONTHS, NotADay, day, order_of
from otdel.kit.reason import Reason

_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_TURNED = re.compile(r"(\d{1,2})[-/.](\d{4})")
_WORD = re.compile(r"([^\W\d]{3,})\.?,?\s+(\d{4})(?:\s*[гр]\.?)?")


@dataclass(frozen=True, slots=True, eq=False)
class CostsRead:
    """`costs` when they can be used."""

    costs: Costs | None
    found: tuple[Finding, ...]
    currency: str = ""


def read_costs(table: Table, channels: tuple[str, ...], currency: str = "", decimal: str = "") -> CostsRead:
    """`channels` are those of the transactions, `currency` theirs; costs in another one refuse."""
    month, cost = found(table, "month"), found(table, "cost")
    if month is None or cost is None:
        code = "costs_no_month" if month is None else "costs_no_cost"
        return CostsRead(None, (finding(code, known=shown(table), refuses=True),))
    values, own, read = numbers_of(table, cost, decimal)
    said = [_of_costs(one) for one in read]
    own = own or _named_currency(table)
    if own and currency and own != currency:
        said.append(finding("costs_currency", first=currency, second=own, column=table.header[cost], refuses=True))
    rows, wrong = _rows(table, month, values)
    said += wrong
    amounts, more = _amounts(rows, channels)
    said += more
    if not amounts:
        said.append(finding("costs_none", refuses=True))
    return CostsRead(None if refused(said) else Costs(amounts), tuple(said), own)


@dataclass(frozen=True, slots=True)
class _Row:
    month: int
    channel: str | None
    amount: float
    line: int


def _of_costs(one: Finding) -> Finding:
    """A bad cell of this file is not told as one of the transactions."""
    code = one.reason.code.removeprefix("payback.")
    if code not in ("bad_number", "empty_number"):
        return one
    return Finding(Reason.of(f"payback.costs_{code}", **one.reason.values), one.refuses, one.line)


def _named_currency(table: Table) -> str:
    place = found(table, "currency")
    return "" if place is None else next((cell.upper() for cell in table.column(place) if cell), "")


def _rows(table: Table, month: int, values: Floats) -> tuple[list[_Row], list[Finding]]:
    """Good rows, and findings of the others and of rows that stand twice."""
    cells = table.column(month)
    place, order = found(table, "channel"), order_of(cells) or DAY_FIRST
    names = [None] * len(cells) if place is None else table.column(place)
    rows: list[_Row] = []
    bad: list[Finding] = []
    for cell, name, value, line in zip(cells, names, values, table.lines, strict=True):
        at = month_in(cell, order)
        if at is None or value < 0:
            code = "costs_bad_month" if at is None else "costs_negative"
            bad.append(finding(code, line=line, text=cell[:40], column=table.header[month]))
        elif np.isfinite(value):
            rows.append(_Row(at, name, float(value), line))
    lines: dict[tuple[str, ...], int] = {}
    again = [line for row, line in zip(table.rows, table.lines, strict=True) if lines.setdefault(row, line) != line]
    twice = [finding("costs_repeated", line=again[0], count=len(again))] if again else []
    return rows, [*bad[:SAID], *twice]


def _amounts(rows: list[_Row], channels: tuple[str, ...]) -> tuple[dict[tuple[int, str], float], list[Finding]]:
    """Sums by month and channel, named as the transactions name it; names only the costs know are said."""
    known = {name.casefold(): name for name in channels if name}
    amounts: dict[tuple[int, str], float] = {}
    others: dict[str, int] = {}
    for row in rows:
        name = row.channel or ""
        if known and name and name.casefold() not in known:
            others.setdefault(name, row.line)
        key = (row.month, known.get(name.casefold(), name) if known else "")
        amounts[key] = amounts.get(key, 0.0) + row.amount
    shown_names = ", ".join(channels)[:200]
    said = [
        finding("costs_channel", line=line, channel=name[:60], known=shown_names)
        for name, line in list(others.items())[:SAID]
    ]
    if known and all(row.channel is None for row in rows):
        said.append(finding("costs_no_channel", known=shown_names))
    return amounts, said


def month_in(text: str, order: str = DAY_FIRST) -> int | None:
    """Months from year 0 of "2026-11", "11.2026", "November 2026" or a day; None when it is none of them."""
    if hit := _MONTH.fullmatch(text):
        year, month = int(hit[1]), int(hit[2])
    elif hit := _TURNED.fullmatch(text):
        year, month = int(hit[2]), int(hit[1])
    elif hit := _WORD.fullmatch(text):
        year, month = int(hit[2]), MONTHS.get(hit[1][:3].casefold(), 0)
    else:
        try:
            found_day = day(text, order)
        except NotADay:
            return None
        year, month = found_day.year, found_day.month
    return year * 12 + month - 1 if 1 <= month <= 12 and 1970 <= year <= 2100 else None
