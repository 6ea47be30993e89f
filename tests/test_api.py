"""The door for programs: every address with every role, with no key, and with one that was taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from otdel.accounts.keys import make_key, take_back
from otdel.accounts.models import ApiKey, Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.api import api
from otdel.kit.viewer import Role
from otdel.organisation.models import (
    Access,
    Accountability,
    Engagement,
    Holding,
    JobRole,
    Member,
    Process,
    Zone,
)
from otdel.planning.models import Promise, Task

ROLES = tuple(Role)
EVERYBODY = frozenset(Role)
TEAM = EVERYBODY - {Role.CONTRACTOR}
LEADERS = frozenset({Role.OWNER, Role.HEAD})
WORKERS = LEADERS | {Role.SPECIALIST, Role.CONTRACTOR}  # the accountant has no place in this department
SOFIIAS = LEADERS | {Role.SPECIALIST}

READ = {  # address -> who may read it; what it is about is Sofiia's, the specialist's
    "/team/people": TEAM,
    "/team/people/{slug}": SOFIIAS,
    "/team/people/{slug}/dossier": SOFIIAS,
    "/team/zones": TEAM,
    "/team/cover": LEADERS,
    "/team/roles": TEAM,
    "/team/roles/{code}": TEAM,
    "/team/library": TEAM,
    "/team/library/{role}": TEAM,
    "/team/processes": EVERYBODY,
    "/team/processes/{code}": SOFIIAS,
    "/team/accesses": EVERYBODY,
    "/team/accesses/{pk}": SOFIIAS | {Role.ACCOUNTANT},
    "/task-kinds": EVERYBODY,
    "/tasks": WORKERS,
    "/tasks/{pk}": SOFIIAS,
    "/promises": WORKERS,
}
WRITE: dict[str, tuple[frozenset[Role], dict[str, object]]] = {  # address with a verb -> who may do it, and with what
    "/team/processes/{code}/runs": (SOFIIAS, {"evidence": "log", "who": "sofiia"}),
    "/team/accesses/{pk}/checks": (SOFIIAS, {"found": True, "note": "both signed in"}),
    "/tasks": (SOFIIAS, {"title": "Report", "owner": "sofiia", "due": "2126-10-01"}),
    "/tasks/{pk}/{verb}": (SOFIIAS, {"what": "the client"}),
    "/promises": (SOFIIAS, {"maker": "sofiia", "what": "a report", "due": "2126-10-01", "to_name": "Client"}),
    "/promises/{pk}/{verb}": (SOFIIAS, {}),
}
NUMBERS = (
    "/scorecard",
    "/kpis",
    "/measures",
    "/readings",
    "/plans",
    "/pay",
    "/forecasts",
    "/mix",
)  # in tests of their own


@pytest.fixture
def keys(db: None) -> dict[Role, str]:
    Company.objects.create(name="Lumen Home", currency="EUR", time_zone="UTC")
    people = {
        role: Person.objects.create_person(f"{role}@example.com", None, name=role.title(), role=role.value)
        for role in ROLES
    }
    _department(people)
    return {role: make_key(as_viewer(person), "a script") for role, person in people.items()}


def _department(people: dict[Role, Person]) -> None:
    """Hryhorii leads; Sofiia and a contractor report to him; everything there is, is Sofiia's."""
    today, since = timezone.localdate(), date(2026, 1, 1)
    role = JobRole.objects.create(code="ppc")
    hryhorii, sofiia, kyrylo = (
        Member.objects.create(name=slug.title(), slug=slug, person=people[of])
        for slug, of in (("hryhorii", Role.HEAD), ("sofiia", Role.SPECIALIST), ("kyrylo", Role.CONTRACTOR))
    )
    Engagement.objects.create(member=hryhorii, role=role, start=since)
    Engagement.objects.create(member=sofiia, role=role, start=since, reports_to=hryhorii)
    Engagement.objects.create(
        member=kyrylo, role=JobRole.objects.create(code="design"), start=since, reports_to=hryhorii, kind="contract"
    )
    zone = Zone.objects.create(code="ppc.bids", role=role, name="Bids", critical=True)
    Accountability.objects.create(zone=zone, member=sofiia, start=since)
    Process.objects.create(role=role, code="ppc_daily", cadence="daily", start=since, holder=sofiia, critical=True)
    access = Access.objects.create(system="Google Ads", owner=sofiia, critical=True)
    Holding.objects.create(access=access, member=sofiia, start=since)
    due = today + timedelta(days=3)
    Task.objects.create(title="Bids", owner=sofiia, first_due=due, due=due, created_at=timezone.now())
    Promise.objects.create(maker=sofiia, to_name="Client", what="a call", made_on=since, due=due)


def address(path: str) -> str:
    """An address of the description, about what is Sofiia's."""
    ids = {
        "slug": "sofiia",
        "role": "ppc",
        "verb": "wait" if "tasks" in path else "keep",
        "code": "ppc_daily" if "processes" in path else "ppc",
    }
    if "{pk}" in path:
        kind: type[Access | Promise | Task] = Access if "accesses" in path else Promise if "promises" in path else Task
        ids["pk"] = str(kind.objects.order_by("pk")[0].pk)
    return "/api/v1" + re.sub(r"{(\w+)}", lambda found: ids[found[1]], path)


def described() -> Iterator[tuple[str, str]]:
    """Every address and method there is, but those of numbers."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        short = path.removeprefix("/api/v1")
        if not short.startswith(NUMBERS):
            yield from ((short, method) for method in methods)


def ask(path: str, key: str, body: dict[str, object] | None = None) -> int:
    headers = {"Authorization": f"Bearer {key}"}
    if body is None:
        return Client().get(address(path), headers=headers).status_code
    return Client().post(address(path), body, content_type="application/json", headers=headers).status_code


def test_every_address_is_in_the_matrix(db: None) -> None:
    told = {(path, "get") for path in READ} | {(path, "post") for path in WRITE}
    assert set(described()) == told


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_what_is_theirs(role: Role, keys: dict[Role, str]) -> None:
    wrong = {
        path: status
        for path, allowed in READ.items()
        if (status := ask(path, keys[role])) != (200 if role in allowed else 403)
    }
    assert wrong == {}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_does_what_is_theirs(role: Role, keys: dict[Role, str]) -> None:
    wrong = {}
    for path, (allowed, body) in WRITE.items():
        status = ask(path, keys[role], body)
        if status not in ((200, 201) if role in allowed else (403,)):
            wrong[path] = status
    assert wrong == {}


def test_a_key_taken_back_and_no_key_open_nothing(keys: dict[Role, str]) -> None:
    for key in ApiKey.objects.select_related("person"):
        take_back(as_viewer(key.person), key.pk)
    for path in READ:
        assert ask(path, keys[Role.OWNER]) in (401, 429), path
        assert Client().get(address(path)).status_code == 401, path
    for path, (_allowed, body) in WRITE.items():
        assert ask(path, keys[Role.OWNER], body) in (401, 429), path
        assert Client().post(address(path), body, content_type="application/json").status_code == 401, path
    assert Task.objects.count() == Promise.objects.count() == 1


def test_numbers_are_behind_the_same_door(keys: dict[Role, str]) -> None:
    for path, methods in api.get_openapi_schema()["paths"].items():
        if path.removeprefix("/api/v1").startswith(NUMBERS):
            bare = re.sub(r"{\w+}", "x", re.sub(r"{(pk|number)}", "1", path))
            for method in methods:
                assert getattr(Client(), method)(bare, content_type="application/json").status_code == 401, bare
