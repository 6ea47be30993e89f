"""Starting work away from the page."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django_tasks.base import Task

from otdel.jobs.models import Job
from otdel.kit.viewer import Viewer


def start(viewer: Viewer, task: Task[Any, Any], subject: str = "", /, **arguments: Any) -> int:
    """Queue `task` with JSON arguments and return the job's id. `subject` names what it is about: "import:12".

    Called inside a transaction, the job exists once that commits.
    """
    with transaction.atomic():
        job = int(task.enqueue(**arguments).id)
        Job.objects.filter(pk=job).update(subject=subject, started_by=viewer.person)
    return job
