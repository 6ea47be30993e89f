"""Sums by channel and campaign within one period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from otdel.evidence.queries.answer import Sums
from otdel.evidence.queries.days import CAME, SOLD, SPENT, Days, days, summed
from otdel.evidence.queries.facts import Asked
from otdel.evidence.queries.ground import Ground
from otdel.evidence.queries.question import MoneyQuestion
from otdel.kit.money import Money
from otdel.kit.period import Period

ZERO = Decimal(0)
Place = tuple[str, int | None]  # channel, campaign's number
Rows = Sequence[dict[str, Any]]


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
        for name in ADDED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, value in other.claims.items():
            self.claims[name] = self.claims.get(name, ZERO) + value
        for step, (leads, deals, revenue) in other.steps.items():
            self.step(step, leads, deals, revenue)

    def sell(self, row: dict[str, Any]) -> None:
        """Add sums of deals, as days.SOLD names them."""
        self.deals += row["won"]
        self.open_deals += row["open"]
        for name in SUMS_OF_DEALS:
            setattr(self, name, getattr(self, name) + row[name])

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


SUMS_OF_DEALS = ("unpriced", "customers", "anonymous", "revenue", "returned", "variable_cost", "assumed", "uncosted")
ADDED = tuple(one.name for one in fields(Tally) if one.name not in ("claims", "steps"))


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Money of one place left out of the sums: its state is no_rate or no_day."""

    place: Place
    shape: str
    source: str
    state: str
    amount: Money
    rows: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """All places of a period, what was left out, and rows and sources behind the numbers.

    `counted` has sales and leads of days spend is known of only: what returns are reckoned with.
    """

    places: dict[Place, Tally]
    counted: dict[Place, Tally]
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
    """Sums of the period's days, by place."""
    whole = days(asked, base, question)
    found = whole.within(period)
    spent = summed(found.spend, ("place",), SPENT)
    sold = summed(found.deals, ("place", "step", "outside"), SOLD)
    came = summed(found.leads, ("place", "step", "outside"), CAME)
    places = _places(base, spent, sold, came)
    sold_inside, came_inside = ([row for row in rows if not row["outside"]] for rows in (sold, came))
    some = len(sold_inside) < len(sold) or len(came_inside) < len(came)
    return Tallies(
        places,
        _places(base, spent, sold_inside, came_inside, places) if some else places,
        _left_out(base, whole, found, period),
        sum(row["undated"] for row in sold),
        sum(row["lead_named"] for row in sold),
        sum(row["with_lead"] for row in sold),
        sum(row["undated"] for row in came),
    )


def _places(base: Ground, spent: Rows, sold: Rows, came: Rows, every: Iterable[Place] = ()) -> dict[Place, Tally]:
    """What the rows add up to by place; a tally for each place of `every`, too."""
    places: dict[Place, Tally] = defaultdict(Tally, {place: Tally() for place in every})
    names = base.origins.places
    for row in spent:
        _add_spend(places[names[row["place"]]], row)
    for row in sold:
        places[names[row["place"]]].sell(row)
        places[names[row["place"]]].step(row["step"], 0, row["won"], row["revenue"])
    for row in came:
        places[names[row["place"]]].leads += row["leads"]
        places[names[row["place"]]].step(row["step"], row["leads"], 0, ZERO)
    return dict(places)


def _add_spend(tally: Tally, row: dict[str, Any]) -> None:
    """Add sums of spend. Money without a rate has no amount; what the platform counted beside it needs no rate."""
    tally.spend += row["amount"] or ZERO
    tally.uncovered += row["uncovered"] or ZERO
    tally.due += row["due"] or ZERO
    for name in ("impressions", "clicks", "conversions", "claimed"):
        if row[name] is not None:
            tally.claims[name] = tally.claims.get(name, ZERO) + row[name]


def _left_out(base: Ground, whole: Days, found: Days, period: Period | None) -> tuple[Uncounted, ...]:
    """Money in no sum: without a rate, or, when a period is asked about, without a day."""
    dayless = whole.spend.filter(pc.is_null(whole.spend["day"])) if period else whole.spend.slice(0, 0)
    return (
        *_uncounted(base, "spend", found.spend),
        *_uncounted(base, "spend", dayless, "no_day"),
        *_uncounted(base, "deals", found.deals),
    )


def _uncounted(base: Ground, shape: str, table: pa.Table, state: str = "") -> list[Uncounted]:
    left = table if state else table.filter(pc.not_equal(table["state"], "counted"))
    rows = summed(left, ("place", "source", "currency", "state"), ("native", "row_count"))
    return [
        Uncounted(
            base.origins.places[row["place"]],
            shape,
            row["source"],
            state or row["state"],
            Money(row["native"], row["currency"]),
            row["row_count"],
        )
        for row in sorted(rows, key=lambda row: (row["source"], row["currency"], row["state"]))
    ]
