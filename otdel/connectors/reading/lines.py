"""A small table that somebody brings: from its bytes to its rows, each with its number and its cells as text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from otdel.connectors.contract import Reading, Sheet
from otdel.connectors.reading import read
from otdel.connectors.writing import unmarked


def read_content(content: bytes, name: str) -> Reading:
    """The same as `read`, for a file that is not kept. Nothing about its content raises."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        return read(path, Path(name).name)


def lines(sheet: Sheet, columns: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that say anything in `columns` (a name for each place): the number in the file, the cells by name.

    Cells come without spaces around them, and without the apostrophe our own files put before a formula.
    """
    found = {name: sheet.cells.column(place).to_pylist() for name, place in columns.items()}
    for at, row in enumerate(sheet.rows.to_pylist()):
        cells = {name: unmarked((texts[at] or "").strip()) for name, texts in found.items()}
        if any(cells.values()):
            yield row, cells
