"""A file as a table of text: a plain comma-separated one at once, every other through the connectors' reader."""

from __future__ import annotations

import csv
from pathlib import Path

from otdel.analytics.mix.checking import Fault, fault
from otdel.analytics.mix.reading.asked import Table
from otdel.kit.reason import Reason

DELIMITERS = ",;\t|"
LARGEST = 64 * 1024 * 1024


def table_of(path: Path) -> Table | Fault | Reason:
    """The table of a file, the row that breaks it, or why it has none. Raises OSError when it cannot be read."""
    return _plain(path) or _any(path)


def _plain(path: Path) -> Table | None:
    """The quick way, for what needs no guessing: UTF-8, a header in the first line, every row as wide as it.

    The full reader knows encodings, workbooks, titles above the header and broken quotes, and takes half a second to
    load.
    """
    if path.stat().st_size > LARGEST:
        return None
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    if "\0" in text or delimiter not in first:
        return None
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    rows, lines = [], []
    try:
        for row in reader:
            rows.append(tuple(row))
            lines.append(len(rows))
    except csv.Error:
        return None
    filled = [(row, line) for row, line in zip(rows, lines, strict=True) if any(cell.strip() for cell in row)]
    header = tuple(cell.strip() for cell in rows[0])
    if not _is_header(header) or any(len(row) != len(header) for row, _ in filled):
        return None
    return Table(header, tuple(row for row, _ in filled[1:]), tuple(line for _, line in filled[1:]))


def _is_header(cells: tuple[str, ...]) -> bool:
    """Words, not data: nothing begins with a digit. One column may be without a name, as indexes are."""
    return sum(not cell for cell in cells) <= 1 and not any(cell[:1].isdigit() for cell in cells)


def _any(path: Path) -> Table | Fault | Reason:
    from otdel.connectors.reading import read

    reading = read(path, path.name)
    if reading.refused:
        return reading.refused
    sheet = max(reading.sheets, key=lambda one: one.cells.num_rows)
    if sheet.ragged:
        bad = sheet.ragged[0]
        return fault("mix_row_ragged", line=bad.row, text=bad.value[:60], refuses=True)
    cells = [column.to_pylist() for column in sheet.cells.columns]
    return Table(sheet.header, tuple(zip(*cells, strict=True)), tuple(sheet.rows.to_pylist()))
