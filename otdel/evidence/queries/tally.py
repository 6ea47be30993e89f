"""Sums by channel and campaign within one period, as the warehouse's questions give them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, fields
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from otdel.evidence.queries.answer import Sums
from otdel.evidence.queries.facts import Asked
from otdel.evidence.queries.ground import Ground
from otdel.evidence.queries.question import MoneyQuestion
from otdel.kit.money import MICRO, Money
from otdel.kit.period import Period

ZERO = Decimal(0)
Place = tuple[str, int | None]  # channel, campaign's number


@dataclass(slots=True)
class Tally:
    """Running sums of one place. `claims` are the platform's own numbers; a name that is absent was not in the file."""

    spend: Decimal = ZERO
    uncovered: Decimal = ZERO
    due: Decimal = ZERO
    revenue: Decimal = ZERO
    returned: Decimal = ZERO
    variable_cost: Decimal = ZERO
    assumed: Decimal = ZERO
    uncosted: Decimal = ZERO
    unpriced: int = 0
    leads: int = 0
    deals: int = 0
    open_deals: int = 0
    customers: int = 0
    anonymous: int = 0
    claims: dict[str, Decimal] = field(default_factory=dict)
    steps: dict[str, tuple[int, int, Decimal]] = field(default_factory=dict)  # step -> leads, deals, revenue

    @property
    def margin(self) -> Decimal:
        return self.revenue - self.returned - self.variable_cost - self.uncosted

    @property
    def net(self) -> Decimal:
        """Revenue less returns of every priced sale, less the costs that are known."""
        return self.margin + self.uncosted

    def add(self, other: Tally) -> None:
        for one in fields(self):
            if one.name not in ("claims", "steps"):
                setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
        for name, value in other.claims.items():
            self.claims[name] = self.claims.get(name, ZERO) + value
        for step, (leads, deals, revenue) in other.steps.items():
            self.step(step, leads, deals, revenue)

    def step(self, step: str, leads: int, deals: int, revenue: Decimal) -> None:
        had = self.steps.get(step, (0, 0, ZERO))
        self.steps[step] = (had[0] + leads, had[1] + deals, had[2] + revenue)

    def sums(self, currency: str) -> Sums:
        def money(amount: Decimal) -> Money:
            return Money(amount, currency)

        return Sums(
            spend=money(self.spend),
            revenue=money(self.revenue),
            returned=money(self.returned),
            variable_cost=money(self.variable_cost),
            assumed=money(self.assumed),
            margin=money(self.margin),
            uncosted=money(self.uncosted),
            unpriced=self.unpriced,
            leads=self.leads,
            deals=self.deals,
            open_deals=self.open_deals,
            customers=self.customers,
            anonymous=self.anonymous,
        )


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Money left out of the sums: its state is no_rate or no_day."""

    shape: str
    source: str
    state: str
    amount: Money
    rows: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """All places of a period, what was left out, and rows and sources behind the numbers."""

    places: dict[Place, Tally]
    uncounted: tuple[Uncounted, ...]
    undated: int  # won deals by payment day that have no payment day
    lead_named: int  # deals that name a lead
    lead_found: int  # and whose lead is among the leads
    leads_undated: int

    def total(self) -> Tally:
        total = Tally()
        for tally in self.places.values():
            total.add(tally)
        return total


def tallies(asked: Asked, base: Ground, question: MoneyQuestion, period: Period | None) -> Tallies:
    days = {"from_day": period.start if period else None, "to_day": period.end if period else None}
    tables = base.tables
    spend = asked.ask(
        "money_spend",
        {name: tables[name] for name in ("campaigns", "rate_by_day", "factors", "due_by_day")},
        currency=question.currency,
        **days,
    )
    deals = asked.ask(
        "money_deals",
        {"sales": tables["sales"]},
        basis=question.basis.value,
        **days,
    )
    leads = asked.ask("money_leads", {"found": tables["found"]}, zone=question.zone, **days)
    return _gathered(base, question, spend, deals, leads)


def _gathered(
    base: Ground,
    question: MoneyQuestion,
    spend: list[dict[str, Any]],
    deals: list[dict[str, Any]],
    leads: list[dict[str, Any]],
) -> Tallies:
    places: dict[Place, Tally] = defaultdict(Tally)
    for row in spend:
        if row["state"] == "counted":
            _add_spend(places[base.origins.campaigns[row["number"]].channel, row["number"]], row)
    for row in deals:
        _add_deals(places[row["channel"], row["campaign"]], row, question.default_margin)
    for row in leads:
        places[row["channel"], row["campaign"]].leads += row["leads"]
        places[row["channel"], row["campaign"]].step(row["step"], row["leads"], 0, ZERO)
    left_out = [_uncounted("spend", row) for row in spend if row["state"] != "counted"]
    left_out += [_uncounted("deals", row) for row in deals if row["state"] != "counted"]
    return Tallies(
        dict(places),
        tuple(left_out),
        sum(row["undated"] for row in deals),
        sum(row["lead_named"] for row in deals),
        sum(row["with_lead"] for row in deals),
        sum(row["undated"] for row in leads),
    )


def _add_spend(tally: Tally, row: dict[str, Any]) -> None:
    tally.spend += row["amount"]
    tally.uncovered += row["uncovered"]
    tally.due += row["due"]
    for name in ("impressions", "clicks", "conversions", "claimed"):
        if row[name] is not None:
            tally.claims[name] = tally.claims.get(name, ZERO) + row[name]


def _add_deals(tally: Tally, row: dict[str, Any], default_margin: Decimal | None) -> None:
    tally.deals += row["won"]
    tally.open_deals += row["open"]
    tally.unpriced += row["unpriced"]
    tally.customers += row["customers"]
    tally.anonymous += row["anonymous"]
    for name in ("revenue", "returned", "variable_cost"):
        setattr(tally, name, getattr(tally, name) + row[name])
    if default_margin is None:
        tally.uncosted += row["uncosted"]
    else:
        assumed = (row["uncosted"] * (1 - default_margin)).quantize(MICRO, ROUND_HALF_EVEN)
        tally.assumed += assumed
        tally.variable_cost += assumed
    tally.step(row["step"], 0, row["won"], row["revenue"])


def _uncounted(shape: str, row: dict[str, Any]) -> Uncounted:
    return Uncounted(shape, row["source"], row["state"], Money(row["native"], row["currency"]), row["row_count"])
