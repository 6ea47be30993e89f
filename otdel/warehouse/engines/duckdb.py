"""DuckDB, reading Parquet files in this process. The only place that imports it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import gettempdir

import duckdb
import pyarrow as pa

from otdel.warehouse.engines import QueryFailed, Relation, Source

BATCH_ROWS = 122_880
SETTINGS = (
    "set global TimeZone = 'UTC'",
    "set global parquet_metadata_cache = true",
    "set global validate_external_file_cache = 'NO_VALIDATION'",  # a part file is never rewritten under its name
)


class DuckEngine:
    """Each opened session is a database of its own in memory, so replacing one never disturbs its readers."""

    def __init__(self, *, memory_limit: str = "512MB", threads: int = 2) -> None:
        self.config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory_limit,
            "threads": threads,
            "temp_directory": str(Path(gettempdir()) / "otdel-duckdb"),
            "python_enable_replacements": False,  # a query may see only what it was given
        }

    def open(self, relations: Mapping[str, Relation]) -> DuckSession:
        connection = duckdb.connect(":memory:", config=self.config)
        for setting in SETTINGS:
            connection.execute(setting)
        for name, relation in relations.items():
            _create_view(connection, name, relation)
        return DuckSession(connection)


class DuckSession:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def query(
        self, sql: str, params: Mapping[str, object] | None = None, tables: Mapping[str, pa.Table] | None = None
    ) -> pa.Table:
        cursor = self.connection.cursor()  # a connection serves one thread; its cursors share the database
        with _failures(), closing(cursor):
            for name, table in (tables or {}).items():
                cursor.register(name, table)
            return cursor.sql(sql, params=dict(params) if params else None).to_arrow_table()

    def stream(self, sql: str) -> Iterator[pa.RecordBatch]:
        cursor = self.connection.cursor()
        with _failures(), closing(cursor):
            yield from cursor.sql(sql).to_arrow_reader(BATCH_ROWS)


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as failure:
        raise QueryFailed(str(failure), vanished=isinstance(failure, duckdb.IOException)) from failure


def _create_view(connection: duckdb.DuckDBPyConnection, name: str, relation: Relation) -> None:
    columns = ", ".join(f'"{column}"' for column in relation.schema.names)
    selects = [f"select {columns} from {source}" for source in _sources(connection, name, relation)]
    if relation.without:
        excluded = ", ".join(str(import_id) for import_id in relation.without)
        selects = [f"{select} where import_id not in ({excluded})" for select in selects]
    connection.execute(f'create view "{name}" as {" union all ".join(selects)}')


def _sources(connection: duckdb.DuckDBPyConnection, name: str, relation: Relation) -> list[str]:
    paths = [source for source in relation.sources if isinstance(source, Path)]
    tables: list[Source] = [source for source in relation.sources if not isinstance(source, Path)]
    if not relation.sources:
        tables = [relation.schema.empty_table()]
    found = [_copy(connection, f"{name}__{n}", table) for n, table in enumerate(tables)]
    if paths:
        listed = ", ".join(_quoted(str(path)) for path in paths)
        found.append(f"read_parquet([{listed}])")
    return found


def _copy(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> str:
    """A registered table is seen by one cursor only, so tables of the memory warehouse are copied in."""
    connection.register("incoming", table)
    connection.execute(f'create table "{name}" as select * from incoming')
    connection.unregister("incoming")
    return f'"{name}"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
