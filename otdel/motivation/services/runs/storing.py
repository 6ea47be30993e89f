"""Writing the lines of many statements in one go: a hundred thousand rows are too many to be made objects first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db import connection

from otdel.motivation.models import LineState, StatementLine

COLUMNS = (
    "statement_id", "position", "code", "kind", "subject", "amount", "because", "steps", "due", "state",
)  # fmt: skip
SQL = (
    f"insert into {StatementLine._meta.db_table} ({', '.join(COLUMNS)}) "  # noqa: S608
    f"values ({', '.join(['%s'] * len(COLUMNS))})"
)


def store_lines(statements: Iterable[tuple[int, list[dict[str, Any]]]]) -> None:
    """The lines of each statement (its id) in their order, as rules.recorded.line_data has them with their `due`."""
    rows = [row for pk, lines in statements for row in _rows(pk, lines)]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(SQL, rows)


def _rows(pk: int, lines: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    adapt = connection.ops.adapt_decimalfield_value
    for position, line in enumerate(lines):
        yield (
            pk,
            position,
            line["code"],
            line["kind"],
            line["subject"],
            adapt(Decimal(line["amount"]), 14, 2),
            json.dumps(line["because"]),
            json.dumps(line["steps"]),
            line["due"],
            LineState.OPEN.value,
        )
