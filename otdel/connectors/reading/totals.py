"""Rows a file itself calls totals, set apart from its body."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.contract import Sheet, TotalsRow
from otdel.connectors.words import is_bare_total, is_total

_LABELLED = 3  # a label stands in one of the first cells


def split_totals(sheet: Sheet) -> Sheet:
    """The sheet without its totals: the first row, the last rows, and any row whose first cell is a bare "Total"."""
    places = sorted(_places(sheet))
    if not places:
        return sheet
    totals = tuple(_total(sheet, place) for place in places)
    return replace(without(sheet, places), totals=tuple(sorted((*sheet.totals, *totals), key=lambda one: one.row)))


def without(sheet: Sheet, places: list[int]) -> Sheet:
    """The sheet without the rows at these places."""
    keep = pc.invert(pc.is_in(pa.array(range(sheet.cells.num_rows)), pa.array(places)))
    typed = None if sheet.typed is None else sheet.typed.filter(keep)
    return replace(sheet, cells=sheet.cells.filter(keep), rows=sheet.rows.filter(keep), typed=typed)


def row_at(sheet: Sheet, place: int) -> tuple[str, ...]:
    return tuple(column[place].as_py() for column in sheet.cells.columns)


def _total(sheet: Sheet, place: int) -> TotalsRow:
    cells = row_at(sheet, place)
    return TotalsRow(sheet.rows[place].as_py(), _label(cells), cells)


def _places(sheet: Sheet) -> set[int]:
    count = sheet.cells.num_rows
    if not count or not sheet.header:
        return set()
    first = sheet.cells.column(0)
    bare = {cell for cell in pc.unique(first).to_pylist() if len(cell) < 30 and is_bare_total(cell)}
    found = set(pc.indices_nonzero(pc.is_in(first, pa.array(sorted(bare), pa.string()))).to_pylist()) if bare else set()
    if _label(row_at(sheet, 0)):
        found.add(0)
    last = count - 1
    while last > 0 and _label(row_at(sheet, last)):
        found.add(last)
        last -= 1
    return found


def _label(cells: tuple[str, ...]) -> str:
    """The words that call a row a total; empty when it is a row like others."""
    for cell in cells[:_LABELLED]:
        if cell.strip() and cell.strip() not in ("-", "--"):
            return cell.strip() if is_total(cell.strip()) else ""
    return ""
