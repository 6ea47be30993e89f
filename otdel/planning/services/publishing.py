"""What happens to a task's result: its material is ready, it is live, a test ended, an error was found in it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.planning.models import Outcome, Task
from otdel.planning.queries.pieces import company_zone
from otdel.planning.queries.rights import must
from otdel.planning.rules.life import State
from otdel.planning.services.common import NOT_OVER, WITH_ITS_OWNER, locked, must_be, not_ahead, said, subject
from otdel.planning.services.running import TESTS, hand_over


@transaction.atomic
def mark_ready(viewer: Viewer, pk: int, moment: datetime | None = None) -> Task:
    """The material is ready to go live, at `moment` or now. It is said once."""
    task, of = locked(viewer, pk)
    must(of.runs(task), "only its owner and their leaders say that it is ready")
    must_be(task, *NOT_OVER)
    if task.ready_at:
        raise Refused(Reason.of("task_ready_already", title=task.title))
    task.ready_at = not_ahead(moment)
    task.save(update_fields=["ready_at"])
    audit(viewer, "task.ready", subject(task), at=task.ready_at.isoformat())
    return task


@transaction.atomic
def mark_live(viewer: Viewer, pk: int, moment: datetime | None = None) -> Task:
    """It went live, at `moment` or now. It is said once; what is accepted can still go live."""
    task, of = locked(viewer, pk)
    must(of.runs(task), "only its owner and their leaders say that it is live")
    must_be(task, *NOT_OVER, State.DONE)
    if task.live_at:
        raise Refused(Reason.of("task_live_already", title=task.title))
    task.live_at = not_ahead(moment)
    if task.ready_at and task.live_at < task.ready_at:
        raise Refused(Reason.of("task_live_before_ready", title=task.title))
    task.save(update_fields=["live_at"])
    audit(viewer, "task.live", subject(task), at=task.live_at.isoformat())
    return task


@transaction.atomic
def conclude(viewer: Viewer, pk: int, outcome: str, note: str = "") -> Task:
    """A test ended by its own rule: won, lost or flat. It is handed over with that."""
    task, of = locked(viewer, pk)
    must(of.runs(task), "only its owner and their leaders conclude a test")
    if task.kind not in TESTS:
        raise Refused(Reason.of("task_is_no_test", title=task.title))
    must_be(task, *WITH_ITS_OWNER)
    if outcome not in Outcome.values:
        raise Refused(Reason.of("test_outcome_unknown", value=outcome))
    task.outcome = outcome
    task.save(update_fields=["outcome"])
    audit(viewer, "test.concluded", subject(task), title=task.title, outcome=outcome, note=note.strip())
    return hand_over(viewer, pk)


@transaction.atomic
def found_error(viewer: Viewer, pk: int, what: str, day: date | None = None) -> Task:
    """A critical error (fact, price, law, link) was found in what is live, on `day` or today. The first day counts."""
    task, _ = locked(viewer, pk)
    found = day or company_today(viewer)
    words = said(what, "task_error_needs_words")
    if task.live_at is None:
        raise Refused(Reason.of("task_not_live", title=task.title))
    if not task.live_at.astimezone(company_zone()).date() <= found <= company_today(viewer):
        raise Refused(Reason.of("task_error_day_wrong", day=found.isoformat()))
    task.error_found_on = min(found, task.error_found_on or found)
    task.save(update_fields=["error_found_on"])
    audit(viewer, "task.error_found", subject(task), title=task.title, what=words, day=found.isoformat())
    return task
