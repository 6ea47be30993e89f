"""A file at the terminal as paths: tables of text, and Parquet without turning a million paths into Python's texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otdel.cli.words import BadCommand, _

if TYPE_CHECKING:
    from otdel.analytics.attribution.checking import Finding
    from otdel.analytics.attribution.reading import Asked, Read
    from otdel.analytics.mix.reading import Table


def read_file(path: Path, asked: Asked) -> Read:
    """Raises BadCommand when the file is not there or holds no table."""
    from otdel.analytics.attribution.reading import read

    if path.suffix.casefold() in (".parquet", ".pq"):
        return read_parquet(path, asked)
    table, cut = _table(path)
    found = read(table, asked)
    return replace(found, findings=(*found.findings, *cut))


def _table(path: Path) -> tuple[Table, tuple[Finding, ...]]:
    """The table, and rows that have more or fewer cells than its header, which are left out of it."""
    from otdel.analytics.mix.checking import Fault
    from otdel.analytics.mix.reading import Table
    from otdel.evidence.mix_report.tables import table_of

    try:
        found = table_of(path)
    except OSError as error:
        raise BadCommand(_("%(file)s cannot be read (%(why)s).") % {"file": path, "why": error.strerror}) from error
    if isinstance(found, Table):
        return found, ()
    if isinstance(found, Fault):
        return _without_ragged(path)
    raise BadCommand(_("%s is no table of paths or touches that can be read.") % path.name)


def _without_ragged(path: Path) -> tuple[Table, tuple[Finding, ...]]:
    from otdel.analytics.attribution.reading.cells import Bad
    from otdel.analytics.mix.reading import Table
    from otdel.connectors.reading import read

    sheet = max(read(path, path.name).sheets, key=lambda one: one.cells.num_rows)
    cells = [column.to_pylist() for column in sheet.cells.columns]
    bad = Bad()
    for row in sheet.ragged:
        bad.add("ragged", row.row, row.row, "", row.value)
    return Table(sheet.header, tuple(zip(*cells, strict=True)), tuple(sheet.rows.to_pylist())), tuple(bad.findings())


def read_parquet(path: Path, asked: Asked) -> Read:
    """Whole paths by their bytes; other tables as text. Raises BadCommand."""
    import pyarrow.parquet as parquet
    from pyarrow import ArrowException

    from otdel.analytics.attribution.reading import read
    from otdel.analytics.attribution.reading.columns import chosen

    try:
        file = parquet.ParquetFile(path)
        places, _faults = chosen(file.schema_arrow.names, asked.columns)
        if _whole(file.schema_arrow, places):
            return _paths(file, places, asked)
        return read(_text(file.read()), asked)
    except OSError as error:
        raise BadCommand(_("%(file)s cannot be read (%(why)s).") % {"file": path, "why": error.strerror}) from error
    except ArrowException as error:
        raise BadCommand(_("%s is no table of paths or touches that can be read.") % path.name) from error


def _whole(schema: Any, places: dict[str, int]) -> bool:
    """A column of path texts, and numbers beside it."""
    from pyarrow import types

    if "path" not in places or not types.is_string(schema.field(places["path"]).type):
        return False
    numbers = [schema.field(places[what]).type for what in ("conversions", "value", "nulls") if what in places]
    return all(types.is_integer(one) or types.is_floating(one) for one in numbers)


def _paths(file: Any, places: dict[str, int], asked: Asked) -> Read:
    import numpy as np

    from otdel.analytics.attribution.reading.columnar import Columns, read_columns

    kept = {what: place for what, place in places.items() if what in ("path", "conversions", "value", "nulls")}
    names = [file.schema_arrow.names[place] for place in kept.values()]
    table = file.read(columns=names, use_threads=True)
    texts = table.column(names[list(kept).index("path")]).combine_chunks()
    texts = texts.fill_null("") if texts.null_count else texts
    _valid, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    numbers = {
        what: table.column(file.schema_arrow.names[place]).to_numpy().astype(np.float64, copy=False)
        for what, place in kept.items()
        if what != "path"
    }
    raw = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    headers = {what: file.schema_arrow.names[place] for what, place in kept.items()}
    return read_columns(Columns(headers, raw, starts.astype(np.int64), numbers), asked)


def _text(table: Any) -> Table:
    """Every column as text; a moment as ISO 8601."""
    from otdel.analytics.mix.reading import Table

    columns = [["" if cell is None else _cell(cell) for cell in column.to_pylist()] for column in table.columns]
    rows = tuple(zip(*columns, strict=True))
    return Table(tuple(table.column_names), rows, tuple(range(1, len(rows) + 1)))


def _cell(cell: Any) -> str:
    if isinstance(cell, list):
        return " > ".join(str(one) for one in cell)
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
