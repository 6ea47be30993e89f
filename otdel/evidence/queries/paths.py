"""How buyers came: the visits that led to each sale, channel after channel, as every model of attribution reads them.

A sale whose visits nobody recorded came by what it carries itself; when it carries nothing, its way is unknown, and it
stays unknown in every model. A visit without tags is a direct one: somebody came, and no link brought them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from otdel.analytics.attribution.shapes import Paths
from otdel.evidence.queries.facts import Asked, Facts, dictionaries
from otdel.evidence.queries.ground import ground
from otdel.evidence.queries.origins import Origins
from otdel.evidence.queries.question import Basis, MoneyQuestion
from otdel.kit.period import Period
from otdel.kit.viewer import Viewer
from otdel.measurement.channels import DIRECT, UNKNOWN

DAY = 86_400.0
Sale = tuple[str, str, str]  # source, account and id


class Touch(NamedTuple):
    """One visit, or what the sale carries itself. `at` is None when its moment is not known."""

    channel: str
    campaign: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Road:
    """The way to one sale. `worth` is its revenue less what was returned, None when no rate is known for its currency.

    `seen` is false when no visit was recorded and the sale's own origin is all that is known; without touches the way
    is unknown.
    """

    sale: Sale
    day: date | None
    worth: Decimal | None
    touches: tuple[Touch, ...]
    seen: bool
    import_id: int
    sheet: str
    row: int


@dataclass(frozen=True)
class Roads:
    """The ways to the sales of a period; `unsold` counts visitors who bought nothing by how they came."""

    currency: str
    period: Period | None
    look_back_days: int
    sales: tuple[Road, ...]
    unsold: Mapping[tuple[str, ...], int]
    names: tuple[str, ...] = field(default=())  # questions asked

    @property
    def known(self) -> tuple[Road, ...]:
        return tuple(one for one in self.sales if one.touches)

    @property
    def unknown(self) -> int:
        """Sales of which no touch is known."""
        return len(self.sales) - len(self.known)

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """Every channel of a way, in the order of names."""
        sold = {touch.channel for one in self.sales for touch in one.touches}
        return tuple(sorted(sold | {channel for way in self.unsold for channel in way}))

    @cached_property
    def recorded(self) -> tuple[Road, ...]:
        """Sales whose visits were recorded."""
        return tuple(one for one in self.sales if one.seen)

    @cached_property
    def carried(self) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
        """Sales [K] by channel of which only the origin they carry is known, and their value [K]."""
        place = {channel: number for number, channel in enumerate(self.channels)}
        counts, worth = np.zeros(len(place)), np.zeros(len(place))
        for one in self.known:
            if not one.seen:
                counts[place[one.touches[0].channel]] += 1
                worth[place[one.touches[0].channel]] += float(one.worth or 0)
        return counts, worth

    @cached_property
    def lost(self) -> tuple[float, float]:
        """Sales of which no touch is known, and their value."""
        none = [one.worth or Decimal(0) for one in self.sales if not one.touches]
        return float(len(none)), float(sum(none, Decimal(0)))

    @cached_property
    def paths(self) -> Paths:
        """A path for each sale with recorded visits, then one for each way of those who bought nothing; value in money.

        What is recorded of buyers and of others alike: sales known by their own origin alone would make their channels
        look as if everybody bought.
        """
        sold, unsold = self.recorded, tuple(self.unsold.items())
        ways = [[touch.channel for touch in one.touches] for one in sold] + [list(way) for way, _ in unsold]
        place = {channel: number for number, channel in enumerate(self.channels)}
        none = np.zeros(len(unsold))
        return Paths(
            channels=self.channels,
            offsets=np.concatenate([[0], np.cumsum([len(way) for way in ways])]).astype(np.int64),
            steps=np.array([place[channel] for way in ways for channel in way], dtype=np.int32),
            conversions=np.concatenate([np.ones(len(sold)), none]),
            nulls=np.concatenate([np.zeros(len(sold)), np.array([float(count) for _, count in unsold])]),
            value=np.concatenate([np.array([float(one.worth or 0) for one in sold]), none]),
            ages=self._ages(),
        )

    def _ages(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Days from each touch to the last one of its way; those of nobody's sale do not matter and are 0."""
        found: list[float] = []
        for one in self.recorded:
            moments = [touch.at for touch in one.touches]
            last = moments[-1]
            found += [(last - at).total_seconds() / DAY if at and last else 0.0 for at in moments]
        return np.array(found + [0.0] * sum(len(way) for way in self.unsold))


def roads(viewer: Viewer, warehouse: Facts, question: MoneyQuestion) -> Roads:
    """How the buyers of the question's period came. Raises NotAllowed for a viewer who may not see money."""
    asked = Asked(viewer, warehouse)
    base = ground(asked, question)
    given = {"look_back": question.look_back_days, "zone": question.zone}
    tables = {"origin_map": base.origins.tagged}
    sales = _won(base.tables["sales"], question)
    chosen = {"chosen": sales.select(["source", "account", "deal_id"])}
    visits = {
        (row["source"], row["account"], row["deal_id"]): (row["numbers"], row["moments"])
        for row in asked.ask("money_paths", tables | chosen, **given)
    }
    days = question.period
    unsold = asked.ask(
        "money_paths_unsold", tables, **given, from_day=days.start if days else None, to_day=days.end if days else None
    )
    return Roads(
        question.currency,
        days,
        question.look_back_days,
        tuple(_sales(sales, visits, base.origins, _day_of(question))),
        _counted(unsold, base.origins),
        tuple(asked.names),
    )


def _day_of(question: MoneyQuestion) -> str:
    return "lead_day" if question.basis is Basis.LEAD else "paid_day"


def _won(sales: pa.Table, question: MoneyQuestion) -> pa.Table:
    """Sales that were won in the question's period."""
    chosen = pc.equal(sales["status"], "won")
    if days := question.period:
        day = sales[_day_of(question)]
        for one in (pc.greater_equal(day, pa.scalar(days.start)), pc.less(day, pa.scalar(days.end))):
            chosen = pc.and_(chosen, one)
    return sales.filter(chosen)


def _sales(
    sales: pa.Table,
    visits: Mapping[Sale, tuple[Sequence[int], Sequence[datetime]]],
    origins: Origins,
    day_of: str,
) -> Iterator[Road]:
    for row in dictionaries(sales):
        sale = (row["source"], row["account"], row["deal_id"])
        seen = visits.get(sale)
        touches = _closed(_visited(*seen, origins), row) if seen else _carried(row)
        worth = row["revenue"] - row["returned"] if row["priced"] else None
        yield Road(sale, row[day_of], worth, touches, seen is not None, row["import_id"], row["sheet"], row["row"])


def _visited(numbers: Sequence[int], moments: Sequence[datetime], origins: Origins) -> tuple[Touch, ...]:
    places = [origins.placed[number] for number in numbers]
    return tuple(
        Touch(DIRECT if place.channel == UNKNOWN else place.channel, place.campaign, at)
        for place, at in zip(places, moments, strict=True)
    )


def _closed(visits: tuple[Touch, ...], row: Mapping[str, Any]) -> tuple[Touch, ...]:
    """The visits and, when the sale says itself that another link closed it, that one as the last touch."""
    last = next((touch.channel for touch in reversed(visits) if touch.channel != DIRECT), DIRECT)
    if row["channel"] in (UNKNOWN, DIRECT, last):
        return visits
    return (*visits, Touch(row["channel"], row["campaign"], row["created_at"]))


def _carried(row: Mapping[str, Any]) -> tuple[Touch, ...]:
    """What the sale, or the lead it grew from, says itself."""
    return () if row["channel"] == UNKNOWN else (Touch(row["channel"], row["campaign"], row["touch_at"]),)


def _counted(rows: Iterable[Mapping[str, Any]], origins: Origins) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for row in rows:
        channels = (origins.placed[number].channel for number in row["numbers"])
        way = tuple(DIRECT if channel == UNKNOWN else channel for channel in channels)
        found[way] = found.get(way, 0) + row["visitors"]
    return found
