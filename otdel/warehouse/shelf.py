"""Where stored tables and the manifest live: a folder of Parquet files, or this process's memory."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import RLock
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from otdel.warehouse import manifest as manifests
from otdel.warehouse.engines import Source
from otdel.warehouse.files import locked, sync, sync_folder, write_whole
from otdel.warehouse.manifest import FactsUnreadable, Manifest

ROW_GROUP = 122_880
Rows = Iterable[pa.Table | pa.RecordBatch]


class Shelf(Protocol):
    """Tables are written once under a new name and never changed; only the manifest is replaced."""

    def write(self, shape: str, schema: pa.Schema, rows: Rows) -> tuple[str, int]:
        """Store the rows under a fresh name. Returns the name and how many rows there were."""
        ...

    def source(self, name: str) -> Source: ...

    def load(self) -> Manifest: ...

    def save(self, manifest: Manifest) -> None: ...

    def locked(self) -> AbstractContextManager[None]: ...

    def sweep(self, keep: set[str], grace: float) -> int: ...


class FolderShelf:
    """Parquet files under root/facts, the manifest beside them. Several processes may share it."""

    def __init__(self, root: Path) -> None:
        self.facts = root / "facts"
        self.path = root / "manifest.json"
        self.lock = root / "lock"
        self.begun = root / "begun"  # from the first saved manifest on, one that is missing was lost
        self._seen: tuple[tuple[int, int, int], Manifest] | None = None

    def write(self, shape: str, schema: pa.Schema, rows: Rows) -> tuple[str, int]:
        name = f"{shape}/{uuid.uuid4().hex}.parquet"
        target = self.facts / name
        target.parent.mkdir(parents=True, exist_ok=True)
        count = 0
        with pq.ParquetWriter(target, schema, compression="lz4", store_decimal_as_integer=True) as writer:
            for part in rows:
                table = pa.Table.from_batches([part]) if isinstance(part, pa.RecordBatch) else part
                writer.write_table(table.cast(schema), row_group_size=ROW_GROUP)
                count += table.num_rows
        sync(target)
        sync_folder(target.parent)
        return name, count

    def source(self, name: str) -> Source:
        return self.facts / name

    def load(self) -> Manifest:
        """The current manifest, read again only when it was replaced. Raises FactsUnreadable."""
        try:
            stat = self.path.stat()
        except FileNotFoundError as error:
            if self.begun.exists():
                raise FactsUnreadable(f"the manifest is missing: {self.path}") from error
            return Manifest()
        mark = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
        if self._seen is None or self._seen[0] != mark:
            self._seen = (mark, manifests.loads(self.path.read_bytes()))
        return self._seen[1]

    def save(self, manifest: Manifest) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, manifests.dumps(manifest))
        if not self.begun.exists():
            write_whole(self.begun, b"")

    @contextmanager
    def locked(self) -> Iterator[None]:
        with locked(self.lock):
            yield

    def sweep(self, keep: set[str], grace: float) -> int:
        """Delete tables no manifest needs and no reader can still be reading: those older than `grace` seconds."""
        limit = time.time() - grace
        swept = 0
        for path in self.facts.glob("*/*.parquet"):
            if f"{path.parent.name}/{path.name}" not in keep and path.stat().st_mtime < limit:
                path.unlink()
                swept += 1
        return swept


class MemoryShelf:
    """Arrow tables of one process, gone when it ends: for files read at a terminal."""

    def __init__(self) -> None:
        self.tables: dict[str, pa.Table] = {}
        self.manifest = Manifest()
        self.lock = RLock()

    def write(self, shape: str, schema: pa.Schema, rows: Rows) -> tuple[str, int]:
        tables = [pa.Table.from_batches([part]) if isinstance(part, pa.RecordBatch) else part for part in rows]
        table = pa.concat_tables([table.cast(schema) for table in tables]) if tables else schema.empty_table()
        name = f"{shape}/{uuid.uuid4().hex}"
        self.tables[name] = table
        return name, table.num_rows

    def source(self, name: str) -> Source:
        return self.tables[name]

    def load(self) -> Manifest:
        return self.manifest

    def save(self, manifest: Manifest) -> None:
        self.manifest = manifest

    @contextmanager
    def locked(self) -> Iterator[None]:
        with self.lock:
            yield

    def sweep(self, keep: set[str], grace: float) -> int:
        gone = set(self.tables) - keep
        for name in gone:
            del self.tables[name]
        return len(gone)
