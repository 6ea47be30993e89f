"""An unknown table is explained once, one decision a screen, and the next one like it needs no questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from otdel.jobs.worker import run_waiting
from otdel.kit.viewer import Role
from otdel.measurement.models import Import, Preset, State
from otdel.measurement.store import warehouse

RADIO = "When,Who,How much\n2026-10-01,Radio,100.50\n2026-10-02,Radio,120.25\n"
LATER = "When,Who,How much\n2026-11-01,Radio,90.10\n"


@pytest.fixture
def page(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.SPECIALIST)


def send(page: Client, name: str, text: str) -> Import:
    page.post("/money/import", {"files": SimpleUploadedFile(name, text.encode())})
    return Import.objects.get(name=name)


def explain(page: Client, item: Import, **says: dict[str, str]) -> None:
    """Walk the wizard: `screen_1={...}` is what is said on screen 1."""
    for number in range(1, 7):
        page.post(f"/money/import/{item.pk}/wizard/{number}", says.get(f"screen_{number}", {}))


def as_spend(page: Client, item: Import, name: str = "") -> None:
    explain(
        page,
        item,
        screen_1={"shape": "spend"},
        screen_2={"header": "How much"},
        screen_3={"header": "When"},
        screen_4={"header": "Who"},
        screen_5={"system": "Our Radio"},
        screen_6={"name": name},
    )


def test_an_unknown_table_asks_and_nothing_lands(page: Client) -> None:
    item = send(page, "radio.csv", RADIO)
    assert item.state == State.ASKING
    assert "Say which column is which" in page.get("/money/import").content.decode()


def test_every_answer_is_saved_at_once_and_shown(page: Client) -> None:
    item = send(page, "radio.csv", RADIO)
    page.post(f"/money/import/{item.pk}/wizard/1", {"shape": "spend"})
    page.post(f"/money/import/{item.pk}/wizard/2", {"header": "How much"})
    item.refresh_from_db()
    assert item.mapping == {"cost": "How much"}
    later = page.get(f"/money/import/{item.pk}/wizard/3").content.decode()
    assert "3 of 6" in later
    assert "120.25" in later  # the first rows, as said so far


def test_a_required_column_cannot_be_skipped(page: Client) -> None:
    item = send(page, "radio.csv", RADIO)
    page.post(f"/money/import/{item.pk}/wizard/1", {"shape": "spend"})
    assert page.post(f"/money/import/{item.pk}/wizard/2", {"header": ""}).status_code == 400


SALES = "Number,Client,Money\n1,Ivan,100.50\n2,Olena,120.25\n"


@pytest.mark.parametrize(
    ("number", "column"),
    [(2, "Deal id"), (4, "Status")],
)
def test_a_sale_needs_its_id_and_its_status(page: Client, number: int, column: str) -> None:
    item = send(page, "sales.csv", SALES)
    page.post(f"/money/import/{item.pk}/wizard/1", {"shape": "deals"})
    refused = page.post(f"/money/import/{item.pk}/wizard/{number}", {"header": "", "same": ""})
    assert refused.status_code == 400
    assert f"“{column}” is needed" in refused.content.decode()


def test_one_id_cannot_stand_for_every_sale_but_one_status_can(page: Client) -> None:
    item = send(page, "sales.csv", SALES)
    page.post(f"/money/import/{item.pk}/wizard/1", {"shape": "deals"})
    assert page.post(f"/money/import/{item.pk}/wizard/2", {"header": "", "same": "1"}).status_code == 400
    assert page.post(f"/money/import/{item.pk}/wizard/4", {"header": "", "same": "paid"}).status_code == 400
    assert page.post(f"/money/import/{item.pk}/wizard/4", {"header": "", "same": "won"}).status_code == 302
    item.refresh_from_db()
    assert item.mapping == {"status": "=won"}


def test_what_was_left_out_is_asked_again_and_why_is_said(page: Client) -> None:
    item = send(page, "sales.csv", SALES)
    page.post(f"/money/import/{item.pk}/wizard/1", {"shape": "deals"})
    again = page.post(f"/money/import/{item.pk}/wizard/7", {"name": ""}, follow=True)
    assert again.redirect_chain == [(f"/money/import/{item.pk}/wizard/2", 302)]
    assert "“Deal id” has not been said yet" in again.content.decode()


def test_a_table_of_which_nothing_was_named_is_asked_again_and_why_is_said(page: Client) -> None:
    item = send(page, "sales.csv", SALES)
    page.post(f"/money/import/{item.pk}/wizard/1", {"shape": "sessions"})
    again = page.post(f"/money/import/{item.pk}/wizard/6", {"name": ""}, follow=True)
    assert "No column has been named yet" in again.content.decode()


def test_the_questions_are_counted_as_many_as_there_are(page: Client) -> None:
    item = send(page, "sales.csv", SALES)
    page.post(f"/money/import/{item.pk}/wizard/1", {"shape": "deals"})
    assert "7 short questions" in page.get("/money/import").content.decode()
    page.post(f"/money/import/{item.pk}/wizard/1", {"shape": "spend"})
    assert "6 short questions" in page.get("/money/import").content.decode()


def test_a_file_without_a_table_is_refused_and_no_wizard_is_offered(page: Client) -> None:
    item = send(page, "brochure.pdf", "%PDF-1.4 a brochure")
    shown = page.get(f"/money/import/{item.pk}").content.decode()
    assert item.state == State.REFUSED
    assert "This is not a table" in shown
    assert f"/money/import/{item.pk}/wizard" not in shown
    assert f"/money/import/{item.pk}/again" not in shown


def test_explained_it_asks_only_what_is_left_open_and_lands(page: Client) -> None:
    item = send(page, "radio.csv", RADIO)
    as_spend(page, item)
    item.refresh_from_db()
    assert [question["code"] for question in item.preview["questions"]] == ["currency"]
    page.post(f"/money/import/{item.pk}/answer", {"q0": "eur"})
    page.post(f"/money/import/{item.pk}/start")
    run_waiting()
    item.refresh_from_db()
    assert (item.state, item.rows) == (State.LANDED, {"spend": 2})
    rows = warehouse().ask("data_sources").to_pylist()
    assert [(row["source"], row["days"]) for row in rows] == [("our_radio", 2)]


def test_the_next_file_of_that_layout_needs_no_question(page: Client) -> None:
    item = send(page, "radio.csv", RADIO)
    as_spend(page, item)
    page.post(f"/money/import/{item.pk}/answer", {"q0": "EUR"})
    page.post(f"/money/import/{item.pk}/preset", {"name": "Radio"})
    later = send(page, "radio-november.csv", LATER)
    assert (later.state, later.preset) == (State.WAITING, Preset.objects.get(name="Radio"))
    assert "Radio" in page.get(f"/money/import/{later.pk}").content.decode()
    page.post(f"/money/data/layouts/{later.preset_id}/forget")
    assert send(page, "third.csv", LATER.replace("90", "91")).state == State.ASKING


def test_an_unclear_mark_is_asked_never_guessed(page: Client, spend_csv: Callable[..., object]) -> None:
    text = spend_csv(cost='"1,234"').read_text()  # type: ignore[attr-defined]
    item = send(page, "unclear.csv", text)
    assert [question["code"] for question in item.preview["questions"]] == ["decimal_mark"]
    page.post(f"/money/import/{item.pk}/answer", {"q0": ","})
    item.refresh_from_db()
    assert item.state == State.WAITING
    sample = item.preview["samples"][0]
    assert sample["lines"][0][sample["columns"].index("cost")] == "1.234"
