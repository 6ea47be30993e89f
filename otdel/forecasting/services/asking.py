"""Asking for forecasts anew: one job at a time."""

from __future__ import annotations

from django.db import transaction

from otdel.accounts.models import Company
from otdel.forecasting.queries.rights import MAY_ASK_AGAIN
from otdel.jobs.models import Job, State
from otdel.jobs.services import start
from otdel.kit.viewer import Viewer

TASK, SUBJECT = "otdel.forecasting.tasks.forecast_now", "forecast"


def ask_now(viewer: Viewer) -> int:
    """The job that forecasts every goal from the facts as they are now; the one that waits or runs already, if any.

    Raises NotAllowed.
    """
    viewer.must(*MAY_ASK_AGAIN)
    with transaction.atomic():
        Company.objects.select_for_update().first()  # whoever asks at the same moment waits, then finds this job
        standing = Job.objects.filter(subject=SUBJECT, state__in=(State.WAITING, State.RUNNING)).first()
        return standing.pk if standing else start(viewer, TASK, SUBJECT)
