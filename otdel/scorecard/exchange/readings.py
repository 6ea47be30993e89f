"""Typed readings as a file: measure, period, who, value, source; out as they stand, in as if they were typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from otdel.accounts.services import Refused
from otdel.connectors.writing import Value
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.scorecard.exchange import cells
from otdel.scorecard.exchange.reading import Line, lines
from otdel.scorecard.pages.links import code_of
from otdel.scorecard.queries.readings import readings_for_export
from otdel.scorecard.services.readings import type_reading

HEADER = ("measure", "period", "who", "value", "source", "read_by", "state")
NEEDED = ("measure", "period", "value")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not taken: where, and why."""

    row: int
    reason: Reason


@dataclass(slots=True)
class Taken:
    """What an import did: rows taken, rows that were there already, rows set aside with their reasons."""

    file: str
    new: int = 0
    same: int = 0
    bad: list[BadRow] = field(default_factory=list)


def export(viewer: Viewer) -> list[list[Value]]:
    """Readings this viewer may see, newest first; a value still to be read again is left empty."""
    return [
        [one.measure, code_of(one.period), one.who, one.value, one.source, one.read_by, one.state]
        for one in readings_for_export(viewer)
    ]


def take(viewer: Viewer, path: Path, name: str) -> Taken:
    """Type in every good row of a file. Raises Refused when the file as a whole cannot be read."""
    taken = Taken(name)
    for line in lines(path, name, NEEDED):
        try:
            _take(viewer, line, taken)
        except Refused as refused:
            taken.bad.append(BadRow(line.row, refused.reason))
        except NotAllowed:
            taken.bad.append(BadRow(line.row, Reason.of("row_not_yours")))
    return taken


def _take(viewer: Viewer, line: Line, taken: Taken) -> None:
    before = taken.new
    reading = type_reading(
        viewer,
        line.get("measure"),
        cells.period_of(line),
        cells.number_of(line, "value"),
        cells.member_of(line),
        source=line.get("source"),
        file=taken.file,
        row=line.row,
    )
    fresh = (reading.file, reading.row) == (taken.file[:200], line.row) and reading.second is None
    taken.new, taken.same = before + fresh, taken.same + (not fresh)
