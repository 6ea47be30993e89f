"""Google Ads API: statistics tables with money in micros, one row a day, device and network."""

from __future__ import annotations

from otdel.connectors.api_shapes.names import with_names
from otdel.connectors.api_shapes.sums import add_up, cost_from_micros
from otdel.connectors.columns import Draft, Evidence, Field, Metric, observations, report
from otdel.connectors.columns.spread import spend_days
from otdel.connectors.contract import Report
from otdel.kit.facts import SPEND, Kind

DAY = ("date", "segments.date", "day")
MICROS = ("cost_micros", "metrics.cost_micros")
IMPRESSIONS = ("impressions", "metrics.impressions")
CLICKS = ("clicks", "metrics.clicks")
CONVERSIONS = ("conversions", "metrics.conversions")
VALUE = ("conversions_value", "metrics.conversions_value")
ACCOUNT = Field("account", ("customer_id", "customer.id"))
CURRENCY = ("currency_code", "customer.currency_code")


def _stats(name: str, title: str, campaign_id: tuple[str, ...], needs: str, shuns: tuple[str, ...]) -> Report:
    return report(
        f"google_ads.{name}",
        f"Google Ads API: {title}",
        SPEND,
        fields=(
            Field("day", DAY),
            ACCOUNT,
            Field("campaign_id", campaign_id),
            Field("campaign", ("campaign_name", "campaign.name")),
            Field("campaign_type", ("campaign_type", "campaign.advertising_channel_type")),
            Field("ad_group", ("ad_group", "base_ad_group")),
            Field("ad", ("ad_id",)),
            Field("currency", CURRENCY),
            Field("micros", MICROS, kind=Kind.AMOUNT),
            Field("impressions", IMPRESSIONS),
            Field("clicks", CLICKS),
            Field("conversions", CONVERSIONS),
            Field("conversion_value", VALUE),
        ),
        evidence=Evidence(needs=(DAY, MICROS, campaign_id, (needs,)), shuns=shuns, base=0.8),
        reshape=with_names(campaign_id),
        finish=_spend,
    )


def _spend(draft: Draft) -> None:
    cost_from_micros(draft)
    spend_days(draft)


def _money_then_sums(draft: Draft) -> None:
    cost_from_micros(draft)
    add_up(draft)


def _detail(name: str, title: str, breakdown: str, subject: str, shuns: tuple[str, ...] = ()) -> Report:
    """A cut finer or coarser than campaigns. Its money is a reading: as spend it would count twice."""
    return observations(
        f"google_ads.{name}",
        f"Google Ads API: {title}",
        breakdown=breakdown,
        subject=(subject,),
        day=DAY,
        extra=(ACCOUNT, Field("currency", CURRENCY, kind=Kind.TEXT), Field("metric:micros", MICROS, kind=Kind.AMOUNT)),
        metrics=(
            Metric("cost", ("cost",), unit="currency"),
            Metric("impressions", IMPRESSIONS),
            Metric("clicks", CLICKS),
            Metric("conversions", CONVERSIONS),
            Metric("conversion_value", VALUE, unit="currency"),
        ),
        evidence=Evidence(needs=(DAY, MICROS, (subject,)), shuns=shuns, base=0.8),
        adjust=_money_then_sums,
    )


DETAIL = ("ad_group_criterion_criterion_id", "search_term")
REPORTS = (
    _stats("api_campaigns", "campaign statistics", ("id", "campaign.id"), "base_campaign", DETAIL),
    _stats("api_ad_groups", "ad group statistics", ("campaign_id", "campaign.id"), "base_ad_group", DETAIL),
    _stats("api_ads", "ad statistics", ("campaign_id", "campaign.id"), "ad_id", DETAIL),
    _detail("api_accounts", "account statistics", "account", "customer_id", ("id", "campaign_id")),
    _detail("api_keywords", "keyword statistics", "keyword", "ad_group_criterion_criterion_id"),
    _detail("api_search_terms", "search terms", "search term", "search_term"),
)
