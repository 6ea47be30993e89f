"""One process with everything that happened to it."""

from __future__ import annotations

from dataclasses import dataclass

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Process
from otdel.organisation.queries.access_lines import DrillLine, drill_lines
from otdel.organisation.queries.circle import must_see_process
from otdel.organisation.queries.members import MemberRef, member_of
from otdel.organisation.queries.processes import ProcessLine, RunLine, lines_of, run_line

RUNS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ProcessAnswer:
    """A process, its newest runs and its drills. `own` is the viewer's place when they run it or back it.

    `may_write` is who may write its steps: owner, head, and whoever holds it.
    """

    line: ProcessLine
    runs: tuple[RunLine, ...]
    run_count: int
    drills: tuple[DrillLine, ...]
    own: MemberRef | None
    may_edit: bool
    may_write: bool
    may_agree: bool


def process_answer(viewer: Viewer, code: str) -> ProcessAnswer | None:
    """One process; None when there is none. Raises NotAllowed when none of the viewer's people run or back it."""
    row = Process.objects.select_related("role", "holder", "backup").filter(code=code).first()
    if row is None:
        return None
    must_see_process(viewer, row)
    today, own = company_today(viewer), member_of(viewer)
    holds = own is not None and own.id == row.holder_id
    return ProcessAnswer(
        line=lines_of([row], today)[0],
        runs=tuple(run_line(run) for run in row.runs.select_related("member")[:RUNS_SHOWN]),
        run_count=row.runs.count(),
        drills=drill_lines(row.drills.select_related("member"), today),
        own=own if own and own.id in (row.holder_id, row.backup_id) else None,
        may_edit=viewer.may(Role.OWNER, Role.HEAD),
        may_write=viewer.may(Role.OWNER, Role.HEAD) or holds,
        may_agree=holds,
    )
