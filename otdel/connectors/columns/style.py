"""The style of one file: its decimal mark and its order of day and month, decided from all its cells or asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.days import Orders, date_order, orders
from otdel.connectors.columns.numbers import Marks, decimal_mark, marks
from otdel.connectors.contract import Hints, Question, Sheet
from otdel.kit.facts import Kind


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes numbers and dates, and the questions that leave it open."""

    decimal: str
    order: str
    questions: tuple[Question, ...] = ()


def decide(sheet: Sheet, wanted: Sequence[tuple[int, Kind]], hints: Hints) -> Style:
    """The file's style from the columns in `wanted` (place, kind) and, as evidence only, its other columns."""
    questions = []
    decimal = answer(hints, "decimal_mark")
    if not decimal:
        decimal, question = _decimal(sheet, wanted)
        questions += [question] if question else []
    order = answer(hints, "date_order")
    if not order:
        order, question = _order(sheet, wanted)
        questions += [question] if question else []
    return Style(decimal or ".", order or "dmy", tuple(questions))


def answer(hints: Hints, code: str) -> str:
    """The answer to a question by its code, whichever column it named; empty when there is none."""
    for key, value in hints.answers.items():
        if key == code or key.startswith(f"{code}:"):
            return value
    return ""


def _decimal(sheet: Sheet, wanted: Sequence[tuple[int, Kind]]) -> tuple[str, Question | None]:
    numeric = [(place, kind) for place, kind in wanted if kind in (Kind.AMOUNT, Kind.INTEGER)]
    found = {place: marks(_said(sheet, place), whole=kind is Kind.INTEGER) for place, kind in numeric}
    mark, unclear = decimal_mark(found.values())
    if mark or not found:
        return mark, None
    others = _others(sheet, {place for place, _ in wanted})
    mark, _ = decimal_mark([*found.values(), *others])
    if mark:
        return mark, None
    first = next(place for place, seen in found.items() if seen.unclear)
    return "", Question("decimal_mark", sheet.header[first], (".", ","), tuple(unclear[:5]))


def _said(sheet: Sheet, place: int) -> pa.ChunkedArray:
    """A column's cells that are text: a workbook's real numbers have no style to learn."""
    cells = sheet.cells.column(place)
    return cells if sheet.typed is None else cells.filter(pc.invert(sheet.typed.column(place)))


def _others(sheet: Sheet, taken: set[int]) -> Iterable[Marks]:
    """Evidence of columns nobody asked for, when nearly all their cells are numbers."""
    for place in range(len(sheet.header)):
        if place in taken:
            continue
        cells = _said(sheet, place).slice(0, 5000)
        filled = cells.filter(pc.not_equal(cells, ""))
        if (
            len(filled)
            and pc.mean(pc.match_substring_regex(filled, r"^[\s\d.,%$€£₴₽()+\-]*$").cast(pa.int8())).as_py() > 0.9
        ):
            yield marks(filled)


def _order(sheet: Sheet, wanted: Sequence[tuple[int, Kind]]) -> tuple[str, Question | None]:
    found: dict[int, Orders] = {
        place: orders(sheet.cells.column(place)) for place, kind in wanted if kind in (Kind.DAY, Kind.INSTANT)
    }
    order, unclear = date_order(found.values())
    if order or not unclear:
        return order, None
    first = next(place for place, seen in found.items() if seen.unclear or seen.dmy or seen.mdy)
    return "", Question("date_order", sheet.header[first], ("dmy", "mdy"), tuple(unclear[:5]))
