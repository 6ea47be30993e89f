"""Tasks and promises as files: YAML to read, CSV and XLSX for spreadsheets. What was written can be taken in again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from otdel.connectors import writing
from otdel.kit.viewer import Viewer
from otdel.planning.models import Task
from otdel.planning.queries.pieces import company_zone, piece_of
from otdel.planning.queries.rights import reach, visible_tasks
from otdel.planning.rules.clock import DAY, in_units
from otdel.planning.rules.life import Piece, state

COLUMNS = (
    "title", "owner", "due", "done", "kind", "customer", "zone", "points", "severity", "outcome", "handed", "ready",
    "live", "created", "text", "now_due", "state", "reviews", "waited_days", "error_found", "dropped_why",
)  # fmt: skip
Row = dict[str, str]


def task_rows(viewer: Viewer) -> list[Row]:
    """Every task the viewer may see, oldest first; `due` is the date first promised. Days are those of the company."""
    found = Task.objects.filter(visible_tasks(reach(viewer))).order_by("first_due", "id")
    zone = company_zone()
    needed = found.select_related("owner", "customer", "zone").prefetch_related("waits", "reviews")
    return [_row(task, piece_of(task, zone)) for task in needed]


def as_yaml(rows: list[Row]) -> bytes:
    """Empty values are left out."""
    return writing.as_yaml({"tasks": [{name: value for name, value in row.items() if value} for row in rows]})


def as_csv(rows: list[Row]) -> bytes:
    return writing.as_csv(COLUMNS, [list(row.values()) for row in rows])


def as_xlsx(rows: list[Row]) -> bytes:
    return writing.as_xlsx({"tasks": (COLUMNS, [list(row.values()) for row in rows])})


WRITE: dict[str, Callable[[list[Row]], bytes]] = {".yaml": as_yaml, ".yml": as_yaml, ".csv": as_csv, ".xlsx": as_xlsx}


def _row(task: Task, piece: Piece) -> Row:
    def on(moment: datetime | None) -> str:
        found = piece.local(moment)
        return found.isoformat() if found else ""

    waited = sum(((wait.until - wait.since) for wait in piece.waits if wait.until), start=0 * DAY)
    return {
        "title": task.title,
        "owner": task.owner.slug,
        "due": task.first_due.isoformat(),
        "done": on(task.accepted_at),
        "kind": task.kind,
        "customer": task.customer.slug if task.customer else "",
        "zone": task.zone.code if task.zone else "",
        "points": f"{task.points:f}" if task.points else "",
        "severity": task.severity,
        "outcome": task.outcome,
        "handed": on(task.handed_at),
        "ready": on(task.ready_at),
        "live": on(task.live_at),
        "created": on(task.created_at),
        "text": task.text,
        "now_due": task.due.isoformat(),
        "state": str(state(piece)),
        "reviews": str(len(piece.looks) or ""),
        "waited_days": str(in_units(waited, DAY)) if waited else "",
        "error_found": task.error_found_on.isoformat() if task.error_found_on else "",
        "dropped_why": task.dropped_why,
    }
