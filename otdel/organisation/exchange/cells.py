"""Cells of an exchanged table as values: days, shares, yes and no, words of the product; what is wrong is named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from otdel.kit.reason import Reason
from otdel.organisation.exchange.tables import Line

YES = frozenset({"yes", "true", "1", "y", "так", "да"})
NO = frozenset({"", "no", "false", "0", "n", "ні", "нет"})


class BadCell(Exception):
    """A cell cannot be taken; names the column and why."""

    def __init__(self, column: str, code: str, **values: str) -> None:
        super().__init__(column)
        self.column, self.reason = column, Reason.of(code, in_column=column, **values)


def needed(line: Line, columns: Iterable[str]) -> None:
    """Raises BadCell for the first of `columns` that is empty."""
    for column in columns:
        if not line.cells.get(column):
            raise BadCell(column, "exchange_cell_empty")


def text(line: Line, column: str, most: int) -> str:
    """Raises BadCell when it is longer than `most` signs, or holds what no text may."""
    found = line.cells.get(column, "")
    if len(found) > most or "\x00" in found:
        raise BadCell(column, "exchange_cell_long", limit=str(most))
    return found


def day(line: Line, column: str) -> date | None:
    """A day as 2026-10-01; nothing when the cell is empty. Raises BadCell."""
    found = line.cells.get(column, "")
    try:
        return date.fromisoformat(found[:10]) if found else None
    except ValueError as error:
        raise BadCell(column, "exchange_cell_not_day", value=found[:40]) from error


def share(line: Line, column: str) -> Decimal:
    """0.5, 0,5 or 50%; a full week when empty. Raises BadCell."""
    found = line.cells.get(column, "").replace(",", ".").replace(" ", "")
    try:
        value = Decimal(found.rstrip("%")) if found else Decimal(1)
        if not value.is_finite():  # Decimal() itself takes NaN and Infinity
            raise InvalidOperation
        return (value / 100 if found.endswith("%") else value).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise BadCell(column, "exchange_cell_not_share", value=found[:40]) from error


def yes(line: Line, column: str) -> bool:
    """Raises BadCell when it is neither."""
    found = line.cells.get(column, "").lower()
    if found in YES | NO:
        return found in YES
    raise BadCell(column, "exchange_cell_not_yes", value=found[:40])


def one_of(line: Line, column: str, words: Iterable[str], otherwise: str) -> str:
    """Raises BadCell for another word."""
    found, known = line.cells.get(column, "").lower() or otherwise, list(words)
    if found not in known:
        raise BadCell(column, "exchange_cell_not_word", value=found[:40], words=", ".join(known))
    return found


def words(line: Line, column: str) -> list[str]:
    return [word.strip() for word in line.cells.get(column, "").split(",") if word.strip()]


def ramp(line: Line, column: str) -> tuple[float, ...]:
    """Shares by month, such as 0.4, 0.7, 1. Raises BadCell."""
    try:
        found = tuple(float(word) for word in words(line, column))
    except ValueError as error:
        raise BadCell(column, "exchange_cell_not_share", value=line.cells[column][:40]) from error
    if any(not 0 <= month <= 2 for month in found) or len(found) > 24:
        raise BadCell(column, "exchange_cell_not_share", value=line.cells[column][:40])
    return found
