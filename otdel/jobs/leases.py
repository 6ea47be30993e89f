"""Holding a job: the lease is renewed while its work goes on, and only the latest holder may finish it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks import TaskContext

from otdel.jobs.models import Job, State
from otdel.kit.reason import Reason

log = logging.getLogger("otdel.jobs")


class LeaseLost(Exception):
    """Another worker holds the job now; what this one did since is not to be kept."""


class Work:
    """What a task sees of its job: `id` to make effects idempotent, `step` to say how far it is, `once` to finish."""

    def __init__(self, job: int, attempt: int) -> None:
        self.id = job
        self.attempt = attempt

    def step(self, code: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done and how far it is. Raises LeaseLost when the job is not ours any more."""
        progress = min(done / total, 1.0) if total else 0.0
        self._update(step=code, progress=progress, lease_until=lease_end())

    def renew(self) -> None:
        self._update(lease_until=lease_end())

    def leave(self) -> None:
        """Gives the job back at once, for another attempt."""
        self._update(lease_until=timezone.now())

    @contextmanager
    def once(self, result: Any = None) -> Iterator[None]:
        """The effect and the end of the job are one transaction: both happen, once, or neither.

        Raises LeaseLost, and undoes the body's writes, when another worker has taken the job up.
        """
        with transaction.atomic():
            self._hold()
            yield
            self._update(state=State.DONE, progress=1.0, result=result, finished_at=timezone.now(), lease_until=None)

    def fail(self, reason: Reason, trace: str = "") -> None:
        """Ends the job without a result, with the reason people will read."""
        self._update(
            state=State.FAILED,
            reason=reason.plain(),
            trace=trace,
            finished_at=timezone.now(),
            lease_until=None,
        )

    @property
    def ended(self) -> bool:
        return not self._mine().exists()

    def _hold(self) -> None:
        if self._mine().select_for_update().first() is None:
            raise LeaseLost(f"job {self.id}, attempt {self.attempt}")

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.id, attempts=self.attempt, state=State.RUNNING)

    def _update(self, **values: Any) -> None:
        if not self._mine().update(**values):
            raise LeaseLost(f"job {self.id}, attempt {self.attempt}")


def lease_end() -> Any:
    return timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def lease(context: TaskContext) -> AbstractContextManager[Work]:
    """The job a task runs for: `with lease(context) as work: ...`."""
    return nullcontext(Work(int(context.task_result.id), context.attempt))


@contextmanager
def kept(work: Work) -> Iterator[Work]:
    """Renews the lease from a thread of its own, so a long step between two reports of progress keeps the job."""
    stop = threading.Event()
    thread = threading.Thread(target=_renew, args=(work, stop), name=f"lease-{work.id}", daemon=True)
    thread.start()
    try:
        yield work
    finally:
        stop.set()
        thread.join(timeout=5)


def _renew(work: Work, stop: threading.Event) -> None:
    try:
        while not stop.wait(settings.JOB_LEASE_SECONDS / 4):
            _renewed(work)
    except LeaseLost:
        log.info("job %s ended or was taken up by another worker", work.id)
    finally:
        connection.close()


def _renewed(work: Work) -> None:
    """One renewal; a busy or restarting database is asked again at the next, of which a lease holds several."""
    try:
        close_old_connections()
        work.renew()
    except (DatabaseError, InterfaceError) as error:
        log.warning("the lease of job %s was not renewed, it will be tried again: %s", work.id, error)
        connection.close()
