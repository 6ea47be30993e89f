"""Landing an import: all of its rows or none, and the same however often it is repeated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from otdel.kit.facts import SHAPES, Kind, Shape
from otdel.warehouse.engines import Engine
from otdel.warehouse.manifest import ImportEntry, Manifest, Part
from otdel.warehouse.shelf import Shelf
from otdel.warehouse.tables import schema, stored
from otdel.warehouse.winners import relation, settle

SLICE = 122_880


class BatchLike(Protocol):
    """Rows of one shape, as a connector hands them over."""

    @property
    def shape(self) -> Shape: ...

    @property
    def rows(self) -> pa.Table: ...


@dataclass(frozen=True, slots=True)
class Landed:
    """What an import brought: rows by shape, and how many older rows its word replaced."""

    import_id: int
    rows: Mapping[str, int]
    replaced: Mapping[str, int]


class Statistics:
    """Scopes and span of a part, gathered while its rows pass."""

    def __init__(self, shape: Shape) -> None:
        self.scope_columns = [name for name in ("source", "account") if name in shape.key]
        kinds = {column.name: column.kind for column in shape.columns}
        self.span_column = next((name for name in shape.key if kinds[name] in (Kind.DAY, Kind.INSTANT)), "")
        self.scopes: set[tuple[str, ...]] = set()
        self.low = self.high = ""
        self.bounded = bool(self.span_column)

    def see(self, rows: pa.Table) -> pa.Table:
        scopes = (
            rows.select(self.scope_columns).group_by(self.scope_columns).aggregate([]) if self.scope_columns else None
        )
        self.scopes |= (
            set(zip(*(scopes[name].to_pylist() for name in self.scope_columns), strict=True)) if scopes else {()}
        )
        if self.bounded and rows.num_rows:
            self._span(rows[self.span_column])
        return rows

    def _span(self, values: pa.ChunkedArray) -> None:
        if values.null_count:
            self.bounded = False
            return
        ends = pc.min_max(values).as_py()
        low, high = ends["min"].isoformat(), ends["max"].isoformat()
        self.low = min(self.low or low, low)
        self.high = max(self.high, high)

    def part(self, name: str, shape: Shape, imports: tuple[int, ...], rows: int) -> Part:
        low, high = (self.low, self.high) if self.bounded else ("", "")
        return Part(name, shape.name, imports, tuple(sorted(self.scopes)), low, high, rows, name, rows)


def land(shelf: Shelf, engine: Engine, import_id: int, file_sha256: str, batches: Iterable[BatchLike]) -> Landed:
    """Write the rows, then make them live in one step. Landing an id again replaces what it brought before."""
    parts = [_write(shelf, shape, import_id, file_sha256, group) for shape, group in _by_shape(batches)]
    with shelf.locked():
        before = shelf.load()
        known = before.imports.get(import_id)
        rows = {part.shape: part.rows for part in parts}
        entry = ImportEntry(import_id, file_sha256, rows, withdrawn=bool(known and known.withdrawn))
        gone = tuple(part for part in before.parts if import_id in part.imports)
        cleared = without_import(shelf, engine, before, import_id)
        landed = cleared.with_import(entry).with_parts([*cleared.parts, *parts])
        after = settle(shelf, engine, landed, [*gone, *parts])
        shelf.save(replace(after, serial=before.serial + 1))
    return Landed(import_id, rows, _replaced(cleared, after, import_id))


def _by_shape(batches: Iterable[BatchLike]) -> list[tuple[Shape, list[pa.Table]]]:
    grouped: dict[str, list[pa.Table]] = {}
    for batch in batches:
        grouped.setdefault(batch.shape.name, []).append(batch.rows)
    return [(SHAPES[name], tables) for name, tables in grouped.items()]


def _write(shelf: Shelf, shape: Shape, import_id: int, file_sha256: str, tables: list[pa.Table]) -> Part:
    statistics = Statistics(shape)
    rows = (statistics.see(stored(shape, piece, import_id, file_sha256)) for piece in _slices(tables))
    name, count = shelf.write(shape.name, schema(shape), rows)
    return statistics.part(name, shape, (import_id,), count)


def _slices(tables: list[pa.Table]) -> Iterator[pa.Table]:
    for table in tables:
        for start in range(0, max(table.num_rows, 1), SLICE):
            yield table.slice(start, SLICE)


def without_import(shelf: Shelf, engine: Engine, manifest: Manifest, import_id: int) -> Manifest:
    """The manifest with no row of the import, before winners are decided anew."""
    parts = (_part_without(shelf, engine, part, import_id) for part in manifest.parts)
    return manifest.with_parts(part for part in parts if part is not None)


def _part_without(shelf: Shelf, engine: Engine, part: Part, import_id: int) -> Part | None:
    if import_id not in part.imports:
        return part
    others = tuple(number for number in part.imports if number != import_id)
    if not others:
        return None
    shape = SHAPES[part.shape]
    session = engine.open({"part": relation(shelf, Manifest(), (part,))})
    name, rows = shelf.write(
        shape.name, schema(shape), session.stream(f"select * from part where import_id <> {import_id}")
    )
    return replace(part, name=name, imports=others, rows=rows, winners=name, winning=rows)


def _replaced(before: Manifest, after: Manifest, import_id: int) -> dict[str, int]:
    """Rows of older imports that won before this landing and no longer do, by shape."""
    counts: dict[str, int] = {}
    for sign, manifest in ((1, before), (-1, after)):
        for part in manifest.parts:
            if part.imports != (import_id,):
                counts[part.shape] = counts.get(part.shape, 0) + sign * part.winning
    return {shape: count for shape, count in counts.items() if count > 0}


def set_withdrawn(shelf: Shelf, engine: Engine, import_id: int, *, withdrawn: bool) -> None:
    """Undo an import, or bring it back. Raises LookupError when it never landed."""
    with shelf.locked():
        before = shelf.load()
        if import_id not in before.imports:
            raise LookupError(f"import {import_id} never landed")
        entry = replace(before.imports[import_id], withdrawn=withdrawn)
        changed = [part for part in before.parts if import_id in part.imports]
        after = settle(shelf, engine, before.with_import(entry), changed)
        shelf.save(replace(after, serial=before.serial + 1))
