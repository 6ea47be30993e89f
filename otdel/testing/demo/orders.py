"""Orders of the online shop: what was bought, by whom, where from, what it cost us and what was sent back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from otdel.testing.demo import truth
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.company import PRODUCTS, TIME_ZONE, Product
from otdel.testing.demo.origins import Origin, Origins
from otdel.testing.demo.seasons import Calendar

ZONE = ZoneInfo(TIME_ZONE)
FREE_DELIVERY_FROM = 3000
DELIVERY = 95  # what the buyer pays under that
DELIVERY_COST = 110  # what the carrier takes
FEE = Decimal("0.018")  # the payment service's share
HOURS = (1, 1, 0, 0, 0, 1, 2, 4, 6, 8, 10, 11, 11, 10, 10, 10, 10, 11, 12, 14, 15, 13, 8, 4)


@dataclass(frozen=True, slots=True)
class Line:
    product: Product
    quantity: int


@dataclass(frozen=True, slots=True)
class Order:
    """One order. `cause` is the truth and stands in no file: the channel that brought it, nothing for base demand."""

    number: int
    at: datetime
    customer: int
    lines: tuple[Line, ...]
    discount: int
    origin: Origin
    cause: str
    clicked: date
    cancelled: bool = False
    paid_after: int = 0  # days until the money comes
    refunded: int = 0
    refunded_on: date | None = None

    @property
    def paid_on(self) -> date:
        return self.at.date() + timedelta(days=self.paid_after)

    @property
    def subtotal(self) -> int:
        return sum(line.product.price * line.quantity for line in self.lines) - self.discount

    @property
    def delivery(self) -> int:
        return 0 if self.subtotal >= FREE_DELIVERY_FROM else DELIVERY

    @property
    def total(self) -> int:
        return self.subtotal + self.delivery

    @property
    def goods(self) -> int:
        return sum(line.product.goods * line.quantity for line in self.lines)

    @property
    def fees(self) -> Decimal:
        return (self.total * FEE).quantize(Decimal("0.01"))

    @property
    def returned_goods(self) -> int:
        """Goods that came back to the shelf, at cost."""
        return round(self.goods * self.refunded / self.total) if self.refunded else 0

    @property
    def variable_cost(self) -> Decimal:
        return Decimal(0) if self.cancelled else self.goods - self.returned_goods + DELIVERY_COST + self.fees

    @property
    def margin(self) -> Decimal:
        """Contribution margin net of returns; nothing for a cancelled order."""
        return Decimal(0) if self.cancelled else self.total - self.refunded - self.variable_cost


def simulate(calendar: Calendar, seed: int, days: tuple[truth.Day, ...]) -> tuple[Order, ...]:
    """Orders in order of time, as many as the true margin of each day needs."""
    maker = _Maker(calendar, seed)
    found: list[Order] = []
    for day in days:
        found += sorted(maker.day(day), key=lambda order: order.at)
    return tuple(_numbered(found))


def _numbered(orders: list[Order]) -> Iterator[Order]:
    for number, order in enumerate(orders, 10_001):
        yield replace(order, number=number)


class _Maker:
    def __init__(self, calendar: Calendar, seed: int) -> None:
        self.calendar = calendar
        self.chance = Chance.of(seed, calendar.today, "orders")
        self.origins = Origins(Chance.of(seed, calendar.today, "order origins"), calendar)
        self.customers = 4_000  # those who bought before the history begins
        self.new = 0

    def day(self, day: truth.Day) -> Iterator[Order]:
        causes = {"": day.base * (1 - truth.BASE_FIRMS)}
        causes |= {name: effect * (1 - truth.BY_NAME[name].firms) for name, effect in day.effects.items()}
        for cause, margin in causes.items():
            for _ in range(self.chance.count(margin / margin_of_an_order())):
                yield self._order(day.day, cause)

    def _order(self, day: date, cause: str) -> Order:
        at = datetime.combine(day, time(self._hour(), self.chance.randrange(60), self.chance.randrange(60)), ZONE)
        lines, discount = basket(self.chance)
        cancelled = self.chance.happens(0.02)
        clicked = day - timedelta(days=lag(self.chance, cause))
        origin = self.origins.of(cause, clicked)
        wait = self.chance.randint(*truth.DELIVERY_DAYS) if self.chance.happens(truth.ON_DELIVERY) else 0
        order = Order(0, at, self._customer(cause), lines, discount, origin, cause, clicked, cancelled, wait)
        return order if cancelled else self._returned(order)

    def _hour(self) -> int:
        return self.chance.choices(range(24), HOURS)[0]

    def _customer(self, cause: str) -> int:
        known = {"": 0.5, truth.EMAIL: 1.0}.get(cause, 0.18)
        if self.chance.happens(known):
            return self.chance.randint(max(1, self.customers - 9_000), self.customers)
        self.customers += 1
        return self.customers

    def _returned(self, order: Order) -> Order:
        """The order with what was sent back by now. A refund still to come is not known yet, to us or to the shop."""
        if not self.chance.happens(truth.RETURN_SHARE):
            return order
        share = 1 if len(order.lines) == 1 or self.chance.happens(0.4) else 0.5
        on = order.at.date() + timedelta(days=self.chance.randint(*truth.RETURN_LAG_DAYS))
        if on >= self.calendar.today:
            return order
        return replace(order, refunded=round(order.subtotal * share), refunded_on=on)


def basket(chance: Chance) -> tuple[tuple[Line, ...], int]:
    """What one buyer takes, and the discount in hryvnias."""
    kinds = chance.choices((1, 2, 3), (66, 26, 8))[0]
    products = dict.fromkeys(chance.choices(PRODUCTS, [product.weight for product in PRODUCTS], k=kinds))
    lines = tuple(Line(product, 2 if chance.happens(0.14) else 1) for product in products)
    price = sum(line.product.price * line.quantity for line in lines)
    return lines, round(price * 0.05) if chance.happens(0.2) else 0


def lag(chance: Chance, cause: str) -> int:
    """Days from click to order: as the channel's pressure fades, so do its buyers arrive."""
    carry = truth.BY_NAME[cause].carry if cause else 0.3
    days = 0
    while days < 60 and chance.happens(carry):
        days += 1
    return days


@cache
def margin_of_an_order() -> float:
    """The mean contribution margin of an order, cancellations and returns counted in."""
    chance = Chance("a thousand baskets")
    total = Decimal(0)
    for _ in range(4000):
        lines, discount = basket(chance)
        order = Order(0, datetime(2026, 1, 1, tzinfo=ZONE), 0, lines, discount, Origin(), "", date.min)
        total += order.margin
    lost = 1 - truth.RETURN_SHARE * 0.9
    return float(total) / 4000 * 0.98 * lost
