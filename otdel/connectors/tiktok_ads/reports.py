"""TikTok Ads: headers of Ads Manager exports and of hourly statistics, whose hours stay rows of their day."""

from __future__ import annotations

from otdel.connectors.api_shapes.names import with_names
from otdel.connectors.api_shapes.sums import add_up
from otdel.connectors.columns import Evidence, Field, Metric, observations, report
from otdel.connectors.columns.spread import spend_days
from otdel.connectors.contract import Report
from otdel.kit.facts import SPEND

DAY = ("By Day", "Date", "Day", "Stat time day", "Дата", "По дням")
COST = ("Cost", "Total cost", "Spend", "Затраты", "Расход", "Витрати")
CAMPAIGN = ("Campaign name", "Название кампании", "Назва кампанії")
API_DAY = ("stat_time_hour", "stat_time_day")
API_CLICKS = ("clicks",)


def _api_detail(name: str, title: str, breakdown: str, subject: tuple[str, ...]) -> Report:
    """A table without campaigns, or a cut of them. Its money is a reading: as spend it would count twice."""
    return observations(
        f"tiktok_ads.{name}",
        f"TikTok Ads API: {title}",
        breakdown=breakdown,
        subject=subject,
        day=API_DAY,
        metrics=(
            Metric("cost", ("spend",), unit="currency"),
            Metric("impressions", ("impressions",)),
            Metric("clicks", API_CLICKS),
            Metric("conversions", ("conversion",)),
        ),
        evidence=Evidence(needs=(API_DAY, ("spend",), subject), base=0.82),
        adjust=add_up,
    )


REPORTS = (
    report(
        "tiktok_ads.campaigns",
        "TikTok Ads Manager",
        SPEND,
        fields=(
            Field("day", DAY),
            Field("account", ("Account name", "Advertiser name", "Account ID", "Advertiser ID")),
            Field("campaign", CAMPAIGN),
            Field("campaign_id", ("Campaign ID", "ID кампании", "ID кампанії")),
            Field("ad_group", ("Ad group name", "Название группы объявлений")),
            Field("ad", ("Ad name", "Название объявления")),
            Field("currency", ("Currency", "Валюта")),
            Field("cost", COST),
            Field("impressions", ("Impressions", "Impression", "Показы", "Покази")),
            Field("clicks", ("Clicks (destination)", "Clicks (all)", "Clicks", "Click", "Клики")),
            Field("conversions", ("Conversions", "Conversion", "Total conversion", "Конверсии")),
            Field("conversion_value", ("Total purchase value", "Total complete payment value")),
        ),
        evidence=Evidence(
            needs=(COST, CAMPAIGN),
            signs=(
                "Clicks (destination)",
                "CTR (destination)",
                "CPC (destination)",
                "2-second video views",
                "6-second video views",
                "Video views at 100%",
                "Cost per 1,000 people reached",
                "Advertiser ID",
            ),
            titles=("TikTok",),
            base=0.43,
        ),
        finish=spend_days,
    ),
    report(
        "tiktok_ads.api_campaigns",
        "TikTok Ads API: campaigns by hour",
        SPEND,
        fields=(
            Field("day", API_DAY),
            Field("account", ("advertiser_id",)),
            Field("campaign_id", ("campaign_id",)),
            Field("campaign", ("campaign_name",)),
            Field("cost", ("spend",)),
            Field("impressions", ("impressions",)),
            Field("clicks", API_CLICKS),
            Field("conversions", ("conversion",)),
            Field("conversion_value", ("total_purchase_value",)),
        ),
        evidence=Evidence(
            needs=(API_DAY, ("spend",), ("campaign_id",)), shuns=("country_code", "adgroup_id", "ad_id"), base=0.8
        ),
        reshape=with_names(("campaign_id",)),
        finish=spend_days,
    ),
    _api_detail("api_ad_groups", "ad groups by hour", "ad group", ("adgroup_id",)),
    _api_detail("api_ads", "ads by hour", "ad", ("ad_id",)),
    _api_detail("api_countries", "countries by day", "country", ("country_code",)),
)
