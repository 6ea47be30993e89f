"""The shapes of facts: what a connector hands over, the warehouse stores and a question asks. One place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a column is stored: TEXT utf8, INTEGER int64, AMOUNT decimal(18,6), DAY date, INSTANT timestamp in UTC."""

    TEXT = "text"
    INTEGER = "integer"
    AMOUNT = "amount"
    DAY = "day"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind
    meaning: str
    required: bool = False  # a row without it is set aside
    additive: bool = False  # may be summed, so a file's own total can check it


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of fact.

    `key` names what one report speaks for: when two live imports hold rows with the same key, all rows of the newest
    import win and the older ones stay as history. An empty account in it is some account of the source, so it is the
    same as any; two named accounts stay apart. `latest` is true when one import may hold only one row a key (a deal
    has one state); otherwise its rows add up (a campaign's day has many ads). `either` names the two columns of the key
    that say one thing twice, an id and a name: the id decides when both rows have it, otherwise the name.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    latest: bool = False
    either: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _text(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.TEXT, meaning, required)


def _count(name: str, meaning: str) -> Column:
    return Column(name, Kind.INTEGER, meaning, additive=True)


def _amount(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.AMOUNT, meaning, required, additive=True)


SOURCE = _text("source", "the system the row came from: google_ads, meta_ads, hubspot, manual", required=True)
ACCOUNT = _text("account", "the ad account, property or shop, empty when the file does not say")
CURRENCY = _text("currency", "ISO 4217 code of every amount in the row", required=True)

ORIGIN = (
    _text("utm_source", "as tagged"),
    _text("utm_medium", "as tagged"),
    _text("utm_campaign", "as tagged"),
    _text("utm_content", "as tagged"),
    _text("utm_term", "as tagged"),
    _text("campaign_id", "the ad system's campaign id"),
    _text("click_id", "gclid, fbclid, yclid, msclkid, ttclid, li_fat_id, written as 'gclid:VALUE'"),
    _text("origin", "the system's own word for where it came from, when there is no tag"),
    _text("visitor", "analytics client id"),
)

SPEND = Shape(
    "spend",
    "money spent on marketing, by campaign and day",
    (
        Column("day", Kind.DAY, "the day the money was spent; null only for files read at a terminal without a period"),
        SOURCE,
        ACCOUNT,
        _text("campaign_id", "the ad system's id, empty when the file has names only"),
        _text("campaign", "the campaign's name as exported"),
        _text("campaign_type", "search, performance max, display, video, shopping, social, email, other, as exported"),
        _text("ad_group", "ad group or ad set"),
        _text("ad", "ad, creative or keyword"),
        CURRENCY,
        _amount("cost", "money spent, as the file states it", required=True),
        _count("impressions", "times shown"),
        _count("clicks", "clicks"),
        _amount("conversions", "conversions the platform claims"),
        _amount("conversion_value", "value the platform claims"),
        Column("spread_days", Kind.INTEGER, "1 for a daily row; n when one row of n days was spread evenly"),
    ),
    key=("source", "account", "campaign_id", "campaign", "day"),
    either=("campaign_id", "campaign"),
)

SESSIONS = Shape(
    "sessions",
    "visits to the site, by day and origin",
    (
        Column("day", Kind.DAY, "day of the visits"),
        SOURCE,
        ACCOUNT,
        *ORIGIN[:6],
        _text("channel_group", "the analytics tool's own channel"),
        _text("page", "landing page or page path"),
        _count("sessions", "sessions"),
        _count("users", "users: not additive over days"),
        _count("engaged_sessions", "engaged sessions"),
        _amount("key_events", "key events (conversions)"),
        Column("currency", Kind.TEXT, "ISO 4217 code of revenue, empty when there is none"),
        _amount("revenue", "revenue the tool recorded"),
        _text("breakdown", "what the report was broken down by: campaign, page, day; one is summed at a time"),
    ),
    key=("source", "account", "breakdown", "day"),
)

TOUCHES = Shape(
    "touches",
    "single contacts of a visitor with marketing: a visit, a call, a form, a click in an e-mail",
    (
        Column("at", Kind.INSTANT, "when", required=True),
        SOURCE,
        ACCOUNT,
        *ORIGIN,
        _text("session", "session id"),
        _text("event", "session_start, purchase, generate_lead, call, form, email_click"),
        _text("page", "page"),
        _text("transaction", "order id, when the event is a purchase"),
        Column("currency", Kind.TEXT, "ISO 4217 code of value"),
        _amount("value", "money of the event"),
    ),
    key=("source", "account", "visitor", "session", "event", "at"),
)

LEADS = Shape(
    "leads",
    "people or firms who asked",
    (
        _text("lead_id", "the CRM's id", required=True),
        SOURCE,
        ACCOUNT,
        Column("created_at", Kind.INSTANT, "when the lead arrived"),
        _text("status", "open, qualified, won, lost"),
        _text("stage", "the CRM's own stage"),
        _text("owner", "the seller's name"),
        *ORIGIN,
    ),
    key=("source", "account", "lead_id"),
    latest=True,
)

DEALS = Shape(
    "deals",
    "sales: CRM deals and shop orders, with returns and variable cost",
    (
        _text("deal_id", "the CRM's or shop's id", required=True),
        SOURCE,
        ACCOUNT,
        _text("lead_id", "the lead it grew from"),
        _text("customer", "the buyer's id, never a name, address or phone"),
        Column("created_at", Kind.INSTANT, "when the deal was opened or the order placed"),
        Column("closed_at", Kind.INSTANT, "when it was won or lost"),
        Column("paid_at", Kind.INSTANT, "when money arrived"),
        _text("status", "open, won, lost", required=True),
        _text("stage", "the CRM's own stage"),
        _text("owner", "the seller's name"),
        CURRENCY,
        _amount("revenue", "money of the sale before returns; null when the file does not say"),
        _amount("returned", "money given back"),
        _amount("variable_cost", "goods, delivery and fees of this sale; null when not known"),
        *ORIGIN,
    ),
    key=("source", "account", "deal_id"),
    latest=True,
)

RATES = Shape(
    "rates",
    "exchange rates by day",
    (
        Column("day", Kind.DAY, "the day the rate holds for", required=True),
        SOURCE,
        _text("currency", "one unit of this currency", required=True),
        _text("into", "is worth `rate` of this one", required=True),
        Column("rate", Kind.AMOUNT, "units of `into` for one `currency`", required=True),
    ),
    key=("currency", "into", "day"),
    latest=True,
)

OBSERVATIONS = Shape(
    "observations",
    "readings of tools that are not money or sales: search clicks, rankings, video views, typed-in values",
    (
        Column("day", Kind.DAY, "first day of the reading"),
        Column("until", Kind.DAY, "first day after the reading"),
        SOURCE,
        ACCOUNT,
        _text("breakdown", "site, query, page, country, device, keyword, video, value"),
        _text("subject", "the query, page, keyword, video id"),
        _text("metric", "clicks, impressions, position, volume, views, watch_hours, subscribers", required=True),
        Column("value", Kind.AMOUNT, "the reading", required=True),
        _text("unit", "count, position, ratio, hours, or an ISO 4217 code"),
    ),
    key=("source", "account", "breakdown", "subject", "metric", "day"),
    latest=True,
)

SHAPES = {shape.name: shape for shape in (SPEND, SESSIONS, TOUCHES, LEADS, DEALS, RATES, OBSERVATIONS)}

LINEAGE = (
    Column("import_id", Kind.INTEGER, "the import that brought the row", required=True),
    Column("file", Kind.TEXT, "sha256 of the raw file", required=True),
    Column("sheet", Kind.TEXT, "sheet of a workbook, or table of a file with several; empty otherwise"),
    Column("row", Kind.INTEGER, "row of that sheet or file, counted from 1 as a spreadsheet does", required=True),
)
