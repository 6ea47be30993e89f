"""A board's export becomes rows of text, each with the row it stands on; whatever cannot be read is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from otdel.connectors.columns.days import date_order, orders
from otdel.connectors.contract import Sheet
from otdel.connectors.reading import read
from otdel.connectors.reading.lines import lines
from otdel.kit.reason import Reason
from otdel.planning.exchange.columns import NEEDED, ours

DAYS = ("due", "done", "handed", "created", "ready", "live")


@dataclass(frozen=True, slots=True)
class Line:
    """A row: where it stands, its cells by our columns, the headers they stood under, and how its file writes days."""

    row: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]
    order: str


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that was left out: the row, the header of the column, what stood there, and why. Row 0 is the file."""

    row: int
    column: str
    value: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Board:
    name: str
    lines: tuple[Line, ...] = ()
    bad: tuple[Bad, ...] = ()


def read_board(path: Path, name: str = "") -> Board:
    """The rows of a CSV, TSV, XLSX or JSON file of tasks. Never raises for what is in it."""
    reading = read(path, name)
    if reading.refused:
        return Board(reading.name, bad=(Bad(0, "", "", reading.refused),))
    fitting = [sheet for sheet in reading.sheets if set(NEEDED) <= set(_filled(sheet))]
    if not fitting:
        headers = ", ".join(name for sheet in reading.sheets[:1] for name in sheet.header if name)[:200]
        return Board(reading.name, bad=(Bad(0, "", "", Reason.of("work_no_columns", headers=headers)),))
    found = tuple(line for sheet in fitting for line in _lines(sheet))
    ragged = (Bad(one.row, one.column, one.value, one.reason) for sheet in fitting for one in sheet.ragged)
    return Board(reading.name, found, tuple(ragged))


def _filled(sheet: Sheet) -> dict[str, int]:
    """The first column that fills each of ours."""
    found: dict[str, int] = {}
    for place, header in enumerate(sheet.header):
        if (column := ours(header)) and column not in found:
            found[column] = place
    return found


def _lines(sheet: Sheet) -> Iterator[Line]:
    filled = _filled(sheet)
    headers = {column: sheet.header[place] for column, place in filled.items()}
    order, _ = date_order(orders(sheet.cells.column(place)) for column, place in filled.items() if column in DAYS)
    return (Line(row, cells, headers, order or "dmy") for row, cells in lines(sheet, filled))
