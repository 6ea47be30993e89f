"""Compaction: many small parts become few, by span of months, with every import still able to be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from otdel.kit.facts import SHAPES, Shape
from otdel.warehouse.engines import Engine, Session
from otdel.warehouse.manifest import Manifest, Part
from otdel.warehouse.shelf import ROW_GROUP, Shelf
from otdel.warehouse.statistics import span_column, store
from otdel.warehouse.winners import everything, settle

LEAST = 8  # fewer small parts than this are not worth rewriting
CROWD = 48  # this many of one shape slow every question down
GRACE = 3600.0  # seconds a table nobody lists is kept, for readers of an older manifest and for writers not done yet


@dataclass(frozen=True, slots=True)
class Compacted:
    """Parts before and after, and how many stored tables were deleted."""

    before: int
    after: int
    swept: int


def compact(shelf: Shelf, engine: Engine, *, least: int = LEAST, grace: float = GRACE) -> Compacted:
    """Merge small parts of each shape that has at least `least` of them, then sweep what no manifest lists."""
    with shelf.locked():
        before = manifest = shelf.load()
        for shape in SHAPES.values():
            manifest = _compact_shape(shelf, engine, manifest, shape, least)
        if manifest is not before:
            manifest = replace(manifest, serial=before.serial + 1)
            shelf.save(manifest)
        swept = shelf.sweep(manifest.names(), grace)
    return Compacted(len(before.parts), len(manifest.parts), swept)


def crowded(manifest: Manifest) -> bool:
    """Whether some shape has so many small parts that the next import should not wait for somebody to compact."""
    return any(len(_small(manifest, shape)) >= CROWD for shape in SHAPES.values())


def _small(manifest: Manifest, shape: Shape) -> list[Part]:
    return [part for part in manifest.of(shape.name) if part.rows < ROW_GROUP]


def _compact_shape(shelf: Shelf, engine: Engine, manifest: Manifest, shape: Shape, least: int) -> Manifest:
    small = _small(manifest, shape)
    if len(small) < least:
        return manifest
    merged = [part for part in manifest.of(shape.name) if any(part.meets(other) for other in small)]
    session = engine.open({"merged": everything(shelf, merged, shape)})
    stored = [store(shelf, shape, session.stream(sql)) for sql in _slices(session, shape)]
    fresh = [part for part in stored if part]
    kept = [part for part in manifest.parts if part not in merged]
    return settle(shelf, engine, manifest.with_parts([*kept, *fresh]), fresh)


def _slices(session: Session, shape: Shape) -> Iterator[str]:
    """Queries for spans of whole months of at least a row group each, oldest first; rows without a date come first.

    A later import touches the last months only, so only their winners are decided anew.
    """
    span = span_column(shape)
    if not span:
        yield 'select * from merged order by import_id, sheet, "row"'
        return
    order = f'order by "{span}", import_id, sheet, "row"'
    yield f'select * from merged where "{span}" is null {order}'
    for start, end in _months(session, span):
        later = "" if end is None else f"""and "{span}" < timestamp '{end:%Y-%m-%d}'"""
        yield f"""select * from merged where "{span}" >= timestamp '{start:%Y-%m-%d}' {later} {order}"""


def _months(session: Session, span: str) -> Iterator[tuple[datetime, datetime | None]]:
    counted = session.query(
        f"""select date_trunc('month', "{span}"::timestamp) as month, count(*) as n
        from merged where "{span}" is not null group by 1 order by 1"""
    ).to_pylist()
    start, rows = None, 0
    for month in counted:
        if start is not None and rows >= ROW_GROUP:
            yield start, month["month"]
            start, rows = None, 0
        start, rows = start or month["month"], rows + month["n"]
    if start is not None:
        yield start, None
