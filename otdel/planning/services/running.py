"""A task on its way: taken, passed on, waiting for somebody, moved, dropped, handed over."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Member
from otdel.planning.models import Task, TaskKind, Wait
from otdel.planning.queries.rights import must
from otdel.planning.rules.life import State
from otdel.planning.services.common import NOT_OVER, WITH_ITS_OWNER, locked, must_be, said, subject

TESTS = (TaskKind.TEST, TaskKind.COPY_TEST)


@transaction.atomic
def give(viewer: Viewer, pk: int, to: int) -> Task:
    """Pass a task on to another member; its dates stay. NotAllowed when either is not the viewer's to give work to."""
    task, of = locked(viewer, pk)
    must(of.decides(task) and of.may_give_to(to), "work is passed on among oneself and those one leads")
    must_be(task, *WITH_ITS_OWNER)
    taker = Member.objects.filter(pk=to).first()
    if taker is None:
        raise Refused(Reason.of("work_member_unknown", who=str(to)))
    before, task.owner = task.owner, taker
    task.save(update_fields=["owner"])
    audit(viewer, "task.given", subject(task), before=before.name, after=taker.name)
    return task


def take(viewer: Viewer, pk: int) -> Task:
    """Take over the task of somebody one leads. Refused when the viewer has no place in the department."""
    from otdel.organisation.queries.members import member_of

    own = member_of(viewer)
    if own is None:
        raise Refused(Reason.of("work_viewer_no_member"))
    return give(viewer, pk, own.id)


@transaction.atomic
def wait(viewer: Viewer, pk: int, what: str) -> Wait:
    """The clock stands still from now: the task waits for somebody, said in `what`."""
    task, of = locked(viewer, pk)
    must(of.runs(task), "only its owner and their leaders say that a task waits")
    must_be(task, State.OPEN, State.RETURNED)
    waiting = Wait.objects.create(task=task, what=said(what, "task_wait_needs_words"), since=timezone.now())
    audit(viewer, "task.waits", subject(task), what=waiting.what)
    return waiting


@transaction.atomic
def carry_on(viewer: Viewer, pk: int) -> Task:
    """What the task waited for has come: the clock runs again."""
    task, of = locked(viewer, pk)
    must(of.runs(task), "only its owner and their leaders say that a task goes on")
    if must_be(task, *NOT_OVER) is not State.WAITING:
        raise Refused(Reason.of("task_does_not_wait", title=task.title))
    stop_waiting(task, timezone.now())
    audit(viewer, "task.goes_on", subject(task))
    return task


@transaction.atomic
def hand_over(viewer: Viewer, pk: int) -> Task:
    """It is done: it goes to its customer, or is accepted at once when nobody else is to look at it."""
    task, of = locked(viewer, pk)
    must(of.runs(task), "only its owner and their leaders hand a task over")
    must_be(task, *WITH_ITS_OWNER)
    if task.kind in TESTS and not task.outcome:
        raise Refused(Reason.of("test_needs_outcome", title=task.title))
    now = timezone.now()
    stop_waiting(task, now)
    if task.handed_at is None:
        task.handed_at = now
    else:
        task.rehanded_at = now
    if task.customer_id in (None, task.owner_id):
        task.accepted_at = now
    task.save(update_fields=["handed_at", "rehanded_at", "accepted_at"])
    audit(viewer, "task.handed_over", subject(task), title=task.title)
    return task


@transaction.atomic
def move_due(viewer: Viewer, pk: int, due: date) -> Task:
    """Promise another date. The date first promised stays: measures go by it."""
    task, of = locked(viewer, pk)
    must(of.decides(task), "a date is moved by the task's owner and their leaders")
    must_be(task, *NOT_OVER)
    before, task.due = task.due, due
    task.save(update_fields=["due"])
    audit(viewer, "task.moved", subject(task), before=before.isoformat(), after=due.isoformat())
    return task


@transaction.atomic
def drop(viewer: Viewer, pk: int, why: str) -> Task:
    """It will not be done. After its first due date it stays among the tasks that were due."""
    task, of = locked(viewer, pk)
    must(of.decides(task), "a task is dropped by its owner and their leaders")
    must_be(task, *NOT_OVER)
    task.dropped_why, task.dropped_at = said(why, "task_drop_needs_reason"), timezone.now()
    stop_waiting(task, task.dropped_at)
    task.save(update_fields=["dropped_why", "dropped_at"])
    audit(viewer, "task.dropped", subject(task), title=task.title, why=task.dropped_why)
    return task


def stop_waiting(task: Task, now: datetime) -> None:
    task.waits.filter(until=None).update(until=now)
