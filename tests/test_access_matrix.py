"""Every address of the product against everybody who may try it: a new address without a rule fails.

All there is belongs to one person; the others are a second specialist, a second contractor, an accountant, a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from otdel.accounts.models import Person
from otdel.kit.viewer import Role
from tests.access_rules import RULES, TRIED_ELSEWHERE, May
from tests.access_world import CAST, World, world

PERSONAL = {"organisation", "planning", "scorecard", "motivation"}
CHAPTERS = {
    "forecasting",
    "organisation",
    "planning",
    "scorecard",
    "motivation",
    "accounts",
    "measurement",
    "evidence",
    "today",
    "web",
}
TRIES = [("sofiia", visitor) for visitor in (*CAST, "")]  # whose everything is, and who comes
TRIES += [("kyrylo", visitor) for visitor in ("kyrylo", "sofiia", "yana")]
SECRET = re.compile(r"secret-([a-z]+)-[a-z]+")
IDS = {  # what the number in an address is
    "access": "access", "holding": "holding", "drill": "drill", "absence": "absence", "engagement": "engagement",
    "zone": "zone", "part": "part", "designer": "design", "tasks": "task", "promises": "promise", "period": "period",
    "periods": "period", "readings": "waiting", "correct": "value", "line": "line", "statement": "statement",
    "question": "question", "questions": "question", "payment": "payment", "agreement": "agreement",
    "entries": "pay_line",
}  # fmt: skip


def named_addresses(resolver: Any = None, space: str = "") -> Iterator[str]:
    """Names of all addresses, each with its chapter before it."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from named_addresses(one, one.namespace or space)
        else:
            yield f"{space}:{one.name}"


def test_every_address_has_a_rule() -> None:
    here = {name for name in named_addresses() if name.partition(":")[0] in CHAPTERS}
    elsewhere = {f"{chapter}:{name}" for chapter, names in TRIED_ELSEWHERE.items() for name in names}
    assert here == set(RULES) | elsewhere
    assert not set(RULES) & elsewhere
    strangers = {name.partition(":")[0] for name in named_addresses()} - CHAPTERS
    assert strangers <= {"", "api", "mfa"}, "a chapter with addresses and no rules"


def test_addresses_without_a_chapter_are_of_the_tools_we_use() -> None:
    bare = {name[1:] for name in named_addresses() if name.startswith(":")}
    ours = {name for name in bare if not re.match(r"account_|mfa_|None$", name)}
    assert ours == set()


def address(name: str, rule: May, here: World) -> str:
    """The address of what is `here.slug`'s."""
    at, _mark, query = rule.at.partition("?")
    given = dict(one.split("=") for one in at.split("&") if one)
    codes = {"scorecard": "ppc_x", "motivation": f"pay-{here.slug}"}
    usual = {"slug": here.slug, "code": codes.get(name.partition(":")[0], "ppc"), "number": "1"}
    kinds = _of_name(name)[1]
    for key in kinds:
        given.setdefault(key, usual.get(key, ""))
        if not given[key]:
            given[key] = str(_number(name, key, here))
    made = reverse(name, kwargs=given)
    return made + (f"?{query.format(slug=here.slug)}" if query else "")


def of_chapters(owner: str) -> Iterator[tuple[str, May]]:
    """Every rule; of the second owner's only those of things that have one person they belong to."""
    for name, rules in RULES.items():
        if owner == "sofiia" or name.partition(":")[0] in PERSONAL:
            yield from ((name, rule) for rule in rules)


@cache
def _of_name(name: str) -> tuple[str, tuple[str, ...], str]:
    return next(one for one in _patterns() if one[0] == name)


def _patterns(resolver: Any = None, space: str = "") -> Iterator[tuple[str, tuple[str, ...], str]]:
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one, one.namespace or space)
        else:
            yield f"{space}:{one.name}", tuple(one.pattern.converters), str(one.pattern)


def _number(name: str, key: str, here: World) -> int:
    if key in ("person", "key"):
        return here.ids[key]
    if key == "invitation":
        return 1
    pattern = _of_name(name)[2]
    if name in ("motivation:accept_line", "motivation:question"):
        return here.ids["pay_line"]
    before = [step for step in re.split(r"<\w+:\w+>|/", pattern.partition("<int:pk>")[0]) if step]
    return here.ids[IDS[before[-1]]]


def body(rule: May, here: World) -> dict[str, str]:
    return {key: value.format(slug=here.slug, **here.ids) for key, value in rule.body}


def lets_in(rule: May, roles: set[Role], visitor: str, owner: str) -> bool:
    if not visitor:
        return False
    theirs = rule.own or (rule.staff and CAST[visitor] is not Role.CONTRACTOR)
    return CAST[visitor] in roles or (theirs and visitor == owner)


def shut(answer: HttpResponse) -> bool:
    """Turned away: forbidden, not there, or shown the door."""
    return answer.status_code in (401, 403, 404) or answer.headers.get("Location", "").startswith("/account/login/")


def records() -> str:
    """All that is written down, but for what asking alone leaves behind."""
    left_out = {"Session", "AccessAttempt", "AccessLog", "AccessFailureLog"}
    models = [one for one in apps.get_models() if one.__name__ not in left_out]
    return "".join(serializers.serialize("json", one.objects.order_by("pk")) for one in models)  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting type takes a second each time, and who may have it is decided before."""
    for place in ("organisation.views.dossier", "motivation.views.statement", "motivation.views.agreements"):
        monkeypatch.setattr(f"otdel.{place}.pdf_of", str.encode)


def enter(here: World, name: str) -> Client:
    return enter_as(here.people[name] if name else None)


def enter_as(person: Person | None) -> Client:
    """A browser, signed in unless nobody is."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(("owner", "visitor"), [one for one in TRIES if one[1] != "olena"])  # a head reads as much
def test_everybody_opens_what_is_theirs_and_nothing_else(owner: str, visitor: str, db: None) -> None:
    here = world(owner)
    client, wrong = enter(here, visitor), []
    for name, rule in of_chapters(owner):
        if rule.get is not None:
            target = address(name, rule, here)
            with transaction.atomic():
                answer = client.get(target)
                transaction.set_rollback(True)
            allowed = lets_in(rule, rule.get, visitor, owner)
            good = answer.status_code < 400 and not shut(answer) if allowed else shut(answer)
            if not good and not (allowed and name == "measurement:raw_file"):
                wrong.append((target, answer.status_code))
            if visitor and CAST[visitor] not in (Role.OWNER, Role.HEAD):
                told = {one for one in SECRET.findall(answer.content.decode("utf-8", "replace")) if one != visitor}
                wrong += [(target, f"tells of {one}") for one in told]
    assert wrong == []


@pytest.mark.parametrize(("owner", "visitor"), TRIES)
def test_everybody_does_what_is_theirs_and_nothing_else(owner: str, visitor: str, db: None) -> None:
    here = world(owner)
    client, wrong, before = enter(here, visitor), [], records()
    for name, rule in of_chapters(owner):
        if rule.post is None:
            continue
        target = address(name, rule, here)
        allowed = lets_in(rule, rule.post, visitor, owner)
        with transaction.atomic():
            answer = client.post(target, body(rule, here))
            changed = not allowed and not shut(answer) and records() != before
            transaction.set_rollback(True)
        if changed or answer.status_code >= 500 or (allowed and answer.status_code in (401, 403)):
            wrong.append((target, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("visitor", ["sofiia", "kyrylo"])
def test_the_departments_measures_tell_nobody_what_others_did(visitor: str, db: None) -> None:
    """A number of the whole department is a specialist's to know; the tasks it was counted from are not."""
    here = world(visitor)
    client, told = enter(here, visitor), []
    for code in ("tasks_due", "promises_due", "pr_cost", "pr_points"):
        for target in (
            f"/team/measures/{code}/?period=2026-09",
            f"/api/v1/measures/{code}?period=2026-09",
            f"/api/v1/measures/{code}?period=2026-09&who={visitor}",
        ):
            answer = client.get(target)
            found = {one for one in SECRET.findall(answer.content.decode()) if one != visitor}
            told += [(target, one) for one in found]
    assert told == []


@pytest.mark.parametrize("visitor", ["taras", "yana", "alla"])
def test_programs_are_told_no_more_than_pages(visitor: str, db: None) -> None:
    from otdel.api import api

    here = world("sofiia")
    client, told, opened = enter(here, visitor), [], 0
    for path, methods in api.get_openapi_schema()["paths"].items():
        if "get" not in methods:
            continue
        for who in ("", "sofiia"):
            pk = here.ids["access" if "accesses" in path else "promise" if "promises" in path else "task"]
            code = "ppc_daily" if "processes" in path else "ppc_x" if "kpis" in path else "pr_cost"
            if "/pay/" in path:
                pk, code = here.ids["agreement" if "agreements" in path else "statement"], "pay-sofiia"
            code = "ppc" if "/roles/" in path else code
            target = path.format(
                slug="sofiia", role="ppc", pk=pk, code=code, unit="month", start="2026-09-01", number=1, kind="kpi"
            )
            asked = {"period": "2026-09", "by": "month", "who": who, "person": who, "member": who}
            answer = client.get(target, asked)
            opened += answer.status_code == 200
            found = {one for one in SECRET.findall(answer.content.decode()) if one != visitor}
            told += [(target, who, one) for one in found]
            if answer.status_code >= 500:
                told.append((target, who, answer.status_code))
    assert opened
    assert told == []
