"""Text files cut into rows: the reader goes on after a quote that never closes."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from otdel.connectors.contract import Rejected, Sheet
from otdel.connectors.reading.dialect import delimiter, said
from otdel.connectors.reading.layout import sheets
from otdel.connectors.reading.plain import plain_sheet
from otdel.connectors.reading.rows import Numbered, Peek
from otdel.kit.reason import Reason

SAMPLE = 400  # lines looked at for the delimiter
RUNAWAY = 500  # lines in one quoted cell: the quote was never closed
_ESCAPED = re.compile(r'[^\\,;\t|]\\"(?!\s*[,;\t|]|\s*$)')  # a\\"b, but not the backslash that ends "C:\\"
csv.field_size_limit(1 << 20)


class _Runaway(Exception):
    """A quoted cell went on for too many lines."""


class _Lines:
    """Lines for csv.reader that remember what the current row has taken, so that it can be given back."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._file, "")
        if not line:
            self.cut = bool(self.taken)  # the file ended inside a quoted cell
            raise StopIteration
        self.taken.append(line)
        if len(self.taken) > RUNAWAY:
            raise _Runaway
        return line

    def give_back(self) -> str:
        """Return all but the first line of the current row to the front; that first line is broken."""
        first, *rest = self.taken
        self._back.extendleft(reversed(rest))
        self.taken.clear()
        self.cut = False
        return first


def text_sheets(path: Path, encoding: str, name: str = "") -> tuple[list[Sheet], str]:
    """The tables of a text file and its delimiter (empty when nothing in it parts cells)."""
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        sample = list(islice(file, SAMPLE))
        declared = said(sample[0]) if sample else ""
        mark = delimiter(sample)
        dialect = _dialect(sample, mark)

        def rows(broken: list[Rejected]) -> Iterator[Numbered]:
            file.seek(0)
            return _rows(_Lines(file), dialect, broken, name, skip=1 if declared else 0)

        if len(dialect) == 1 and (sheet := plain_sheet(path, encoding, mark, Peek(rows([])), name)):
            return [sheet], mark
        broken: list[Rejected] = []
        return sheets(rows(broken), name, exact=True, narrow=bool(declared), broken=broken), mark


def _dialect(sample: list[str], mark: str) -> dict[str, Any]:
    if any(_ESCAPED.search(line) for line in sample) and not any('""' in line for line in sample):
        return {"delimiter": mark or ",", "escapechar": "\\", "doublequote": False}
    return {"delimiter": mark or ","}


def _rows(
    lines: _Lines, dialect: dict[str, Any], broken: list[Rejected], name: str, *, skip: int
) -> Iterator[Numbered]:
    """Rows with their numbers as a spreadsheet counts them; lines that cannot be cut go to `broken`."""
    number = skip
    for _ in range(skip):
        next(lines, None)
    lines.taken.clear()
    reader = csv.reader(lines, **dialect)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except (_Runaway, csv.Error):
            row = []
            lines.cut = True
        number += 1
        if lines.cut:
            line = lines.give_back()
            broken.append(Rejected(number, "", line.strip()[:200], Reason.of("line_broken"), name))
            reader = csv.reader(lines, **dialect)
            continue
        lines.taken.clear()
        yield number, row
