"""The answer about money: verdict parts, key numbers, channels with their campaigns, what cannot be shown and why.

All money is in `MoneyAnswer.currency`. Every sum adds up exactly: campaigns to their channel, channels to the totals,
and the four outcomes of spend to the spend.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from otdel.kit.grade import Grade
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData, Reason


@dataclass(frozen=True, slots=True)
class Range:
    """What the facts allow: `low` counts only what matched, `high` adds a share of what did not."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where spend went. The four parts add up to the spend exactly; docs/algorithms/money.md defines them.

    `shared` is the part of `paid_back` known to the channel but not to the campaign, shared among its campaigns.
    """

    paid_back: Money
    on_its_way: Money
    did_not: Money
    cannot: Money
    shared: Money
    because: tuple[Reason, ...] = ()  # why a part cannot be shown


class Step(StrEnum):
    """How a sale or lead found its campaign or channel, strongest first."""

    CLICK = "click"  # its click id was seen with a campaign
    CAMPAIGN_ID = "campaign_id"
    UTM = "utm"  # its tags name the campaign
    NAME = "name"  # the system's own word for its origin is the campaign's name
    CHANNEL = "channel"  # the channel is known, the campaign is not
    NONE = "none"  # nothing says where it came from


@dataclass(frozen=True, slots=True)
class Matched:
    """How many leads and won deals, and how much of their revenue, found an origin by this step."""

    step: Step
    leads: int
    deals: int
    revenue: Money


@dataclass(frozen=True, slots=True)
class Platform:
    """The platform's own word. It is shown apart and never added to ours."""

    impressions: int | NoData
    clicks: int | NoData
    conversions: Decimal | NoData
    value: Money | NoData


class Kind(StrEnum):
    """What a row speaks for."""

    CHANNEL = "channel"
    CAMPAIGN = "campaign"
    NO_CAMPAIGN = "no_campaign"  # the channel is known, the campaign is not
    UNMAPPED = "unmapped"  # an origin no rule puts into a channel
    UNKNOWN = "unknown"  # no origin at all
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Sums:
    """Numbers that add up: those of a channel are the sums of its campaigns.

    `margin` is contribution margin: revenue less returns less variable cost. It covers only sales whose cost is known;
    `uncosted` is the revenue less returns of sales whose cost is not, so margin = revenue - returned - variable_cost -
    uncosted. With a default margin in the question nothing is uncosted, and `assumed` is the part of variable_cost that
    was assumed. `unpriced` counts won deals whose money is not known: no amount in the file, or no rate for its
    currency.
    """

    spend: Money
    revenue: Money
    returned: Money
    variable_cost: Money
    assumed: Money
    margin: Money
    uncosted: Money
    unpriced: int
    leads: int
    deals: int  # won
    open_deals: int  # never counted as money
    customers: int  # who bought for the first time
    anonymous: int  # won deals without a buyer's id


@dataclass(frozen=True, slots=True)
class Row:
    """A channel, a campaign, or what has no place in either."""

    key: str  # readable and stable: "paid_search", "paid_search/google_ads:123"
    kind: Kind
    channel: str  # a code of the standard grouping ("paid_search") or the company's own name
    source: str
    account: str
    campaign_id: str
    campaign: str
    sums: Sums
    counted: Sums  # without sales and leads of days no spend is known of: what returns and outcome rest on
    margin: Money | NoData
    back: Range | NoData  # contribution margin for each 1 spent; below 1 it did not pay back
    revenue_back: Range | NoData  # revenue less returns for each 1 spent; not profit
    cac: Money | NoData  # spend for each new customer
    cost_per_lead: Money | NoData
    outcome: Outcome
    tracked: int  # leads and deals of any time that were traced to it
    visits: int  # visits and touches of any time that carry its tags
    matches: tuple[Matched, ...]
    platform: Platform
    grade: Grade
    before: Sums | None  # the same numbers in the compared period
    rows: tuple[Row, ...] = ()  # campaigns, largest spend first


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One number at the head of the page. `code` names it and its definition in wording."""

    code: str  # spend, margin, margin_after, revenue, back, cac, leads, deals
    value: Money | Decimal | int | NoData
    range: Range | None
    before: Money | Decimal | int | NoData | None
    source: Lineage


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where numbers came from: which systems, which imports, which days, how many rows."""

    shape: str  # spend, leads, deals
    sources: tuple[str, ...]
    imports: tuple[int, ...]
    rows: int
    days: Period | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Money that could not be turned into the answer's currency. It is in no total."""

    shape: str
    source: str
    amount: Money  # in its own currency
    rows: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Fresh:
    """The last day each source speaks for."""

    shape: str
    source: str
    last_day: date | None
    rows: int


@dataclass(frozen=True, slots=True)
class Lag:
    """How long money takes from lead to payment, measured on won deals; NoData when there are too few."""

    deals: int
    half: int  # days within which half of the money's deals are paid
    most: int  # days within which nine in ten are


@dataclass(frozen=True, slots=True)
class MoneyAnswer:
    currency: str
    period: Period | None
    compare: Period | None
    basis: str
    model: str
    with_vat: bool
    verdict: tuple[Reason, ...]  # one to three parts: what happened, what it means, what to do
    numbers: tuple[KeyNumber, ...]
    channels: tuple[Row, ...]  # largest spend first; unmapped and unknown last
    total: Row
    before: Sums | None
    matches: tuple[Matched, ...]
    match_rate: Decimal | NoData  # share of won deals (of leads when there are none) with a known origin
    unknown_share: Decimal | NoData  # share of won deals with no origin at all
    unmapped_share: Decimal | NoData  # share of spend in no channel
    lag: Lag | NoData
    troubles: tuple[Trouble, ...]
    fresh: tuple[Fresh, ...]
    warnings: tuple[Reason, ...]  # low_match, no_deals, no_spend, ...
    next_steps: tuple[Reason, ...]  # what would fix what cannot be shown, largest money first
    asked: tuple[str, ...]  # warehouse questions this answer was made from, for "show the query"
