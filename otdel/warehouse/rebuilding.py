"""Rebuilding: every fact read again from the raw files, then put in place of the old ones in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from otdel.kit.facts import SHAPES
from otdel.warehouse.digests import digests
from otdel.warehouse.engines import Engine
from otdel.warehouse.landing import BatchLike, row_counts, write_parts
from otdel.warehouse.manifest import ImportEntry, Manifest, Part
from otdel.warehouse.raw import RawFiles
from otdel.warehouse.reading import relations
from otdel.warehouse.receipts import Receipt, Receipts
from otdel.warehouse.shelf import Shelf
from otdel.warehouse.statistics import store
from otdel.warehouse.winners import everything, settle

Reread = Callable[[Receipt, Path], Iterable[BatchLike]]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Digests by shape before and after; they differ where today's readers understand the files differently."""

    before: dict[str, str]
    after: dict[str, str]

    @property
    def same(self) -> bool:
        return self.before == self.after


def rebuild(shelf: Shelf, engine: Engine, raw: RawFiles, receipts: Receipts, reread: Reread) -> Rebuilt:
    """Read every import again. When `reread` or the disk fails, the exception passes and the old facts stay.

    Imports are taken from the manifest or, when it was lost, from the receipts. An import that came without a file
    (typed in by hand) keeps the rows it has.
    """
    with shelf.locked():
        old = shelf.load()
        fresh = Manifest(serial=old.serial + 1)
        for receipt in _receipts(old, receipts):
            parts = _reread(shelf, engine, raw, old, receipt, reread)
            entry = ImportEntry(receipt.import_id, receipt.file, row_counts(parts), receipt.withdrawn)
            fresh = fresh.with_import(entry).with_parts([*fresh.parts, *parts])
        fresh = settle(shelf, engine, fresh, fresh.parts)
        rebuilt = Rebuilt(*(digests(engine.open(relations(shelf, manifest))) for manifest in (old, fresh)))
        shelf.save(fresh)
    return rebuilt


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
