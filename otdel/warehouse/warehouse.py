"""The warehouse: keeps raw files, lands and undoes imports, answers questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from otdel.warehouse import landing
from otdel.warehouse.engines import Engine
from otdel.warehouse.engines.duckdb import DuckEngine
from otdel.warehouse.landing import BatchLike, Landed
from otdel.warehouse.raw import RawFile, RawFiles, RawMissing
from otdel.warehouse.reading import Reader, Snapshot
from otdel.warehouse.shelf import FolderShelf, MemoryShelf, Shelf


class Warehouse:
    """Facts of one company in the folder `root`; several processes and threads may share it.

    Text columns are never null: what a file does not say is empty text. Other absent values are null.
    """

    def __init__(self, root: Path, *, memory_limit: str = "512MB", threads: int = 2) -> None:
        self._open(FolderShelf(root), DuckEngine(memory_limit=memory_limit, threads=threads), RawFiles(root / "raw"))

    @classmethod
    def in_memory(cls, *, memory_limit: str = "1GB", threads: int = 2) -> Warehouse:
        """A warehouse that leaves nothing on the disk. It keeps no raw files."""
        warehouse = cls.__new__(cls)
        warehouse._open(MemoryShelf(), DuckEngine(memory_limit=memory_limit, threads=threads), None)
        return warehouse

    def _open(self, shelf: Shelf, engine: Engine, raw: RawFiles | None) -> None:
        self.shelf, self.engine, self.raw = shelf, engine, raw
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
        return landing.land(self.shelf, self.engine, import_id, file_sha256, batches)

    def withdraw(self, import_id: int) -> None:
        """Undo an import: its rows leave, older rows it had replaced come back. Raises LookupError."""
        landing.set_withdrawn(self.shelf, self.engine, import_id, withdrawn=True)

    def restore(self, import_id: int) -> None:
        """Take back an undo. Raises LookupError."""
        landing.set_withdrawn(self.shelf, self.engine, import_id, withdrawn=False)

    def snapshot(self) -> Snapshot:
        """One consistent state, for a page that asks several questions."""
        return self.reader.snapshot()

    def ask(self, question: str, /, *, tables: Mapping[str, pa.Table] | None = None, **params: object) -> pa.Table:
        """The answer to questions/<question>.sql over the newest state; see Snapshot.ask."""
        return self.reader.ask(question, tables, params)

    def _raw(self) -> RawFiles:
        if self.raw is None:
            raise RawMissing("a warehouse in memory keeps no raw files")
        return self.raw
