"""Google Ads reports: the real ones add up to their own totals; other languages and layouts say the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from otdel.connectors.tests.exports import rows, understood, workbook, write
from otdel.kit.period import Period
from otdel.testing.shared import shared

REAL = {
    "campaign_report_en_EUR_2026.csv": ("0", "Total: Campaigns"),
    "campaign_report_en_GBP_utf16_A.csv": ("365.22", "Total: Campaigns"),
    "campaign_report_en_GBP_utf8_B.csv": ("1164.09", "Total: Campaigns"),
    "campaign_report_en_INR_2025.csv": ("2565.92", "Total: Campaigns"),
    "ad_report.csv": ("117.06", "Total: All but removed ads"),
}

ENGLISH = """Campaign report
"April 1, 2026 - April 30, 2026"
Campaign,Campaign ID,Campaign type,Currency code,Cost,Clicks,Impr.,Conversions,Conv. value
Brand,1,Search,UAH,"1,500.50",300,"12,000",7.50,900.00
Shoes,2,Performance Max,UAH,349.50, --,0,0.00,0.00
Total: Campaigns, --, --,UAH,"1,850.00",300,"12,000",7.50,900.00
Total: Account,,,UAH,"2,000.00",310,"12,100",7.50,900.00
"""
RUSSIAN = (
    "Отчет о кампании\n1 апреля 2026 г. - 30 апреля 2026 г.\n"
    "Кампания\tИдентификатор кампании\tТип кампании\tКод валюты\tРасходы\tKлики\tПоказы\tКонверсии\tЦенность конв.\n"
    "Brand\t1\tПоисковая сеть\tUAH\t1\u00a0500,50\t300\t12\u00a0000\t7,50\t900,00\n"
    "Shoes\t2\tМаксимальная эффективность\tUAH\t349,50\t --\t0\t0,00\t0,00\n"
    "Итого (кампании)\t --\t --\tUAH\t1\u00a0850,00\t300\t12\u00a0000\t7,50\t900,00\n"
    "Итого (аккаунт)\t\t\tUAH\t2\u00a0000,00\t310\t12\u00a0100\t7,50\t900,00\n"
)
UKRAINIAN = (
    "Звіт про кампанії\n1 квітня 2026 р. – 30 квітня 2026 р.\n"
    "Кампанія;Ідентифікатор кампанії;Тип кампанії;Код валюти;Витрати;Кліки;Покази;Конверсії;Цінність конв.\n"
    "Brand;1;Пошукова мережа;UAH;1\u00a0500,50;300;12\u00a0000;7,50;900,00\n"
    "Shoes;2;Максимальна ефективність;UAH;349,50; --;0;0,00;0,00\n"
    "Разом (кампанії);--;--;UAH;1\u00a0850,00;300;12\u00a0000;7,50;900,00\n"
    "Разом (обліковий запис);;;UAH;2\u00a0000,00;310;12\u00a0100;7,50;900,00\n"
)


@pytest.mark.parametrize("name", REAL)
def test_our_sum_is_the_real_files_own_total(name: str) -> None:
    result = understood(shared(f"data/formats/google_ads/{name}"))
    total, label = REAL[name]
    check = next(one for one in result.checks if one.column == "Cost")
    assert (check.theirs, check.label) == (Decimal(total), label)
    assert all(one.agrees for one in result.checks)
    landed = sum((row["cost"] for row in rows(result)), Decimal(0))
    assert abs(landed - check.theirs) <= check.tolerance <= Decimal("0.10")
    assert not result.rejected


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ENGLISH, "utf-8"), (RUSSIAN, "utf-16"), (RUSSIAN, "cp1251"), (UKRAINIAN, "utf-8-sig"), (UKRAINIAN, "cp1251")],
)
def test_three_languages_say_the_same(tmp_path: Path, text: str, encoding: str) -> None:
    result = understood(write(tmp_path, text, encoding=encoding))
    assert result.report == "google_ads.campaigns"
    assert not result.questions
    assert result.period == Period.month(2026, 4)
    found = rows(result)
    assert len(found) == 60  # two campaigns over thirty days
    assert sum(row["cost"] for row in found) == Decimal("1850.00")
    assert sum(row["impressions"] for row in found) == 12_000
    assert sum(row["clicks"] for row in found if row["campaign"] == "Brand") == 300
    assert {row["clicks"] for row in found if row["campaign"] == "Shoes"} == {None}  # " --" is no data, not zero
    assert {row["row"] for row in found} == {4, 5}
    assert len(result.checks) == 5 and all(check.agrees for check in result.checks)


def test_a_row_of_thirty_days_is_spread_and_says_so(tmp_path: Path) -> None:
    result = understood(write(tmp_path, ENGLISH))
    first = next(row for row in rows(result) if row["day"] == date(2026, 4, 1) and row["campaign"] == "Brand")
    assert (first["cost"], first["spread_days"]) == (Decimal("50.016667"), 30)
    assert [note.code for note in result.notes] == ["spread_over_days"]


def test_a_total_that_does_not_add_up_is_told(tmp_path: Path) -> None:
    check = understood(write(tmp_path, ENGLISH.replace('"1,850.00"', '"1,900.00"'))).checks[0]
    assert (check.ours, check.theirs, check.agrees, check.row) == (Decimal("1850.00"), Decimal(1900), False, 6)


def test_the_accounts_total_alone_checks_nothing(tmp_path: Path) -> None:
    """It counts removed campaigns too, so a difference would be a false alarm."""
    lines = [line for line in ENGLISH.splitlines(keepends=True) if not line.startswith("Total: Campaigns")]
    assert understood(write(tmp_path, "".join(lines))).checks == ()


def test_days_need_no_spreading(tmp_path: Path) -> None:
    text = "Campaign report\nDay,Campaign,Currency code,Cost,Impr.\n2026-04-01,Brand,EUR,1.50,10\n,Brand,EUR,1,1\n"
    result = understood(write(tmp_path, text))
    assert [(row["day"], row["spread_days"]) for row in rows(result)] == [(date(2026, 4, 1), 1)]
    assert [(one.row, one.column, one.reason.code) for one in result.rejected] == [(4, "Day", "value_missing")]


def test_weeks_end_where_the_report_does(tmp_path: Path) -> None:
    text = 'Campaign report\n"April 1, 2026 - April 8, 2026"\nWeek,Campaign,Currency code,Cost,Impr.\n'
    result = understood(write(tmp_path, text + "2026-03-30,Brand,EUR,5.00,10\n2026-04-06,Brand,EUR,3.00,9\n"))
    found = {row["day"]: row["cost"] for row in rows(result)}
    assert len(found) == 8  # 1-5 April, then 6-8 April
    assert (found[date(2026, 4, 1)], found[date(2026, 4, 8)]) == (Decimal(1), Decimal(1))


def test_without_any_day_the_period_is_asked(tmp_path: Path) -> None:
    text = "Campaign report\nCampaign,Currency code,Cost,Impr.\nBrand,EUR,90.00,10\n"
    path = write(tmp_path, text)
    assert [question.key for question in understood(path).questions] == ["period"]
    answered = rows(understood(path, period="2026-04-01/2026-04-04"))
    assert [row["cost"] for row in answered] == [Decimal(30)] * 3
    unknown = understood(path, period="unknown")
    assert [row["day"] for row in rows(unknown)] == [None]
    assert [note.code for note in unknown.notes] == ["day_unknown"]


def test_without_any_currency_it_is_asked(tmp_path: Path) -> None:
    path = write(tmp_path, ENGLISH.replace("Currency code", "Budget type").replace("UAH", "Daily"))
    assert [question.key for question in understood(path).questions] == ["currency"]
    assert {row["currency"] for row in rows(understood(path, currency="UAH"))} == {"UAH"}


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    head = ["Кампания", "Код валюты", "Расходы", "Клики", "Показы"]
    table: list[list[Any]] = [["Отчет о кампании"], ["1 апреля 2026 г. - 30 апреля 2026 г."], head]
    table += [
        ["Brand", "UAH", 1500.5, 300, 12000],
        ["Shoes", "UAH", 349.5, "--", 0],
        ["Итого (кампании)", "", 1850, 300, 12000],
    ]
    result = understood(workbook(tmp_path, ("Отчет", table)))
    assert sum(row["cost"] for row in rows(result)) == Decimal("1850.00")
    assert all(check.agrees for check in result.checks) and len(result.checks) == 3
    assert {(row["sheet"], row["row"]) for row in rows(result)} == {("Отчет", 4), ("Отчет", 5)}


def test_reports_that_cannot_be_summed_are_refused(tmp_path: Path) -> None:
    assets = understood(shared("data/formats/google_ads/Ad_asset_report.xlsx"))
    assert assets.refused is not None and assets.refused.code == "report_overlaps"
    terms = write(
        tmp_path, "Search terms report\nSearch term,Campaign,Currency code,Cost,Impr.\nshoes,Brand,EUR,1.00,1\n"
    )
    assert understood(terms).refused.code == "report_partial"  # type: ignore[union-attr]


def test_the_days_told_are_those_of_the_rows_that_count(tmp_path: Path) -> None:
    daily = (
        "Campaign report\nDay,Campaign,Campaign ID,Currency code,Clicks,Cost\n"
        "2026-10-01,Brand,1,EUR,10,5.00\n2026-10-02,Brand,1,EUR,10,5.00\n2026-10-09,Brand,1,EUR,10,broken\n"
    )
    result = understood(write(tmp_path, daily))
    assert (len(result.rejected), result.period) == (1, Period(date(2026, 10, 1), date(2026, 10, 3)))
    monthly = (
        "Campaign report\nMonth,Campaign,Campaign ID,Currency code,Clicks,Cost\n"
        "2026-09-01,Brand,1,EUR,10,30.00\n2026-10-01,Brand,1,EUR,10,broken\n"
    )
    result = understood(write(tmp_path, monthly))
    assert (len(result.rejected), result.period) == (1, Period.month(2026, 9))
