"""Microsoft Advertising: headers of its daily performance reports."""

from __future__ import annotations

import re
from dataclasses import replace

import pyarrow.compute as pc

from otdel.connectors.api_shapes.names import with_names
from otdel.connectors.api_shapes.sums import add_up
from otdel.connectors.columns import Draft, Evidence, Field, Metric, find, keep_rows, observations, report, with_cells
from otdel.connectors.columns.coverage import note_keywords, note_level
from otdel.connectors.columns.spread import spend_days
from otdel.connectors.contract import Hints, Reading, Report, Sheet
from otdel.kit.facts import SPEND, Kind

_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")

DAY = ("Gregorian date", "TimePeriod", "Time period", "date", "Day", "Дата", "День")
ACCOUNT = ("account_id", "AccountId", "Account name", "AccountName", "Account")
CAMPAIGN = ("Campaign name", "CampaignName", "Campaign", "Кампания", "Кампанія")
CAMPAIGN_ID = ("campaign_id", "CampaignId", "Campaign ID")
CURRENCY = ("currency_code", "CurrencyCode", "Currency")
COST = ("Spend", "Расходы", "Витрати")
IMPRESSIONS = ("Impressions", "Impr.", "Показы", "Покази")
CLICKS = ("Clicks", "Клики", "Кліки")
CONVERSIONS = ("Conversions", "Conv.", "Конверсии", "Конверсії")
VALUE = ("revenue", "Conv. value")

# Words no other ad system puts into a header row.
SIGNS = (
    "device_os",
    "delivered_match_type",
    "bid_match_type",
    "top_vs_other",
    "conversions_qualified",
    "ad_distribution",
    "Gregorian date",
    "TimePeriod",
    "Impr. share lost to rank",
)
BY_API = frozenset({"ad_group_id", "ad_id", "campaign_id"})  # tables of the API keep what was removed
TITLES = ("Microsoft Advertising", "Potential Incomplete Data", "Last Completed Available Day", "Bing Ads")

FIELDS = (
    Field("day", DAY),
    Field("account", ACCOUNT),
    Field("campaign", CAMPAIGN),
    Field("campaign_id", CAMPAIGN_ID),
    Field("campaign_type", ("Campaign type", "CampaignType")),
    Field("ad_group", ("Ad group", "AdGroupName", "ad_group_id", "AdGroupId")),
    Field("ad", ("Ad title", "ad_id", "AdId")),
    Field("currency", CURRENCY),
    Field("cost", COST),
    Field("impressions", IMPRESSIONS),
    Field("clicks", CLICKS),
    Field("conversions", CONVERSIONS),
    Field("conversion_value", VALUE),
)

METRICS = (
    Metric("cost", COST, unit="currency"),
    Metric("impressions", IMPRESSIONS),
    Metric("clicks", CLICKS),
    Metric("conversions", CONVERSIONS),
    Metric("conversion_value", VALUE, unit="currency"),
)


def _named(reading: Reading, sheet: Sheet, hints: Hints) -> Sheet:
    return with_names(CAMPAIGN_ID)(reading, _prepared(reading, sheet, hints), hints)


def _prepared(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    """The page's exports end in a line of copyright, which is nobody's row, and begin with the days of the report."""
    ragged = tuple(bad for bad in sheet.ragged if "Microsoft Corporation" not in bad.value)
    notice = pc.match_substring(sheet.cells.column(0), "Microsoft Corporation")
    return _with_plain_days(keep_rows(replace(sheet, ragged=ragged), pc.invert(notice)))


def _with_plain_days(sheet: Sheet) -> Sheet:
    """Dates as year, month, day, when "Report Time: 1/5/2026, 1/31/2026" tells which of its numbers is the month."""
    ends = next((found for line in sheet.preamble if len(found := _DATE.findall(line)) == 2), None)
    order = _order(ends) if ends else ""
    if not ends or not order:
        return sheet
    first, last = (_SLASHED.sub(order, "/".join(parts)) for parts in ends)
    place = find(sheet.header, DAY)
    if place is not None:
        plain = pc.replace_substring_regex(sheet.cells.column(place), _SLASHED.pattern, order)
        sheet = with_cells(sheet, place, plain)
    return replace(sheet, preamble=(f"{first} - {last}", *sheet.preamble))


def _order(ends: list[tuple[str, str, str]]) -> str:
    """The replacement that puts the year first; empty when both numbers of both dates could be months."""
    if any(int(second) > 12 for _, second, _ in ends):
        return r"\3-\1-\2"
    return r"\3-\2-\1" if any(int(first) > 12 for first, _, _ in ends) else ""


def _campaigns(draft: Draft) -> None:
    if not BY_API & set(draft.sheet.header):
        note_level(draft)
    spend_days(draft)


def _keywords(draft: Draft) -> None:
    note_keywords(draft)
    add_up(draft)


def _detail(
    name: str,
    title: str,
    breakdown: str,
    subject: tuple[str, ...],
    shuns: tuple[str, ...] = (),
    *,
    dated: bool = True,
) -> Report:
    """A cut of the account finer or coarser than campaigns. Its money is a reading: as spend it would count twice."""
    return observations(
        f"microsoft_ads.{name}",
        f"Microsoft Advertising: {title}",
        breakdown=breakdown,
        subject=subject,
        day=DAY,
        extra=(Field("account", ACCOUNT), Field("currency", CURRENCY, kind=Kind.TEXT)),
        metrics=METRICS,
        evidence=Evidence(
            needs=(*((DAY,) if dated else ()), COST, CLICKS, subject or ACCOUNT),
            shuns=shuns,
            signs=SIGNS,
            titles=TITLES,
            base=0.46,
        ),
        reshape=_prepared,
        adjust=_keywords if name == "keywords" else add_up,
    )


REPORTS = (
    report(
        "microsoft_ads.campaigns",
        "Microsoft Advertising: campaigns",
        SPEND,
        fields=FIELDS,
        evidence=Evidence(
            needs=(COST, CLICKS, (*CAMPAIGN_ID, *CAMPAIGN)),
            signs=SIGNS,
            titles=TITLES,
            shuns=("search_query", "keyword_id", "location_id", "Search term", "Keyword"),
            base=0.47,
        ),
        reshape=_named,
        finish=_campaigns,
    ),
    _detail("accounts", "account", "account", (), (*CAMPAIGN_ID, *CAMPAIGN)),
    _detail("keywords", "keywords", "keyword", ("Keyword", "keyword_id"), ("Search term", "search_query"), dated=False),
    _detail("search_terms", "search terms", "search term", ("Search term", "search_query"), dated=False),
    _detail("places", "places", "country", ("country",)),
)
