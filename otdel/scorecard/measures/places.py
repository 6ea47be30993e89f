"""Which channels and campaigns a measure is counted over, and which systems speak for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from otdel.evidence.queries.tally import Place
from otdel.measurement.channels import UNKNOWN, UNMAPPED
from otdel.scorecard.measures.cube import Cube, Places
from otdel.scorecard.measures.found import Span
from otdel.scorecard.rules.kinds import ChannelKind

Channels = tuple[str, ...]
MANUAL, CONTRACTOR = "manual", "contractor"  # typed costs; their references begin with the kind of cost


@dataclass
class Selection:
    """Places of a cube by what they are, found once. Empty `channels` are all of them."""

    cube: Cube
    _places: dict[tuple[str, Channels], Places] = field(default_factory=dict)
    _spans: dict[tuple[str, str], tuple[Span, ...]] = field(default_factory=dict)

    def places(self, which: str, channels: Channels = ()) -> Places:
        key = which, channels
        if key not in self._places:
            self._places[key] = self._visited(channels) if which == "visits" else self._told(which, channels)
        return self._places[key]

    def _visited(self, channels: Channels) -> Places:
        return frozenset(n for n, name in enumerate(self.cube.channels) if not channels or name in channels)

    def _told(self, which: str, channels: Channels) -> Places:
        return frozenset(
            number
            for number, place in enumerate(self.cube.base.origins.places)
            if (not channels or place[0] in channels) and self._is(which, number, place)
        )

    def _is(self, which: str, number: int, place: Place) -> bool:
        match which:
            case "all":
                return True
            case "marketing":
                return self._kind(number, place) is not ChannelKind.NONE
            case "sourced":
                return place[0] not in (UNKNOWN, UNMAPPED)
            case "paid_spend":
                return self._outside(place) and self._kind(number, place) is ChannelKind.PAID
            case "partner_spend":
                return self._outside(place) and self._kind(number, place) is ChannelKind.PARTNERS
            case "mapped":
                origins = self.cube.base.origins
                return self._is("paid_spend", number, place) and bool(origins.matched[place] or origins.visited[place])
            case "contractors":
                return self._typed_as(place) == CONTRACTOR
        return self._kind(number, place) is ChannelKind(which)

    def _outside(self, place: Place) -> bool:
        """Money of a campaign that an outside system reports."""
        return place[1] is not None and self.cube.base.origins.campaigns[place[1]].source != MANUAL

    def _typed_as(self, place: Place) -> str:
        campaign = self.cube.base.origins.campaigns[place[1]] if place[1] is not None else None
        return campaign.campaign_id.partition(" ")[0] if campaign and campaign.source == MANUAL else ""

    def _kind(self, number: int, place: Place) -> ChannelKind:
        """Of a campaign's own money when that tells, otherwise of its channel. What the company said comes first."""
        own = self.cube.own_kind(number)
        return own if own is not None and place[0] not in self.cube.said else self.cube.kinds[place[0]]

    def spans(self, shape: str, which: str) -> tuple[Span, ...]:
        """The first and last day of each source of a shape; of spend, each that spends in places of this kind."""
        key = shape, which if shape == "spend" else ""
        if key not in self._spans:
            if key == ("spend", "contractors"):
                self._spans[key] = tuple(self._of_days(which))
            else:
                self._spans[key] = tuple(self._of_sources(shape, self._spending(which) if shape == "spend" else None))
        return self._spans[key]

    def _of_days(self, which: str) -> list[Span]:
        """The days such costs themselves were typed for: a tool's cost tells nothing of contractors."""
        column = self.cube.column("spend", "amount")
        days = [day for place in self.places(which) for day in column.get(place, ())]
        return [(date.fromordinal(min(days)), date.fromordinal(max(days)))] if days else []

    def _spending(self, which: str) -> set[str]:
        campaigns = self.cube.base.origins.campaigns
        return {campaigns[place].source for place in self.places(which) if place < len(campaigns)}

    def _of_sources(self, shape: str, wanted: set[str] | None) -> list[Span]:
        found: dict[str, list[date]] = {}
        for one in self.cube.base.coverage:
            known = one.shape in (shape, f"{shape}_seen") and (wanted is None or one.source in wanted)
            if known and one.first_day and one.last_day:
                found.setdefault(one.source, []).extend((one.first_day, one.last_day))
        return [(min(days), max(days)) for days in found.values()]
