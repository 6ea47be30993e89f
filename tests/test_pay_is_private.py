"""Everybody's pay is planted with amounts of their own; whoever walks through the product finds only what is theirs.

The walk opens every address of pages, files and programs, sends to those of pay, and reads what the program wrote down.
"""

from __future__ import annotations

import html
import io
import json
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from otdel.accounts.models import AuditLine, Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Role
from otdel.organisation.models import Engagement, JobRole, Member
from tests.access_pay import amounts_in, give_pay, ids_of
from tests.access_rules import RULES
from tests.test_access_matrix import _patterns, enter_as

SINCE = date(2026, 1, 1)
ENDED = date(2026, 10, 5)
pytestmark = pytest.mark.slow
STAFF = {  # slug -> right, whom they report to; numbered from 1, as their amounts are
    "hryhorii": (Role.HEAD, ""),
    "halyna": (Role.HEAD, ""),
    "sofiia": (Role.SPECIALIST, "hryhorii"),
    "taras": (Role.SPECIALIST, "halyna"),
    "yana": (Role.CONTRACTOR, "halyna"),
    "petro": (Role.SPECIALIST, "hryhorii"),  # left in October; the account still opens
    "kyrylo": (Role.CONTRACTOR, "hryhorii"),
}
NUMBER = {slug: place for place, slug in enumerate(STAFF, 1)}
MAY_READ = {  # whose amounts each may come across; the accountant pays everybody and reads it on pages of pay alone
    "hryhorii": {"hryhorii", "sofiia", "petro", "kyrylo"},
    "halyna": {"halyna", "taras", "yana"},
    **{slug: {slug} for slug in ("sofiia", "taras", "yana", "petro", "kyrylo")},
    "alla": set(STAFF),
    "": set(),
}
ABOUT = ("sofiia", "yana")  # a member of each head
OF_PAY = ("/pay/", "/api/v1/pay/")


@dataclass(frozen=True)
class House:
    people: dict[str, Person]
    ids: dict[str, dict[str, int]]


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> House:
    """Two heads with their people, somebody who left, an accountant; everybody is paid."""
    for place in ("organisation.views.dossier", "motivation.views.statement", "motivation.views.agreements"):
        monkeypatch.setattr(f"otdel.{place}.pdf_of", str.encode)
    Company.objects.create(name="Lumen Home", currency="EUR", time_zone="UTC")
    rights = {"olena": Role.OWNER, "alla": Role.ACCOUNTANT} | {slug: right for slug, (right, _) in STAFF.items()}
    people = {
        slug: Person.objects.create_person(f"{slug}@example.com", None, name=slug.title(), role=right.value)
        for slug, right in rights.items()
    }
    role = JobRole.objects.create(code="ppc", own={"title": "Buyer"})
    members = {slug: Member.objects.create(name=slug.title(), slug=slug, person=people[slug]) for slug in STAFF}
    for slug, (_, leader) in STAFF.items():
        Engagement.objects.create(
            member=members[slug], role=role, start=SINCE, reports_to=members.get(leader),
            end=ENDED if slug == "petro" else None,
        )  # fmt: skip
    give_pay(as_viewer(people["olena"]), {NUMBER[slug]: member for slug, member in members.items()})
    return House(people, {slug: ids_of(members[slug]) | {"member": members[slug].pk} for slug in ABOUT})


def addresses(house: House) -> Iterator[str]:
    """Every address that can be opened, about each of ABOUT where it is about somebody; and those of programs."""
    for name, kinds, _ in _patterns():
        chapter = name.partition(":")[0]
        if chapter in ("api", "mfa", "") or not kinds:
            if chapter not in ("api", "mfa", ""):
                yield reverse(name)
            continue
        for slug in ABOUT:
            yield from _filled(name, chapter, kinds, slug, house.ids[slug])
    yield from _of_programs(house)


def _filled(name: str, chapter: str, kinds: tuple[str, ...], slug: str, ids: dict[str, int]) -> Iterator[str]:
    numbers = sorted(set(ids.values())) if chapter == "motivation" else [ids["member"]]
    values: dict[str, list[Any]] = {
        "slug": [slug], "code": [f"pay-{slug}" if chapter == "motivation" else "ppc"], "number": [1], "unit": ["month"],
        "start": ["2026-09-01"], "kind": ["csv", "xlsx", "yaml", "zip"], "pk": numbers,
        "role_id": ["ppc"], "do": ["approve"], "verb": ["keep"], "person": [ids["member"]],
    }  # fmt: skip
    for chosen in product(*(values.get(kind, [1]) for kind in kinds)):
        try:
            yield reverse(name, kwargs=dict(zip(kinds, chosen, strict=True)))
        except Exception:  # an address of another shape: what it is about is not pay
            return


def _of_programs(house: House) -> Iterator[str]:
    from otdel.api import api

    for path, methods in api.get_openapi_schema()["paths"].items():
        if "get" not in methods:
            continue
        for slug in ABOUT:
            code = f"pay-{slug}" if "/pay/" in path else "ppc"
            for pk in sorted(set(house.ids[slug].values())) if "/pay/" in path and "{pk}" in path else [1]:
                yield path.format(
                    slug=slug, role="ppc", pk=pk, code=code, unit="month", start="2026-09-01", number=1, kind="kpi"
                )  # fmt: skip


def text_of(answer: Any) -> str:
    """What somebody reads in an answer: the page, or what lies in the packed file."""
    body: bytes = b"".join(answer) if answer.streaming else answer.content
    if body[:2] != b"PK":
        return html.unescape(body.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def seen_by(client: Client, targets: Iterator[str]) -> dict[str, set[int]]:
    """Whose amounts each address told."""
    found = {}
    for target in dict.fromkeys(targets):
        if told := amounts_in(text_of(client.get(target)), NUMBER.values()):
            found[target] = told
    return found


def test_the_owner_sees_all_amounts_so_the_walk_would_find_them(house: House) -> None:
    seen = seen_by(enter_as(house.people["olena"]), addresses(house))
    everywhere = set().union(*seen.values())
    assert everywhere == set(NUMBER.values())
    assert {"/pay/periods/month/2026-09-01/", "/pay/periods/month/2026-09-01/xlsx", "/api/v1/pay/plans"} <= set(seen)
    assert all(target.startswith(OF_PAY) or target.startswith("/team/person/") for target in seen), sorted(seen)


@pytest.mark.parametrize("visitor", sorted(MAY_READ))
def test_nobody_comes_across_the_pay_of_another_person(
    visitor: str, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client, allowed = enter_as(house.people.get(visitor)), {NUMBER[slug] for slug in MAY_READ[visitor]}
    seen = seen_by(client, addresses(house))
    told = {target: found - allowed for target, found in seen.items() if found - allowed}
    if visitor == "alla":
        told |= {target: found for target, found in seen.items() if not target.startswith(OF_PAY)}
    assert told == {}
    assert amounts_in(caplog.text, NUMBER.values()) == set()


@pytest.mark.parametrize("visitor", ["halyna", "taras", "yana", "petro", "alla"])
def test_what_is_refused_tells_no_amount(visitor: str, house: House, caplog: pytest.LogCaptureFixture) -> None:
    """Sent to every address of pay that takes something, about Sofiia's: no answer and no log tells of hers."""
    caplog.set_level(logging.DEBUG)
    client, told = enter_as(house.people[visitor]), []
    sent = {"who": "sofiia", "words": "why", "amount": "1", "why": "x", "outcome": "corrected", "seen": "0" * 64}
    for name, rules in RULES.items():
        if not name.startswith("motivation:") or all(rule.post is None for rule in rules):
            continue
        kinds = next(kinds for one, kinds, _ in _patterns() if one == name)
        for target in (
            [*_filled(name, "motivation", kinds, "sofiia", house.ids["sofiia"])] if kinds else [reverse(name)]
        ):
            answer = client.post(target, sent, headers={"X-What-If": "fragment"}, follow=visitor != "alla")
            if NUMBER["sofiia"] in amounts_in(text_of(answer), NUMBER.values()):
                told.append(target)
    assert told == []
    assert amounts_in(caplog.text, NUMBER.values()) == set()


def test_unknown_and_forbidden_answer_alike(house: House) -> None:
    """Who may not see a thing is not told whether there is one."""
    client, ids = enter_as(house.people["taras"]), house.ids["sofiia"]
    for there, nowhere in (
        (f"/pay/statement/{ids['statement']}/", "/pay/statement/999999/"),
        (f"/pay/agreement/{ids['agreement']}/", "/pay/agreement/999999/"),
        ("/pay/person/sofiia/", "/pay/person/nobody/"),
        ("/pay/rules/pay-sofiia/1/", "/pay/rules/pay-nobody/1/"),
        ("/pay/periods/month/2026-09-01/", "/pay/periods/month/2031-09-01/"),
        (f"/api/v1/pay/statements/{ids['statement']}", "/api/v1/pay/statements/999999"),
        ("/api/v1/pay/people/sofiia", "/api/v1/pay/people/nobody"),
    ):
        first, second = client.get(there), client.get(nowhere)
        assert (first.status_code, second.status_code) == (403, 403), there
        if there.startswith("/api/"):
            assert first.content == second.content


def test_the_trail_and_the_promises_hold_no_amounts(house: House) -> None:
    lines = [json.dumps(one.values) for one in AuditLine.objects.all()]
    assert any("pay" in one.verb for one in AuditLine.objects.all())
    assert amounts_in(" ".join(lines), NUMBER.values()) == set()
    seen = seen_by(enter_as(house.people["olena"]), iter(["/promises/", "/people/trail/", "/"]))
    assert seen == {}
