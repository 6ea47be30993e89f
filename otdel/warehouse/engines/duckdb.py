"""DuckDB, reading Parquet files in this process. The only place that imports it."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from tempfile import gettempdir
from threading import Lock

import duckdb
import pyarrow as pa

from otdel.warehouse.engines import QueryFailed, Relation

BATCH_ROWS = 122_880
TYPES = {
    pa.int64(): "bigint",
    pa.decimal128(18, 6): "decimal(18, 6)",
    pa.date32(): "date",
    pa.timestamp("us", "UTC"): "timestamptz",
}
SETTINGS = (
    "set global TimeZone = 'UTC'",
    "set global parquet_metadata_cache = true",
    "set global validate_external_file_cache = 'NO_VALIDATION'",  # a part file is never rewritten under its name
)


class DuckEngine:
    """One database in memory, so that its limits hold for the process; every session is a schema of views in it."""

    def __init__(self, *, memory_limit: str = "512MB", threads: int = 2) -> None:
        self.config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory_limit,
            "threads": threads,
            "temp_directory": str(Path(gettempdir()) / "otdel-duckdb"),
            "python_enable_replacements": False,  # a query may see only what it was given
        }
        self._numbers = count(1)
        self._lock = Lock()

    @cached_property
    def database(self) -> duckdb.DuckDBPyConnection:
        """Opened when first needed: a process that only keeps files never starts DuckDB's threads."""
        connection = duckdb.connect(":memory:", config=self.config)
        for setting in SETTINGS:
            connection.execute(setting)
        return connection

    def open(self, relations: Mapping[str, Relation]) -> DuckSession:
        with self._lock, _failures(), closing(self.database.cursor()) as cursor:
            schema = f"session_{next(self._numbers)}"
            cursor.execute(f"create schema {schema}")
            cursor.execute(f"set schema = '{schema}'")
            cursor.execute(";".join(_view(cursor, name, relation) for name, relation in relations.items()))
        return DuckSession(self.database, schema)


class DuckSession:
    """Views of one schema; they are dropped when the last holder of the session lets go."""

    def __init__(self, database: duckdb.DuckDBPyConnection, schema: str) -> None:
        self.database = database
        self.schema = schema
        weakref.finalize(self, _drop, database, schema)

    def query(
        self, sql: str, params: Mapping[str, object] | None = None, tables: Mapping[str, pa.Table] | None = None
    ) -> pa.Table:
        with _failures(), closing(self._cursor()) as cursor:
            for name, table in (tables or {}).items():
                cursor.register(name, table)
            return cursor.sql(sql, params=dict(params) if params else None).to_arrow_table()

    def stream(self, sql: str) -> Iterator[pa.RecordBatch]:
        with _failures(), closing(self._cursor()) as cursor:
            yield from cursor.sql(sql).to_arrow_reader(BATCH_ROWS)

    def keep(self, name: str, sql: str) -> None:
        with _failures(), closing(self._cursor()) as cursor:
            cursor.execute(f'create table "{name}" as {sql}')

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of this call's own: one connection serves one thread at a time."""
        cursor = self.database.cursor()
        cursor.execute(f"set schema = '{self.schema}'")
        return cursor


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as failure:
        raise QueryFailed(str(failure), vanished=isinstance(failure, duckdb.IOException)) from failure


def _drop(database: duckdb.DuckDBPyConnection, schema: str) -> None:
    with closing(database.cursor()) as cursor:
        cursor.execute(f"drop schema if exists {schema} cascade")


def _view(cursor: duckdb.DuckDBPyConnection, name: str, relation: Relation) -> str:
    columns = ", ".join(f'"{column}"' for column in relation.schema.names)
    where = f" where import_id not in ({', '.join(map(str, relation.without))})" if relation.without else ""
    number = ", {number} as source_number" if relation.numbered else ""
    selects = [
        f"select {columns}{number.format(number=n)} from {source}{where}"
        for n, source in enumerate(_sources(cursor, name, relation))
    ]
    return f'create view "{name}" as {" union all ".join(selects)}'


def _sources(cursor: duckdb.DuckDBPyConnection, name: str, relation: Relation) -> list[str]:
    """What to select from: every source by itself when they are numbered, otherwise all files at once."""
    if not relation.sources:
        return [_empty(relation.schema)]
    found, paths = [], []
    for n, source in enumerate(relation.sources):
        if not isinstance(source, Path):
            found.append(_copy(cursor, f"{name}__{n}", source))
        elif relation.numbered:
            found.append(_files([source]))
        else:
            paths.append(source)
    return [*found, _files(paths)] if paths else found


def _files(paths: list[Path]) -> str:
    return f"read_parquet([{', '.join(_quoted(str(path)) for path in paths)}])"


def _empty(schema: pa.Schema) -> str:
    columns = ", ".join(f'null::{TYPES.get(field.type, "varchar")} as "{field.name}"' for field in schema)
    return f"(select {columns} where false)"


def _copy(cursor: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> str:
    """A registered table is seen by one cursor only, so tables of the memory warehouse are copied in."""
    cursor.register("incoming", table)
    cursor.execute(f'create table "{name}" as select * from incoming')
    cursor.unregister("incoming")
    return f'"{name}"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
