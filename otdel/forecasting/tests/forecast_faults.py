"""Forecasts made in processes of their own that are killed before a write, or that run at the same moment."""

from __future__ import annotations

import json
import os
import signal
from datetime import date
from typing import Any

from django.db import connection

from otdel.forecasting.models import EarlyWarning, Forecast, Outcome
from otdel.forecasting.services.daily import work_of
from otdel.forecasting.services.replaying import replay
from otdel.forecasting.tests.conftest import TODAY, found_department, found_people, plan
from otdel.kit.period import Period

THEN, WEEKS = date(2026, 9, 28), 2  # the Mondays replayed lie in September, which is over and judged by today
MARGIN = "contribution_margin_marketing"


def prepare() -> None:
    """The department with plans out of reach: this month, the quarter, and the month before."""
    team = found_department(found_people())
    plan(MARGIN, 70_000)
    plan(MARGIN, 210_000, period=Period.quarter(2026, 4))
    plan(MARGIN, 70_000, period=Period.month(2026, 9))
    plan("contribution_margin_paid", 70_000, team.members["ihor"])


def work() -> None:
    """What a worker does in a morning: the Mondays it has not replayed, then today."""
    replay(THEN, weeks=WEEKS)
    work_of(TODAY)


def work_until(last: int) -> None:
    """The same, killed before write number `last`; prints how many there were when it came to the end."""
    left = last

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        work()
    print(last - left)


def kept() -> list[list[str]]:
    """Everything that was said, without numbers of rows and moments."""
    forecasts = Forecast.objects.values_list(
        "kind", "code", "whose", "unit", "start", "seen_on", "digest", "odds", "replayed"
    )
    warnings = [
        (one.topic, one.raised_on, one.replayed, one.to_id, one.right, _evidence(one))
        for one in EarlyWarning.objects.all()
    ]
    outcomes = Outcome.objects.values_list("kind", "code", "whose", "unit", "start", "value", "reached")
    return [sorted(map(str, rows)) for rows in (forecasts, warnings, outcomes)]


def _evidence(one: EarlyWarning) -> str:
    """In one order, whatever order the database keeps names in."""
    return json.dumps({**one.evidence, "forecast": None}, sort_keys=True)
