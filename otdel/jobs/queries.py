"""Jobs as people watch them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otdel.jobs.models import Job, Jobs, State
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer

SEE_ALL = (Role.OWNER, Role.HEAD)


@dataclass(frozen=True, slots=True)
class JobState:
    """A job now. `progress` runs from 0 to 1; `reason` is there when it failed; `step` is a code for wording."""

    id: int
    task: str
    subject: str
    state: str
    step: str
    progress: float
    attempts: int
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    reason: Reason | None
    result: object

    @property
    def ended(self) -> bool:
        return self.state in {State.DONE, State.FAILED}

    @property
    def percent(self) -> int:
        return round(self.progress * 100)


def job(viewer: Viewer, job_id: int) -> JobState | None:
    """The job, or nothing when there is none the viewer may see: owners and heads see all, others their own."""
    found = _seen_by(viewer).filter(pk=job_id).first()
    return _state(found) if found else None


def jobs(viewer: Viewer, *, subject: str = "", limit: int = 50) -> list[JobState]:
    """The newest jobs first, all or those about `subject`."""
    found = _seen_by(viewer).order_by("-id")
    return [_state(row) for row in (found.filter(subject=subject) if subject else found)[:limit]]


def _seen_by(viewer: Viewer) -> Jobs:
    return Job.objects.all() if viewer.may(*SEE_ALL) else Job.objects.filter(started_by=viewer.person)


def _state(row: Job) -> JobState:
    return JobState(
        id=row.pk,
        task=row.task.rsplit(".", 1)[-1],
        subject=row.subject,
        state=row.state,
        step=row.step,
        progress=row.progress,
        attempts=row.attempts,
        queued_at=row.queued_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        reason=Reason.of(row.reason["code"], **row.reason["values"]) if row.reason else None,
        result=row.result,
    )
