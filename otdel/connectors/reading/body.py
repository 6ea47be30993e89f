"""The rows of one table on their way into columns, a slice at a time, so that a million rows stay small."""

from __future__ import annotations

import pyarrow as pa

from otdel.connectors.reading.rows import Row, Typed, looks

SLICE = 50_000


class Body:
    """Collects rows of one width; with `typed` it keeps which cells a workbook typed."""

    def __init__(self, width: int, *, typed: bool) -> None:
        self.width = width
        self.typed = typed
        self._rows: list[Row] = []
        self._numbers: list[int] = []
        self._columns: list[list[pa.Array]] = [[] for _ in range(width)]
        self._typed: list[list[pa.Array]] = [[] for _ in range(width)]
        self._done: list[pa.Array] = []

    def add(self, number: int, row: Row) -> None:
        self._rows.append(row)
        self._numbers.append(number)
        if len(self._rows) >= SLICE:
            self._flush()

    def has_numbers(self) -> bool:
        """True when a recent row holds a number."""
        return any(looks(cell) == "number" for row in self._rows[-5:] for cell in row)

    def finish(self) -> tuple[pa.Table, pa.ChunkedArray, pa.Table | None]:
        """Cells as text columns c0, c1, ..., row numbers, and which cells were typed (when a workbook told)."""
        if self._rows or not self._done:
            self._flush()
        names = [f"c{place}" for place in range(self.width)]
        cells = pa.table([pa.chunked_array(column, pa.string()) for column in self._columns], names=names)
        numbers = pa.chunked_array(self._done, pa.int64())
        if not self.typed:
            return cells, numbers, None
        return cells, numbers, pa.table([pa.chunked_array(one, pa.bool_()) for one in self._typed], names=names)

    def _flush(self) -> None:
        columns = list(zip(*self._rows, strict=True)) or [()] * self.width
        for place, column in enumerate(columns):
            self._columns[place].append(pa.array(column, pa.string()))
            if self.typed:
                self._typed[place].append(pa.array([type(cell) is Typed for cell in column], pa.bool_()))
        self._done.append(pa.array(self._numbers, pa.int64()))
        self._rows, self._numbers = [], []
