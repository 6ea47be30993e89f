"""Meta Ads API: insights tables by ad and by place, and actions beside them."""

from __future__ import annotations

import pyarrow.compute as pc

from otdel.connectors.api_shapes.names import with_names
from otdel.connectors.api_shapes.sums import add_up
from otdel.connectors.columns import Draft, Evidence, Field, Metric, observations, report
from otdel.connectors.columns.spread import spend_days
from otdel.connectors.contract import Report
from otdel.kit.facts import SPEND, Kind

DAY = ("date", "date_start")
SPENT = ("spend",)
CLICKS = ("inline_link_clicks", "link_clicks", "clicks")
ACCOUNT = Field("account", ("account_id",))
CURRENCY = ("account_currency", "currency")


def _places(name: str, title: str, place: str) -> Report:
    """Money by place is a reading: as spend it would count twice beside the same days by ad."""
    return observations(
        f"meta_ads.{name}",
        f"Meta Ads API: {title}",
        breakdown=place,
        subject=(place,),
        day=DAY,
        extra=(ACCOUNT, Field("currency", CURRENCY, kind=Kind.TEXT)),
        metrics=(
            Metric("cost", SPENT, unit="currency"),
            Metric("impressions", ("impressions",)),
            Metric("clicks", CLICKS),
        ),
        evidence=Evidence(needs=(DAY, SPENT, ("inline_link_clicks",), (place,)), base=0.8),
        adjust=add_up,
    )


def _by_action(draft: Draft) -> None:
    """An action is counted under its own name: "lead" and "purchase" never add up.

    Tables of counts and of money have the same headers; only the name of the file tells them apart.
    """
    kinds, subject = draft.columns.pop("action"), draft.columns["subject"]
    draft.columns["subject"] = pc.binary_join_element_wise(subject, kinds, " ")
    if "action_value" in draft.reading.name:
        draft.columns["metric:action_value"] = draft.columns.pop("metric:actions")
    add_up(draft)


def _actions(name: str, title: str, breakdown: str, subject: tuple[str, ...], shuns: tuple[str, ...] = ()) -> Report:
    return observations(
        f"meta_ads.{name}",
        f"Meta Ads API: {title}",
        breakdown=f"{breakdown} action",
        subject=subject,
        day=DAY,
        extra=(ACCOUNT, Field("action", ("action_type",)), Field("currency", CURRENCY, kind=Kind.TEXT)),
        metrics=(Metric("actions", ("value",)), Metric("action_value", (), unit="currency")),
        evidence=Evidence(needs=(DAY, ("action_type",), ("value",), subject), shuns=shuns, base=0.8),
        adjust=_by_action,
    )


REPORTS = (
    report(
        "meta_ads.api_ads",
        "Meta Ads API: ads",
        SPEND,
        fields=(
            Field("day", DAY),
            ACCOUNT,
            Field("campaign_id", ("campaign_id",)),
            Field("campaign", ("campaign_name",)),
            Field("ad_group", ("adset_name", "adset_id")),
            Field("ad", ("ad_name", "ad_id")),
            Field("currency", CURRENCY),
            Field("cost", SPENT),
            Field("impressions", ("impressions",)),
            Field("clicks", CLICKS),
        ),
        evidence=Evidence(needs=(DAY, SPENT, ("inline_link_clicks",), ("ad_id", "ad_name")), base=0.8),
        reshape=with_names(("campaign_id",), by_ad=True),
        finish=spend_days,
    ),
    _places("api_countries", "countries", "country"),
    _places("api_regions", "regions", "region"),
    _actions("api_actions", "actions by ad", "ad", ("ad_id",)),
    _actions("api_account_actions", "actions by account", "account", ("account_id",), ("ad_id",)),
)
