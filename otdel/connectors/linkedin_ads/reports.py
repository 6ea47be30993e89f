"""LinkedIn: headers of campaign performance exports and of analytics tables."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.api_shapes.months import months_as_days, until_next_month
from otdel.connectors.api_shapes.names import with_names
from otdel.connectors.api_shapes.sums import add_up
from otdel.connectors.columns import Draft, Evidence, Field, Metric, find, observations, report, with_cells
from otdel.connectors.columns.spread import spend_days
from otdel.connectors.contract import Hints, Reading, Report, Sheet
from otdel.kit.facts import SPEND, Kind

START = ("Start Date (in UTC)", "Start Date", "Date", "Day")
LOCAL = "cost_in_local_currency"
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = r"\3-\1-\2"


def _plain_days(_: Reading, sheet: Sheet, __: Hints) -> Sheet:
    """Campaign Manager writes month first whatever the language, so 03/04/2026 leaves nothing to ask."""
    place = find(sheet.header, START)
    ends = next((found for line in sheet.preamble if len(found := _DATE.findall(line)) == 2), None)
    if place is None:
        return sheet
    sheet = with_cells(sheet, place, pc.replace_substring_regex(sheet.cells.column(place), _DATE.pattern, _ISO))
    if not ends:
        return sheet
    first, last = (_DATE.sub(_ISO, "/".join(parts)) for parts in ends)
    sheet = replace(sheet, preamble=(f"{first} - {last}", *sheet.preamble))
    return _without_start(sheet, place, first) if first != last else sheet


def _without_start(sheet: Sheet, place: int, first: str) -> Sheet:
    """In a report of the whole period every row starts on its first day: that is no day of the money."""
    if set(pc.unique(sheet.cells.column(place)).to_pylist()) != {first}:
        return sheet
    header = tuple("" if n == place else text for n, text in enumerate(sheet.header))
    return replace(sheet, header=header)


def _dollars(draft: Draft) -> None:
    """The API states cost in dollars and in a local currency it does not name; dollars are known, so they are used.

    Days without a cent have no dollars in older tables: their zero needs no currency.
    """
    local = draft.columns.pop("local", None)
    cost = draft.columns.get("cost")
    if local is None:
        return
    zero = pc.if_else(pc.equal(local, 0), pa.scalar(Decimal(0), local.type), None)
    draft.columns["cost"] = zero if cost is None else pc.coalesce(cost, zero)


def _dollars_by_day(draft: Draft) -> None:
    _dollars(draft)
    spend_days(draft)


def _by_month(draft: Draft) -> None:
    until_next_month(draft)
    add_up(draft)


def _api_detail(name: str, title: str, breakdown: str, subject: tuple[str, ...], day: tuple[str, ...]) -> Report:
    """A cut without campaigns, or by month. Its money is a reading: as spend it would count twice."""
    return observations(
        f"linkedin_ads.{name}",
        f"LinkedIn Ads API: {title}",
        breakdown=breakdown,
        subject=subject,
        day=day,
        metrics=(
            Metric("cost", ("cost_in_usd",), unit="USD"),
            Metric("impressions", ("impressions",)),
            Metric("clicks", ("clicks",)),
            Metric("leads", ("one_click_leads",)),
        ),
        evidence=Evidence(needs=(day, ("cost_in_usd",), subject), base=0.8),
        reshape=months_as_days if day == ("month",) else None,
        adjust=_by_month if day == ("month",) else add_up,
    )


REPORTS = (
    report(
        "linkedin_ads.campaigns",
        "LinkedIn Campaign Manager: campaign performance",
        SPEND,
        fields=(
            Field("day", START),
            Field("account", ("Account Name",)),
            Field("campaign", ("Campaign Name",)),
            Field("campaign_id", ("Campaign ID",)),
            Field("campaign_type", ("Campaign Type", "Campaign Objective")),
            Field("ad_group", ("Campaign Group Name",)),
            Field("ad", ("Ad Headline", "Creative Name", "Ad ID")),
            Field("currency", ("Currency",)),
            Field("cost", ("Total Spent",)),
            Field("impressions", ("Impressions",)),
            Field("clicks", ("Clicks",)),
            Field("conversions", ("Conversions",)),
            Field("conversion_value", ("Total Conversion Value",)),
        ),
        evidence=Evidence(
            needs=(START, ("Total Spent",), ("Campaign Name", "Campaign ID")),
            signs=("Campaign Group Name", "Start Date (in UTC)", "Total Social Actions", "Total Engagements"),
            titles=("Performance Report (in UTC)", "Campaign Performance Report"),
            base=0.48,
        ),
        reshape=_plain_days,
        finish=spend_days,
    ),
    report(
        "linkedin_ads.api_campaigns",
        "LinkedIn Ads API: campaigns by day",
        SPEND,
        fields=(
            Field("day", ("day",)),
            Field("campaign_id", ("campaign_id",)),
            Field("campaign", ("campaign_name",)),
            Field("cost", ("cost_in_usd",)),
            Field("local", (LOCAL,), kind=Kind.AMOUNT),
            Field("impressions", ("impressions",)),
            Field("clicks", ("clicks",)),
            Field("conversions", ("external_website_conversions",)),
        ),
        evidence=Evidence(needs=(("day",), ("cost_in_usd",), ("campaign_id",)), base=0.8),
        constants={"currency": "USD"},
        reshape=with_names(("campaign_id",)),
        finish=_dollars_by_day,
    ),
    _api_detail("api_creatives", "creatives by day", "creative", ("creative_id",), ("day",)),
    _api_detail("api_countries", "countries by month", "country", ("member_country",), ("month",)),
    _api_detail("api_regions", "regions by month", "region", ("member_region",), ("month",)),
)
