"""The whole simulated history, made once: what was spent, sold, asked, and what is left of it in the files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from otdel.kit.period import Period
from otdel.testing.demo import firms, orders, rates, spend
from otdel.testing.demo.company import COSTS
from otdel.testing.demo.mishaps import Mishaps
from otdel.testing.demo.orders import Order
from otdel.testing.demo.rates import Rates
from otdel.testing.demo.seasons import Calendar, months_back, months_of
from otdel.testing.demo.spend import Spending


@dataclass(frozen=True, slots=True)
class World:
    """Everything that happened, and `mishaps`: what the files will lose or distort."""

    calendar: Calendar
    seed: int
    rates: Rates
    spending: Spending
    orders: tuple[Order, ...]
    firms: tuple[firms.Firm, ...]
    mishaps: Mishaps

    def paid(self, order: Order) -> bool:
        """True when the shop has had the money by the time of the exports."""
        return not order.cancelled and order.paid_on < self.calendar.today

    def known_spend(self, period: Period, *, typed: bool = True) -> dict[str, Decimal]:
        """Hryvnias by channel that a faultless reading of the files and typed costs finds in `period`.

        Without `typed` costs it is what stands in files. Days nobody exported and rows nobody can read are not in it;
        restated days count as restated last.
        """
        found: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.spending.rows:
            if row.day in period and self.mishaps.readable(row):
                rate = self.rates.on(row.day, row.currency) if row.currency != "UAH" else Decimal(1)
                found[row.campaign.channel] += row.cost * rate
        for month in months_of(period) if typed else ():
            whole = months_back(month.start, 0)
            for cost in COSTS:
                found[cost.channel] += cost.amount * month.days / whole.days
        return dict(found)


@lru_cache(maxsize=2)
def world(today: date, seed: int = 7) -> World:
    """The same `today` and `seed` give the same world."""
    calendar = Calendar(today)
    course = rates.simulate(calendar, seed)
    spending = spend.simulate(calendar, seed, course)
    return World(
        calendar,
        seed,
        course,
        spending,
        orders.simulate(calendar, seed, spending.truth),
        firms.simulate(calendar, seed, spending),
        Mishaps(calendar),
    )
