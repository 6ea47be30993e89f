"""Reports finer than a campaign: what they leave out never lowers a campaign's day in silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from otdel.connectors.contract import Understood
from otdel.connectors.tests.exports import rows, understood, write

GOOGLE = '{} report\n"September 1, 2026 - September 2, 2026"\n'
MICROSOFT = '"Report Name: {}"\n"Report Time: 9/1/2026,9/2/2026"\n"Potential Incomplete Data: false"\n\n'


def codes(found: Understood) -> list[str]:
    return [note.code for note in found.notes]


def costs(found: Understood) -> list[tuple[str, date, Decimal]]:
    return [(row["subject"], row["day"], row["value"]) for row in rows(found) if row["metric"] == "cost"]


def test_money_of_google_keywords_is_a_reading_and_not_spend(tmp_path: Path) -> None:
    """A campaign costs more than its keywords: as spend the later report would lower its days."""
    text = GOOGLE.format("Search keyword") + (
        "Keyword status,Keyword,Match type,Campaign,Ad group,Day,Currency code,Cost,Clicks,Impr.\n"
        "Eligible,boots,Phrase,Autumn,One,2026-09-01,EUR,10.00,5,90\n"
        "Eligible,boots,Exact,Autumn,Two,2026-09-01,EUR,2.50,1,10\n"
        "Eligible,socks,Exact,Autumn,Two,2026-09-02,EUR,1.00,1,10\n"
        "Total: Keywords,,,,,,EUR,13.50,7,110\n"
    )
    found = understood(write(tmp_path, text))
    assert (found.report, {batch.shape.name for batch in found.batches}) == ("google_ads.keywords", {"observations"})
    assert costs(found) == [
        ("boots", date(2026, 9, 1), Decimal("12.5")),
        ("socks", date(2026, 9, 2), Decimal(1)),
    ]
    assert codes(found) == ["counts_only_keywords"]
    assert found.rejected == ()
    assert {row["unit"] for row in rows(found) if row["metric"] == "cost"} == {"EUR"}
    assert [(check.column, check.agrees) for check in found.checks] == [("Impr.", True), ("Clicks", True)]


def test_money_of_microsoft_keywords_is_a_reading_with_or_without_days(tmp_path: Path) -> None:
    header = "Keyword,Campaign name,Ad group,Currency code,Spend,Clicks,Impressions\n"
    text = MICROSOFT.format("Keyword report") + header + "boots,Autumn,One,EUR,10.00,5,90\n"
    found = understood(write(tmp_path, text), period="2026-09-01/2026-09-03")
    assert (found.report, codes(found)) == ("microsoft_ads.keywords", ["counts_only_keywords"])
    assert costs(found) == [("boots", date(2026, 9, 1), Decimal(10))]


@pytest.mark.parametrize(
    ("columns", "code"),
    [("Campaign,Ad group,Ad ID", "counts_only_ads"), ("Campaign,Ad group", "counts_only_ad_groups"), ("Campaign", "")],
)
def test_a_report_of_ads_says_that_it_counts_only_those_it_lists(tmp_path: Path, columns: str, code: str) -> None:
    cells = ",".join("abc"[: columns.count(",") + 1])
    google = GOOGLE.format("Ad") + f"{columns},Day,Currency code,Cost,Impr.\n{cells},2026-09-01,EUR,10.00,5\n"
    microsoft = MICROSOFT.format("Ads") + (
        f"{columns},Gregorian date,Currency code,Spend,Clicks\n{cells},2026-09-01,EUR,10.00,5\n"
    )
    for text, source in ((google, "google_ads"), (microsoft, "microsoft_ads")):
        found = understood(write(tmp_path, text))
        assert (found.source, sum(row["cost"] for row in rows(found))) == (source, 10)
        assert codes(found) == ([code] if code else [])


@pytest.mark.parametrize("column", ["Search term", "Placement", "Audience segment", "Item ID"])
def test_reports_that_leave_clicks_out_are_refused(tmp_path: Path, column: str) -> None:
    text = GOOGLE.format("Detail") + f"{column},Campaign,Day,Currency code,Cost,Impr.\nx,A,2026-09-01,EUR,10.00,5\n"
    found = understood(write(tmp_path, text))
    assert found.refused is not None
    assert found.refused.code == "report_partial"
