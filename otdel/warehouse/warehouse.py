"""The warehouse: keeps raw files, lands and undoes imports, answers questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import pyarrow as pa

from otdel.warehouse import landing, rebuilding
from otdel.warehouse.compaction import GRACE, LEAST, Compacted, compact, crowded
from otdel.warehouse.digests import digests
from otdel.warehouse.engines import Engine
from otdel.warehouse.engines.duckdb import DuckEngine
from otdel.warehouse.files import sweep_leftovers
from otdel.warehouse.landing import BatchLike, Landed
from otdel.warehouse.manifest import ImportEntry
from otdel.warehouse.raw import RawFile, RawFiles, RawMissing
from otdel.warehouse.reading import Reader, Snapshot
from otdel.warehouse.rebuilding import Rebuilt, Reread
from otdel.warehouse.receipts import Receipt, Receipts
from otdel.warehouse.shelf import FolderShelf, MemoryShelf, Shelf


class Warehouse:
    """Facts of one company in the folder `root`; several processes and threads may share it.

    Text columns are never null: what a file does not say is empty text. Other absent values are null.
    """

    def __init__(self, root: Path, *, memory_limit: str = "512MB", threads: int = 2) -> None:
        engine = DuckEngine(memory_limit=memory_limit, threads=threads)
        self._open(FolderShelf(root), engine, RawFiles(root / "raw"), Receipts(root / "receipts"))

    @classmethod
    def in_memory(cls, *, memory_limit: str = "1GB", threads: int = 2) -> Warehouse:
        """A warehouse that leaves nothing on the disk. It keeps no raw files and no receipts."""
        warehouse = cls.__new__(cls)
        warehouse._open(MemoryShelf(), DuckEngine(memory_limit=memory_limit, threads=threads), None, None)
        return warehouse

    def _open(self, shelf: Shelf, engine: Engine, raw: RawFiles | None, receipts: Receipts | None) -> None:
        self.shelf, self.engine, self.raw, self.receipts = shelf, engine, raw, receipts
        self.reader = Reader(shelf, engine)

    def keep_raw(self, path: Path, name: str) -> RawFile:
        """Keep a copy of the file by its content hash; the same content is kept once, under all its names."""
        return self._raw().keep(path, name)

    def raw_path(self, sha256: str) -> Path:
        """Where the raw file is. Raises RawMissing."""
        return self._raw().path(sha256)

    def raw_file(self, sha256: str) -> RawFile:
        """The raw file with its names and size. Raises RawMissing."""
        return self._raw().get(sha256)

    def land(
        self,
        import_id: int,
        file_sha256: str,
        batches: Iterable[BatchLike],
        *,
        receipt: Mapping[str, object] | None = None,
    ) -> Landed:
        """Make the rows facts: all or none, and the same when repeated. Raises BatchRefused.

        Imports are ordered by their id: a higher one is newer. `receipt` holds what reading the file again would need
        (name, report, answers, mapping, time zone), as JSON values.
        """
        note = partial(self._note, receipt)
        landed = landing.land(self.shelf, self.engine, import_id, file_sha256, batches, note)
        if crowded(self.shelf.load()):
            self.compact()
        return landed

    def withdraw(self, import_id: int) -> None:
        """Undo an import: its rows leave, older rows it had replaced come back. Raises LookupError."""
        landing.set_withdrawn(self.shelf, self.engine, import_id, partial(self._note, None), withdrawn=True)

    def restore(self, import_id: int) -> None:
        """Take back an undo. Raises LookupError."""
        landing.set_withdrawn(self.shelf, self.engine, import_id, partial(self._note, None), withdrawn=False)

    def snapshot(self) -> Snapshot:
        """One consistent state, for a page that asks several questions."""
        return self.reader.snapshot()

    def ask(self, question: str, /, *, tables: Mapping[str, pa.Table] | None = None, **params: object) -> pa.Table:
        """The answer to questions/<question>.sql over the newest state; see Snapshot.ask."""
        return self.reader.ask(question, tables, params)

    def digests(self) -> dict[str, str]:
        """A hex digest for every shape, over winning rows and history; it does not depend on the layout of files."""
        return digests(self.snapshot().session)

    def compact(self, *, least: int = LEAST) -> Compacted:
        """Merge small parts of every shape that has at least `least` of them; no answer and no digest changes.

        Landing does it by itself when parts become many. Leftovers of killed writers are deleted on the way.
        """
        if self.raw is not None:
            sweep_leftovers(self.raw.root.parent, GRACE)
        return compact(self.shelf, self.engine, least=least)

    def rebuild(self, reread: Reread) -> Rebuilt:
        """Read every raw file again with `reread(receipt, path) -> batches` and put the result in place in one step.

        Whatever `reread` raises passes through, and the facts stay as they were. Raises RawMissing.
        """
        receipts = self.receipts
        if receipts is None:
            raise RawMissing("a warehouse in memory cannot be rebuilt")
        return rebuilding.rebuild(self.shelf, self.engine, self._raw(), receipts, reread)

    def _note(self, details: Mapping[str, object] | None, entry: ImportEntry) -> None:
        """Write the import's receipt; without new details it keeps those it has."""
        if self.receipts is None:
            return
        if details is None and (kept := self.receipts.get(entry.import_id)):
            details = kept.details
        self.receipts.write(Receipt(entry.import_id, entry.file, entry.rows, entry.withdrawn, dict(details or {})))

    def _raw(self) -> RawFiles:
        if self.raw is None:
            raise RawMissing("a warehouse in memory keeps no raw files")
        return self.raw
