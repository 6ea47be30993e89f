"""Work on forecasts away from the page."""

from __future__ import annotations

from django_tasks import TaskContext, task

from otdel.accounts.queries import company_today
from otdel.forecasting.services.making import make_now
from otdel.jobs.leases import lease
from otdel.kit.viewer import AT_TERMINAL


@task()
def keep_up() -> dict[str, int]:
    """Asked for by the clock: today's forecasts, kept once for each state of the facts."""
    made = make_now(company_today(AT_TERMINAL))
    return {"goals": made.goals, "new": made.new, "silent": made.silent}


@task(takes_context=True)
def forecast_now(context: TaskContext) -> None:
    """The same for somebody who asked, with its progress."""
    with lease(context) as work:
        made = make_now(company_today(AT_TERMINAL), work.step)
        with work.once({"goals": made.goals, "new": made.new, "silent": made.silent}):
            pass
