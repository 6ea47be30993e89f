"""Work on imports away from the page: ids in, a service called."""

from __future__ import annotations

from django_tasks import TaskContext, task

from otdel.jobs.leases import lease
from otdel.measurement.models import Import
from otdel.measurement.services import landing, understanding


@task(takes_context=True)
def land(context: TaskContext, import_id: int) -> None:
    """Land the import. Taken up again after a worker died, it lands what it would have landed, once."""
    with lease(context) as work:
        landing.land_import(import_id, work.step)


@task()
def look_at_import(import_id: int) -> None:
    """Understand a file too large to be understood while its page waits."""
    item = Import.objects.select_related("file").get(pk=import_id)
    if not item.preview:
        understanding.look(item)
