"""The four tables of a department in a file and their columns; the same in YAML, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from otdel.kit.reason import Reason

PEOPLE, ZONES, ENGAGEMENTS, PARTS = "people", "zones", "engagements", "accountabilities"


@dataclass(frozen=True, slots=True)
class Spec:
    """A table: its columns in order, those a row cannot do without, and those that tell it from the other tables."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    telling: frozenset[str]


TABLES: Mapping[str, Spec] = {  # in the order they are taken: later ones name earlier ones
    PEOPLE: Spec(("slug", "name", "title", "firm", "email", "contact", "account"), ("name",), frozenset({"name"})),
    ZONES: Spec(("zone", "role", "name", "critical", "retired"), ("zone",), frozenset({"zone"})),
    ENGAGEMENTS: Spec(
        ("person", "role", "kind", "share", "reports_to", "from", "to", "channels", "regions", "products", "ramp"),
        ("person", "role", "from"),
        frozenset({"person", "role", "from"}),
    ),
    PARTS: Spec(
        ("zone", "person", "part", "from", "to"),
        ("zone", "person", "part", "from"),
        frozenset({"zone", "person", "part"}),
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: where it stands and its cells as text, by column."""

    file: str
    table: str
    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bad:
    """What could not be taken: file, table, row and column, why, and what to do. Row 0 is the file as a whole."""

    file: str
    table: str
    row: int
    column: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: rows by table in the file's order, and what could not be read."""

    lines: tuple[Line, ...] = ()
    bad: tuple[Bad, ...] = ()
    skipped: tuple[str, ...] = field(default=())  # sheets and sections that are not of a department


def table_of(header: tuple[str, ...]) -> str:
    """Which table a header is of, by its telling columns; empty when of none."""
    names = {name.strip().lower() for name in header}
    return next((name for name in (PARTS, ENGAGEMENTS, ZONES, PEOPLE) if TABLES[name].telling <= names), "")
