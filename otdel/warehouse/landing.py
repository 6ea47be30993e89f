"""Landing an import: all of its rows or none, and the same however often it is repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import pyarrow as pa

from otdel.kit.facts import SHAPES, Shape
from otdel.warehouse.engines import Engine
from otdel.warehouse.manifest import ImportEntry, Manifest, Part
from otdel.warehouse.shelf import ROW_GROUP, Shelf
from otdel.warehouse.statistics import store
from otdel.warehouse.tables import stored
from otdel.warehouse.winners import everything, settle


class BatchLike(Protocol):
    """Rows of one shape, as a connector hands them over."""

    @property
    def shape(self) -> Shape: ...

    @property
    def rows(self) -> pa.Table: ...


@dataclass(frozen=True, slots=True)
class Landed:
    """What an import brought: its rows by shape, and how many rows of older imports its word replaced."""

    import_id: int
    rows: Mapping[str, int]
    replaced: Mapping[str, int]


Note = Callable[[ImportEntry], None]  # writes the import's receipt, before its rows become live


def land(
    shelf: Shelf, engine: Engine, import_id: int, file_sha256: str, batches: Iterable[BatchLike], note: Note
) -> Landed:
    """Write the rows, then make them live in one step. Landing an id again replaces what it brought before.

    An import that was undone stays undone: a job taken up again must not bring it back.
    """
    parts = write_parts(shelf, import_id, file_sha256, batches)
    with shelf.locked():
        before = shelf.load()
        known = before.imports.get(import_id)
        entry = ImportEntry(import_id, file_sha256, row_counts(parts), withdrawn=bool(known and known.withdrawn))
        gone = [part for part in before.parts if import_id in part.imports]
        cleared = _without(shelf, engine, before, import_id) if gone else before
        landed = cleared.with_import(entry).with_parts([*cleared.parts, *parts])
        after = settle(shelf, engine, landed, [*gone, *parts], one_way=not gone)
        note(entry)
        shelf.save(replace(after, serial=before.serial + 1))
    return Landed(import_id, entry.rows, _replaced(before, after, import_id))


def write_parts(shelf: Shelf, import_id: int, file_sha256: str, batches: Iterable[BatchLike]) -> list[Part]:
    """One part a shape, not live yet. Raises BatchRefused."""
    grouped: dict[str, list[pa.Table]] = {}
    for batch in batches:
        grouped.setdefault(batch.shape.name, []).append(batch.rows)
    parts = []
    for name, tables in grouped.items():
        rows = (stored(SHAPES[name], piece, import_id, file_sha256) for piece in _slices(tables))
        parts.append(store(shelf, SHAPES[name], rows))
    return [part for part in parts if part]


def _slices(tables: list[pa.Table]) -> Iterator[pa.Table]:
    """Row groups at a time, so that a million rows are never held twice."""
    for table in tables:
        for start in range(0, max(table.num_rows, 1), ROW_GROUP):
            yield table.slice(start, ROW_GROUP)


def row_counts(parts: Iterable[Part]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part in parts:
        counts[part.shape] = counts.get(part.shape, 0) + part.rows
    return counts


def _without(shelf: Shelf, engine: Engine, manifest: Manifest, import_id: int) -> Manifest:
    """The manifest with no row of the import; winners of the parts it shared are to be decided anew."""
    parts: list[Part | None] = []
    for part in manifest.parts:
        if import_id in part.imports:
            shape = SHAPES[part.shape]
            session = engine.open({"part": everything(shelf, (part,), shape)})
            parts.append(store(shelf, shape, session.stream(f"select * from part where import_id <> {import_id}")))
        else:
            parts.append(part)
    return manifest.with_parts(part for part in parts if part)


def _replaced(before: Manifest, after: Manifest, import_id: int) -> dict[str, int]:
    """Rows that other imports had winning before and no longer have, by shape."""
    counts = {part.shape: 0 for part in after.parts}
    for sign, manifest in ((1, before), (-1, after)):
        for part in manifest.parts:
            if part.imports != (import_id,):
                counts[part.shape] = counts.get(part.shape, 0) + sign * part.winning
    return {shape: count for shape, count in counts.items() if count > 0}


def set_withdrawn(shelf: Shelf, engine: Engine, import_id: int, note: Note, *, withdrawn: bool) -> None:
    """Undo an import, or bring it back. Raises LookupError when it never landed."""
    with shelf.locked():
        before = shelf.load()
        if import_id not in before.imports:
            raise LookupError(f"import {import_id} never landed")
        entry = replace(before.imports[import_id], withdrawn=withdrawn)
        changed = [part for part in before.parts if import_id in part.imports]
        after = settle(shelf, engine, before.with_import(entry), changed, one_way=True)
        note(entry)
        shelf.save(replace(after, serial=before.serial + 1))
