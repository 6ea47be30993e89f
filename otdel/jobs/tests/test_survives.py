"""A worker outlives its jobs and its database: what cannot be recorded now is taken up again, and nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from pytest_django import Settings

from otdel.jobs import worker
from otdel.jobs.leases import Work
from otdel.jobs.models import Job, State
from otdel.jobs.queries import job
from otdel.jobs.services import start
from otdel.jobs.tests import tasks
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer

pytestmark = pytest.mark.django_db
ALICE = Viewer(1, "Alice", Role.OWNER)
LOCKED = OperationalError("database is locked")


@pytest.fixture
def until_idle(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The worker's own loop, in this thread, until it has waited ten times with nothing left to do."""

    class Enough(threading.Event):
        waits = 0

        def wait(self, timeout: float | None = None) -> bool:
            Enough.waits += 1
            if Enough.waits >= 10:
                self.set()
            return self.is_set()

    monkeypatch.setattr(worker, "beat", lambda: 0)
    return lambda: worker.run(Enough())


def breaking(monkeypatch: pytest.MonkeyPatch, name: str, *errors: Exception) -> None:
    """The first calls of a method of Work meet these errors, the later ones go well."""
    left, real = list(errors), getattr(Work, name)

    def broken(self: Work, *given: object, **named: object) -> object:
        if left:
            raise left.pop(0)
        return real(self, *given, **named)

    monkeypatch.setattr(Work, name, broken)


def test_a_job_that_met_a_locked_database_is_done_at_the_next_attempt(
    monkeypatch: pytest.MonkeyPatch, until_idle: Callable[[], None]
) -> None:
    made = start(ALICE, tasks.add, first=2, second=3)
    breaking(monkeypatch, "once", LOCKED)
    until_idle()
    state = job(ALICE, made)
    assert state and (state.state, state.result) == ("done", 5)
    assert Job.objects.get(pk=made).attempts == 2


def test_an_end_that_cannot_be_recorded_does_not_end_the_worker(
    monkeypatch: pytest.MonkeyPatch, until_idle: Callable[[], None]
) -> None:
    first, second = start(ALICE, tasks.stumble), start(ALICE, tasks.add, first=2, second=3)
    breaking(monkeypatch, "fail", InterfaceError("connection already closed"))
    until_idle()
    assert Job.objects.get(pk=second).state == State.DONE
    assert Job.objects.get(pk=first).state == State.RUNNING, "its lease runs on; then it is taken up again"
    Job.objects.filter(pk=first).update(lease_until=timezone.now())
    assert worker.run_waiting() == 1
    assert Job.objects.get(pk=first).state == State.FAILED


def test_a_database_that_never_answers_a_job_fails_it_in_the_end(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, until_idle: Callable[[], None]
) -> None:
    settings.JOB_ATTEMPTS = 2
    made = start(ALICE, tasks.add, first=2, second=3)
    breaking(monkeypatch, "once", LOCKED, LOCKED, LOCKED)
    until_idle()
    state = job(ALICE, made)
    assert state and (state.state, state.reason) == ("failed", Reason.of("job_failed", error="OperationalError"))


def test_a_trace_with_bytes_no_database_keeps_is_kept_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made = start(ALICE, tasks.add, first=2, second=3)
    breaking(monkeypatch, "once", ValueError("a\0stone"))
    worker.run_waiting()
    kept = Job.objects.get(pk=made)
    assert kept.state == State.FAILED
    assert "astone" in kept.trace
