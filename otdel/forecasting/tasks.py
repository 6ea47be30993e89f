"""Work on forecasts away from the page."""

from __future__ import annotations

from dataclasses import asdict

from django_tasks import TaskContext, task

from otdel.accounts.queries import company_today
from otdel.forecasting.services.daily import work_of
from otdel.jobs.leases import lease
from otdel.kit.viewer import AT_TERMINAL


@task()
def keep_up() -> dict[str, int]:
    """Asked for by the clock: today's forecasts and warnings, kept once for each state of the facts."""
    return asdict(work_of(company_today(AT_TERMINAL)))


@task(takes_context=True)
def forecast_now(context: TaskContext) -> None:
    """The same for somebody who asked, with its progress."""
    with lease(context) as work:
        done = work_of(company_today(AT_TERMINAL), work.step)
        with work.once(asdict(done)):
            pass
