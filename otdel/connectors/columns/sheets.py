"""Sheets changed while they are still text: rows dropped, columns added, wide turned into long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.days import period
from otdel.connectors.columns.headers import find
from otdel.connectors.contract import Sheet
from otdel.kit.period import Period


def text_column(sheet: Sheet, *aliases: str) -> pa.ChunkedArray | None:
    """The trimmed text of the first of these headers the sheet has; None when it has none."""
    place = find(sheet.header, aliases)
    return None if place is None else pc.utf8_trim_whitespace(sheet.cells.column(place))


def keep_rows(sheet: Sheet, mask: Any) -> Sheet:
    """Only the rows where `mask` (booleans, one a row) is true."""
    typed = None if sheet.typed is None else sheet.typed.filter(mask)
    return replace(sheet, cells=sheet.cells.filter(mask), rows=sheet.rows.filter(mask), typed=typed)


def take_rows(sheet: Sheet, places: Any) -> Sheet:
    """The rows at these places, in this order; a place may come more than once."""
    typed = None if sheet.typed is None else sheet.typed.take(places)
    return replace(sheet, cells=sheet.cells.take(places), rows=sheet.rows.take(places), typed=typed)


def with_cells(sheet: Sheet, place: int, values: Any) -> Sheet:
    """The sheet with other text in the column at `place`."""
    return replace(sheet, cells=sheet.cells.set_column(place, f"c{place}", values))


def with_columns(sheet: Sheet, added: Mapping[str, Any]) -> Sheet:
    """The sheet with more text columns, header to values (or to one text for every row)."""
    cells, typed, header = sheet.cells, sheet.typed, list(sheet.header)
    for name, values in added.items():
        column = pa.repeat(pa.scalar(values), cells.num_rows) if isinstance(values, str) else values
        cells = cells.append_column(f"c{len(header)}", column)
        if typed is not None:
            typed = typed.append_column(f"c{len(header)}", pa.repeat(pa.scalar(value=False), cells.num_rows))
        header.append(name)
    return replace(sheet, header=tuple(header), cells=cells, typed=typed)


def wide_to_long(sheet: Sheet, places: Mapping[int, str], name: str, value: str) -> Sheet:
    """One row for each of the columns at `places`: their label under header `name`, their cell under `value`.

    The other columns repeat; rows come row by row in the file's order.
    """
    count, width = sheet.cells.num_rows, len(places)
    index = pa.array([row for row in range(count) for _ in range(width)], pa.int64())
    labels = pa.array(list(places.values()) * count, pa.string())
    columns = [sheet.cells.column(place).to_pylist() for place in places]
    values = pa.array([column[row] for row in range(count) for column in columns], pa.string())
    long = take_rows(replace(sheet, typed=None), index)
    return with_columns(long, {name: labels, value: values})


def preamble_period(sheet: Sheet) -> Period | None:
    """The period a report's preamble states, in any of its usual forms; None when it states none."""
    for line in sheet.preamble:
        text = line.strip().strip("#").strip().strip('"')
        if found := period(text.partition(": ")[2] or text):
            return found
    return None
