"""Every address of the chapter with every role: who may open it, and who may not even ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Member
from otdel.planning import services, urls
from otdel.planning.links import make_task_href, reason_from, task_href
from otdel.planning.models import Promise, Task
from otdel.planning.services import NewPromise
from otdel.planning.tests.conftest import MakeTask

SignIn = Callable[[Role], Client]
EVERYBODY = frozenset(Role)
GIVES = frozenset({Role.OWNER, Role.HEAD, Role.SPECIALIST})
READ = {"work": EVERYBODY, "promises": EVERYBODY, "new_task": GIVES, "task": GIVES}
POST_ONLY = {"act": GIVES, "promise_act": GIVES}


@pytest.fixture
def addresses(make: MakeTask, viewers: dict[Role, Viewer], department: dict[str, Member]) -> dict[str, str]:
    """The address of each page about something of Sofiia's."""
    task = make("2126-10-01", "sofiia", title="Month plan")
    new = NewPromise(department["sofiia"].pk, "a report", date(2126, 1, 1), to_name="Client")
    promise = services.make_promise(viewers[Role.HEAD], new)
    ids: dict[str, list[object]] = {
        "task": [task.pk],
        "act": [task.pk, "hand_over"],
        "promise_act": [promise.pk, "keep"],
    }
    return {name: reverse(f"planning:{name}", args=ids.get(name, [])) for name in {*READ, *POST_ONLY}}


def test_every_address_is_in_the_matrix() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == {*READ, *POST_ONLY}


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_each_page_opens_for_those_who_may(role: Role, addresses: dict[str, str], signed_in: SignIn) -> None:
    client = signed_in(role)
    for name, allowed in READ.items():
        answer = client.get(addresses[name])
        assert answer.status_code == (200 if role in allowed else 403), f"{role} at {name}"
        seen = role in GIVES or "Month plan" not in answer.content.decode()
        assert seen, f"{role} sees another person's task at {name}"
    for name, allowed in POST_ONLY.items():
        assert client.get(addresses[name]).status_code == 405
        status = client.post(addresses[name]).status_code
        assert status == (302 if role in allowed else 403), f"{role} at {name}"


def test_a_stranger_is_sent_to_the_door(addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        reply = Client().get(address)
        assert reply.status_code == 405 or "/account/login" in reply["Location"], name


def test_a_page_of_another_person_says_nothing_of_the_task(signed_in: SignIn, make: MakeTask) -> None:
    task = make("2126-10-01", "hryhorii", title="Hire a designer")
    client = signed_in(Role.SPECIALIST)
    there, not_there = client.get(task_href(task.pk)), client.get(task_href(10**9))
    assert (there.status_code, not_there.status_code) == (403, 403)
    assert "Hire" not in there.content.decode()


def test_a_problem_becomes_a_task_with_its_reason(signed_in: SignIn, department: dict[str, Member]) -> None:
    client = signed_in(Role.HEAD)
    href = make_task_href("Look at the tags", Reason.of("data_none"), "/money/data", owner="sofiia", kind="task")
    page = client.get(href).content.decode()
    assert "There is no data yet" in page
    assert 'href="/money/data"' in page
    given = {"title": "Look at the tags", "owner": department["sofiia"].pk, "due": "2126-10-01", "kind": "task"}
    client.post(href, given)
    task = Task.objects.get()
    assert task.source == {"code": "data_none", "values": {}, "href": "/money/data"}
    assert "There is no data yet" in client.get(task_href(task.pk)).content.decode()


@pytest.mark.parametrize("href", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_a_task_leads_to_no_strange_place(href: str, signed_in: SignIn, department: dict[str, Member]) -> None:
    client = signed_in(Role.HEAD)
    address = make_task_href("Look", Reason.of("data_none"), href)
    assert f'href="{href}"' not in client.get(address).content.decode()
    given = {"title": "x", "owner": department["sofiia"].pk, "due": "2126-10-01", "kind": "task"}
    client.post(address, given)
    assert Task.objects.get().source.get("href", "") == ""


def test_a_broken_reason_in_an_address_is_no_reason() -> None:
    assert reason_from("data_none", '{"days": 3}') == Reason.of("data_none", days=3)
    for values in ("{", "[1]", '{"a": {"b": 1}}'):
        assert reason_from("data_none", values) is None
    assert reason_from("", "{}") is None


def test_the_person_page_and_the_dossier_show_work(
    signed_in: SignIn, make: MakeTask, viewers: dict[Role, Viewer], department: dict[str, Member]
) -> None:
    make("2026-10-01", "sofiia", title="Month plan")
    make("2126-10-01", "sofiia", title="Done already", accepted_at="2026-10-01 10:00")
    new = NewPromise(department["sofiia"].pk, "a call to the client", date(2126, 1, 1), to_name="Client")
    services.make_promise(viewers[Role.HEAD], new)
    for address in ("/team/person/sofiia/", "/team/person/sofiia/dossier/"):
        page = signed_in(Role.HEAD).get(address).content.decode()
        assert "Month plan" in page, address
        assert "a call to the client" in page, address
        assert "Done already" not in page, address
    assert Promise.objects.count() == 1


def test_a_mistake_in_a_form_is_shown_where_it_was_made(signed_in: SignIn, make: MakeTask) -> None:
    task = make("2126-10-01", "sofiia")
    client = signed_in(Role.SPECIALIST)
    answer = client.post(f"{task_href(task.pk)}wait/", {"what": ""})
    assert answer.status_code == 400
    assert '<details class="disc" open>' in answer.content.decode()
    assert client.post("/tasks/", {"quick-title": "", "quick-due": "soon"}).status_code == 400
    assert client.post("/promises/", {"what": ""}).status_code == 400
    assert client.post(f"{task_href(task.pk)}dance/").status_code == 404
    assert client.get("/tasks/?zone=99999999999999999999&tab=all&person=x&kind=y").status_code == 200
