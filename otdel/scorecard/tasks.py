"""Work on values away from the page."""

from __future__ import annotations

from django_tasks import task

from otdel.accounts.queries import company_today
from otdel.kit.viewer import AT_TERMINAL
from otdel.scorecard.services.computing import compute


@task()
def keep_up() -> dict[str, int | bool]:
    """Bring the stored values up to date. Asked for by the clock and after changes; it computes what changed only."""
    done = compute(company_today(AT_TERMINAL))
    return {"values": done.values, "changed": done.changed, "frozen": done.frozen, "overtaken": done.overtaken}
