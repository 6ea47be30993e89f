"""Meta Ads Manager exports: totals first, results that are not always conversions, three languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from otdel.connectors.tests.exports import rows, understood, write
from otdel.testing.shared import shared

HEAD = "Reporting starts,Reporting ends,Campaign name,Results,Result indicator,Reach,Impressions,Amount spent (USD)"
ENGLISH = f"""{HEAD},Link clicks
2026-04-01,2026-04-02,,,,900,3000,45.10,70
2026-04-01,2026-04-02,Leads,12,actions:leadgen.other,500,2000,30.10,40
2026-04-01,2026-04-02,Traffic,30,actions:link_click,600,1000,15,30
"""
RUSSIAN = (
    "Дата начала отчетности;Окончание отчетности;Название кампании;Результат;Индикатор результата;Охват;Показы;"
    "Потраченная сумма (USD);Клики по ссылке\n"
    "2026-04-01;2026-04-02;;;;900;3\u00a0000;45,10;70\n"
    "2026-04-01;2026-04-02;Leads;12;actions:leadgen.other;500;2\u00a0000;30,10;40\n"
    "2026-04-01;2026-04-02;Traffic;30;actions:link_click;600;1\u00a0000;15;30\n"
)
UKRAINIAN = (
    "Початок звітності,Завершення звітності,Назва кампанії,Результати,Індикатор результату,Охоплення,Покази,"
    "Сума витрат (USD),Кліки за посиланням\n"
    "2026-04-01,2026-04-02,,,,900,3000,45.1,70\n"
    "2026-04-01,2026-04-02,Leads,12,actions:leadgen.other,500,2000,30.1,40\n"
    "2026-04-01,2026-04-02,Traffic,30,actions:link_click,600,1000,15,30\n"
)


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, RUSSIAN.replace("Потраченная сумма", "Сумма затрат"), UKRAINIAN])
def test_three_languages_say_the_same(tmp_path: Path, text: str) -> None:
    result = understood(write(tmp_path, text))
    assert result.report == "meta_ads.campaigns"
    found = rows(result)
    assert [(row["campaign"], row["day"], row["cost"], row["spread_days"]) for row in found] == [
        ("Leads", date(2026, 4, 1), Decimal("15.05"), 2),
        ("Leads", date(2026, 4, 2), Decimal("15.05"), 2),
        ("Traffic", date(2026, 4, 1), Decimal("7.5"), 2),
        ("Traffic", date(2026, 4, 2), Decimal("7.5"), 2),
    ]
    assert {row["currency"] for row in found} == {"USD"}
    assert sum(row["clicks"] for row in found) == 70


def test_the_first_row_is_a_total_and_checks_us(tmp_path: Path) -> None:
    result = understood(write(tmp_path, ENGLISH))
    checks = {check.column: check for check in result.checks}
    assert set(checks) == {"Amount spent (USD)", "Impressions", "Link clicks"}
    assert checks["Amount spent (USD)"].theirs == Decimal("45.10") and checks["Amount spent (USD)"].row == 2
    assert all(check.agrees for check in checks.values())


def test_link_clicks_are_not_conversions(tmp_path: Path) -> None:
    result = understood(write(tmp_path, ENGLISH))
    by_campaign = {row["campaign"]: row["conversions"] for row in rows(result)}
    assert by_campaign == {"Leads": Decimal(6), "Traffic": None}
    assert [(note.code, note.values["count"]) for note in result.notes if note.code.startswith("results")] == [
        ("results_not_conversions", 1)
    ]


def test_results_without_an_indicator_are_not_guessed(tmp_path: Path) -> None:
    result = understood(write(tmp_path, ENGLISH.replace("Result indicator", "Objective")))
    assert {row["conversions"] for row in rows(result)} == {None}
    assert "results_unnamed" in {note.code for note in result.notes}


def test_a_daily_export_needs_no_spreading(tmp_path: Path) -> None:
    text = "Day,Campaign name,Ad set name,Impressions,Amount spent (EUR),Reporting starts,Reporting ends\n"
    result = understood(write(tmp_path, text + "2026-04-02,Leads,All,10,1.25,2026-04-02,2026-04-02\n"))
    assert [(row["day"], row["ad_group"], row["spread_days"]) for row in rows(result)] == [(date(2026, 4, 2), "All", 1)]


def test_the_real_empty_export_says_that_it_is_empty() -> None:
    result = understood(shared("data/formats/meta/ads_manager_empty_export_2024.csv"))
    assert result.refused is not None and result.refused.code == "no_rows"
    assert not result.rejected
