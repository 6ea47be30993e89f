"""The mix model for programs: everything the pages say and do, with the same rights."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from otdel.evidence.queries.mix import mix
from otdel.evidence.tests.record.conftest import SEARCH, SOCIAL
from otdel.jobs.worker import run_waiting
from otdel.kit.reason import NoData
from otdel.kit.viewer import Role, Viewer

pytestmark = pytest.mark.django_db
As = Callable[[Role], Client]
OWN, H, S, C, A = Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR, Role.ACCOUNTANT
MIX = "/api/v1/mix"
SEES = {OWN, H, S, A}
BELIEF = {"median": "2", "spread": "0.5", "why": "An agency said so."}


def send(client: Client, method: str, address: str, body: object) -> int:
    return client.generic(method, address, data=json.dumps(body), content_type="application/json").status_code


def plan(viewer: Viewer) -> dict[str, object]:
    view = mix(viewer)
    assert not isinstance(view, NoData)
    now = {one.channel: one.recent.amount for one in view.channels}
    return {"fit": view.fit.id, "weeks": 4, "plan": {SEARCH: str(now[SEARCH] + 100), SOCIAL: str(now[SOCIAL] - 100)}}


def test_every_address_answers_those_who_may_see_money(fitted: int, signed_in: As) -> None:
    addresses = ("", "/fits", f"/fits/{fitted}", "/weeks", "/beliefs", "/tests", "/proposals")
    for address in addresses:
        answered = {role: signed_in(role).get(MIX + address).status_code for role in Role}
        assert answered == {role: 200 if role in SEES else 403 for role in Role}, address
        assert Client().get(MIX + address).status_code == 401


def test_the_model_is_told_in_numbers_and_words(fitted: int, signed_in: As) -> None:
    told = signed_in(A).get(MIX).json()
    assert [one["channel"] for one in told["channels"]] == [SEARCH, SOCIAL]
    assert told["channels"][0]["back"]["low"] < told["channels"][0]["back"]["high"]
    assert told["notes"][0]["said"] == "Salaries are left out, so that everybody sees the same numbers."
    assert told["no_data"] is None and told["fit"]["weeks"] == len(signed_in(A).get(f"{MIX}/weeks").json()["weeks"])


def test_without_a_model_it_says_why(signed_in: As) -> None:
    told = signed_in(OWN).get(MIX).json()
    assert told["no_data"]["code"] == "mix_never_fitted" and told["channels"] == []
    assert signed_in(OWN).get(f"{MIX}/fits/77").status_code == 404
    assert signed_in(OWN).get(f"{MIX}/proposals/77").status_code == 404


@pytest.mark.parametrize(
    ("method", "address", "body", "may", "status"),
    [
        ("POST", "/fits", {}, {OWN, H, S}, 202),
        ("PUT", f"/beliefs/{SEARCH}", BELIEF, {OWN, H}, 204),
    ],
)
def test_who_may_act(
    fitted: int, signed_in: As, method: str, address: str, body: object, may: set[Role], status: int
) -> None:
    answered = {role: send(signed_in(role), method, MIX + address, body) for role in Role}
    assert answered == {role: status if role in may else 403 for role in Role}
    run_waiting()


def test_an_experiment_is_added_and_taken_back(fitted: int, signed_in: As) -> None:
    body = {
        "channel": SEARCH,
        "kind": "off",
        "start": "2026-07-06",
        "end": "2026-08-03",
        "lift": "9000",
        "error": "900",
    }
    answered = {role: send(signed_in(role), "POST", f"{MIX}/tests", body) for role in (C, A, S, H)}
    assert answered == {C: 403, A: 403, S: 403, H: 201}
    (told,) = signed_in(S).get(f"{MIX}/tests").json()
    assert (told["lift"], told["error"], told["used"]) == ("9000.00", "900.00", True)
    address = f"{MIX}/tests/{told['id']}"
    assert send(signed_in(S), "DELETE", address, {"why": "wrong"}) == 403
    assert send(signed_in(H), "DELETE", address, {"why": ""}) == 409
    assert send(signed_in(H), "DELETE", address, {"why": "wrong"}) == 204
    assert signed_in(S).get(f"{MIX}/tests").json() == []


def test_a_budget_is_proposed_and_decided(fitted: int, signed_in: As, viewers: dict[Role, Viewer]) -> None:
    body = plan(viewers[OWN])
    answered = {role: send(signed_in(role), "POST", f"{MIX}/proposals", body) for role in (C, A, S, H)}
    assert answered == {C: 403, A: 403, S: 403, H: 201}
    (told,) = signed_in(A).get(f"{MIX}/proposals?state=proposed").json()
    address = f"{MIX}/proposals/{told['id']}"
    for verb, may in (("accept", {OWN}), ("decline", {OWN}), ("withdraw", {OWN, H})):
        refused = {role for role in Role if role not in may}
        assert {send(signed_in(role), "POST", f"{address}/{verb}", {"why": "so"}) for role in refused} == {403}
    assert send(signed_in(OWN), "POST", f"{address}/accept", {"why": "Agreed."}) == 200
    assert send(signed_in(OWN), "POST", f"{address}/decline", {"why": "No."}) == 409
    assert signed_in(A).get(address).json()["state"] == "accepted"


def test_amounts_that_are_none_are_refused_in_words(fitted: int, signed_in: As, viewers: dict[Role, Viewer]) -> None:
    body = plan(viewers[OWN]) | {"plan": {"nowhere": "5"}}
    answer = signed_in(OWN).generic("POST", f"{MIX}/proposals", data=json.dumps(body), content_type="application/json")
    assert answer.status_code == 409 and answer.json()["code"] == "proposal_channel_unknown"
    assert send(signed_in(OWN), "POST", f"{MIX}/proposals", body | {"plan": {SEARCH: "NaN"}}) in (409, 422)
    assert send(signed_in(OWN), "POST", f"{MIX}/proposals", body | {"fit": 99}) == 409
