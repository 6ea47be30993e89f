"""What nobody sends by mistake: days at the ends of time, nested files, numbers that are none, addresses that run."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import Client

from otdel.kit.reason import NoData
from otdel.organisation.exchange.roles import read_role
from otdel.organisation.models import Engagement
from otdel.planning.models import Task
from otdel.scorecard.rules.formula import FormulaWrong, evaluate, parse
from tests.access_world import World, world
from tests.test_access_matrix import enter


@pytest.fixture
def here(db: None) -> World:
    return world("sofiia")


@pytest.fixture
def head(here: World) -> Client:
    return enter(here, "hryhorii")


@pytest.mark.parametrize(
    "address",
    [
        "/team/cover/?who=sofiia&first=9999-12-30&last=9999-12-31",
        "/team/cover/?who=sofiia&first=0001-01-01&last=0001-01-02",
        "/api/v1/scorecard?by=week&until=9999-12-31",
        "/api/v1/scorecard?by=year&until=0001-01-01&count=60",
        "/team/?on=0001-01-01",
        "/team/plans/?year=٢٠٢٦",
        "/tasks/99999999999999999999/",
        "/team/accesses/?q=%00",
    ],
)
def test_addresses_nobody_would_write_are_answered(address: str, head: Client) -> None:
    assert head.get(address).status_code < 500


def test_a_task_before_time_began_is_refused_by_name(head: Client, here: World) -> None:
    sent = {"title": "x", "owner": "sofiia", "due": "0001-01-01", "slot_at": "0001-01-01T00:00:00"}
    answer = head.post("/api/v1/tasks", sent, content_type="application/json")
    assert answer.status_code == 422
    assert {"given.due", "given.slot_at"} <= set(answer.json()["fields"])


def bring(client: Client, content: bytes) -> str:
    file = io.BytesIO(content)
    file.name = "department.yaml"
    answer = client.post("/team/exchange/", {"files": file})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("share", ["nan", "inf", "-inf", "sNaN", "1e999"])
def test_a_share_that_is_no_number_is_named_and_the_rest_is_taken(share: str, head: Client) -> None:
    rows = "people:\n- {name: Nadia, slug: nadia}\nengagements:\n"
    shown = bring(head, f"{rows}- {{person: nadia, role: ppc, from: 2026-01-01, share: {share}}}\n".encode())
    assert "share" in shown
    head.post("/team/exchange/take/")
    assert head.get("/team/person/nadia/").status_code == 200
    assert not Engagement.objects.filter(member__slug="nadia").exists()


@pytest.mark.parametrize("content", [b"people: " + b"[" * 20_000, b"people: &a [*a]", b"a: &a [x]\npeople: [*a, *a]"])
def test_a_file_that_unfolds_without_end_is_refused_at_once(content: bytes, head: Client) -> None:
    assert "department.yaml" in bring(head, content)


def test_a_role_file_with_aliases_is_refused_before_it_unfolds() -> None:
    laughs = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))
    found = read_role("role.yaml", f"a0: &a0 [x, x]\n{laughs}\nown: *a8\n".encode())
    assert [one.code for one in found.wrong] == ["role_file_broken"]


def test_an_address_that_runs_is_never_a_link(head: Client, here: World) -> None:
    for href in ("javascript:alert(1)", "//evil.example/", "https://evil.example/"):
        Task.objects.filter(pk=here.ids["task"]).update(source={"href": href, "code": "", "values": {}})
        for page in (f"/tasks/{here.ids['task']}/", f"/tasks/new/?title=x&href={href}"):
            assert f'href="{href}' not in head.get(page).content.decode()


@pytest.mark.parametrize("text", ["tasks_due" + "/1" * 245, "9" + "+9" * 249, "*".join(["999999999999"] * 38)])
def test_the_longest_formulas_are_read_within_the_stack_of_a_page(text: str) -> None:
    def deeper(left: int) -> object:
        return deeper(left - 1) if left else evaluate(parse(text), lambda _: NoData.because("no_facts"))

    assert deeper(120) is not None  # as deep as a page of Django stands


@pytest.mark.parametrize(
    "text", ["(" * 200 + "a" + ")" * 200, "-" * 300 + "a", "max(" * 60 + "1,2" + ")" * 60, "1e999", "а"]
)
def test_formulas_made_to_break_the_reader_are_refused(text: str) -> None:
    with pytest.raises(FormulaWrong):
        parse(text)


def test_a_person_with_history_is_kept_and_the_page_says_so(head: Client, here: World) -> None:
    answer = head.post("/team/person/sofiia/delete/", follow=True)
    assert Task.objects.filter(owner__slug="sofiia").count() == 2
    assert answer.status_code == 200
    here.people["sofiia"].delete()  # an account goes, the person stays
    assert head.get("/team/person/sofiia/").status_code == 200
    assert date(2026, 9, 10) in Task.objects.filter(owner__slug="sofiia").values_list("due", flat=True)
