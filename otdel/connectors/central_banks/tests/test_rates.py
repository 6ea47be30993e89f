"""Rates as central banks publish them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from otdel.connectors.tests.exports import rows, understood, write

NBU = (
    "Дата;Час;Код цифровий;Код літерний;Кількість одиниць;Назва валюти;Офіційний курс гривні, грн\n"
    "01.10.2026;00:00;840;USD;1;Долар США;44,6819\n"
    "01.10.2026;00:00;203;CZK;10;Чеська крона;20,5\n"
)
ECB = (
    "Date,USD,JPY,BGN,CZK,GBP,\n"
    "2026-10-01,1.1742,172.51,1.9558,24.323,0.87295,\n"
    "2026-09-30,1.1741,N/A,1.9558,24.32,0.8734,\n"
)


def test_the_ukrainian_table_is_for_one_unit(tmp_path: Path) -> None:
    result = understood(write(tmp_path, NBU, encoding="cp1251"))
    assert result.report == "nbu.rates"
    assert [(row["day"], row["currency"], row["into"], row["rate"]) for row in rows(result)] == [
        (date(2026, 10, 1), "USD", "UAH", Decimal("44.6819")),
        (date(2026, 10, 1), "CZK", "UAH", Decimal("2.05")),
    ]


def test_the_wide_table_becomes_one_row_a_currency(tmp_path: Path) -> None:
    result = understood(write(tmp_path, ECB))
    assert result.report == "ecb.rates"
    found = {(row["day"], row["into"]): row["rate"] for row in rows(result)}
    assert found[date(2026, 10, 1), "USD"] == Decimal("1.1742")
    assert (date(2026, 9, 30), "JPY") not in found  # "N/A" is a day without a rate, not a zero
    assert len(found) == 9 and {row["currency"] for row in rows(result)} == {"EUR"}
