"""What work shows on pages of the department: a person's tasks and promises, and both in the dossier."""

from __future__ import annotations

from otdel.kit.period import Period
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Member
from otdel.organisation.panels import Panel
from otdel.organisation.queries.members import ref
from otdel.planning.queries.promises import promises_of
from otdel.planning.queries.rights import reach
from otdel.planning.queries.tasks import open_tasks_of

TASKS, PROMISES = 20, 30
SHOWN = 8


def tasks(viewer: Viewer, member: Member) -> Panel | None:
    """Open tasks, late ones first; nothing for those who may not see them."""
    of = reach(viewer)
    if not of.has(member.pk):
        return None
    found = open_tasks_of(viewer, member.pk)
    given = {
        "rows": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "late": sum(row.late for row in found),
        "count": len(found),
        "who": ref(member),
        "may_give": of.may_give_to(member.pk),
    }
    return Panel("planning/panel_tasks.html", given, TASKS)


def promises(viewer: Viewer, member: Member) -> Panel | None:
    """Promises the person made and those made to them."""
    if not reach(viewer).has(member.pk):
        return None
    found = promises_of(viewer, member.pk)
    given = {"found": found, "rows": found.rows[:SHOWN], "who": ref(member)}
    return Panel("planning/panel_promises.html", given, PROMISES) if found.rows else None


def dossier_tasks(viewer: Viewer, member: Member) -> Panel | None:
    """All open tasks, for whoever takes over; printed, so without buttons."""
    if not reach(viewer).has(member.pk):
        return None
    return Panel("planning/dossier_tasks.html", {"rows": open_tasks_of(viewer, member.pk)}, TASKS)


def dossier_promises(viewer: Viewer, member: Member) -> Panel | None:
    """Promises still open: made by the person, and made to them."""
    if not reach(viewer).has(member.pk):
        return None
    open_ones = [row for row in promises_of(viewer, member.pk).rows if not row.settled]
    return Panel("planning/dossier_promises.html", {"rows": open_ones}, PROMISES)


def while_away(viewer: Viewer, member: Member, period: Period) -> Panel | None:
    """Tasks and promises whose day falls into the absence, or has passed and is not over: they need somebody else."""
    if not reach(viewer).has(member.pk):
        return None
    due = [row for row in open_tasks_of(viewer, member.pk) if row.due < period.end]
    given = [row for row in promises_of(viewer, member.pk).rows if not row.settled and row.due < period.end]
    promised = [row for row in given if row.maker and row.maker.id == member.pk]
    return Panel("planning/panel_away.html", {"tasks": due, "promises": promised}, TASKS)
