"""Taking rows of a file into the department: each by itself, good ones kept, bad ones named. Or only a trial."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.viewer import Viewer
from otdel.organisation.exchange import rows
from otdel.organisation.exchange.cells import BadCell, needed
from otdel.organisation.exchange.tables import ENGAGEMENTS, PARTS, PEOPLE, TABLES, ZONES, Bad, Line, Read
from otdel.organisation.services.people import LEADERS

What = Literal["new", "changed", "same"]
TAKE: dict[str, Callable[[Viewer, Line], What]] = {
    PEOPLE: rows.take_person,
    ZONES: rows.take_zone,
    ENGAGEMENTS: rows.take_engagement,
    PARTS: rows.take_part,
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file does to the department: how many rows of each table are new, changed or the same."""

    counts: dict[str, dict[str, int]]
    bad: tuple[Bad, ...]
    skipped: tuple[str, ...]
    doubles: tuple[str, ...]  # zones two people answer for now: let in, and shown in the grid until mended

    @property
    def changes(self) -> int:
        return sum(count for table in self.counts.values() for what, count in table.items() if what != "same")


def take(viewer: Viewer, found: Read, *, trial: bool) -> Taken:
    """Take the rows; with `trial` everything is tried and taken back. Raises NotAllowed."""
    viewer.must(*LEADERS)
    counts: dict[str, Counter[str]] = {table: Counter() for table in TABLES}
    bad = list(found.bad)
    with transaction.atomic():
        for table in TABLES:
            for line in (one for one in found.lines if one.table == table):
                what = _one(viewer, line, bad)
                if what:
                    counts[table][what] += 1
        doubles = rows.doubles()
        if trial:
            transaction.set_rollback(True)
        else:
            totals = {table: count.total() for table, count in counts.items()}
            audit(viewer, "people.imported", "department", bad=len(bad), **totals)
    return Taken({table: dict(count) for table, count in counts.items()}, tuple(bad), found.skipped, doubles)


def _one(viewer: Viewer, line: Line, bad: list[Bad]) -> What | None:
    """One row in a step of its own: what goes wrong with it leaves the others alone."""
    try:
        with transaction.atomic():
            needed(line, TABLES[line.table].needed)
            return TAKE[line.table](viewer, line)
    except BadCell as error:
        bad.append(Bad(line.file, line.table, line.row, error.column, error.reason))
    except Refused as refused:
        bad.append(Bad(line.file, line.table, line.row, "", refused.reason))
    return None
