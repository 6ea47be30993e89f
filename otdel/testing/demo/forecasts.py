"""Forecasts of the demo company: the last year as of each Monday, and today's, made by the same services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from otdel.forecasting.services.daily import work_of
from otdel.forecasting.services.replaying import replay

Progress = Callable[[str, int, int], None]


def look_ahead(today: date, progress: Progress) -> None:
    """Replay the Mondays, then do the work of today."""
    replay(today, progress=progress)
    work_of(today, progress)
