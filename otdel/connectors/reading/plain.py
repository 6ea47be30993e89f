"""Large plain tables, cut by pyarrow instead of row by row; anything unusual in them sends the file the careful way."""

from __future__ import annotations

import mmap
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from otdel.connectors.contract import Sheet
from otdel.connectors.reading.layout import begin
from otdel.connectors.reading.rows import Peek
from otdel.connectors.reading.totals import split_totals

WORTH_IT = 2 * 1024 * 1024  # bytes; smaller files are read carefully at once
PLAIN = frozenset({"utf-8", "utf-8-sig", "cp1251"})  # one byte ends a line in these


def plain_sheet(path: Path, encoding: str, mark: str, rows: Peek, name: str) -> Sheet | None:
    """The file's only table, when every row has the same width and no cell spans lines; else None."""
    if encoding not in PLAIN or path.stat().st_size < WORTH_IT or not mark or _spans_lines(path):
        return None
    start = begin(rows, exact=True, narrow=False)
    ahead = rows.ahead(1)
    if start is None or not ahead:
        return None
    first, row = ahead[0]
    table = _cut(path, encoding, mark, first - 1, len(row))
    if table is None or _odd(table, len(start.header)):
        return None
    cells = table.select(range(len(start.header)))
    numbers = pa.chunked_array([pa.array(range(first, first + table.num_rows), pa.int64())])
    return split_totals(Sheet(name, tuple(start.preamble), tuple(start.header), start.header_row, cells, numbers))


def _spans_lines(path: Path) -> bool:
    """True when some line has an odd number of quotes: a cell may go on in the next one."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find(b'"') < 0:
            return False
        return any(line.count(b'"') & 1 for line in iter(data.readline, b""))


def _cut(path: Path, encoding: str, mark: str, skip: int, width: int) -> pa.Table | None:
    names = [f"c{place}" for place in range(width)]
    reading = csv.ReadOptions(
        skip_rows=skip, column_names=names, encoding=encoding.removesuffix("-sig"), block_size=1 << 22
    )
    parsing = csv.ParseOptions(delimiter=mark, newlines_in_values=False, ignore_empty_lines=False)
    typing = csv.ConvertOptions(column_types={name: pa.string() for name in names}, strings_can_be_null=False)
    try:
        return csv.read_csv(path, reading, parsing, typing)
    except (pa.ArrowInvalid, UnicodeError):  # a row of another width, a blank line, bytes that are no text
        return None


def _odd(table: pa.Table, width: int) -> bool:
    """True when the careful way would treat some row differently: blank rows, comments, cells beyond the header."""
    first = table.column(0)
    if pc.any(pc.match_substring_regex(first, r"^(#($| |-)|[-=_*~]{4,}$)")).as_py():
        return True
    if any(pc.any(pc.not_equal(table.column(place), "")).as_py() for place in range(width, table.num_columns)):
        return True
    blank = pc.equal(first, "")
    for place in range(1, width):
        if not pc.any(blank).as_py():
            return False
        blank = pc.and_(blank, pc.equal(table.column(place), ""))
    return bool(pc.any(blank).as_py())
