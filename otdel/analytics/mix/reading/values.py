"""Columns of text as columns of numbers, with every cell that is none named, and their currency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from otdel.analytics.mix.checking import Fault, fault
from otdel.analytics.mix.reading.asked import Table
from otdel.analytics.mix.reading.marks import mark_of
from otdel.analytics.mix.reading.numbers import NotANumber, decimal_mark, number

NAMED = 5  # cells of one column that are named; more of the same tell nothing new


@dataclass(slots=True)
class Column:
    """A column of numbers: None where the cell is blank. `currency` is that of its header or its cells."""

    name: str
    values: list[float | None]
    currency: str = ""
    faults: list[Fault] = field(default_factory=list)


def decimal_of(table: Table, places: Sequence[int], asked: str) -> str | Fault:
    """The decimal mark of these columns, or why it has to be asked for."""
    mark = asked or decimal_mark(cell for place in places for cell in table.column(place))
    if mark:
        return mark
    shown = next(cell for place in places for cell in table.column(place) if "," in cell or "." in cell)
    return fault("mix_decimal_unclear", text=shown, refuses=True)


def column_of(table: Table, place: int, days: Sequence[date], decimal: str) -> Column:
    """The column at `place`, read row by row. What is no number is a fault with its line and week."""
    name = table.header[place].strip()
    column = Column(name, [])
    written: dict[str, int] = {}
    for cell, day, line in zip(table.column(place), days, table.lines, strict=True):
        try:
            read = number(cell, decimal)
        except NotANumber:
            column.values.append(None)
            column.faults.append(
                fault("mix_text_in_number", week=day, column=name, line=line, text=cell[:40], refuses=True)
            )
            continue
        column.values.append(read.value)
        if read.currency:
            written.setdefault(read.currency, line)
    column.faults = column.faults[:NAMED]
    _settle_currency(column, written, days, table)
    return column


def _settle_currency(column: Column, written: dict[str, int], days: Sequence[date], table: Table) -> None:
    """Header and all cells have to agree; the first line that does not is named."""
    own = mark_of(column.name)
    codes = [own, *(code for code in written if code != own)] if own else list(written)
    column.currency = codes[0] if codes else ""
    for code in codes[1:]:
        line = written[code]
        where = days[table.lines.index(line)]
        column.faults.append(
            fault(
                "mix_currencies_in_column",
                week=where,
                column=column.name,
                line=line,
                one=codes[0],
                other=code,
                refuses=True,
            )
        )


def other_currencies(target: Column, spend: Sequence[Column]) -> Iterator[Fault]:
    """Spend that is not in one currency, and a target in another one than spend: neither is ever converted here."""
    marked = [one for one in spend if one.currency]
    if not marked:
        return
    first = marked[0]
    for one in marked[1:]:
        if one.currency != first.currency:
            yield _other("mix_spend_in_two_currencies", one, first)
    if target.currency and target.currency != first.currency:
        yield _other("mix_target_other_currency", target, first)


def _other(code: str, one: Column, first: Column) -> Fault:
    return fault(code, column=one.name, other=first.name, one=one.currency, two=first.currency, refuses=True)
