"""Any table through a mapping: what a person said, and what we guessed for them to correct."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from otdel.connectors.generic import guess_mapping
from otdel.connectors.reading import read
from otdel.connectors.tests.exports import rows, understood, write
from otdel.testing.shared import shared

KAG = {
    "shape": "spend", "day": "Date", "campaign_id": "xyz_campaign_id", "ad_group": "fb_campaign_id", "ad": "ad_id",
    "cost": "Spent", "impressions": "Impressions", "clicks": "Clicks", "conversions": "Approved_Conversion",
    "currency": "=USD", "source": "=facebook",
}  # fmt: skip


def test_kaggle_facebook_adds_up() -> None:
    """The published figures of this set: 58,705.23 spent, 1,079 approved conversions."""
    result = understood(shared("data/sets/kag_facebook/KAG_conversion_data.csv"), KAG)
    found = rows(result)
    assert len(found) == 1143
    assert round(sum(row["cost"] for row in found), 2) == Decimal("58705.23")
    assert sum(row["conversions"] for row in found) == 1079
    assert {row["source"] for row in found} == {"facebook"}
    assert not result.rejected and not result.questions


def test_the_wizard_is_offered_a_good_guess() -> None:
    guess = guess_mapping(read(shared("data/sets/kag_facebook/KAG_conversion_data.csv")).sheets[0])
    assert (guess.shape, guess.mapping["cost"], guess.mapping["day"]) == ("spend", "Spent", "Date")
    assert guess.mapping["conversions"] == "Approved_Conversion"
    leads = guess_mapping(read(shared("data/sets/olist/olist_marketing_qualified_leads_dataset.csv")).sheets[0])
    assert (leads.shape, leads.mapping) == (
        "leads", {"lead_id": "mql_id", "created_at": "first_contact_date", "origin": "origin"},
    )  # fmt: skip


def test_an_unknown_table_asks_for_a_mapping(tmp_path: Path) -> None:
    result = understood(write(tmp_path, "когда,куда,сколько\n2026-04-01,радио,100.00\n"))
    assert [question.key for question in result.questions] == ["mapping"]
    assert result.questions[0].samples == ("когда", "куда", "сколько")
    mapping = {"shape": "spend", "day": "когда", "campaign": "куда", "cost": "сколько", "currency": "=UAH"}
    found = rows(understood(write(tmp_path, "когда,куда,сколько\n2026-04-01,радио,100.00\n"), mapping))
    assert [(row["campaign"], row["cost"], row["day"]) for row in found] == [("радио", Decimal(100), date(2026, 4, 1))]


def test_open_marks_and_orders_are_asked_once_and_answered(tmp_path: Path) -> None:
    path = write(tmp_path, 'when,what,how much\n03/04/2026,radio,"1,234"\n')
    mapping = {"shape": "spend", "day": "when", "campaign": "what", "cost": "how much", "currency": "=UAH"}
    asked = understood(path, mapping)
    assert {question.key for question in asked.questions} == {"decimal_mark:how much", "date_order:when"}
    assert asked.batches == ()
    answers = {"decimal_mark:how much": ",", "date_order:when": "dmy"}
    found = rows(understood(path, mapping, **answers))
    assert [(row["cost"], row["day"]) for row in found] == [(Decimal("1.234"), date(2026, 4, 3))]


def test_a_sign_beside_the_numbers_names_the_currency_unless_many_share_it(tmp_path: Path) -> None:
    mapping = {"shape": "spend", "day": "day", "campaign": "what", "cost": "cost"}
    text = "day,what,cost\n2026-04-01,radio,{}120.50\n"
    assert {row["currency"] for row in rows(understood(write(tmp_path, text.format("€")), mapping))} == {"EUR"}
    dollars = understood(write(tmp_path, text.format("$")), mapping)
    assert [(one.key, one.options, one.samples) for one in dollars.questions] == [("currency", (), ("$",))]


def test_deals_speak_their_own_words_for_won_and_lost(tmp_path: Path) -> None:
    text = '№,Сумма,Статус,Дата\nA1,"1 500,50",Оплачено,05.04.2026 21:06\nA2,"200,00",Отказ,06.04.2026\n'
    mapping = {"shape": "deals", "deal_id": "№", "revenue": "Сумма", "status": "Статус", "created_at": "Дата",
               "currency": "=UAH"}  # fmt: skip
    found = rows(understood(write(tmp_path, text), mapping))
    assert [(row["deal_id"], row["status"], row["revenue"]) for row in found] == [
        ("A1", "won", Decimal("1500.5")),
        ("A2", "lost", Decimal(200)),
    ]
    assert found[0]["created_at"] == datetime(2026, 4, 5, 21, 6, tzinfo=UTC)


def test_a_preset_for_another_file_is_refused_by_its_headers(tmp_path: Path) -> None:
    result = understood(write(tmp_path, "a,b\n1,2\n"), {"shape": "spend", "cost": "Spent", "campaign": "b"})
    assert result.refused is not None
    assert (result.refused.code, dict(result.refused.values)) == ("mapping_headers_missing", {"headers": "Spent"})


def test_good_rows_land_without_the_bad(tmp_path: Path) -> None:
    text = "day,campaign,cost,clicks\n2026-04-01,a,1.50,3\n2026-04-02,b,free,4\n2026-04-03,c,2.50,4.5\n"
    text += "2026-04-04,d,,1\n2026-04-05,e,3.00,\n"
    mapping = {
        "shape": "spend",
        "day": "day",
        "campaign": "campaign",
        "cost": "cost",
        "clicks": "clicks",
        "currency": "=USD",
    }
    result = understood(write(tmp_path, text), mapping)
    assert [(one.row, one.column, one.value, one.reason.code) for one in result.rejected] == [
        (3, "cost", "free", "not_a_number"),
        (4, "clicks", "4.5", "not_a_whole_number"),  # a silently missing number would be a lie
        (5, "cost", "", "value_missing"),
    ]
    assert [(row["campaign"], row["clicks"]) for row in rows(result)] == [("a", 3), ("e", None)]
