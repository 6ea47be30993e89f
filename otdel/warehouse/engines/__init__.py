"""What the warehouse needs of a query engine. DuckDB is the one at hand; others fit the same two methods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import pyarrow as pa

Source: TypeAlias = Path | pa.Table  # a Parquet file, or a table held in memory


@dataclass(frozen=True, slots=True)
class Relation:
    """A table made of sources of one schema; rows of the imports in `without` are left out.

    When `numbered`, it has one more column, `source_number`: which of the sources the row is in, from 0.
    """

    schema: pa.Schema
    sources: tuple[Source, ...] = ()
    without: tuple[int, ...] = ()
    numbered: bool = False


class QueryFailed(RuntimeError):
    """The engine could not answer. `vanished` when a file it needed is gone: take a fresh snapshot and ask again."""

    def __init__(self, message: str, *, vanished: bool = False) -> None:
        super().__init__(message)
        self.vanished = vanished


class Session(Protocol):
    """Relations opened for reading. Safe to use from several threads at once."""

    def query(
        self, sql: str, params: Mapping[str, object] | None = None, tables: Mapping[str, pa.Table] | None = None
    ) -> pa.Table:
        """Rows of `sql`; `tables` are visible to this query only. Raises QueryFailed."""
        ...

    def stream(self, sql: str) -> Iterator[pa.RecordBatch]:
        """The same for results too large to hold. Raises QueryFailed."""
        ...

    def keep(self, name: str, sql: str) -> None:
        """Compute `sql` now and let later queries of this session read it as `name`. Raises QueryFailed."""
        ...


class Engine(Protocol):
    def open(self, relations: Mapping[str, Relation]) -> Session: ...
