"""What a part's rows speak for, gathered while they pass on their way to the shelf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from otdel.kit.facts import Kind, Shape
from otdel.warehouse.manifest import Part
from otdel.warehouse.shelf import Shelf
from otdel.warehouse.tables import schema


def span_column(shape: Shape) -> str:
    """The day or instant in the shape's key, or empty text."""
    return next((name for name in shape.key if shape.column(name).kind in (Kind.DAY, Kind.INSTANT)), "")


def store(shelf: Shelf, shape: Shape, rows: Iterable[pa.Table | pa.RecordBatch]) -> Part | None:
    """Write the rows as one part, all of them winning until rivals are known. Nothing comes of no rows."""
    seen = Statistics(shape)
    name, count = shelf.write(shape.name, schema(shape), seen.watch(rows))
    return seen.part(name, count) if count else None


class Statistics:
    """Imports, scopes and span of the rows seen so far."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.scope_columns = [name for name in ("source", "account") if name in shape.key]
        self.span_column = span_column(shape)
        self.imports: set[int] = set()
        self.scopes: set[tuple[str, ...]] = set() if self.scope_columns else {()}
        self.low = self.high = ""
        self.bounded = bool(self.span_column)

    def watch(self, rows: Iterable[pa.Table | pa.RecordBatch]) -> Iterator[pa.Table]:
        for piece in rows:
            table = pa.Table.from_batches([piece]) if isinstance(piece, pa.RecordBatch) else piece
            if table.num_rows:
                self._see(table)
                yield table

    def _see(self, table: pa.Table) -> None:
        self.imports.update(pc.unique(table["import_id"]).to_pylist())
        if self.scope_columns:
            distinct = table.group_by(self.scope_columns).aggregate([])
            self.scopes.update(zip(*(distinct[name].to_pylist() for name in self.scope_columns), strict=True))
        if self.bounded:
            self._see_span(table[self.span_column])

    def _see_span(self, values: pa.ChunkedArray) -> None:
        if values.null_count:
            self.bounded = False
            return
        ends = pc.min_max(values).as_py()
        low, high = ends["min"].isoformat(), ends["max"].isoformat()
        self.low, self.high = min(self.low or low, low), max(self.high, high)

    def part(self, name: str, rows: int) -> Part:
        low, high = (self.low, self.high) if self.bounded else ("", "")
        imports, scopes = tuple(sorted(self.imports)), tuple(sorted(self.scopes))
        return Part(name, self.shape.name, imports, scopes, low, high, rows, winners=name, winning=rows)
