"""The past as it would have been forecast: each Monday of a year from what was known that morning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from otdel.forecasting.models import Forecast
from otdel.forecasting.queries.goals import Aimed
from otdel.forecasting.queries.history import History
from otdel.forecasting.services.judging import judge
from otdel.forecasting.services.making import REPLAYED, forecasts, keep
from otdel.forecasting.services.watching import watch
from otdel.scorecard.queries.valuing import Valuer

WEEKS = 52
Progress = Callable[[str, int, int], None]


def mondays(today: date, weeks: int = WEEKS) -> list[date]:
    """The last Mondays before today, oldest first."""
    latest = today - timedelta(days=today.weekday() or 7)
    return [latest - timedelta(weeks=back) for back in reversed(range(weeks))]


def replay(today: date, *, weeks: int = WEEKS, progress: Progress = lambda *_: None) -> int:
    """Forecast the months and raise the warnings of each Monday that has none yet; how many Mondays were replayed.

    Sales count from the day they were paid; what else is known of a day is taken as known the next morning. Each Monday
    is kept by itself, its warnings with its forecasts, so that a worker that dies leaves whole ones.
    """
    valuer = Valuer.load(today)
    history = History(valuer.book)
    done = set(Forecast.objects.values_list("seen_on", flat=True).distinct())
    waiting = [day for day in mondays(today, weeks) if day not in done]
    for place, day in enumerate(waiting):
        progress("forecasting_replay", place, len(waiting))
        made = forecasts(valuer, history, day, units=("month",), draws=REPLAYED, only=of_the_past)
        with transaction.atomic():
            keep(made, day)
            watch(valuer.holders, history, day, replayed=True)
    judge(valuer, history, today)
    return len(waiting)


def of_the_past(aimed: Aimed) -> bool:
    """What is worth replaying: planned measures, and the department's own KPIs."""
    return aimed.subject.kind == "measure" or aimed.subject.who is None
