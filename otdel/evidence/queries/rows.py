"""Rows of the answer from its parts: campaigns, channels, the total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from otdel.evidence.queries.answer import Kind, Matched, Outcome, Platform, Range, Row, Step, Sums
from otdel.evidence.queries.parts import Part
from otdel.evidence.queries.question import Filters
from otdel.evidence.queries.tally import ZERO, Place, Tally
from otdel.evidence.rules.matching import Campaign
from otdel.kit.grade import Grade
from otdel.kit.money import Money
from otdel.kit.reason import NoData, Reason
from otdel.measurement.channels import UNKNOWN, UNMAPPED

RATIO = Decimal("0.0001")
LAST = {UNMAPPED: 1, UNKNOWN: 2}


class Book:
    """Makes rows in one currency; `before` holds the sums of the compared period by place."""

    def __init__(self, currency: str, before: dict[Place, Tally] | None, *, has_deals: bool) -> None:
        self.currency = currency
        self.before = before
        self.has_deals = has_deals

    def channels(self, parts: Sequence[Part]) -> tuple[Row, ...]:
        """A row for each channel, the largest spend first, unmapped and unknown last."""
        names = sorted({part.channel for part in parts})
        rows = [self.channel(name, [part for part in parts if part.channel == name]) for name in names]
        return tuple(sorted(rows, key=lambda row: (LAST.get(row.channel, 0), -row.sums.spend.amount, row.key)))

    def channel(self, name: str, parts: Sequence[Part]) -> Row:
        kind = {UNMAPPED: Kind.UNMAPPED, UNKNOWN: Kind.UNKNOWN}.get(name, Kind.CHANNEL)
        inside = [self.campaign(part) for part in parts if name != UNKNOWN]
        ordered = tuple(sorted(inside, key=lambda row: (-row.sums.spend.amount, -row.sums.revenue.amount, row.key)))
        return self._row(name, kind, name, parts, ordered)

    def campaign(self, part: Part) -> Row:
        if part.campaign is None:
            return self._row(row_key(part.channel, None), Kind.NO_CAMPAIGN, part.channel, [part])
        return self._row(row_key(part.channel, part.campaign), Kind.CAMPAIGN, part.channel, [part])

    def total(self, parts: Sequence[Part]) -> Row:
        return self._row("", Kind.TOTAL, "", parts)

    def _row(self, key: str, kind: Kind, channel: str, parts: Sequence[Part], rows: tuple[Row, ...] = ()) -> Row:
        tally, counted = _summed(part.tally for part in parts), _summed(part.counted for part in parts)
        paying = _paying(parts) if kind is Kind.TOTAL else list(parts)
        spent_on = _summed(part.counted for part in paying) if kind is Kind.TOTAL else counted
        campaign = parts[0].campaign if kind is Kind.CAMPAIGN else None
        return Row(
            key=key,
            kind=kind,
            channel=channel,
            source=campaign.source if campaign else "",
            account=campaign.account if campaign else "",
            campaign_id=campaign.campaign_id if campaign else "",
            campaign=campaign.name if campaign else "",
            sums=tally.sums(self.currency),
            counted=counted.sums(self.currency),
            margin=self._margin(tally),
            back=self._back(paying, spent_on, alone=kind is Kind.CAMPAIGN),
            revenue_back=self._revenue_back(paying, spent_on),
            cac=self._cac(spent_on),
            cost_per_lead=self._each(spent_on, "leads", "no_leads"),
            outcome=self._outcome(parts),
            tracked=sum(part.tracked for part in parts),
            visits=sum(part.visits for part in parts),
            matches=matched(tally, self.currency),
            platform=self._platform(tally),
            grade=Grade.D,
            before=self._before(parts),
            rows=rows,
        )

    def _margin(self, tally: Tally) -> Money | NoData:
        """Contribution margin, or why there is none: a sale without its cost leaves the sum unknown."""
        if not self.has_deals:
            return NoData.because("no_deals")
        if tally.unpriced:
            return NoData.because("price_unknown", deals=tally.unpriced)
        if tally.uncosted:
            return NoData.because("cost_unknown")
        return Money(tally.margin, self.currency)

    def _back(self, parts: Sequence[Part], tally: Tally, *, alone: bool) -> Range | NoData:
        missing = self._no_return(tally)
        if missing:
            return NoData(missing)
        if tally.uncosted and not tally.margin:
            return NoData.because("cost_unknown")
        if not _traced(parts):
            return NoData.because("no_trace")
        more = sum((part.from_unknown + (part.from_channel if alone else ZERO) for part in parts), ZERO)
        return _range(tally.margin, tally.net + more, tally.spend)

    def _revenue_back(self, parts: Sequence[Part], tally: Tally) -> Range | NoData:
        missing = self._no_return(tally)
        if missing:
            return NoData(missing)
        if not _traced(parts):
            return NoData.because("no_trace")
        net = tally.revenue - tally.returned
        return _range(net, net, tally.spend)

    def _no_return(self, tally: Tally) -> Reason | None:
        if tally.spend <= 0:
            return Reason.of("no_spend")
        if not self.has_deals:
            return Reason.of("no_deals")
        if tally.unpriced and not tally.revenue:
            return Reason.of("price_unknown", deals=tally.unpriced)
        return None

    def _cac(self, tally: Tally) -> Money | NoData:
        if tally.anonymous:
            return NoData.because("buyers_unknown", deals=tally.anonymous)
        return self._each(tally, "customers", "no_customers")

    def _each(self, tally: Tally, name: str, none: str) -> Money | NoData:
        count: int = getattr(tally, name)
        if tally.spend <= 0:
            return NoData.because("no_spend")
        return Money(tally.spend / count, self.currency).rounded() if count else NoData.because(none)

    def _outcome(self, parts: Sequence[Part]) -> Outcome:
        reasons: dict[str, Decimal] = {}
        for part in parts:
            for code, amount in part.outcome.because:
                reasons[code] = reasons.get(code, ZERO) + amount
        ordered = sorted(reasons.items(), key=lambda one: -one[1])
        amounts = {
            name: Money(sum((getattr(part.outcome, name) for part in parts), ZERO), self.currency)
            for name in ("paid_back", "on_its_way", "did_not", "cannot", "shared")
        }
        return Outcome(**amounts, because=tuple(Reason.of(code, amount=plain(amount)) for code, amount in ordered))

    def _platform(self, tally: Tally) -> Platform:
        def claim(name: str) -> Decimal | NoData:
            return tally.claims.get(name, NoData.because("not_in_file"))

        def count(name: str) -> int | NoData:
            value = claim(name)
            return value if isinstance(value, NoData) else int(value)

        value = claim("claimed")
        return Platform(
            count("impressions"),
            count("clicks"),
            claim("conversions"),
            value if isinstance(value, NoData) else Money(value, self.currency),
        )

    def _before(self, parts: Sequence[Part]) -> Sums | None:
        if self.before is None:
            return None
        total = Tally()
        for part in parts:
            total.add(self.before.get(place_of(part), Tally()))
        return total.sums(self.currency)


def matched(tally: Tally, currency: str) -> tuple[Matched, ...]:
    found = [(step, tally.steps[step.value]) for step in Step if step.value in tally.steps]
    return tuple(Matched(step, leads, deals, Money(revenue, currency)) for step, (leads, deals, revenue) in found)


def wanted(parts: Iterable[Part], filters: Filters) -> list[Part]:
    """Parts the filters leave. A filter by source or campaign leaves only what is known to a campaign."""
    return [
        part
        for part in parts
        if (not filters.channel or part.channel == filters.channel) and allowed(part.campaign, filters)
    ]


def allowed(campaign: Campaign | None, filters: Filters) -> bool:
    """Whether filters by source and by part of a name let a campaign through."""
    if campaign is None:
        return not filters.source and not filters.campaign
    return (not filters.source or campaign.source == filters.source) and (
        filters.campaign.casefold() in campaign.name.casefold()
    )


def place_allowed(campaigns: Sequence[Campaign], place: Place, filters: Filters) -> bool:
    """Whether the filters leave a place."""
    channel, number = place
    return (not filters.channel or channel == filters.channel) and allowed(
        None if number is None else campaigns[number], filters
    )


def row_key(channel: str, campaign: Campaign | None) -> str:
    """The readable key of a row under a channel; `-` stands for a campaign that is not known."""
    if campaign is None:
        return f"{channel}/-"
    words = (campaign.source, campaign.account, campaign.campaign_id or campaign.name)
    return f"{channel}/{':'.join(filter(None, words))}"


def place_of(part: Part) -> Place:
    return part.channel, None if part.campaign is None else part.campaign.number


def plain(amount: Decimal) -> str:
    """An amount as reasons carry it: digits and a point, two places."""
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def _summed(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def _paying(parts: Sequence[Part]) -> list[Part]:
    """Parts of channels money was spent on: what is free or of unknown origin is no return on spend."""
    spent = {part.channel for part in parts if part.tally.spend > 0}
    return [part for part in parts if part.channel in spent]


def _traced(parts: Sequence[Part]) -> bool:
    """False when all of the spend lacks any link to sales."""
    spent = [part for part in parts if part.tally.spend > 0]
    return not spent or not all(
        any(code in ("no_trace", "shared_cost") for code, _ in part.outcome.because) for part in spent
    )


def _range(low: Decimal, high: Decimal, spend: Decimal) -> Range:
    return Range((low / spend).quantize(RATIO), (max(low, high) / spend).quantize(RATIO))
