"""How each shape of fact is stored: its Arrow schema, and the check a batch passes on its way in."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from otdel.kit.facts import LINEAGE, Column, Kind, Shape

TYPES: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.AMOUNT: pa.decimal128(18, 6),
    Kind.DAY: pa.date32(),
    Kind.INSTANT: pa.timestamp("us", "UTC"),
}


class BatchRefused(ValueError):
    """A batch is not what its shape promises: an unknown column, a wrong type, or nothing where a value is required."""


@cache
def stored_columns(shape: Shape) -> tuple[Column, ...]:
    """The shape's own columns, then where each row came from."""
    return (*shape.columns, *LINEAGE)


@cache
def schema(shape: Shape) -> pa.Schema:
    return pa.schema([(column.name, TYPES[column.kind]) for column in stored_columns(shape)])


def stored(shape: Shape, rows: pa.Table, import_id: int, file_sha256: str) -> pa.Table:
    """`rows` (the shape's columns plus sheet and row) as they are stored.

    Absent text becomes empty text, so that a key never holds two words for "not said"; every other absent value stays
    null. Raises BatchRefused, naming the column.
    """
    known = set(schema(shape).names)
    strange = [name for name in rows.column_names if name not in known]
    if strange:
        raise BatchRefused(f"{shape.name} has no column {strange[0]!r}")
    given = {"import_id": pa.scalar(import_id, pa.int64()), "file": pa.scalar(file_sha256, pa.string())}
    arrays = []
    for column in stored_columns(shape):
        if column.name in given:
            arrays.append(pa.repeat(given[column.name], rows.num_rows))
        else:
            arrays.append(_stored_column(shape, column, rows))
    return pa.table(arrays, schema=schema(shape))


def _stored_column(shape: Shape, column: Column, rows: pa.Table) -> pa.ChunkedArray | pa.Array:
    kind = TYPES[column.kind]
    blank = pa.scalar("" if column.kind is Kind.TEXT else None, kind)
    if column.name not in rows.column_names:
        if column.required:
            raise BatchRefused(f"{shape.name} needs the column {column.name!r}")
        return pa.repeat(blank, rows.num_rows)
    values = _cast(shape, column, rows[column.name])
    if column.required and values.null_count:
        raise BatchRefused(f"{shape.name}.{column.name} is missing in {values.null_count} rows; set them aside first")
    return pc.fill_null(values, blank) if column.kind is Kind.TEXT and values.null_count else values


def _cast(shape: Shape, column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = TYPES[column.kind]
    if values.type == kind:
        return values
    try:
        # Arrow turns whole numbers into decimals only where the widest of them would fit.
        wide = (
            values.cast(pa.decimal128(25, 6))
            if pa.types.is_integer(values.type) and pa.types.is_decimal(kind)
            else values
        )
        return wide.cast(kind)
    except pa.ArrowException as wrong:
        raise BatchRefused(f"{shape.name}.{column.name} cannot be stored as {column.kind}: {wrong}") from wrong
