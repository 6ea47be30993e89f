"""Answers a person gives: understood in any case of letters, or refused aloud and asked again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from otdel.connectors import understand
from otdel.connectors.contract import Hints, Understood
from otdel.connectors.reading import read
from otdel.connectors.tests.exports import rows, understood, write

DAYS = "Day,Campaign,Currency code,Cost,Clicks,Impr.\n" + "".join(
    f"0{n}/0{n + 1}/2026,A,USD,1.50,1,2\n" for n in range(1, 8)
)
NO_CURRENCY = "day,campaign,cost\n2026-04-01,radio,120.50\n"
TABLE = {"shape": "spend", "day": "day", "campaign": "campaign", "cost": "cost"}


def told(path: Path, **answers: str) -> Understood:
    return understand(read(path), Hints(answers={key.replace("__", ":"): text for key, text in answers.items()}))


def notes(found: Understood) -> list[tuple[str, object]]:
    return [(one.code, one.values.get("answer")) for one in found.notes if one.code.startswith("answer_")]


@pytest.mark.parametrize("answer", ["mdy", "MDY", " Mdy "])
def test_capitals_do_not_change_an_answer(tmp_path: Path, answer: str) -> None:
    """Taken for something else, "MDY" read 03/04 as the third of April."""
    found = told(write(tmp_path, DAYS), date_order__Day=answer)
    assert [row["day"] for row in rows(found)] == [date(2026, n, n + 1) for n in range(1, 8)]
    assert notes(found) == []


@pytest.mark.parametrize("answer", ["month first", "ymd", "1"])
def test_an_answer_that_is_no_option_is_asked_again_and_named(tmp_path: Path, answer: str) -> None:
    found = told(write(tmp_path, DAYS), date_order__Day=answer)
    assert (found.batches, [one.key for one in found.questions]) == ((), ["date_order:Day"])
    assert notes(found) == [("answer_not_an_option", answer)]
    assert found.notes[0].values["options"] == "dmy, mdy"


def test_a_decimal_mark_is_a_point_or_a_comma(tmp_path: Path) -> None:
    path = write(tmp_path, "day;campaign;cost\n2026-04-01;radio;1,234\n")
    asked = understood(path, TABLE, currency="EUR", decimal_mark="comma")
    assert [one.code for one in asked.questions] == ["decimal_mark"]
    assert notes(asked) == [("answer_not_an_option", "comma")]
    assert rows(understood(path, TABLE, currency="EUR", decimal_mark=","))[0]["cost"] == Decimal("1.234")


@pytest.mark.parametrize("answer", ["hryvnia", "EURO", "XXX", "US", "$"])
def test_a_currency_is_a_code_of_iso_4217(tmp_path: Path, answer: str) -> None:
    """Any word used to become the currency of every row."""
    found = understood(write(tmp_path, NO_CURRENCY), TABLE, currency=answer)
    assert (found.batches, [one.code for one in found.questions]) == ((), ["currency"])
    assert notes(found) == [("answer_not_a_currency", answer)]


def test_a_currency_in_small_letters_is_the_same_currency(tmp_path: Path) -> None:
    assert [row["currency"] for row in rows(understood(write(tmp_path, NO_CURRENCY), TABLE, currency="npr"))] == ["NPR"]


@pytest.mark.parametrize("answer", ["April", "2026-04-01", "2026-05-01/2026-04-01", "2026-04-01/2026-04-01"])
def test_a_period_is_two_days_the_second_after_the_first(tmp_path: Path, answer: str) -> None:
    path = write(tmp_path, "Campaign,Currency code,Cost,Clicks,Impr.\nA,USD,30.00,1,2\n")
    found = told(path, period=answer)
    assert [one.code for one in found.questions] == ["period"]
    assert notes(found) == [("answer_not_a_period", answer)]
    assert sum(row["cost"] for row in rows(told(path, period="2026-04-01/2026-05-01"))) == 30
    assert [row["day"] for row in rows(told(path, period="Unknown"))] == [None]


def test_a_stage_is_won_lost_or_open(tmp_path: Path) -> None:
    text = "order,total,stage,currency\n1,100.00,Zweiter Akt,EUR\n"
    mapping = {"shape": "deals", "deal_id": "order", "revenue": "total", "status": "stage", "currency": "currency"}
    path = write(tmp_path, text)

    def says(answer: str) -> Understood:
        return understand(read(path), Hints(answers={"stage:Zweiter Akt": answer}, mapping=mapping))

    assert [row["status"] for row in rows(says("WON"))] == ["won"]
    assert [one.key for one in says("gewonnen").questions] == ["stage:Zweiter Akt"]
    assert notes(says("gewonnen")) == [("answer_not_an_option", "gewonnen")]


def test_an_answer_nobody_needed_is_still_named_when_it_makes_no_sense(tmp_path: Path) -> None:
    found = understood(write(tmp_path, DAYS.replace("/2026", "/2026").replace("07/08", "07/28")), date_order="us")
    assert len(rows(found)) == 7
    assert notes(found) == [("answer_not_an_option", "us")]


@pytest.mark.parametrize("zone", ["Europe/Kiyv", "../etc/passwd", "", "Europe"])
def test_a_time_zone_must_exist(tmp_path: Path, zone: str) -> None:
    found = understand(read(write(tmp_path, DAYS)), Hints(time_zone=zone))
    assert found.refused is not None
    assert (found.refused.code, found.refused.values["zone"]) == ("time_zone_unknown", zone)


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({"currency": "=doubloon"}, "mapping_value_wrong"),
        ({"currency": "=EUR", "clicks": "=many"}, "mapping_value_wrong"),
        ({"currency": "=EUR", "conversions": "=1e99"}, "mapping_value_wrong"),
        ({"currency": "=EUR", "kost": "cost"}, "mapping_columns_unknown"),
    ],
)
def test_a_mapping_is_checked_before_it_is_used(tmp_path: Path, mapping: dict[str, str], code: str) -> None:
    found = understood(write(tmp_path, NO_CURRENCY), {**TABLE, **mapping})
    assert found.refused is not None
    assert found.refused.code == code


def test_one_value_for_every_row_is_read_as_its_kind(tmp_path: Path) -> None:
    path = write(tmp_path, "campaign,cost\nradio,120.50\nposters,30\n")
    found = understood(
        path, {"shape": "spend", "campaign": "campaign", "cost": "cost", "day": "=2026-04-01", "currency": "=грн"}
    )
    assert [(row["day"], row["currency"], row["cost"]) for row in rows(found)] == [
        (date(2026, 4, 1), "UAH", Decimal("120.5")),
        (date(2026, 4, 1), "UAH", Decimal(30)),
    ]
