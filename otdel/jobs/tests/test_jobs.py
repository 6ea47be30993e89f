"""A job is done once, tells how far it is, and says why it failed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from otdel.jobs import clock
from otdel.jobs.leases import LeaseLost, Work
from otdel.jobs.models import Beat, Job, State
from otdel.jobs.queries import job, jobs
from otdel.jobs.services import start
from otdel.jobs.tests import tasks
from otdel.jobs.worker import reap, run_waiting, take, work_on
from otdel.kit.viewer import Role, Viewer
from otdel.web.reasons import say

pytestmark = pytest.mark.django_db
ALICE = Viewer(1, "Alice", Role.OWNER)
BOB = Viewer(2, "Bob", Role.SPECIALIST)
CHARLIE = Viewer(3, "Charlie", Role.SPECIALIST)


def expire(job_id: int) -> None:
    Job.objects.filter(pk=job_id).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_task_is_queued_done_and_its_result_kept() -> None:
    made = start(BOB, tasks.add, "sum:1", first=2, second=3)
    assert run_waiting() == 1
    state = job(BOB, made)
    assert state and (state.state, state.result, state.progress, state.subject) == ("done", 5, 1.0, "sum:1")
    assert tasks.add.get_result(str(made)).return_value == 5


def test_one_specialist_does_not_see_the_jobs_of_another() -> None:
    made = start(BOB, tasks.add, first=1, second=1)
    assert job(CHARLIE, made) is None
    assert jobs(CHARLIE) == []
    assert [row.id for row in jobs(ALICE)] == [made]


def test_a_failed_task_says_why_and_keeps_its_trace_from_the_page() -> None:
    made = start(ALICE, tasks.stumble)
    run_waiting()
    state = job(ALICE, made)
    assert state and state.state == "failed" and state.reason
    assert "ValueError" in say(state.reason)
    assert "a stone" in Job.objects.get(pk=made).trace


def test_two_workers_never_take_the_same_job() -> None:
    start(ALICE, tasks.add, first=1, second=1)
    assert take("first") is not None
    assert take("second") is None


def test_a_job_left_behind_is_taken_up_and_its_effect_happens_once() -> None:
    made = start(ALICE, tasks.count, name="effect")
    lost = take("dies")
    assert lost
    expire(made)
    taken_up = take("lives")
    assert taken_up and taken_up.attempts == 2
    work_on(taken_up)
    work_on(lost)  # the first worker was only slow: it comes back to life too late
    assert Beat.objects.filter(name__startswith="effect").count() == 1
    assert Job.objects.get(pk=made).state == State.DONE


def test_a_worker_that_lost_its_lease_cannot_report_or_finish() -> None:
    made = start(ALICE, tasks.count, name="late")
    slow = take("slow")
    expire(made)
    take("quick")
    assert slow
    work = Work(made, slow.attempts)
    with pytest.raises(LeaseLost):
        work.step("counting", 1, 2)
    with pytest.raises(LeaseLost), work.once():
        raise AssertionError("the body must not run")


def test_a_job_whose_workers_keep_dying_is_given_up_with_a_reason(settings: Settings) -> None:
    settings.JOB_ATTEMPTS = 2
    made = start(ALICE, tasks.count, name="poison")
    for worker in ("first", "second"):
        assert take(worker)
        expire(made)
    assert take("third") is None
    assert reap() == 1
    state = job(ALICE, made)
    assert state and state.reason and state.reason.code == "job_worker_lost"


def test_a_deferred_task_waits_for_its_time() -> None:
    tasks.add.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(1, 2)
    assert run_waiting() == 0
    Job.objects.update(run_after=timezone.now())
    assert run_waiting() == 1


def test_the_clock_queues_a_repeated_task_once_an_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "REPEATED", {"otdel.jobs.tests.tasks.stumble": timedelta(hours=1)})
    assert clock.beat() == 0, "first seen: due in an hour"
    Beat.objects.update(next_at=timezone.now())
    assert clock.beat() == 1
    assert clock.beat() == 0
    assert Job.objects.get().task == "otdel.jobs.tests.tasks.stumble"
