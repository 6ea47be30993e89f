"""Today, as one person sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from otdel.accounts.queries import company_today
from otdel.evidence.asked import Asked
from otdel.evidence.queries import MoneyAnswer
from otdel.evidence.queries.company import company_money, company_question, today
from otdel.evidence.queries.facts import MAY_SEE_MONEY
from otdel.evidence.queries.mix_proposals import waiting
from otdel.forecasting.queries.forecasts import GoalLine, goal_tree, running
from otdel.forecasting.queries.rights import READERS
from otdel.forecasting.queries.standing import live
from otdel.forecasting.queries.subjects import COMPANY
from otdel.forecasting.queries.warnings import WarningLine
from otdel.forecasting.queries.warnings import signals as early_warnings
from otdel.kit.calendar import Unit, containing
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.measurement.queries.data import data_state, unfinished
from otdel.measurement.rules import SEES_SALARIES
from otdel.motivation.queries.answers import open_offers
from otdel.motivation.queries.late_pay import late_pay
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.queries.answer import EVERYTHING
from otdel.scorecard.queries.measures import company_currency
from otdel.scorecard.queries.valuing import Valuer
from otdel.today import rules
from otdel.today.owners import Owners
from otdel.today.rules import Signal

COST = "marketing_cost_total"  # what the money pages count as spent, salaries and all
UNITS: tuple[Unit, ...] = ("month", "quarter", "year")
WEEKS = 10  # before this one: how each key number went


@dataclass(frozen=True, slots=True)
class Today:
    """`signals` are all: late pay, offers, proposed budgets, then the largest money first. `owners` say whose each is.

    `whole` is the period to its last day. `goal` is the company's first goal of the period with a forecast;
    `warnings` are early warnings by their number; `budget` is what the whole period may cost, as approved; `weeks`
    are answers of whole weeks, the oldest first.
    """

    day: date
    whole: Period
    asked: Asked
    money: MoneyAnswer
    signals: tuple[Signal, ...]
    owners: Owners
    last_day: date | None
    goal: GoalLine | None = None
    warnings: dict[int, WarningLine] = field(default_factory=dict)
    weeks: tuple[MoneyAnswer, ...] = ()
    budget: Money | None = None


def overview(viewer: Viewer, unit: Unit = "quarter") -> Today:
    """What happened in the month, quarter or year so far, and what needs a decision. Raises NotAllowed, NotSetUp."""
    viewer.must(*MAY_SEE_MONEY)
    day = today(viewer)
    named = containing(day, unit)
    asked = Asked(named)
    answer = company_money(viewer, company_question(viewer, asked, day))
    state = data_state(viewer, day)
    early = told(viewer, unit)
    late = [
        (line.name, line.last_day, line.age.days)
        for line in state.sources
        if line.age and line.age.late and line.last_day
    ]
    found = rules.ordered(
        [
            *rules.losing_campaigns(answer),
            *rules.early(early),
            *rules.steps_of_money(answer),
            *rules.late_sources(sorted(late)),
            *rules.waiting(unfinished(viewer)),
        ]
    )
    asks = [*rules.offers(open_offers(viewer)), *rules.budgets(waiting(viewer))]
    found = [*rules.late_pay(late_pay(viewer)), *asks, *found]
    return Today(
        day, named.period, asked, answer, tuple(rules.dated(found, day)), Owners.on(day, viewer.name), state.last_day,
        main_goal(viewer, unit), {one.id: one for one in early}, _weeks(viewer, day) if answer.fresh else (),
        budget_of(viewer, named.period, day),
    )  # fmt: skip


def main_goal(viewer: Viewer, unit: Unit) -> GoalLine | None:
    """What the company is to reach first of all, where it is forecast; a year without one by its quarter."""
    if not viewer.may(*READERS):
        return None
    tree = goal_tree(viewer, running(viewer, unit))
    known = {line.code: line for line in tree.company if line.odds is not None}
    found = next((known[code] for code in COMPANY if code in known), None)
    return main_goal(viewer, "quarter") if found is None and unit == "year" else found


def unforecast(viewer: Viewer, unit: Unit) -> Reason | None:
    """Why the company's first goal of the period has no forecast; nothing when there is no goal either."""
    tree = goal_tree(viewer, running(viewer, unit))
    known = {line.code: line.reason for line in tree.company if line.reason is not None}
    return next((known[code] for code in COMPANY if code in known), None)


def budget_of(viewer: Viewer, period: Period, day: date) -> Money | None:
    """The approved cost of all marketing in a period; nothing without a plan of every day of it, or without salaries.

    It is compared with what was spent, and both hold salaries.
    """
    plan = meaning(f"{COST}_plan")
    if plan is None or not viewer.may(*SEES_SALARIES):
        return None
    value = Valuer.load(day).book.measure(plan.measure, EVERYTHING, period).value
    return Money(value, company_currency()) if isinstance(value, Decimal) and value > 0 else None


def told(viewer: Viewer, unit: Unit) -> tuple[WarningLine, ...]:
    """Early warnings this viewer can still act on, one a goal: that of the period looked at, else the newest."""
    found: dict[tuple[str, str, int], WarningLine] = {}
    for one in live(early_warnings(viewer), company_today(viewer)):
        key = (one.kind, one.code, one.who.id if one.who else 0)
        if key not in found or (one.named is not None and one.named.unit == unit):
            found[key] = one
    return tuple(found.values())


def _weeks(viewer: Viewer, day: date) -> tuple[MoneyAnswer, ...]:
    """The same numbers for each of the last whole weeks."""
    weeks = [containing(day - timedelta(weeks=back), "week") for back in range(WEEKS, 0, -1)]
    return tuple(company_money(viewer, company_question(viewer, Asked(one), day)) for one in weeks)
