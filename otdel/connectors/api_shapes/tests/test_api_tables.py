"""Tables of ad and CRM APIs: what each lands as, and that its money equals a plain sum of the file."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from otdel.connectors.tests.files import asked, rows, table, total, understood
from otdel.testing.shared import shared

ROOT = "data/fixtures/fivetran_api_shapes/"


class Lands(NamedTuple):
    """The report that takes a table, rows of facts, and the column its money stands in (micros end in "_micros")."""

    report: str
    rows: int
    money: str = ""


SPEND = {
    "facebook_ads/facebook_ads_basic_ad_data.csv": Lands("meta_ads.api_ads", 10, "spend"),
    "google_ads/campaign_stats_data.csv": Lands("google_ads.api_campaigns", 16, "cost_micros"),
    "google_ads/ad_group_stats_data.csv": Lands("google_ads.api_ad_groups", 15, "cost_micros"),
    "google_ads/ad_stats_data.csv": Lands("google_ads.api_ads", 10, "cost_micros"),
    "linkedin/linkedin_ad_analytics_by_campaign_data.csv": Lands("linkedin_ads.api_campaigns", 20, "cost_in_usd"),
    "microsoft_ads/microsoft_ads_campaign_performance_daily_report_data.csv": Lands(
        "microsoft_ads.campaigns", 2630, "spend"
    ),
    "microsoft_ads/microsoft_ads_ad_group_performance_daily_report_data.csv": Lands(
        "microsoft_ads.campaigns", 229, "spend"
    ),
    "microsoft_ads/microsoft_ads_ad_performance_daily_report_data.csv": Lands("microsoft_ads.campaigns", 401, "spend"),
    "tiktok_ads/tiktok_campaign_report_hourly_data.csv": Lands("tiktok_ads.api_campaigns", 4, "SPEND"),
}

# Cuts finer or coarser than campaigns: as spend they would count the same money twice.
READINGS = {
    "facebook_ads/facebook_ads_demographics_country_data.csv": Lands("meta_ads.api_countries", 30, "spend"),
    "facebook_ads/facebook_ads_demographics_region_data.csv": Lands("meta_ads.api_regions", 30, "spend"),
    "facebook_ads/facebook_ads_basic_ad_actions_data.csv": Lands("meta_ads.api_actions", 10),
    "facebook_ads/facebook_ads_basic_ad_action_values_data.csv": Lands("meta_ads.api_actions", 10),
    "facebook_ads/facebook_ads_demographics_country_actions_data.csv": Lands("meta_ads.api_account_actions", 10),
    "facebook_ads/facebook_ads_demographics_region_actions_data.csv": Lands("meta_ads.api_account_actions", 10),
    "google_ads/account_stats_data.csv": Lands("google_ads.api_accounts", 75, "cost_micros"),
    "google_ads/keyword_stats_data.csv": Lands("google_ads.api_keywords", 75, "cost_micros"),
    "google_ads/search_term_keyword_stats_data.csv": Lands("google_ads.api_search_terms", 50, "cost_micros"),
    "linkedin/linkedin_ad_analytics_by_creative_data.csv": Lands("linkedin_ads.api_creatives", 313, "cost_in_usd"),
    "linkedin/linkedin_monthly_ad_analytics_by_member_country_data.csv": Lands(
        "linkedin_ads.api_countries", 40, "cost_in_usd"
    ),
    "linkedin/linkedin_monthly_ad_analytics_by_member_region_data.csv": Lands(
        "linkedin_ads.api_regions", 40, "cost_in_usd"
    ),
    "microsoft_ads/microsoft_ads_account_performance_daily_report_data.csv": Lands(
        "microsoft_ads.accounts", 43, "spend"
    ),
    "microsoft_ads/microsoft_ads_keyword_performance_daily_report_data.csv": Lands(
        "microsoft_ads.keywords", 258, "spend"
    ),
    "microsoft_ads/microsoft_ads_search_performance_daily_report_data.csv": Lands(
        "microsoft_ads.search_terms", 48, "spend"
    ),
    "microsoft_ads/microsoft_ads_geographic_performance_daily_report_data.csv": Lands(
        "microsoft_ads.places", 50, "spend"
    ),
    "tiktok_ads/tiktok_ad_report_hourly_data.csv": Lands("tiktok_ads.api_ads", 16, "SPEND"),
    "tiktok_ads/tiktok_adgroup_report_hourly_data.csv": Lands("tiktok_ads.api_ad_groups", 16, "SPEND"),
    "tiktok_ads/tiktok_campaign_country_report_data.csv": Lands("tiktok_ads.api_countries", 44, "spend"),
}


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def plain_sum(path: Path, column: str) -> Decimal:
    """The money of a file as a spreadsheet would add it."""
    found = sum((Decimal(line[column] or 0) for line in lines(path)), Decimal(0))
    return found / 1_000_000 if column.endswith("_micros") else found


@pytest.mark.parametrize("name", SPEND)
def test_money_of_campaigns_lands_as_spend_to_the_last_cent(name: str) -> None:
    expected, path = SPEND[name], shared(ROOT) / name
    result = understood(path)
    assert (result.report, rows(result, "spend")) == (expected.report, expected.rows)
    assert rows(result) == len(lines(path))
    assert result.rejected == ()
    assert total(result, "cost") == plain_sum(path, expected.money)


@pytest.mark.parametrize("name", READINGS)
def test_other_cuts_land_as_readings_of_the_same_money(name: str) -> None:
    expected, path = READINGS[name], shared(ROOT) / name
    result = understood(path)
    assert (result.report, rows(result, "observations")) == (expected.report, expected.rows)
    assert result.rejected == ()
    if expected.money:
        assert total(result, "value", "cost") == plain_sum(path, expected.money)


def test_ids_stay_and_names_are_empty_where_a_table_has_ids_only() -> None:
    found = table(understood(shared(ROOT) / "google_ads/campaign_stats_data.csv"))
    assert set(found["campaign_id"].to_pylist()) == {
        line["id"] for line in lines(shared(ROOT) / "google_ads/campaign_stats_data.csv")
    }
    assert set(found["account"].to_pylist()) == {"2121450128"}
    assert set(found["campaign"].to_pylist()) == {None}


def test_hours_are_rows_of_their_day() -> None:
    found = table(understood(shared(ROOT) / "tiktok_ads/tiktok_campaign_report_hourly_data.csv"))
    assert {str(day) for day in found["day"].to_pylist()} == {"2021-09-15"}


def test_months_last_until_the_next() -> None:
    path = shared(ROOT) / "linkedin/linkedin_monthly_ad_analytics_by_member_region_data.csv"
    found = table(understood(path)).slice(0, 1).to_pylist()[0]
    assert (str(found["day"]), str(found["until"])) == ("2024-01-01", "2024-02-01")


def test_counts_and_money_of_actions_are_told_apart() -> None:
    counts = table(understood(shared(ROOT) / "facebook_ads/facebook_ads_basic_ad_actions_data.csv"))
    money = table(understood(shared(ROOT) / "facebook_ads/facebook_ads_basic_ad_action_values_data.csv"))
    assert set(counts["metric"].to_pylist()) == {"actions"} and set(counts["unit"].to_pylist()) == {"count"}
    assert set(money["metric"].to_pylist()) == {"action_value"} and set(money["unit"].to_pylist()) == {"USD"}


def test_crm_tables_land_as_deals_and_leads() -> None:
    deals = understood(shared(ROOT) / "hubspot/deal_data.csv")
    assert (deals.report, rows(deals, "deals")) == ("hubspot.deals", 44)
    assert set(table(deals)["status"].to_pylist()) == {"open"}
    assert set(table(deals)["revenue"].to_pylist()) == {None}  # no amount is no data, not nothing earned
    contacts = understood(shared(ROOT) / "hubspot/contact_data.csv")
    assert (contacts.report, rows(contacts, "leads")) == ("hubspot.contacts", 22)
    assert rows(contacts) == len(lines(shared(ROOT) / "hubspot/contact_data.csv"))


def zipped(folder: Path, *names: str) -> Path:
    """An archive of tables we hold, as somebody would put them together."""
    path = folder / "tables.zip"
    with ZipFile(path, "w") as archive:
        for name in names:
            archive.write(shared(ROOT) / name, Path(name).name)
    return path


def test_campaigns_get_their_names_from_the_table_beside_them(tmp_path: Path) -> None:
    path = zipped(tmp_path, "google_ads/campaign_stats_data.csv", "google_ads/campaign_history_data.csv")
    result = understood(path)
    named = {row["campaign_id"]: row["campaign"] for row in table(result).to_pylist()}
    assert rows(result, "spend") == 16
    assert named["9935249409"] == "Zj9yTjsXtiWREoWWkz3kww=="


def test_an_account_beside_the_statistics_tells_the_currency(tmp_path: Path) -> None:
    path = zipped(tmp_path, "google_ads/campaign_stats_data.csv", "google_ads/account_history_data.csv")
    assert asked(path) == set()
    assert set(understood(path).batches[0].rows["currency"].to_pylist()) == {"USD"}


def test_ads_of_meta_find_their_campaign_through_the_table_of_ads(tmp_path: Path) -> None:
    path = zipped(
        tmp_path,
        "facebook_ads/facebook_ads_basic_ad_data.csv",
        "facebook_ads/facebook_ads_ad_history_data.csv",
        "facebook_ads/facebook_ads_campaign_history_data.csv",
    )
    found = {row["ad"]: row for row in table(understood(path)).to_pylist()}
    assert found["6215293456071"]["campaign_id"] == "6215293444271"
    assert found["6215293456071"]["campaign"] == "5RoYSnkKcNEVpe6XJiyHIw=="
    assert found["6215304566671"]["campaign_id"] == "6215304559271"


@pytest.mark.parametrize(
    "name",
    [
        "facebook_ads/facebook_ads_campaign_history_data.csv",
        "google_ads/campaign_history_data.csv",
        "linkedin/linkedin_campaign_history_data.csv",
        "microsoft_ads/microsoft_ads_campaign_history_data.csv",
        "tiktok_ads/tiktok_campaign_history_data.csv",
    ],
)
def test_names_alone_are_refused_with_what_to_do(name: str) -> None:
    refused = understood(shared(ROOT) / name).refused
    assert refused is not None and refused.code == "names_only"
