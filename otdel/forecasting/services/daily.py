"""The work of a day: forecasts, warnings, outcomes; asked for by the clock, and by people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from otdel.accounts.models import Company
from otdel.forecasting.queries.goals import by_the_year
from otdel.forecasting.queries.history import History
from otdel.forecasting.services.judging import judge
from otdel.forecasting.services.making import forecasts, keep
from otdel.forecasting.services.watching import watch
from otdel.scorecard.queries.valuing import Valuer

OF_A_YEAR = 300  # paths: in January each is 365 days long


@dataclass(frozen=True, slots=True)
class Done:
    goals: int = 0
    new: int = 0
    silent: int = 0
    warnings: int = 0
    outcomes: int = 0


def work_of(on: date, progress: Callable[[str, int, int], None] = lambda *_: None) -> Done:
    """Run twice over the same facts it adds nothing."""
    if not Company.objects.exists():
        return Done()
    valuer = Valuer.load(on)
    history = History(valuer.book)
    found = forecasts(valuer, history, on, progress=progress)
    found += forecasts(valuer, history, on, units=("year",), draws=OF_A_YEAR, only=by_the_year(valuer, on))
    with transaction.atomic():
        made, raised = keep(found, on), watch(valuer.holders, history, on)
    return Done(made.goals, made.new, made.silent, raised, judge(valuer, history, on))
