"""Stages, origins and customers: what every CRM connector leans on."""

from __future__ import annotations

import pyarrow as pa
import pytest

from otdel.connectors.crm.customers import customer_ids
from otdel.connectors.crm.origins import origin_of, origins
from otdel.connectors.crm.stages import Status, decide, status_of


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("Closed Won", Status.WON),
        ("Успешно реализовано", Status.WON),
        ("Успішно реалізовано", Status.WON),
        ("Сделка успешна", Status.WON),
        ("Угода успішна", Status.WON),
        ("C2:WON", Status.WON),
        ("Закрыто и не реализовано", Status.LOST),
        ("Закрито і не реалізовано", Status.LOST),
        ("Анализ причины провала", Status.LOST),
        ("Closed Lost", Status.LOST),
        ("C8:LOSE", Status.LOST),
        ("JUNK", Status.LOST),
        ("Некачественный лид", Status.LOST),
        ("Качественный лид", Status.WON),
        ("Первичный контакт", Status.OPEN),
        ("Переговоры", Status.OPEN),
        ("Принимают решение", Status.OPEN),
        ("Счет на предоплату", Status.OPEN),
        ("Appointment Scheduled", Status.OPEN),
        ("Новая заявка", Status.OPEN),
        ("Сверка с астрологом", None),
        ("7970058", None),
    ],
)
def test_words_of_a_stage_say_what_became_of_the_deal(stage: str, status: Status | None) -> None:
    assert status_of(stage) == status


def test_an_unknown_stage_is_asked_about_only_when_deals_closed_in_it() -> None:
    stages, questions = decide(["Сверка", "Архив", "Closed Won"], ["Архив", "Closed Won"], {})
    assert stages == {"Сверка": Status.OPEN, "Архив": Status.OPEN, "Closed Won": Status.WON}
    assert [question.key for question in questions] == ["stage:Архив"]


def test_a_persons_answer_comes_before_the_words() -> None:
    stages, questions = decide(["Closed Won", "Архив"], ["Архив"], {"stage:Closed Won": "lost", "stage:Архив": "won"})
    assert stages == {"Closed Won": Status.LOST, "Архив": Status.WON}
    assert questions == ()


def test_a_landing_address_gives_its_tags_and_click_id() -> None:
    found = origin_of(
        "https://shop.example/?utm_source=google&UTM_Medium=cpc&utm_campaign=%D0%9B%D1%96%D1%82%D0%BE&gclid=Cj0K"
    )
    assert (found.utm_source, found.utm_medium, found.utm_campaign) == ("google", "cpc", "Літо")
    assert found.click_id == "gclid:Cj0K"
    assert origin_of("utm_source=telegram&yclid=77").click_id == "yclid:77"
    assert origin_of("https://[broken").utm_source == ""


def test_addresses_are_read_as_a_column() -> None:
    found = origins(pa.array(["/a?fbclid=1", None, "/a?fbclid=1"]))
    assert found["click_id"].to_pylist() == ["fbclid:1", "", "fbclid:1"]


def test_a_buyer_is_an_id_and_never_an_address() -> None:
    ids = customer_ids(pa.array(["Anna@Example.com ", "anna@example.com", "REDACTED", ""])).to_pylist()
    assert ids[0] == ids[1] and len(ids[0]) == 16 and "anna" not in ids[0]
    assert ids[2:] == ["", ""]
