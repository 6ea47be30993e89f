"""What this chapter needs of a warehouse, and a notebook of what was asked for "show the query"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import pyarrow as pa

from otdel.kit.viewer import Role, Viewer
from otdel.measurement.rules import SEES_SALARIES

MAY_SEE_MONEY = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)


class Facts(Protocol):
    """`otdel.warehouse.Warehouse`, its snapshot, or anything that answers their questions."""

    def ask(self, question: str, /, *, tables: Mapping[str, pa.Table] | None = None, **params: object) -> pa.Table: ...


class Asked:
    """One consistent state of the facts for one answer; remembers the names of the questions.

    `salaries` says whether this viewer's answer may count them: where few people are paid, a sum is somebody's pay.
    """

    def __init__(self, viewer: Viewer, facts: Facts) -> None:
        viewer.must(*MAY_SEE_MONEY)
        take = getattr(facts, "snapshot", None)
        self.facts: Facts = take() if take else facts
        self.names: list[str] = []
        self.salaries = viewer.may(*SEES_SALARIES)

    def ask(self, name: str, tables: Mapping[str, pa.Table] | None = None, **params: object) -> list[dict[str, Any]]:
        """Rows as dictionaries, for answers that are small."""
        return dictionaries(self.table(name, tables, **params))

    def table(self, name: str, tables: Mapping[str, pa.Table] | None = None, **params: object) -> pa.Table:
        self.note((name,))
        return self.facts.ask(name, tables=tables, **params)

    def note(self, names: Iterable[str]) -> None:
        """Remember questions this answer rests on, each once."""
        self.names += [name for name in dict.fromkeys(names) if name not in self.names]


def dictionaries(table: pa.Table) -> list[dict[str, Any]]:
    """Rows as dictionaries, column after column: several times quicker than row after row."""
    names = table.column_names
    columns = (column.to_pylist() for column in table.columns)
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
