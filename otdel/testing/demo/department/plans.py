"""Plans the demo's owner approved, month by month, and targets: near what came of them, never exactly it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from otdel.kit.period import Period
from otdel.scorecard.models import PlanValue
from otdel.testing.demo import company, truth
from otdel.testing.demo.department import figures
from otdel.testing.demo.department.cast import PAID, SOCIAL
from otdel.testing.demo.department.ground import Ground, moment, own_moments
from otdel.testing.demo.seasons import months_back

TYPED = (
    "margin_affiliate_net", "partners_active", "pr_cost", "affiliate_fees", "customers_affiliate_approved",
    "margin_treated", "contacts_treated", "margin_holdout", "contacts_holdout",
)  # fmt: skip
MONEY = frozenset(
    {"spend_paid", "marketing_cost_total", "contractor_cost", "affiliate_commission", "revenue_marketing",
     "contribution_per_new_customer_month", "contribution_margin_marketing", "contribution_margin_paid", "margin_email",
     "margin_affiliate_net", "pr_cost", "affiliate_fees", "margin_treated", "margin_holdout"}
)  # fmt: skip
HELD_BY = {  # whose plan it is; others are the department's
    "spend_paid": "ppc", "qualified_leads_paid": "ppc", "contribution_margin_paid": "ppc",
    "qualified_leads_organic_nonbrand": "seo",
    "qualified_leads_social": "smm", "margin_email": "email", "margin_affiliate_net": "affiliate",
    "partners_active": "affiliate", "affiliate_commission": "affiliate", "affiliate_fees": "affiliate",
    "customers_affiliate_approved": "affiliate", "margin_treated": "email", "contacts_treated": "email",
    "margin_holdout": "email", "contacts_holdout": "email",
}  # fmt: skip
CLOSE = {  # how far plans are off where people know what is coming; results vary more
    "spend_paid": 0.03, "marketing_cost_total": 0.025, "contractor_cost": 0.03, "affiliate_commission": 0.05,
    "affiliate_fees": 0.05, "contribution_per_new_customer_month": 0.02, "contacts_treated": 0.01,
    "contacts_holdout": 0.01, "margin_treated": 0.04, "margin_holdout": 0.03, "pr_cost": 0.02,
    "text_points_planned": 0.0, "text_points_accepted": 0.0,
}  # fmt: skip
AHEAD = 2  # months planned beyond the running one
GROWTH = 1.04  # of a plan over what is usual, where nothing is known yet
BUDGETS = ("spend_paid", "marketing_cost_total", "affiliate_commission", "affiliate_fees")
STEADY = (
    "contractor_cost", "contribution_per_new_customer_month", "partners_active", "pr_cost",
    "contacts_treated", "contacts_holdout", "text_points_planned", "text_points_accepted",
)  # fmt: skip


def approve(ground: Ground) -> None:
    """A plan for every measure that has one, for each month of the history and the next ones."""
    months = [*ground.months, *(months_back(ground.today, -n) for n in range(1, AHEAD + 1))]
    came = {month.start: _came(ground, month, place) for place, month in enumerate(ground.months[:-1])}
    made: list[PlanValue] = []
    for measure in came[months[0].start]:
        course = {month.start: came[month.start][measure] for month in ground.months[:-1]}
        for month, value in _planned(ground, measure, months, course):
            made += _plans(ground, measure, month, value)
    with own_moments(PlanValue, "at"):
        PlanValue.objects.bulk_create(made)


def _planned(
    ground: Ground, measure: str, months: list[Period], course: dict[date, float]
) -> Iterator[tuple[Period, float]]:
    """Near the mean of the month and its neighbours: whoever plans knows the season, not the weather."""
    for month in months:
        chance = ground.chance(f"plan {measure} {month.start}")
        known = course.get(month.start)
        if known is None:
            yield month, _ahead(ground, measure, month, course)
            continue
        near = [course.get(months_back(month.start, n).start, known) for n in (-1, 0, 0, 0, 1)]
        middle = sum(near) / len(near) if measure not in CLOSE else known
        guess = middle * chance.gauss(1.02, CLOSE.get(measure, 0.07))
        low, high = sorted((known / 1.24, known / 0.76))
        yield month, min(max(guess, low), high)


def _ahead(ground: Ground, measure: str, month: Period, course: dict[date, float]) -> float:
    """Of the last three months, by the season of each kind, and a little more."""
    seasons = truth.SPEND_SEASON if measure in BUDGETS else truth.SEASON
    last = [ground.month(back).start for back in (1, 2, 3)]
    usual = sum(course[day] / seasons[day.month - 1] for day in last) / len(last)
    return usual * (1 if measure in STEADY else seasons[month.start.month - 1]) * GROWTH


def _plans(ground: Ground, measure: str, month: Period, value: float) -> Iterator[PlanValue]:
    """The department's plan, and the same for whoever alone is to reach it."""
    approved = min(moment(month.start - timedelta(days=4), 16), _yesterday(ground))
    held = ground.holder(HELD_BY[measure], min(month.last_day, ground.today)) if measure in HELD_BY else None
    for member in (None, ground.members[held.key]) if held else (None,):
        yield PlanValue(
            measure=measure, member=member, start=month.start, end=month.end, value=_round(measure, value),
            currency=company.CURRENCY if measure in MONEY else "", at=approved, by=ground.accounts["andrii"],
            name=ground.accounts["andrii"].name,
        )  # fmt: skip


def _yesterday(ground: Ground) -> datetime:
    return moment(ground.today - timedelta(days=1), 16)


def _round(measure: str, value: float) -> Decimal:
    """As people write plans: thousands of hryvnias, whole things, and never nothing."""
    if measure in MONEY:
        return Decimal(round(value, -3)) if abs(value) > 20_000 else Decimal(max(400, round(value)))
    return Decimal(max(1, round(value)))


def _came(ground: Ground, month: Period, place: int) -> dict[str, float]:
    """What came of each planned measure in a month that is over, near enough to plan by."""
    sold, spent, shown = ground.ledger[month.start], ground.spent(month), figures.of(ground, month, place)
    found = {
        "spend_paid": sum(spent[name] for name in PAID),
        "marketing_cost_total": sum(spent.values()),
        "contractor_cost": sum(cost.amount for cost in company.COSTS if cost.kind == "contractor"),
        "affiliate_commission": spent[truth.AFFILIATES],
        "qualified_leads": sum(sold.qualified.values()),
        "qualified_leads_paid": sum(sold.qualified[name] for name in PAID),
        "qualified_leads_organic_nonbrand": sold.qualified[truth.CONTENT],
        "qualified_leads_social": sold.qualified[SOCIAL],
        "new_customers": sold.first_time,
        "contribution_per_new_customer_month": 420,
        "revenue_marketing": sum(sold.revenue[name] for name in sold.marketing),
        "contribution_margin_marketing": sum(sold.margin[name] for name in sold.marketing),
        "contribution_margin_paid": sum(sold.margin[name] for name in PAID),
        "margin_email": sold.margin[truth.EMAIL],
        "pr_points": 12,
        "text_points_planned": 26,
        "text_points_accepted": 26,
    }
    return {name: float(shown[name]) for name in TYPED} | {name: float(value) for name, value in found.items()}
