"""What the demo's months came to in sales, by channel, from what truly happened: added up once for all who ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from otdel.testing.demo import truth
from otdel.testing.demo.department.cast import SOCIAL
from otdel.testing.demo.firms import Firm
from otdel.testing.demo.origins import MEDIA, SHOPS, Origin
from otdel.testing.demo.world import World

Sums = dict[str, Decimal]


def _sums() -> Sums:
    return defaultdict(Decimal)


@dataclass
class MonthOf:
    """One month: `revenue` and `margin` by channel as links show it, under the day of the order or question; `came_in`
    is money that arrived. Of partners' own sales no link tells: their truth stands apart."""

    revenue: Sums = field(default_factory=_sums)
    margin: Sums = field(default_factory=_sums)
    came_in: Decimal = Decimal(0)
    first_time: int = 0
    leads: int = 0
    qualified: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    partner_orders: int = 0
    partner_customers: set[int] = field(default_factory=set)
    partner_margin: Decimal = Decimal(0)

    @property
    def marketing(self) -> list[str]:
        return [channel for channel in self.revenue if channel]


def ledger(world: World) -> dict[date, MonthOf]:
    """Every month of the history by its first day."""
    found: dict[date, MonthOf] = defaultdict(MonthOf)
    for customer_first in _first_payments(world):
        found[customer_first].first_time += 1
    for order in world.orders:
        if order.cancelled:
            continue
        month = found[order.at.date().replace(day=1)]
        if order.cause == truth.AFFILIATES:
            month.partner_orders += 1
            month.partner_customers.add(order.customer)
            month.partner_margin += order.margin
        if world.paid(order):
            channel = channel_of(order.origin)
            month.revenue[channel] += order.total
            month.margin[channel] += order.margin
            found[order.paid_on.replace(day=1)].came_in += order.total
    for firm in world.firms:
        _add(found, firm)
    return found


def _first_payments(world: World) -> Iterator[date]:
    """The month of each customer's first payment."""
    first: dict[int, date] = {}
    for order in world.orders:
        if world.paid(order):
            first[order.customer] = min(order.paid_on, first.get(order.customer, order.paid_on))
    return (day.replace(day=1) for day in first.values())


def _add(found: dict[date, MonthOf], firm: Firm) -> None:
    month, channel = found[firm.at.date().replace(day=1)], channel_of(firm.origin)
    month.leads += 1
    month.qualified[channel] += firm.deal_at is not None
    if firm.won and firm.closed_at:
        month.revenue[channel] += firm.amount
        month.margin[channel] += firm.margin
        paid = found[firm.closed_at.date().replace(day=1)]
        paid.came_in += firm.amount
        paid.first_time += 1


def channel_of(origin: Origin) -> str:
    """The channel a link's tags lead to by the demo's rules; nothing for those that are not marketing."""
    if origin.medium == "social":
        return SOCIAL
    if origin.source in SHOPS.values():
        return truth.MARKETPLACES
    tags = ("esputnik", "email") if origin.medium == "sms" else (origin.source, origin.medium)
    return next((name for name, media in MEDIA.items() if media == tags), "")
