"""Exports of ad systems' own pages: preambles, days written month first, totals, copyright lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from otdel.connectors.tests.files import facts, rows, table, total
from otdel.kit.period import Period

LINKEDIN = (
    "Campaign Performance Report (in UTC)\n"
    '"Report Start: 09/01/2026, Report End: 09/30/2026"\n'
    "\n"
    "Start Date (in UTC)\tAccount Name\tCampaign Group Name\tCampaign Name\tCampaign ID\tCurrency\tTotal Spent\t"
    "Impressions\tClicks\tConversions\n"
)


def test_linkedin_days_are_month_first_and_leave_nothing_to_ask(tmp_path: Path) -> None:
    body = (
        "09/03/2026\tAcme\tBrand\tSpring\t77\tUSD\t12.50\t1,000\t5\t1\n"
        "09/04/2026\tAcme\tBrand\tSpring\t77\tUSD\t0\t1\t0\t0\n"
    )
    result = facts(tmp_path, "linkedin.csv", LINKEDIN + body, "utf-16")
    assert (result.report, result.questions, rows(result)) == ("linkedin_ads.campaigns", (), 2)
    first = table(result).to_pylist()[0]
    assert (first["day"], first["cost"], first["impressions"]) == (date(2026, 9, 3), Decimal("12.5"), 1000)
    assert (first["campaign_id"], first["campaign"], first["currency"]) == ("77", "Spring", "USD")


def test_a_linkedin_row_for_the_whole_month_is_not_the_money_of_its_first_day(tmp_path: Path) -> None:
    body = "09/01/2026\tAcme\tBrand\tSpring\t77\tUSD\t300.00\t9,000\t50\t3\n"
    result = facts(tmp_path, "linkedin.csv", LINKEDIN + body, "utf-16")
    assert result.period == Period(date(2026, 9, 1), date(2026, 10, 1))
    assert rows(result) == 30
    assert total(result, "cost") == Decimal(300)
    assert "spread_over_days" in {note.code for note in result.notes}


def test_microsoft_page_export_with_its_preamble_and_copyright(tmp_path: Path) -> None:
    text = (
        '"Report Name: Campaign performance report"\n"Report Time: 9/1/2026,9/30/2026"\n"Time Zone: Kyiv"\n'
        '"Last Completed Available Day: 10/1/2026 12:00:00 AM"\n"Potential Incomplete Data: false"\n"Rows: 2"\n\n'
        '"Gregorian date","Account name","Campaign name","Campaign ID","Currency code","Impressions","Clicks","Spend",'
        '"Conversions"\n'
        '"9/2/2026","Acme","Brand","[1]","EUR","1,200","30","45.10","2.00"\n'
        '"9/3/2026","Acme","Brand","[1]","EUR","100","3","4.90","0.00"\n\n'
        '"©2026 Microsoft Corporation. All rights reserved. "\n'
    )
    result = facts(tmp_path, "bing.csv", text)
    assert (result.report, result.questions, result.rejected) == ("microsoft_ads.campaigns", (), ())
    assert [row["day"] for row in table(result).to_pylist()] == [date(2026, 9, 2), date(2026, 9, 3)]
    assert total(result, "cost") == Decimal(50)


def test_tiktok_page_export_with_its_total(tmp_path: Path) -> None:
    text = (
        "Campaign name,Campaign ID,By Day,Currency,Cost,Impressions,Clicks (destination),CTR (destination),"
        "Conversions\n"
        "Autumn,17,2026-09-01,USD,10.25,1000,12,1.20%,1\n"
        "Autumn,17,2026-09-02,USD,9.75,900,9,1.00%,0\n"
        "Total of 2 results,-,-,USD,20.00,1900,21,1.11%,1\n"
    )
    result = facts(tmp_path, "tiktok.csv", text)
    assert (result.report, rows(result), total(result, "cost")) == ("tiktok_ads.campaigns", 2, Decimal(20))
    assert {check.column for check in result.checks if check.agrees} >= {"Cost", "Impressions", "Conversions"}


def test_yandex_direct_in_russian(tmp_path: Path) -> None:
    text = (
        "Дата;ID кампании;Название кампании;ID объявления;Показы;Клики;Расход (руб.);Валюта\n"
        "13.09.2026;501;Кухни;9;1 000;20;1 234,50;RUB\n"
        "14.09.2026;501;Кухни;9;900;10;765,50;RUB\n"
        "Итого;;;;1 900;30;2 000,00;\n"
    )
    result = facts(tmp_path, "direct.csv", text, "cp1251")
    assert (result.report, rows(result), total(result, "cost")) == ("yandex_direct.campaigns", 2, Decimal(2000))
    assert all(check.agrees for check in result.checks) and len(result.checks) == 3
    assert set(table(result)["campaign"].to_pylist()) == {"Кухни"}
