"""Totals rows that no word names: the dimension is blank in the first or the last row and filled in all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.headers import find
from otdel.connectors.columns.sheets import keep_rows
from otdel.connectors.contract import Sheet, TotalsRow


def blank_total(sheet: Sheet, dimensions: Sequence[tuple[str, ...]], label: str = "") -> Sheet:
    """The sheet with such a row among its totals. `dimensions` are groups of headers, all blank in a total."""
    places = [place for group in dimensions if (place := find(sheet.header, group)) is not None]
    count = sheet.cells.num_rows
    if not places or count < 2:
        return sheet
    blank = _blank(sheet, places)
    rows = pc.indices_nonzero(blank).to_pylist()
    if len(rows) != 1 or rows[0] not in (0, count - 1):
        return sheet
    row = rows[0]
    cells = tuple(column[row].as_py() for column in sheet.cells.columns)
    total = TotalsRow(sheet.rows[row].as_py(), label, cells)
    totals = tuple(sorted((total, *sheet.totals), key=lambda one: one.row))
    return replace(keep_rows(sheet, pc.invert(blank)), totals=totals)


def _blank(sheet: Sheet, places: Sequence[int]) -> pa.ChunkedArray:
    found = pc.equal(pc.utf8_trim_whitespace(sheet.cells.column(places[0])), "")
    for place in places[1:]:
        found = pc.and_(found, pc.equal(pc.utf8_trim_whitespace(sheet.cells.column(place)), ""))
    return found
