"""Stored lines of statements as the arithmetic knows them, and the digests of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from otdel.motivation.models import StatementLine
from otdel.motivation.rules.digests import digest_of

SAID = ("statement_id", "code", "kind", "subject", "amount", "because", "steps", "due")


def statement_digest(lines: Iterable[Mapping[str, Any]]) -> str:
    """Of a statement's lines in their order, as rules.recorded.line_data has them, each with its `due`."""
    return digest_of(list(lines))


def statement_digests(statements: Iterable[int]) -> dict[int, str]:
    """The digest of each statement, counted anew from its stored lines."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    pks = list(statements)
    for part in range(0, len(pks), 500):
        rows = StatementLine.objects.filter(statement__in=pks[part : part + 500]).order_by("statement", "position")
        for statement, code, kind, subject, amount, because, steps, due in rows.values_list(*SAID).iterator(2000):
            found[statement].append(
                {
                    "code": code, "kind": kind, "subject": subject, "amount": f"{amount:.2f}", "because": because,
                    "steps": steps, "due": due.isoformat() if due else None,
                }
            )  # fmt: skip
    return {pk: statement_digest(found[pk]) for pk in pks}
