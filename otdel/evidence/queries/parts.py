"""Each campaign's part of the answer: its sums, the outcome of its spend, and its shares of money not traced to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from otdel.evidence.queries.ground import Ground
from otdel.evidence.queries.tally import ZERO, Place, Tallies, Tally
from otdel.evidence.rules.matching import Campaign
from otdel.evidence.rules.outcome import Split, Standing, split
from otdel.evidence.rules.sharing import shared
from otdel.measurement.channels import DEPARTMENT, UNKNOWN

LOW_MATCH = Decimal("0.5")  # below this share of sales with a known origin, silence proves nothing
SURE_TAGS = Decimal("0.8")  # from this share of a system's leads and sales that name a campaign, silence is information
LEAST_RECORDS = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One place of the answer. `campaign` None is the channel's money whose campaign is not known.

    `counted` is the tally without sales and leads of days no spend is known of; returns and outcome rest on it.
    `from_channel` is its share of its channel's money without a campaign, `from_unknown` of money of unknown origin.
    """

    channel: str
    campaign: Campaign | None
    tally: Tally
    counted: Tally
    outcome: Split
    from_channel: Decimal
    from_unknown: Decimal
    tracked: int
    visits: int


def match_rate(tallies: Tallies) -> Decimal | None:
    """Share of won deals with a known channel; of leads when there are no deals; None when there are neither."""
    total = tallies.total()
    unknown = tallies.places.get((UNKNOWN, None), Tally())
    count, lost = (total.deals, unknown.deals) if total.deals else (total.leads, unknown.leads)
    return (Decimal(count - lost) / count).quantize(Decimal("0.0001")) if count else None


def parts(base: Ground, tallies: Tallies) -> tuple[Part, ...]:
    places = sorted(tallies.places, key=lambda place: (place[0], -1 if place[1] is None else place[1]))
    from_channel = _channel_shares(base, tallies.counted)
    from_unknown = _unknown_shares(tallies.counted)
    judge = _Judge(base, tallies)
    return tuple(
        _part(base, judge, place, tallies, from_channel.get(place, _NOTHING), from_unknown.get(place, ZERO))
        for place in places
    )


@dataclass(frozen=True, slots=True)
class _Share:
    margin: Decimal = ZERO
    uncosted: Decimal = ZERO


_NOTHING = _Share()


def _part(base: Ground, judge: _Judge, place: Place, tallies: Tallies, share: _Share, unknown: Decimal) -> Part:
    tally, (channel, number) = tallies.counted[place], place
    loose = tallies.counted.get((channel, None), Tally()) if number is not None else Tally()
    standing = Standing(
        spend=tally.spend,
        margin=tally.margin,
        shared=share.margin,
        uncosted=max(tally.uncosted, ZERO) + share.uncosted,
        unknown=unknown,
        unpriced=tally.unpriced + loose.unpriced,
        open_deals=tally.open_deals + loose.open_deals,
        uncovered=tally.uncovered,
        due=tally.due,
        traced=judge.traced(place),
        serves_all=channel == DEPARTMENT,
        has_deals=base.has_deals,
        lag_known=base.curve is not None,
    )
    return Part(
        channel,
        None if number is None else base.origins.campaigns[number],
        tallies.places[place],
        tally,
        split(standing),
        share.margin + share.uncosted,
        unknown,
        base.origins.matched[place],
        base.origins.visited[place],
    )


class _Judge:
    """Says whether a campaign without results is known to have none, or only cannot be seen."""

    def __init__(self, base: Ground, tallies: Tallies) -> None:
        self.origins = base.origins
        rate = match_rate(tallies)
        self.seen_well = rate is not None and rate >= LOW_MATCH
        self.by_campaign = {channel for channel, number in self.origins.matched if number is not None}
        self.sure = _sure_systems(base)

    def traced(self, place: Place) -> bool:
        channel, number = place
        if self.origins.matched[place] or number is None:
            return True
        if self.origins.matched[channel, None] and channel not in self.by_campaign:
            return True  # tags of this channel never name a campaign, so the channel is judged as a whole
        if not self.seen_well:
            return False
        return bool(self.origins.visited[place]) or self.origins.campaigns[number].source in self.sure


def _sure_systems(base: Ground) -> set[str]:
    """Sources of spend whose leads and sales nearly always name a campaign."""
    named: dict[str, int] = defaultdict(int)
    channels: dict[str, set[str]] = defaultdict(set)
    for campaign in base.origins.campaigns:
        named[campaign.source] += base.origins.matched[campaign.channel, campaign.number]
        channels[campaign.source].add(campaign.channel)
    sure = set()
    for source, count in named.items():
        loose = sum(base.origins.matched[channel, None] for channel in channels[source])
        if count >= LEAST_RECORDS and Decimal(count) / (count + loose) >= SURE_TAGS:
            sure.add(source)
    return sure


def _channel_shares(base: Ground, places: dict[Place, Tally]) -> dict[Place, _Share]:
    """Money known to a channel but not to a campaign, shared among its campaigns as their own matched money stands.

    When none of them matched anything it is shared by spend.
    """
    found: dict[Place, _Share] = {}
    for channel in {channel for channel, _ in places} - {UNKNOWN}:
        loose = places.get((channel, None))
        inside = _spending(places, channel)
        if loose is None or not inside:
            continue
        weights = _weights([places[place] for place in inside])
        margins = shared(max(loose.margin, ZERO), weights)
        uncosted = shared(max(loose.uncosted, ZERO), weights)
        found |= {place: _Share(*both) for place, *both in zip(inside, margins, uncosted, strict=True)}
    return found


def _unknown_shares(places: dict[Place, Tally]) -> dict[Place, Decimal]:
    """Money of unknown origin, shared as the matched money stands; by spend when nothing matched at all."""
    unknown = places.get((UNKNOWN, None))
    inside = [place for place in places if place[0] != UNKNOWN]
    if unknown is None or not inside:
        return {}
    weights = _weights([places[place] for place in inside])
    shares = dict(zip(inside, shared(max(unknown.net, ZERO), weights), strict=True))
    for channel in {channel for channel, number in inside if number is None}:
        _pass_on(shares, places, channel)
    return shares


def _pass_on(shares: dict[Place, Decimal], places: dict[Place, Tally], channel: str) -> None:
    """What fell to a channel's sales without a campaign is shared among its campaigns, as those sales are."""
    inside = _spending(places, channel)
    if inside:
        weights = _weights([places[place] for place in inside])
        for place, part in zip(inside, shared(shares.pop((channel, None)), weights), strict=True):
            shares[place] += part


def _spending(places: dict[Place, Tally], channel: str) -> list[Place]:
    return [place for place in places if place[0] == channel and place[1] is not None and places[place].spend > 0]


def _weights(inside: Sequence[Tally]) -> list[Decimal]:
    matched = [max(tally.net, ZERO) for tally in inside]
    return matched if any(matched) else [max(tally.spend, ZERO) for tally in inside]
