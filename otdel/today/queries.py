"""Today, as one person sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from otdel.evidence.asked import Asked
from otdel.evidence.queries import MoneyAnswer
from otdel.evidence.queries.company import company_money, company_question, today
from otdel.evidence.queries.facts import MAY_SEE_MONEY
from otdel.evidence.queries.mix_proposals import waiting
from otdel.kit.calendar import Unit, containing
from otdel.kit.viewer import Viewer
from otdel.measurement.queries.data import data_state, unfinished
from otdel.motivation.queries.answers import open_offers
from otdel.motivation.queries.late_pay import late_pay
from otdel.today import rules
from otdel.today.rules import Signal

UNITS: tuple[Unit, ...] = ("month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Today:
    """`signals` are those shown: late pay, offers, proposed budgets, then the largest money. `found` counts all."""

    day: date
    asked: Asked
    money: MoneyAnswer
    signals: tuple[Signal, ...]
    found: int
    last_day: date | None


def overview(viewer: Viewer, unit: Unit = "quarter") -> Today:
    """What happened in the month, quarter or year so far, and what needs a decision. Raises NotAllowed, NotSetUp."""
    viewer.must(*MAY_SEE_MONEY)
    day = today(viewer)
    asked = Asked(containing(day, unit))
    answer = company_money(viewer, company_question(viewer, asked, day))
    state = data_state(viewer, day)
    late = [
        (line.name, line.last_day, line.age.days)
        for line in state.sources
        if line.age and line.age.late and line.last_day
    ]
    found = rules.ordered(
        [
            *rules.losing_campaigns(answer),
            *rules.steps_of_money(answer),
            *rules.late_sources(sorted(late)),
            *rules.waiting(unfinished(viewer)),
        ]
    )
    asks = [*rules.offers(open_offers(viewer)), *rules.budgets(waiting(viewer))]
    found = [*rules.late_pay(late_pay(viewer)), *asks, *found]
    return Today(day, asked, answer, tuple(found[: rules.SHOWN]), len(found), state.last_day)
