"""Shops and CRMs: an order counts once, stages become statuses, tags and click ids are kept, names are not."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from otdel.connectors.contract import Understood
from otdel.connectors.tests.files import facts, rows, table, total, understood
from otdel.testing.shared import shared


def first(result: Understood) -> dict[str, Any]:
    found: dict[str, Any] = result.batches[0].rows.slice(0, 1).to_pylist()[0]
    return found


def test_shopify_order_money_counts_once_an_order() -> None:
    path = shared("data/formats/shopify/orders_export_redacted.csv")
    with path.open(newline="") as file:
        lines = list(csv.DictReader(file))
    money: dict[str, Decimal] = {}
    for line in lines:
        money.setdefault(line["Name"], Decimal(line["Total"] or 0))
    result = understood(path)
    assert (len(lines), len(money), rows(result)) == (6, 5, 5)
    assert total(result, "revenue") == sum(money.values()) == Decimal("7700.00")
    assert table(result)["row"].to_pylist() == [2, 3, 4, 5, 6]


def test_a_shopify_order_keeps_no_name_and_no_address(tmp_path: Path) -> None:
    text = (
        "Name,Email,Financial Status,Paid at,Currency,Total,Refunded Amount,Created at,Lineitem quantity,Lineitem name,"
        "Lineitem price,Billing Name,Note Attributes,Cancelled at\n"
        "#1,Anna@x.com,partially_refunded,2026-04-05 22:00:00 +0400,EUR,100.00,30.00,2026-04-05 21:00:00 +0400,1,A,60,"
        'Anna K,"utm_source: google\ngclid: Cj0",\n'
        "#1,,,,,,,2026-04-05 21:00:00 +0400,2,B,20,,,\n"
        "#2,bob@x.com,pending,,EUR,50.00,0.00,2026-04-06 21:00:00 +0400,1,A,50,Bob,,\n"
        "#3,bob@x.com,paid,2026-04-06 21:00:00 +0400,EUR,70.00,0.00,2026-04-06 21:00:00 +0400,1,A,70,Bob,,"
        "2026-04-07 10:00:00 +0400\n"
    )
    result = facts(tmp_path, "orders.csv", text)
    found = table(result).to_pylist()
    assert [(row["deal_id"], row["status"], str(row["revenue"])[:5]) for row in found] == [
        ("#1", "won", "100.0"),
        ("#2", "open", "50.00"),
        ("#3", "lost", "70.00"),
    ]
    assert found[0]["returned"] == Decimal(30)
    assert found[0]["paid_at"] == datetime(2026, 4, 5, 18, tzinfo=UTC)
    assert (found[0]["utm_source"], found[0]["click_id"]) == ("google", "gclid:Cj0")
    assert found[1]["customer"] == found[2]["customer"] != found[0]["customer"]
    assert not any("anna" in str(cell).lower() or "bob" in str(cell).lower() for row in found for cell in row.values())


AMOCRM = (
    "ID,Название сделки,Бюджет,Ответственный,Дата создания сделки,Дата закрытия,Этап сделки,Воронка,"
    "Полное имя контакта,Рабочий email,Источник,utm_source,utm_medium,utm_campaign,gclid,yclid,fbclid\n"
    "11,Кухня,12 500,Олена,03.09.2026 10:15:00,25.09.2026 18:00:00,Успешно реализовано,Продажи,Иван,i@x.ru,Сайт,"
    "yandex,cpc,kuhni,,77,\n"
    "12,Шкаф,0,Олена,04.09.2026 11:00:00,не закрыта,Первичный контакт,Продажи,Пётр,,Звонок,,,,,,\n"
    "13,Стол,900,Олена,05.09.2026 11:00:00,06.09.2026 11:00:00,Закрыто и не реализовано,Продажи,Пётр,,Сайт,,,,,,\n"
)


def test_amocrm_enquiries_are_leads_and_deals_at_once(tmp_path: Path) -> None:
    result = facts(tmp_path, "amo.csv", AMOCRM, currency="UAH")
    assert result.report == "amocrm.deals"
    assert (rows(result, "deals"), rows(result, "leads")) == (3, 3)
    won, fresh, lost = result.batches[0].rows.to_pylist()
    assert [won["status"], fresh["status"], lost["status"]] == ["won", "open", "lost"]
    assert (won["revenue"], won["currency"], won["click_id"]) == (Decimal(12500), "UAH", "yclid:77")
    assert won["closed_at"] == datetime(2026, 9, 25, 18, tzinfo=UTC)
    assert fresh["closed_at"] is None and fresh["origin"] == "Звонок"
    assert won["customer"] and "i@x" not in str(won)


def test_amocrm_asks_what_an_unknown_closed_stage_means(tmp_path: Path) -> None:
    text = AMOCRM.replace("Закрыто и не реализовано", "Архив")
    asked = facts(tmp_path, "amo.csv", text, currency="UAH")
    assert [question.key for question in asked.questions] == ["stage:Архив"]
    assert asked.batches == ()
    told = facts(tmp_path, "amo.csv", text, currency="UAH", stage__Архив="lost")
    assert told.batches[0].rows["status"].to_pylist() == ["won", "open", "lost"]


def test_amocrm_in_ukrainian(tmp_path: Path) -> None:
    text = (
        "ID;Назва угоди;Бюджет угоди;Відповідальний;Дата створення угоди;Дата закриття;Етап угоди;Джерело\n"
        "5;Кухня;1 200,50;Олена;13.09.2026 10:15;14.09.2026 10:15;Успішно реалізовано;Сайт\n"
    )
    result = facts(tmp_path, "amo.csv", text, currency="UAH")
    assert (result.report, first(result)["status"], first(result)["revenue"]) == (
        "amocrm.deals",
        "won",
        Decimal("1200.50"),
    )


def test_hubspot_deals_from_its_page(tmp_path: Path) -> None:
    text = (
        "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Create Date,Deal owner,"
        "Original Traffic Source,Associated Contact IDs,Is Closed Won,Is Closed Lost\n"
        "900,Roof,Handed over,Sales,1200.50,EUR,2026-09-30 10:00,2026-09-01 09:00,Eve,Paid Search,31;32,true,false\n"
        "901,Door,Contract Sent,Sales,300,EUR,2026-12-31 10:00,2026-09-02 09:00,Eve,Direct Traffic,33,false,false\n"
    )
    result = facts(tmp_path, "deals.csv", text)
    won, fresh = table(result).to_pylist()
    assert (won["status"], won["lead_id"], won["origin"], won["currency"]) == ("won", "31", "Paid Search", "EUR")
    assert fresh["status"] == "open"
    assert fresh["closed_at"] is None  # the date of an open deal is a hope


def test_bitrix24_deals_from_its_list(tmp_path: Path) -> None:
    text = (
        "ID;Название;Стадия сделки;Вероятность;Сумма;Валюта;Контакт;Ответственный;Дата создания;"
        "Предполагаемая дата закрытия;Сделка закрыта;Источник;Лид;UTM Source;UTM Campaign\n"
        "7;Окна;Сделка успешна;;35000.00;Российский рубль;Иван Петров;Олена;23.09.2026 10:00:00;30.09.2026;Да;"
        "Звонок;4;google;okna\n"
        "8;Двери;Подготовка документов;;1000;RUB;Иван Петров;Олена;24.09.2026 10:00:00;30.10.2026;Нет;Сайт;;;\n"
    )
    result = facts(tmp_path, "deals.csv", text)
    assert result.report == "bitrix24.deals"
    won, fresh = table(result).to_pylist()
    assert (won["status"], won["revenue"], won["currency"], won["lead_id"]) == ("won", Decimal(35000), "RUB", "4")
    assert (won["utm_source"], won["utm_campaign"]) == ("google", "okna")
    assert (fresh["status"], fresh["closed_at"]) == ("open", None)
    assert "Петров" not in str([won, fresh])


def test_bitrix24_replies_of_deals(tmp_path: Path) -> None:
    deal = {
        "ID": "9", "TITLE": "Окна", "STAGE_ID": "C2:UC_5", "STAGE_SEMANTIC_ID": "S", "OPPORTUNITY": "700.00",
        "CURRENCY_ID": "UAH", "DATE_CREATE": "2026-09-23T10:00:00+03:00", "CLOSEDATE": "2026-09-24T10:00:00+03:00",
        "CLOSED": "Y", "LEAD_ID": "4", "CONTACT_ID": "55", "UTM_SOURCE": "google", "UTM_CAMPAIGN": None,
    }  # fmt: skip
    result = facts(tmp_path, "deals.json", json.dumps({"result": [deal], "total": 1}))
    found = first(result)
    assert (result.report, found["status"], found["customer"]) == ("bitrix24.deals", "won", "55")
    assert found["created_at"] == datetime(2026, 9, 23, 7, tzinfo=UTC)


def test_bitrix24_replies_we_hold() -> None:
    lead = understood(shared("data/fixtures/bitrix24_replies/call_single_success.json"))
    assert (lead.report, rows(lead, "leads"), first(lead)["status"]) == ("bitrix24.leads", 1, "open")
    titles = understood(shared("data/fixtures/bitrix24_replies/crm_lead_list_one_page_success.json"))
    assert titles.refused is not None and titles.refused.code == "bitrix24_fields_missing"
