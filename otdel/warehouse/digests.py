"""Digests of facts: equal when the rows are, however they are laid out in files and in whatever order."""

from __future__ import annotations

from hashlib import sha256

from otdel.kit.facts import SHAPES, Column, Kind, Shape
from otdel.warehouse.engines import Session
from otdel.warehouse.tables import stored_columns

ABSENT = "chr(30)"
BETWEEN = "chr(31)"


def digests(session: Session) -> dict[str, str]:
    """A hex digest for every shape, over its winning rows and its history."""
    return {name: _digest(session, shape) for name, shape in SHAPES.items()}


def _digest(session: Session, shape: Shape) -> str:
    both = [session.query(_sql(shape, view)).to_pylist()[0] for view in (shape.name, f"{shape.name}_history")]
    return sha256(repr([sorted(row.items()) for row in both]).encode()).hexdigest()


def _sql(shape: Shape, view: str) -> str:
    """Sums of a hash of each row do not depend on the order, and a row that is there twice counts twice."""
    text = f" || {BETWEEN} || ".join(_text(column) for column in stored_columns(shape))
    return f"""
        select count(*) as row_count, sum(md5_number_lower(line)) as low, sum(md5_number_upper(line)) as high
        from (select {text} as line from {view})
    """


def _text(column: Column) -> str:
    """A column as text that does not depend on the session's settings."""
    value = f'epoch_us("{column.name}")' if column.kind is Kind.INSTANT else f'"{column.name}"'
    return f"coalesce({value}::varchar, {ABSENT})"
