"""Every address of the mix model for programs, with nonsense in every place, from everybody who may try it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from otdel.accounts.models import AuditLine
from otdel.evidence.models import BudgetProposal, LiftTestRecord, MixPrior
from otdel.evidence.tests.record.conftest import SEARCH
from otdel.evidence.tests.record.test_api import plan
from otdel.kit.viewer import Role, Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
As = Callable[[Role], Client]
MIX = "/api/v1/mix"
BIG = "9" * 40
VALUES: list[Any] = [
    None, "", -1, 0, 1e308, 1e-308, "NaN", "sNaN", "-Infinity", "1e400", "1e-400", BIG, int(BIG), "²", "a\0b", [], {},
    True, "<script>alert(1)</script>", "x" * 100_000, "0001-01-01", "9999-12-27", "2026-02-30", [[]] * 50,
]  # fmt: skip
BODIES = [b"", b"{", b"null", b"[]", b"\xff\xfe", b"[" * 5000, b'{"a":' * 2000, b"\0", b'"' + b"x" * 100_000 + b'"']
TEST = {"channel": SEARCH, "kind": "off", "start": "2026-07-06", "end": "2026-08-03", "lift": "9000", "error": "900"}
BELIEF = {"median": "2", "spread": "0.5", "why": "An agency said so."}
NUMBERS = ("0", "-1", "77", BIG, "abc", "%00", "1e3")
NAMES = ("nobody", "%00", "a/b", "%3Cscript%3E", "x" * 3000, "..%2F..", "%FF")


def read(fitted: int) -> Iterator[str]:
    yield from ("", "/fits", f"/fits/{fitted}", "/weeks", "/beliefs", "/tests", "/proposals")
    yield from (f"/proposals?state={value}" for value in ("%00", "nothing", "x" * 3000))
    yield from (f"/{kind}/{number}" for kind in ("fits", "proposals") for number in NUMBERS)


def written() -> Iterator[tuple[str, str]]:
    yield from (("PUT", f"/beliefs/{name}") for name in NAMES)
    yield from (("DELETE", f"/beliefs/{name}") for name in NAMES)
    yield from (("DELETE", f"/tests/{number}") for number in NUMBERS)
    yield from (("POST", f"/proposals/{number}/{verb}") for number in NUMBERS for verb in ("accept", "burn", "%00"))


def spoilt(good: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The body with each of its values in turn spoilt in every way, and without it."""
    for name in good:
        yield from ({**good, name: value} for value in VALUES)
        yield {key: value for key, value in good.items() if key != name}
    yield {**good, "unknown": "x"}


def send(client: Client, method: str, address: str, body: object) -> int:
    """The status; what is sent back is JSON whatever was sent, so that no browser takes it for a page."""
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = client.generic(method, MIX + address, data=text, content_type="application/json")
    assert answer.status_code in (204, 404, 500) or answer.headers["Content-Type"].startswith("application/json")
    return answer.status_code


def records() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (MixPrior, LiftTestRecord, BudgetProposal, AuditLine))


def tries(fitted: int, good: dict[str, Any]) -> Iterator[tuple[str, str, object]]:
    """Everything that is to be refused: addresses that name nothing, and bodies that say nothing."""
    for method, address in written():
        yield from ((method, address, body) for body in (BELIEF, {"why": "a\0b"}, b"{"))
    for address in ("/tests", "/proposals", f"/beliefs/{SEARCH}", "/proposals/77/accept"):
        method = "PUT" if "beliefs" in address else "POST"
        yield from ((method, address, body) for body in BODIES)
        yield from ((method, address, body) for body in ({}, {"fit": fitted}, good | {"why": {}}))


def test_nobody_breaks_an_address_or_writes_anything(fitted: int, signed_in: As, viewers: dict[Role, Viewer]) -> None:
    before, good = records(), plan(viewers[Role.OWNER])
    for role in (*Role, None):
        client = signed_in(role) if role else Client()
        client.raise_request_exception = False
        assert _broken(client, fitted, good, shut=role in (None, Role.CONTRACTOR)) == [], role
        assert records() == before, role


def _broken(client: Client, fitted: int, good: dict[str, Any], *, shut: bool) -> list[tuple[object, ...]]:
    """What was answered wrongly; to those who are `shut` out nothing may open."""
    wrong: list[tuple[object, ...]] = []
    for address in read(fitted):
        status = client.get(MIX + address).status_code
        if status >= 500 or (shut and status not in (401, 403, 404, 422)):
            wrong.append((address, status))
    for method, address, body in tries(fitted, good):
        status = send(client, method, address, body)
        if not 400 <= status < 500:
            wrong.append((method, address[:60], str(body)[:60], status))
    return wrong


def test_a_body_with_one_wrong_value_is_refused_or_means_what_it_says(
    fitted: int, signed_in: As, viewers: dict[Role, Viewer]
) -> None:
    client, wrong = signed_in(Role.OWNER), []
    client.raise_request_exception = False
    good = plan(viewers[Role.OWNER])
    plans = [{**good, "plan": {SEARCH: value}} for value in VALUES] + [{**good, "plan": {"a\0b": "5", BIG: "1"}}]
    asked = [
        ("POST", "/tests", body) for body in spoilt({**TEST, "share": "1", "measured_to": "2026-08-10", "note": ""})
    ]
    asked += [("POST", "/tests", body) for body in spoilt({**TEST, "error": None, "low": "8000", "high": "9900"})]
    asked += [("PUT", f"/beliefs/{SEARCH}", body) for body in spoilt(BELIEF)]
    asked += [("POST", "/proposals", body) for body in (*spoilt({**good, "start": "2026-12-07", "why": ""}), *plans)]
    for method, address, body in asked:
        status = send(client, method, address, body)
        if status >= 500:
            wrong.append((method, address, str(body)[:200], status))
    assert wrong == []
    for address in ("", "/beliefs", "/tests", "/proposals"):
        assert client.get(MIX + address).status_code == 200, "what was accepted can be read"
    for page in ("channels/", "scenario/", "tests/", "proposals/", "model/", "model/beliefs/", f"channels/{SEARCH}/"):
        assert client.get(f"/money/{page}").status_code == 200, page
