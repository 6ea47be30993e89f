"""Every real export we hold ends in rows or in a clear sentence: a walk over all of them."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest

from otdel.connectors.tests.files import asked, rows, understood
from otdel.testing.shared import shared


class Ends(NamedTuple):
    """How a file ends: the report that took it, rows of facts, what it asks, or the reason it is refused with."""

    report: str
    rows: int
    asks: str = ""
    refused: str = ""


FORMATS = {
    "ahrefs/matching-terms.csv": Ends("ahrefs.keyword_ideas", 38),
    "ahrefs/organic-keywords.csv": Ends("ahrefs.organic_keywords", 517),
    "ga4/data-export_A.csv": Ends("ga4.report", 4592),
    "ga4/data-export_D.csv": Ends("ga4.report", 212),
    "ga4/exploration_event_tab.csv": Ends("ga4.report", 32),
    "ga4/exploration_free_form.csv": Ends("ga4.report", 312),
    "ga4/pages_and_screens.csv": Ends("ga4.report", 112),
    "ga4/pages_and_screens_2.csv": Ends("ga4.report", 12),
    "gmb/gmb_insights.csv": Ends("business_profile.places", 48, "period"),
    "google_ads/Ad_asset_report.xlsx": Ends("google_ads.campaigns", 0, refused="report_overlaps"),
    "google_ads/ad_report.csv": Ends("google_ads.campaigns", 30),
    "google_ads/campaign_report_en_EUR_2026.csv": Ends("google_ads.campaigns", 84),
    "google_ads/campaign_report_en_GBP_utf16_A.csv": Ends("google_ads.campaigns", 28),
    "google_ads/campaign_report_en_GBP_utf8_B.csv": Ends("google_ads.campaigns", 56),
    "google_ads/campaign_report_en_INR_2025.csv": Ends("google_ads.campaigns", 48),
    "gsc/Chart.csv": Ends("search_console.site", 196),
    "gsc/Countries.csv": Ends("search_console.country", 52, "period"),
    "gsc/Devices.csv": Ends("search_console.device", 12, "period"),
    "gsc/Filters.csv": Ends("search_console.filters", 0, refused="search_console_filters"),
    "gsc/Pages.csv": Ends("search_console.page", 140, "period"),
    "gsc/Queries.csv": Ends("search_console.query", 224, "period"),
    "gsc/Search appearance.csv": Ends("search_console.search_appearance", 0, refused="no_rows"),
    "gsc_xlsx/Performance-on-Search.xlsx": Ends("search_console.site", 8632),
    "meta/ads_manager_empty_export_2024.csv": Ends("meta_ads.campaigns", 0, refused="no_rows"),
    "paypal/header_only.csv": Ends("paypal.activity", 0, refused="no_rows"),
    "semrush/organic.Positions.xlsx": Ends("semrush.organic_positions", 1581),
    "semrush/position_tracking_rankings_overview.csv.xls": Ends("semrush.position_tracking", 140),
    "seranking/positions_detailed.csv": Ends("seranking.positions", 2159),
    "shopify/orders_export_redacted.csv": Ends("shopify.orders", 5),
    "ua_pages.xlsx": Ends("universal_analytics.pages", 101),
    "youtube/Table data.csv": Ends("youtube.videos", 2210, "period"),
}

# Lists that stop before the account does: the export shows its first rows, and its total speaks for all of them.
CUT_SHORT = {
    "ga4/exploration_event_tab.csv": {"Event count": (3413, 4311)},
    "ga4/exploration_free_form.csv": {"Sessions": (12376, 16244), "Key events": (5574, 9914), "Exits": (6136, 14145)},
    "ua_pages.xlsx": {"Pageviews": (26856, 93480), "Entrances": (17257, 70002)},
    "youtube/Table data.csv": {"Views": (153235, 181588), "Impressions": (37715, 50929)},
}


def test_every_file_we_hold_is_in_the_table() -> None:
    root = shared("data/formats")
    held = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()} - {"headers.json"}
    assert held == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_real_export_ends_in_rows_or_in_a_sentence(name: str) -> None:
    expected, path = FORMATS[name], shared("data/formats") / name
    result = understood(path)
    assert (result.report, rows(result)) == (expected.report, expected.rows)
    assert (result.refused.code if result.refused else "") == expected.refused
    assert asked(path) == ({expected.asks} if expected.asks else set())
    assert result.rejected == ()


@pytest.mark.parametrize("name", FORMATS)
def test_our_sums_equal_the_files_own_totals(name: str) -> None:
    """Where a file has a total, our sum of its rows is that total; the exceptions are named with both figures."""
    result = understood(shared("data/formats") / name)
    short = {check.column: (check.ours, check.theirs) for check in result.checks if not check.agrees}
    expected = {column: (Decimal(ours), Decimal(all_)) for column, (ours, all_) in CUT_SHORT.get(name, {}).items()}
    assert short == expected


def test_real_google_totals_are_checked_and_not_skipped() -> None:
    """A check that is never made agrees with everything, so the checks themselves are counted."""
    checked = {
        name: {check.column for check in understood(shared("data/formats") / name).checks}
        for name in FORMATS
        if name.startswith("google_ads/campaign")
    }
    assert len(checked) == 4
    assert all({"Cost", "Impr.", "Conversions"} <= columns for columns in checked.values())
