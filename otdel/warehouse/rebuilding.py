"""Rebuilding: every fact read again from the raw files, then put in place of the old ones in one step."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from otdel.kit.facts import SHAPES
from otdel.warehouse.digests import digests
from otdel.warehouse.engines import Engine, QueryFailed
from otdel.warehouse.landing import BatchLike, row_counts, write_parts
from otdel.warehouse.manifest import FactsUnreadable, ImportEntry, Manifest, Part
from otdel.warehouse.raw import RawFiles
from otdel.warehouse.reading import relations
from otdel.warehouse.receipts import Receipt, Receipts
from otdel.warehouse.shelf import Shelf
from otdel.warehouse.statistics import store
from otdel.warehouse.winners import everything, settle

log = logging.getLogger(__name__)
Reread = Callable[[Receipt, Path], Iterable[BatchLike]]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Digests by shape before and after; they differ where today's readers understand the files differently.

    `before` is empty when the old facts could not be opened.
    """

    before: dict[str, str]
    after: dict[str, str]

    @property
    def same(self) -> bool:
        return self.before == self.after


def rebuild(shelf: Shelf, engine: Engine, raw: RawFiles, receipts: Receipts, reread: Reread) -> Rebuilt:
    """Read every import again. When `reread` or the disk fails, the exception passes and the old facts stay.

    Imports are taken from the manifest or, when it was lost or damaged, from the receipts. An import that came without
    a file (typed in by hand) keeps the rows it has. Raises QueryFailed when the stored table with those rows is lost.
    """
    with shelf.locked():
        readable = _old(shelf)
        old = readable or Manifest(serial=time.time_ns() // 1000)  # a serial nothing was remembered under before
        fresh = Manifest(serial=old.serial + 1)
        for receipt in _receipts(old, receipts):
            parts = _reread(shelf, engine, raw, old, receipt, reread)
            entry = ImportEntry(receipt.import_id, receipt.file, row_counts(parts), receipt.withdrawn)
            fresh = fresh.with_import(entry).with_parts([*fresh.parts, *parts])
        fresh = settle(shelf, engine, fresh, fresh.parts)
        before, after = _known_digests(shelf, engine, readable), digests(engine.open(relations(shelf, fresh)))
        shelf.save(fresh)
    return Rebuilt(before, after)


def _old(shelf: Shelf) -> Manifest | None:
    """None when the manifest cannot be read."""
    try:
        return shelf.load()
    except FactsUnreadable as error:
        log.warning("%s; the imports are taken from the receipts", error)
        return None


def _known_digests(shelf: Shelf, engine: Engine, old: Manifest | None) -> dict[str, str]:
    """Empty when there is nothing to compare with: damaged facts are what a rebuild is for."""
    try:
        return digests(engine.open(relations(shelf, old))) if old else {}
    except QueryFailed as failure:
        log.warning("the old facts cannot be opened: %s", " ".join(str(failure).split()))
        return {}


def _receipts(manifest: Manifest, receipts: Receipts) -> list[Receipt]:
    if not manifest.imports:
        return list(receipts)
    found = []
    for entry in sorted(manifest.imports.values(), key=lambda entry: entry.import_id):
        kept = receipts.get(entry.import_id)
        details = kept.details if kept else {}
        found.append(Receipt(entry.import_id, entry.file, entry.rows, entry.withdrawn, details))
    return found


def _reread(shelf: Shelf, engine: Engine, raw: RawFiles, old: Manifest, receipt: Receipt, reread: Reread) -> list[Part]:
    if receipt.file:
        return write_parts(shelf, receipt.import_id, receipt.file, reread(receipt, raw.path(receipt.file)))
    return _carried(shelf, engine, old, receipt.import_id)


def _carried(shelf: Shelf, engine: Engine, old: Manifest, import_id: int) -> list[Part]:
    parts = []
    for shape in SHAPES.values():
        held = [part for part in old.of(shape.name) if import_id in part.imports]
        if held:
            session = engine.open({"held": everything(shelf, held, shape)})
            parts.append(store(shelf, shape, session.stream(f"select * from held where import_id = {import_id}")))
    return [part for part in parts if part]
