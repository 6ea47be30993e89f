"""Readings kept on disk as Arrow, so that the row under a number opens without parsing its file again."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc as ipc
from django.conf import settings

from otdel.connectors.contract import Reading, Sheet
from otdel.connectors.reading import read
from otdel.measurement.store import warehouse

LAST_ROW = 2**31 - 1  # more than any file has; an address may ask for anything
KEPT = 60  # files whose rows stay at hand; older ones are read again when somebody asks


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a source file as it stands; `wanted` marks the row that was asked for."""

    number: int
    cells: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    sheet: str
    header: tuple[str, ...]
    header_row: int
    lines: tuple[Line, ...]


def _folder(sha256: str) -> Path:
    return Path(settings.OTDEL_HOME) / "readings" / sha256


def reading_of(sha256: str, name: str) -> Reading:
    """The raw file as sheets of text; its rows are kept at hand from now on. Raises RawMissing."""
    reading = read(warehouse().raw_path(sha256), name)
    keep(reading)
    return reading


def keep(reading: Reading) -> None:
    """Write the reading's rows beside the warehouse. A half-written one is never seen: it is moved in whole."""
    target = _folder(reading.sha256)
    if target.exists() or reading.refused:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=target.parent))
    sheets = [_write(making / f"{place}.arrow", sheet) for place, sheet in enumerate(reading.sheets)]
    (making / "sheets.json").write_text(json.dumps(sheets, ensure_ascii=False), encoding="utf-8")
    try:
        making.rename(target)
    except OSError:  # another worker was first
        shutil.rmtree(making, ignore_errors=True)
    _forget_oldest(target.parent)


def excerpt(sha256: str, sheet: str, row: int, around: int = 2) -> Excerpt | None:
    """The row and its neighbours. None when the reading is not kept; no wanted line when the file has no such row."""
    folder = _folder(sha256)
    if not (folder / "sheets.json").exists():
        return None
    os.utime(folder)
    sheets: list[dict[str, Any]] = json.loads((folder / "sheets.json").read_text(encoding="utf-8"))
    place = next((n for n, known in enumerate(sheets) if known["name"] == sheet), None)
    if place is None:
        return Excerpt(sheet, (), 0, ())
    with pa.memory_map(str(folder / f"{place}.arrow")) as source:
        lines = _around(ipc.open_file(source).read_all(), row, around)
    apart = _set_apart(sheets[place], row)
    return Excerpt(sheet, tuple(sheets[place]["header"]), sheets[place]["header_row"], (*lines, *apart))


def _write(path: Path, sheet: Sheet) -> dict[str, Any]:
    table = sheet.cells.append_column("row", sheet.rows.cast(pa.int64()))
    with ipc.new_file(str(path), table.schema) as writer:
        writer.write_table(table)
    apart = [[total.row, list(total.cells)] for total in sheet.totals]
    apart += [[bad.row, [bad.value]] for bad in sheet.ragged]
    return {"name": sheet.name, "header": sheet.header, "header_row": sheet.header_row, "apart": apart[:5000]}


def _around(table: pa.Table, row: int, around: int) -> list[Line]:
    numbers = table.column("row")
    row = min(row, LAST_ROW)
    at = pc.index(numbers, row).as_py()
    found = at >= 0
    if not found:
        at = pc.sum(pc.less(numbers, row)).as_py() or 0
    part = table.slice(max(0, at - around), around * 2 + 1 if found else around * 2).to_pylist()
    return [
        Line(line["row"], tuple(line[name] or "" for name in table.column_names if name != "row"), line["row"] == row)
        for line in part
    ]


def _set_apart(sheet: dict[str, Any], row: int) -> list[Line]:
    """The asked row when it is one of those set apart: a total, or a row with the wrong number of cells."""
    return [Line(number, tuple(cells), wanted=True) for number, cells in sheet["apart"] if number == row]


def _forget_oldest(root: Path) -> None:
    folders = sorted((f for f in root.iterdir() if not f.name.startswith(".")), key=lambda f: f.stat().st_mtime)
    for folder in folders[:-KEPT]:
        shutil.rmtree(folder, ignore_errors=True)
