"""Typed readings as a file: measure, period, who, value, source; out as they stand, in as if they were typed."""

from __future__ import annotations

from pathlib import Path

from otdel.connectors.writing import Value
from otdel.kit.viewer import Viewer
from otdel.scorecard.exchange import cells
from otdel.scorecard.exchange.reading import Line, Taken, take_rows
from otdel.scorecard.pages.links import code_of
from otdel.scorecard.queries.readings import readings_for_export
from otdel.scorecard.services.readings import type_reading

HEADER = ("measure", "period", "who", "value", "source", "read_by", "state")
NEEDED = ("measure", "period", "value")


def export(viewer: Viewer) -> list[list[Value]]:
    """Readings this viewer may see, newest first; a value still to be read again is left empty."""
    return [
        [one.measure, code_of(one.period), one.who, one.value, one.source, one.read_by, one.state]
        for one in readings_for_export(viewer)
    ]


def take(viewer: Viewer, path: Path, name: str) -> Taken:
    """Type in every good row of a file. Raises Refused when the file as a whole cannot be read."""
    return take_rows(path, name, NEEDED, lambda line: _take(viewer, line, name))


def _take(viewer: Viewer, line: Line, file: str) -> bool:
    reading = type_reading(
        viewer,
        line.get("measure"),
        cells.period_of(line),
        cells.number_of(line, "value"),
        cells.member_of(line),
        source=line.get("source"),
        file=file,
        row=line.row,
    )
    return (reading.file, reading.row) == (file[:200], line.row) and reading.second is None
