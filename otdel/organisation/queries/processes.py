"""Processes with what shows that they are carried out: runs against the calendar, steps, agreement, drills."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from otdel.accounts.queries import company_today
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Agreement, Process, ProcessRun
from otdel.organisation.queries.able import Ability, process_abilities
from otdel.organisation.queries.circle import circle
from otdel.organisation.queries.members import MemberRef, ref
from otdel.organisation.rules.cadence import Carried, Slot, carried, next_due, overdue, slots
from otdel.organisation.words import process_words, role_title

LOOKED_BACK = timedelta(days=91)  # a quarter shows whether a habit holds
RARE = ("quarterly", "half_yearly")
LOOKED_BACK_RARE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class RunLine:
    """A process was run on `day`; `evidence` is a link or a sentence."""

    day: date
    member: MemberRef
    evidence: str


@dataclass(frozen=True, slots=True)
class ProcessLine:
    """A process and how it goes. `without` is the newest run by somebody other than the holder.

    `carried` counts since `since`; `overdue` is the newest time it was due and not run; `agreed` is when the holder
    agreed to it as it is written now.
    """

    id: int
    code: str
    name: str
    output: str
    leaves: str
    role: str
    cadence: str
    cadence_name: str
    day: str
    minutes: int
    critical: bool
    ability: Ability
    holder: MemberRef | None
    backup: MemberRef | None
    steps: str
    steps_at: datetime | None
    steps_by: str
    last_run: RunLine | None
    without: RunLine | None
    since: date
    carried: Carried
    overdue: Slot | None
    next_due: date | NoData
    agreed: date | NoData

    @property
    def href(self) -> str:
        return reverse("organisation:process", args=[self.code])


def process_lines(viewer: Viewer, member_id: int | None = None) -> list[ProcessLine]:
    """Processes in force that the viewer may see; with `member_id` those they run or back."""
    today = company_today(viewer)
    rows = Process.objects.on(today).filter(role__retired_on=None)
    if (seen := circle(viewer)) is not None:
        rows = rows.filter(Q(holder_id__in=seen) | Q(backup_id__in=seen))
    if member_id is not None:
        rows = rows.filter(Q(holder_id=member_id) | Q(backup_id=member_id))
    return lines_of(rows.select_related("role", "holder", "backup"), today)


def lines_of(rows: Iterable[Process], today: date) -> list[ProcessLine]:
    """Processes as lines, with a few questions for all of them; select role, holder and backup with them."""
    found = list(rows)
    runs: dict[int, list[ProcessRun]] = defaultdict(list)
    recent = ProcessRun.objects.filter(process__in=found, day__gt=today - 2 * LOOKED_BACK_RARE, day__lte=today)
    for run in recent.select_related("member").order_by("-day", "-id"):
        runs[run.process_id].append(run)
    able = {one.id: one for one in process_abilities(found, today)}
    agreed = _agreements(found)
    return [_line(row, runs[row.pk], able[row.pk], agreed.get((row.pk, row.holder_id)), today) for row in found]


def process_digest(process: Process) -> str:
    """The hash of what a holder agrees to: cadence, day, minutes, the company's words and the written steps."""
    said = [process.own, process.cadence, process.day, process.minutes, process.steps]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def run_line(run: ProcessRun) -> RunLine:
    return RunLine(run.day, ref(run.member), run.evidence)


def expected(process: Process, period: Period) -> list[Slot]:
    """When it fell or falls due in `period`, within the days the process is in force."""
    found = slots(process.cadence, process.day, period, since=process.start)
    return [slot for slot in found if process.end is None or slot.due < process.end]


def _line(row: Process, runs: list[ProcessRun], able: Ability, agreed: date | None, today: date) -> ProcessLine:
    words, days = process_words(row), [run.day for run in runs]
    back = LOOKED_BACK_RARE if row.cadence in RARE else LOOKED_BACK
    since = max(today - back, row.start)
    over = expected(row, Period(since, today)) if since < today else []
    other = next((run for run in runs if run.member_id != row.holder_id), None)
    return ProcessLine(
        id=row.pk,
        code=row.code,
        name=words.name,
        output=words.output,
        leaves=words.evidence,
        role=role_title(row.role),
        cadence=row.cadence,
        cadence_name=row.get_cadence_display(),
        day=row.day,
        minutes=row.minutes,
        critical=row.critical,
        ability=able,
        holder=ref(row.holder) if row.holder else None,
        backup=ref(row.backup) if row.backup else None,
        steps=row.steps,
        steps_at=row.steps_at,
        steps_by=row.steps_by,
        last_run=run_line(runs[0]) if runs else None,
        without=run_line(other) if other else None,
        since=since,
        carried=carried(over, days, today),
        overdue=overdue(over, days, today),
        next_due=next_due(row.cadence, row.day, days, today, since=row.start),
        agreed=agreed or NoData.because("process_not_agreed"),
    )


def _agreements(rows: Iterable[Process]) -> dict[tuple[int, int | None], date]:
    """(process, member) -> the day they agreed to it as it is now."""
    digests = {f"process:{row.pk}": (row.pk, process_digest(row)) for row in rows}
    found: dict[tuple[int, int | None], date] = {}
    for one in Agreement.objects.filter(subject__in=digests).order_by("at"):
        process, digest = digests[one.subject]
        if one.digest == digest:
            found[process, one.member_id] = one.at.date()
    return found
