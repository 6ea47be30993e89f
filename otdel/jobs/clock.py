"""The clock: tasks that repeat. Each chapter names its own in its AppConfig.ready()."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from otdel.jobs.models import Beat

REPEATED: dict[str, timedelta] = {}


def repeat(task: str, every: timedelta) -> None:
    """Queue the task at dotted path `task` once in each `every`, however many workers there are."""
    REPEATED[task] = every


def beat() -> int:
    """Queues what is due and returns how many. The first beat of a task comes one interval after it is first seen."""
    return sum(_beat(task, every) for task, every in REPEATED.items())


def _beat(path: str, every: timedelta) -> bool:
    now = timezone.now()
    with transaction.atomic():
        Beat.objects.get_or_create(name=path, defaults={"next_at": now + every})
        if not Beat.objects.filter(name=path, next_at__lte=now).update(next_at=now + every):
            return False
        task: Any = import_string(path)
        task.enqueue()
    return True
