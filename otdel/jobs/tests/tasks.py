"""Tasks the tests run: they count their effects in the trail of beats, a table they may write to."""

from __future__ import annotations

import time

from django.utils import timezone
from django_tasks import TaskContext, task

from otdel.jobs.leases import lease
from otdel.jobs.models import Beat


@task(takes_context=True)
def count(context: TaskContext, name: str, seconds: float = 0.0) -> None:
    """Works for `seconds`, then leaves exactly one mark called `name`."""
    with lease(context) as work:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            work.step("counting", 1, 2)
            time.sleep(0.05)
        with work.once({"name": name}):
            Beat.objects.create(
                name=f"{name}-{Beat.objects.filter(name__startswith=name).count()}", next_at=timezone.now()
            )


@task()
def add(first: int, second: int) -> int:
    return first + second


@task()
def stumble() -> None:
    raise ValueError("a stone")
