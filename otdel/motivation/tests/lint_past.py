"""A made-up past: what each KPI was month by month, as a simulator draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from otdel.motivation.queries.history import DEPARTMENT, MARGIN, History, Seen
from otdel.motivation.queries.paid_people import Paid
from otdel.motivation.queries.simulation import Simulator
from otdel.motivation.rules.lints import Context
from otdel.motivation.rules.plan import Plan
from otdel.motivation.tests.lint_plans import LIBRARY
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.queries.periods import last_periods

D = Decimal
IHOR, OLHA = MemberRef(1, "ihor", "Ihor"), MemberRef(2, "olha", "Olha")
Series = Mapping[str, Sequence[str | None]]


def history(series: Mapping[int, Series], *, noise: float = 0.0, margin: Sequence[str] = ()) -> History:
    """Months up to October 2026; a figure is attainment and value at once, None a month without data."""
    length = max(len(figures) for of in series.values() for figures in of.values())
    months = tuple(last_periods("month", date(2026, 10, 1), length))
    rows = {
        (kpi, whose): {
            named.period.start: Seen(_known(figure), _known(figure), D(1), noise, {})
            for named, figure in zip(months, figures, strict=True)
        }
        for whose, of in series.items()
        for kpi, figures in of.items()
    }
    for named, amount in zip(months, margin, strict=False):
        seen = Seen(None, None, None, 0.0, {MARGIN: D(amount)})
        rows.setdefault(("cmo_romi", DEPARTMENT), {})[named.period.start] = seen
    return History(months, rows)


def _known(figure: str | None) -> Decimal | None:
    return None if figure is None else D(figure)


def simulator(plan: Plan, past: History, *who: MemberRef) -> Simulator:
    people = tuple(Paid(one, plan.base, plan.target_variable, signed=True) for one in who or (IHOR,))
    return Simulator(past, people, currency=plan.currency)


def context(plan: Plan, past: History) -> Context:
    """What the library says of KPIs, and this past for Ihor."""
    return replace(LIBRARY, simulate=simulator(plan, past).of)


def fair(months: int = 12) -> dict[str, list[str | None]]:
    """A past in which the sound plan is as it should be: targets reached in 7 months of 12, nothing near an edge."""
    turn: list[str | None] = [
        "0.92",
        "1.02",
        "1.05",
        "0.95",
        "1.03",
        "1.08",
        "0.96",
        "1.01",
        "1.04",
        "0.94",
        "1.06",
        "0.97",
    ]
    tests: list[str | None] = ["2.9", "3.1", "3.2", "2.8", "3", "3.3", "2.9", "3.1", "3", "2.9", "3.1", "2.9"]
    return {
        "ppc_ql": turn[:months],
        "ppc_cpql": (turn[3:] + turn[:3])[:months],
        "ppc_tests": tests[:months],
        "ppc_pace": ["1"] * months,
    }
