"""Processes with how they go, and a run written down by a program that did or saw it."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from otdel.accounts.viewers import viewer_of
from otdel.kit.reason import NoData
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.api.common import called, day_of, member, named
from otdel.organisation.models import Member, Process
from otdel.organisation.queries.members import member_of
from otdel.organisation.queries.process import process_answer
from otdel.organisation.queries.processes import ProcessLine, process_lines
from otdel.organisation.services.processes import log_run
from otdel.web.answers import Named

router = Router()


class ProcessOut(Schema):
    """`due` and `done` count the times it was due since `since`; `overdue` is the newest one missed."""

    code: str
    name: str
    role: str
    cadence: str
    day: str
    minutes: int
    critical: bool
    holder: Named | None
    backup: Named | None
    has_steps: bool
    last_run: date | None
    since: date
    due: int
    done: int
    late: int
    overdue: date | None
    next_due: date | None


class RunOut(Schema):
    day: date
    who: Named
    evidence: str


class ProcessPageOut(ProcessOut):
    steps: str
    runs: list[RunOut]


class RunIn(Schema):
    """`evidence` is a link or a sentence. Without `who` it is the caller, without `day` today."""

    evidence: str
    day: date | None = None
    who: str = ""


@router.get("/processes", response=list[ProcessOut])
def processes(request: HttpRequest, who: str = "") -> list[ProcessOut]:
    """Processes the caller may see, or those one person runs or backs."""
    one = member(request, who).pk if who else None
    return [process_out(line) for line in process_lines(viewer_of(request), one)]


@router.get("/processes/{code}", response=ProcessPageOut)
def process(request: HttpRequest, code: str) -> ProcessPageOut:
    """One process with its steps and newest runs."""
    return _page(viewer_of(request), code)


@router.post("/processes/{code}/runs", response=ProcessPageOut)
def add_run(request: HttpRequest, code: str, given: RunIn) -> ProcessPageOut:
    """Write down that it was carried out; again for the same day corrects that run."""
    viewer = viewer_of(request)
    _page(viewer, code)  # whoever may not see it is told no more than that
    who = member(request, given.who) if given.who else _self(viewer)
    log_run(viewer, Process.objects.get(code=code), who, day_of(request, given.day), given.evidence)
    return _page(viewer, code)


def process_out(line: ProcessLine) -> ProcessOut:
    return ProcessOut(
        code=line.code,
        name=line.name,
        role=line.role,
        cadence=line.cadence,
        day=line.day,
        minutes=line.minutes,
        critical=line.critical,
        holder=named(line.holder),
        backup=named(line.backup),
        has_steps=bool(line.steps.strip()),
        last_run=line.last_run.day if line.last_run else None,
        since=line.since,
        due=line.carried.due,
        done=line.carried.done,
        late=line.carried.late,
        overdue=line.overdue.due if line.overdue else None,
        next_due=None if isinstance(line.next_due, NoData) else line.next_due,
    )


def _page(viewer: Viewer, code: str) -> ProcessPageOut:
    found = process_answer(viewer, code)
    if found is None:
        if viewer.may(Role.OWNER, Role.HEAD):
            raise Http404
        raise NotAllowed("others must not learn which processes exist")
    runs = [RunOut(day=run.day, who=called(run.member), evidence=run.evidence) for run in found.runs]
    return ProcessPageOut(**process_out(found.line).dict(), steps=found.line.steps, runs=runs)


def _self(viewer: Viewer) -> Member:
    own = member_of(viewer)
    if own is None:
        raise NotAllowed("the caller has no place in the department: say who ran it")
    return Member.objects.get(pk=own.id)
