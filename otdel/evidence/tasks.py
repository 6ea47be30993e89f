"""Work on the mix model away from the page: ids in, a service called."""

from __future__ import annotations

from django_tasks import TaskContext, task

from otdel.evidence.services import fitting
from otdel.jobs.leases import lease


@task(takes_context=True)
def fit_mix(context: TaskContext, by: int | None = None, name: str = "") -> None:
    """Fit the model to the facts as they are now. Taken up again after a worker died, it still adds one version."""
    with lease(context) as work:
        fitting.fit_now(work, by, name)


@task(takes_context=True)
def draw_again(context: TaskContext, fit_id: int) -> None:
    """Make the draws of a version again after their file was lost."""
    with lease(context) as work:
        fitting.draw_again(work, fit_id)


@task()
def keep_fitted() -> int | None:
    """Asked for by the clock every night: a fitting when something changed since the last."""
    return fitting.fit_when_changed()
