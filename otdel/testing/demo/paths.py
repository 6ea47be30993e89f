"""How single visitors came, visit after visit: what analytics exports as events, of a sample of buyers and of others.

A buyer's last visit is the one the order itself shows. Before it come visits by links of other channels: mostly of the
channel that truly caused the sale, when another one's link closed it, and of whatever was advertised at the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from otdel.testing.demo.chance import Chance
from otdel.testing.demo.orders import Order
from otdel.testing.demo.origins import MEDIA, NOTHING, SHOPS, Origin, Origins
from otdel.testing.demo.world import World

SAMPLED = 0.2  # of orders whose path is exported visit by visit
REMEMBERED = 0.7  # of sales one channel caused and another closed: the first visit was seen too
BY_THE_WAY = 0.5  # visits before the last one that caused nothing, on average
LOOKED = 1.5  # visitors who came and did not buy, for each who did
EARLIER_DAYS = (1, 24)  # before the last visit, evenly


@dataclass(frozen=True, slots=True)
class Touch:
    """One event of one visitor."""

    at: datetime
    visitor: str
    session: int
    event: str
    origin: Origin
    order: Order | None


def touches(world: World, days: int = 120) -> list[Touch]:
    """Events of the last `days`, path after path in the order of orders."""
    return list(_Roads(world).travelled(days))


class _Roads:
    def __init__(self, world: World) -> None:
        today = world.calendar.today
        self.world = world
        self.chance = Chance.of(world.seed, today, "touches")
        self.origins = Origins(Chance.of(world.seed, today, "touch origins"), world.calendar)

    def travelled(self, days: int) -> Iterator[Touch]:
        first = self.world.calendar.today - timedelta(days=days)
        for order in self.world.orders:
            on_site = order.origin.source not in SHOPS.values()
            if on_site and order.at.date() >= first and self.chance.happens(SAMPLED):
                yield from self._bought(order)
                for _ in range(self.chance.count(LOOKED)):
                    yield from self._looked(order)

    def _bought(self, order: Order) -> Iterator[Touch]:
        clicked = order.at - timedelta(days=(order.at.date() - order.clicked).days, minutes=self.chance.randint(4, 50))
        visitor = self._visitor(order.at)
        yield from self._earlier(visitor, clicked, self._causes(order))
        session = int(clicked.timestamp())
        yield Touch(clicked, visitor, session, "session_start", order.origin, None)
        if clicked.date() != order.at.date():
            session = int(order.at.timestamp()) - 300
            yield Touch(order.at - timedelta(minutes=5), visitor, session, "session_start", Origin(), None)
        yield Touch(order.at, visitor, session, "purchase", Origin(), order)

    def _looked(self, order: Order) -> Iterator[Touch]:
        """Somebody who came from the same place and did not buy."""
        at = order.at + timedelta(minutes=self.chance.randint(1, 900))
        visitor = self._visitor(at)
        yield from self._earlier(visitor, at, [])
        yield Touch(at, visitor, int(at.timestamp()), "session_start", order.origin, None)

    def _causes(self, order: Order) -> list[str]:
        """The channel that truly brought the order, when the order's own link says another and the visit was seen."""
        shown = (order.origin.source, order.origin.medium)
        other = order.cause in MEDIA and MEDIA[order.cause] != shown
        return [order.cause] if other and self.chance.happens(REMEMBERED) else []

    def _earlier(self, visitor: str, last: datetime, channels: list[str]) -> Iterator[Touch]:
        names, weights = self._advertised
        by_the_way = [self.chance.pick(names, weights) for _ in range(self.chance.count(BY_THE_WAY))]
        found = []
        for channel in (*channels, *by_the_way):
            at = last - timedelta(days=self.chance.uniform(*EARLIER_DAYS))
            origin = self.origins.campaign(self.chance.pick(*self.origins.own[channel]), at.date())
            if origin != NOTHING:
                found.append(Touch(at, visitor, int(at.timestamp()), "session_start", origin, None))
        yield from sorted(found, key=lambda touch: touch.at)

    @cached_property
    def _advertised(self) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """Channels whose links lead to the site, by the clicks they bought in the whole history."""
        clicks = {name: float(sum(row.clicks for row in self.world.spending.of(name))) for name in MEDIA}
        known = {name: count for name, count in clicks.items() if count}
        return tuple(known), tuple(known.values())

    def _visitor(self, at: datetime) -> str:
        return f"{self.chance.randrange(10**9, 2 * 10**9)}.{int(at.timestamp()) - self.chance.randrange(10**6)}"
