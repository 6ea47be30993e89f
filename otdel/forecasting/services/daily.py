"""The work of a day: forecasts, warnings, outcomes; asked for by the clock, and by people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from otdel.accounts.models import Company
from otdel.forecasting.queries.history import History
from otdel.forecasting.services.judging import judge
from otdel.forecasting.services.making import make
from otdel.forecasting.services.watching import watch
from otdel.scorecard.queries.valuing import Valuer


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
    made = make(valuer, history, on, progress=progress)
    raised = watch(valuer.holders, history, on)
    return Done(made.goals, made.new, made.silent, raised, judge(valuer, history, on))
