"""The worker: takes free jobs one at a time, takes up what dead workers left, and beats the clock."""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
import traceback
from uuid import uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone
from django_tasks import TaskContext

from otdel.jobs.backend import as_result, task_of
from otdel.jobs.clock import beat
from otdel.jobs.leases import LeaseLost, Work, kept, lease_end
from otdel.jobs.models import Job, State
from otdel.kit.reason import Reason

log = logging.getLogger("otdel.jobs")
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES}
NO_ANSWER = (OperationalError, InterfaceError)  # a busy or restarting database: what is recorded is safe
IDLE_SECONDS = 0.5
BEAT_SECONDS = 20.0


def take(worker: str) -> Job | None:
    """The next free job, now ours until its lease ends; nothing when there is none.

    SQLite begins the transaction with the write lock, PostgreSQL locks the row: two workers never take the same job.
    """
    now = timezone.now()
    with transaction.atomic():
        job = Job.objects.free(now).select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.state, job.worker, job.lease_until = State.RUNNING, worker, lease_end()
        job.attempts += 1
        job.started_at = job.started_at or now
        job.save(update_fields=["state", "worker", "lease_until", "attempts", "started_at"])
    if job.attempts > 1:
        log.warning("job %s (%s) was left behind; attempt %s", job.pk, job.task, job.attempts)
    return job


def reap() -> int:
    """Fails the jobs whose workers died at every attempt. Returns how many."""
    now = timezone.now()
    reason = {"code": "job_worker_lost", "values": {}}
    return Job.objects.lost(now).update(state=State.FAILED, reason=reason, finished_at=now, lease_until=None)


def work_on(job: Job) -> None:
    """Runs the job's task and records how it ended. A task that ended the job itself is left as it is."""
    work = Work(job.pk, job.attempts)
    try:
        with kept(work):
            task = task_of(job)
            context = [TaskContext(task_result=as_result(job, task))] if task.takes_context else []
            value = task.call(*context, *job.arguments["args"], **job.arguments["kwargs"])
            if not work.ended:
                with work.once(value):
                    pass
    except LeaseLost:
        log.warning("job %s was taken up by another worker", job.pk)
    except NO_ANSWER as error:
        log.warning("job %s (%s) lost the database: %s", job.pk, job.task, error)
        _leave(work, error)
    except Exception as error:
        log.exception("job %s (%s) failed", job.pk, job.task)
        _fail(work, error)


def _leave(work: Work, error: Exception) -> None:
    """The database went away in the middle: the job is for the next attempt, until there were enough of them."""
    close_old_connections()
    if work.attempt >= settings.JOB_ATTEMPTS:
        _fail(work, error)
    elif not work.ended:
        work.leave()


def _fail(work: Work, error: Exception) -> None:
    if not work.ended:
        work.fail(why_failed(error), traceback.format_exc().replace("\0", ""))  # PostgreSQL keeps no NUL


def why_failed(error: Exception) -> Reason:
    """A disk without room is said as such; everything else by the name of the error."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return Reason.of("disk_full")
    return Reason.of("job_failed", error=type(error).__name__)


def run_waiting() -> int:
    """Does everything that is due now, in this process, and returns how many jobs that was. For commands and tests."""
    count = 0
    while job := take(f"here-{os.getpid()}"):
        work_on(job)
        count += 1
    return count


def run(stop: threading.Event) -> None:
    """Works until `stop` is set; the job in hand is finished first. No job and no error of the database ends it."""
    worker = f"{os.getpid()}-{uuid4().hex[:8]}"
    next_beat = time.monotonic()
    log.info("worker %s is ready", worker)
    while not stop.is_set():
        try:
            close_old_connections()
            if time.monotonic() >= next_beat:
                next_beat = time.monotonic() + BEAT_SECONDS
                reap()
                beat()
            job = take(worker)
        except NO_ANSWER as error:
            log.warning("the database did not answer: %s", error)
            job = None
            stop.wait(IDLE_SECONDS * 4)
        if job is None or not _worked_on(job):
            stop.wait(IDLE_SECONDS)


def _worked_on(job: Job) -> bool:
    """Whether the job came to an end that could be written down; if not, it is taken up again when its lease ends."""
    try:
        work_on(job)
    except Exception:
        log.exception("how job %s (%s) ended could not be recorded", job.pk, job.task)
        return False
    return True
