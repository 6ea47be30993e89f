"""Starting work away from the page."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from otdel.jobs.models import Job
from otdel.kit.viewer import Viewer


def start(viewer: Viewer, task: Task[Any, Any] | str, subject: str = "", /, **arguments: Any) -> int:
    """Queue `task` with JSON arguments and return the job's id. `subject` names what it is about: "import:12".

    Services name their chapter's task by its dotted path, since tasks stand above services.
    Called inside a transaction, the job exists once that commits.
    """
    if isinstance(task, str):
        task = cast("Task[Any, Any]", import_string(task))
    with transaction.atomic():
        job = int(task.enqueue(**arguments).id)
        Job.objects.filter(pk=job).update(subject=subject, started_by=viewer.person)
    return job
