"""Programs at the door: keys, rights, and work done through the API as through the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from otdel.accounts.keys import make_key, take_back
from otdel.accounts.models import ApiKey, AuditLine, Person
from otdel.accounts.services import Refused
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Role
from otdel.organisation.models import Member
from otdel.planning.models import Promise, Task
from otdel.planning.tests.conftest import MakeTask

Call = Callable[..., Any]
TASKS, PROMISES = "/api/v1/tasks", "/api/v1/promises"


@pytest.fixture(autouse=True)
def nobody_tried_yet() -> None:
    cache.clear()


@pytest.fixture
def keys(cast: dict[Role, Person], department: dict[str, Member]) -> dict[Role, str]:
    return {role: make_key(as_viewer(person), "a script") for role, person in cast.items()}


@pytest.fixture
def call(keys: dict[Role, str]) -> Call:
    """A request with the key of a role: (status, answer)."""

    def request(role: Role, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {keys[role]}"}
        answer = Client().generic(
            method, path, b"" if body is None else _json(body), content_type="application/json", headers=headers
        )
        return answer.status_code, answer.json()

    return request


def _json(body: Any) -> bytes:
    import json

    return json.dumps(body, default=str).encode()


def test_a_task_from_the_key_of_a_head_to_its_acceptance(call: Call, department: dict[str, Member]) -> None:
    new = {"title": "Landing page", "owner": "sofiia", "due": "2126-10-01", "customer": "hryhorii", "kind": "text"}
    status, made = call(Role.HEAD, "POST", TASKS, new)
    assert (status, made["state"], made["owner"]) == (201, "open", {"slug": "sofiia", "name": "Sofiia Specialist"})
    at = f"{TASKS}/{made['id']}"
    assert call(Role.SPECIALIST, "POST", f"{at}/wait", {"what": "the price list"})[1]["waits_for"] == "the price list"
    assert call(Role.SPECIALIST, "POST", f"{at}/carry_on", {})[1]["state"] == "open"
    assert call(Role.SPECIALIST, "POST", f"{at}/hand_over", {})[1]["state"] == "handed"
    assert call(Role.HEAD, "POST", f"{at}/return", {"note": "the price"})[1]["state"] == "returned"
    assert call(Role.SPECIALIST, "POST", f"{at}/hand_over", {})[1]["state"] == "handed"
    assert call(Role.HEAD, "POST", f"{at}/accept", {})[1]["state"] == "done"
    status, page = call(Role.SPECIALIST, "GET", at)
    assert [step["event"] for step in page["steps"]][-3:] == ["returned", "handed_again", "accepted"]
    assert page["in_time"] is True
    assert AuditLine.objects.filter(subject=f"task:{made['id']}").count() == 7


def test_each_act_is_done_through_the_door(call: Call, make: MakeTask) -> None:
    text = f"{TASKS}/{make('2126-10-01', kind='text').pk}"
    assert call(Role.HEAD, "POST", f"{text}/move", {"due": "2126-11-01"})[1]["due"] == "2126-11-01"
    assert call(Role.HEAD, "POST", f"{text}/give", {"to": "taras"})[1]["owner"]["slug"] == "taras"
    assert call(Role.HEAD, "POST", f"{text}/ready", {})[0] == 200
    assert call(Role.HEAD, "POST", f"{text}/live", {})[0] == 200
    assert call(Role.HEAD, "POST", f"{text}/error", {"what": "a dead link"})[1]["steps"][-1]["event"] in (
        "error",
        "live",
    )
    assert call(Role.HEAD, "POST", f"{text}/drop", {"why": "not sold any more"})[1]["state"] == "dropped"
    test = f"{TASKS}/{make('2126-10-01', kind='test').pk}"
    assert call(Role.SPECIALIST, "POST", f"{test}/conclude", {"outcome": "lost"})[1]["outcome"] == "lost"


def test_what_is_refused_says_why_in_the_callers_language(call: Call, make: MakeTask, cast: dict[Role, Person]) -> None:
    task = make("2126-10-01", title="Report")
    status, answer = call(Role.HEAD, "POST", f"{TASKS}/{task.pk}/accept", {})
    assert (status, answer["code"]) == (409, "task_not_handed_over")
    assert "has not been handed over" in answer["error"]
    Person.objects.filter(pk=cast[Role.HEAD].pk).update(language="uk")
    said = call(Role.HEAD, "POST", f"{TASKS}/{task.pk}/accept", {})[1]["error"]
    assert said != answer["error"]
    assert "Report" in said
    status, answer = call(Role.SPECIALIST, "POST", TASKS, {"owner": "sofiia", "due": "soon"})
    assert (status, answer["code"]) == (422, "values_wrong")
    assert {name.rpartition(".")[2] for name in answer["fields"]} == {"title", "due"}
    status, answer = call(Role.SPECIALIST, "POST", TASKS, {"title": "x", "owner": "nobody", "due": "2126-10-01"})
    assert (status, answer["code"]) == (409, "work_member_unknown")
    assert call(Role.HEAD, "POST", f"{TASKS}/{task.pk}/move", {})[1]["code"] == "work_no_day"
    assert call(Role.HEAD, "POST", f"{TASKS}/{task.pk}/dance", {})[0] == 422


def test_promises_through_the_door(call: Call, department: dict[str, Member]) -> None:
    new = {"maker": "hryhorii", "what": "a course", "due": "2126-01-01", "to": "sofiia", "kind": "training"}
    status, made = call(Role.HEAD, "POST", PROMISES, new)
    assert (status, made["state"]) == (201, "open")
    at = f"{PROMISES}/{made['id']}"
    assert call(Role.SPECIALIST, "POST", f"{at}/keep", {})[1]["state"] == "kept"
    assert call(Role.HEAD, "POST", f"{at}/open", {})[1]["state"] == "open"
    assert call(Role.HEAD, "POST", f"{at}/break", {"why": ""})[1]["code"] == "promise_break_needs_reason"
    assert call(Role.HEAD, "POST", f"{at}/break", {"why": "no budget"})[1]["state"] == "broken"
    answer = call(Role.SPECIALIST, "GET", PROMISES)[1]
    assert [(one["what"], one["state"]) for one in answer["items"]] == [("a course", "broken")]
    assert answer["share_kept"] == {"value": "0", "no_data": None}
    nothing = call(Role.CONTRACTOR, "GET", PROMISES)[1]["share_kept"]
    assert nothing["value"] is None
    assert "come due" in nothing["no_data"]


def test_each_role_sees_its_own_and_no_more(call: Call, make: MakeTask) -> None:
    made = {who: make("2126-10-01", who) for who in ("hryhorii", "sofiia", "taras", "kyrylo")}
    sees = {
        Role.OWNER: {"hryhorii", "sofiia", "taras", "kyrylo"},
        Role.HEAD: {"hryhorii", "sofiia", "taras", "kyrylo"},
        Role.SPECIALIST: {"sofiia", "taras"},
        Role.CONTRACTOR: {"kyrylo"},
    }
    for role, theirs in sees.items():
        listed = {one["owner"]["slug"] for one in call(role, "GET", TASKS)[1]["items"]}
        assert listed == theirs, role
        for who, task in made.items():
            expected = 200 if who in theirs else 403
            assert call(role, "GET", f"{TASKS}/{task.pk}")[0] == expected, f"{role} at the task of {who}"
            if expected == 403:
                assert call(role, "POST", f"{TASKS}/{task.pk}/hand_over", {})[0] == 403
    assert call(Role.ACCOUNTANT, "GET", TASKS)[0] == 403
    status, answer = call(Role.CONTRACTOR, "POST", TASKS, {"title": "x", "owner": "kyrylo", "due": "2126-10-01"})
    assert (status, answer["code"]) == (403, "not_allowed")
    assert call(Role.SPECIALIST, "GET", f"{TASKS}/{10**9}")[0] == 403, "whether it is there is not said"


def test_a_key_taken_back_opens_nothing(call: Call, cast: dict[Role, Person], make: MakeTask) -> None:
    task = make("2126-10-01")
    assert call(Role.HEAD, "GET", TASKS)[0] == 200
    take_back(as_viewer(cast[Role.HEAD]), ApiKey.objects.get(person=cast[Role.HEAD]).pk)
    for method, path in (("GET", TASKS), ("POST", TASKS), ("GET", PROMISES), ("POST", f"{TASKS}/{task.pk}/hand_over")):
        status, answer = call(Role.HEAD, method, path, {} if method == "POST" else None)
        assert (status, answer["code"]) == (401, "wrong_key"), path
    assert not Task.objects.exclude(handed_at=None).exists()


def test_a_person_who_may_not_sign_in_has_no_door(call: Call, cast: dict[Role, Person]) -> None:
    Person.objects.filter(pk=cast[Role.HEAD].pk).update(is_active=False)
    assert call(Role.HEAD, "GET", TASKS)[0] == 401


def test_after_many_wrong_keys_the_answer_is_to_wait(call: Call) -> None:
    def wrong() -> int:
        return Client().get(TASKS, headers={"Authorization": "Bearer otdel_guess"}).status_code

    assert [wrong() for _ in range(21)] == [401] * 20 + [429]
    assert call(Role.HEAD, "GET", TASKS)[0] == 200, "a right key still works"


def test_without_a_key_or_a_session_one_is_told_how(db: None) -> None:
    for method in ("get", "post"):
        answer = getattr(Client(), method)(TASKS)
        assert answer.status_code == 401
        assert "Authorization: Bearer" in answer.json()["error"]
        assert answer["WWW-Authenticate"] == "Bearer"
    assert Client().get(TASKS, headers={"Accept-Language": "uk"}).json()["error"].startswith("Скажіть")


def test_a_session_reads_and_changes_nothing_without_its_token(
    signed_in: Callable[[Role], Client], cast: dict[Role, Person], make: MakeTask
) -> None:
    task = make("2126-10-01")
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast[Role.HEAD], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(TASKS).status_code == 200
    answer = client.post(f"{TASKS}/{task.pk}/hand_over", b"{}", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    client.get("/tasks/")
    token = client.cookies["csrftoken"].value
    answer = client.post(
        f"{TASKS}/{task.pk}/hand_over", b"{}", content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 200


def test_a_key_is_kept_as_a_digest_and_shown_once(
    signed_in: Callable[[Role], Client], cast: dict[Role, Person]
) -> None:
    client = signed_in(Role.SPECIALIST)
    shown = client.post("/settings/keys/", {"name": "nightly report"}).content.decode()
    secret = shown.partition('readonly value="')[2].partition('"')[0]
    assert secret.startswith("otdel_")
    assert Client().get(PROMISES, headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    again = client.get("/settings/keys/").content.decode()
    assert secret not in again
    assert "nightly report" in again
    key = ApiKey.objects.get()
    assert secret not in (key.digest, key.hint)
    assert key.used_at is not None and timezone.now() >= key.used_at
    assert not AuditLine.objects.filter(values__icontains=secret).exists()
    other = signed_in(Role.HEAD)
    other.post(f"/settings/keys/{key.pk}/revoke/")
    assert ApiKey.objects.get().revoked_at is None, "a head does not take keys of others"
    client.post(f"/settings/keys/{key.pk}/revoke/")
    assert ApiKey.objects.get().revoked_at is not None
    assert Client().get(PROMISES, headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_a_person_has_twenty_keys_at_most(cast: dict[Role, Person]) -> None:
    viewer = as_viewer(cast[Role.HEAD])
    for n in range(20):
        make_key(viewer, f"script {n}")
    with pytest.raises(Refused, match="too_many_keys"):
        make_key(viewer, "one more")
    with pytest.raises(Refused, match="key_needs_name"):
        make_key(as_viewer(cast[Role.OWNER]), "  ")


def test_the_description_names_every_address_and_needs_no_key(db: None) -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    described = answer.json()
    assert {"/api/v1/tasks", "/api/v1/promises", "/api/v1/team/people"} <= set(described["paths"])
    assert {"bearer"} <= {scheme.get("scheme") for scheme in described["components"]["securitySchemes"].values()}
    assert Client().get("/api/v1/docs").status_code == 404
    assert not Promise.objects.exists()
