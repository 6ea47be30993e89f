"""The cast: Olha owns, Hryhorii heads, Sofiia is a specialist, Taras is hers, Kyrylo a contractor, Anna counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from otdel.accounts.models import Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Engagement, JobRole, Member
from otdel.planning.models import Review, Task, Wait

NAMES = {
    Role.OWNER: "Olha Owner",
    Role.HEAD: "Hryhorii Head",
    Role.SPECIALIST: "Sofiia Specialist",
    Role.CONTRACTOR: "Kyrylo Contractor",
    Role.ACCOUNTANT: "Anna Accountant",
}
WORKERS = {Role.HEAD: "hryhorii", Role.SPECIALIST: "sofiia", Role.CONTRACTOR: "kyrylo"}
BEGAN = date(2026, 1, 1)

MakeTask = Callable[..., Task]


def at(text: str) -> datetime:
    """2026-10-05 14:00, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def company(db: None) -> Company:
    return Company.objects.create(name="Lumen Home", currency="EUR", time_zone="UTC")


@pytest.fixture
def cast(company: Company) -> dict[Role, Person]:
    return {
        role: Person.objects.create_person(f"{role}@example.com", "correct horse battery", name=name, role=role.value)
        for role, name in NAMES.items()
    }


@pytest.fixture
def department(cast: dict[Role, Person]) -> dict[str, Member]:
    """Everybody but the owner and the accountant works in it; Taras has no account."""
    role = JobRole.objects.create(code="generalist")
    people = {slug: Member.objects.create(name=NAMES[of], slug=slug, person=cast[of]) for of, slug in WORKERS.items()}
    people["taras"] = Member.objects.create(name="Taras Trainee", slug="taras")
    for slug, leader in {"hryhorii": None, "sofiia": "hryhorii", "kyrylo": "hryhorii", "taras": "sofiia"}.items():
        above = people[leader] if leader else None
        Engagement.objects.create(member=people[slug], role=role, start=BEGAN, reports_to=above)
    return people


@pytest.fixture
def viewers(cast: dict[Role, Person], department: dict[str, Member]) -> dict[Role, Viewer]:
    return {role: as_viewer(person) for role, person in cast.items()}


@pytest.fixture
def make(department: dict[str, Member]) -> MakeTask:
    """A task as the records would hold it; `waits` are pairs of moments, `looks` are (moment, accepted)."""

    def made(first_due: str, owner: str = "sofiia", waits: Any = (), looks: Any = (), **given: Any) -> Task:
        moments = {name: at(value) for name, value in given.items() if name.endswith("_at")}
        rest = {name: value for name, value in given.items() if not name.endswith("_at")}
        if isinstance(rest.get("customer"), str):
            rest["customer"] = department[rest["customer"]]
        first = date.fromisoformat(first_due)
        row = {"title": f"due {first_due}", "first_due": first, "due": first, "created_at": at("2026-09-01 09:00")}
        task = Task.objects.create(owner=department[owner], **{**row, **rest, **moments})
        for since, until in waits:
            Wait.objects.create(task=task, what="the client", since=at(since), until=at(until) if until else None)
        for moment, accepted in looks:
            Review.objects.create(task=task, at=at(moment), accepted=accepted, name="Hryhorii Head")
        return task

    return made


@pytest.fixture
def signed_in(cast: dict[Role, Person], department: dict[str, Member]) -> Callable[[Role], Client]:
    def as_role(role: Role) -> Client:
        client = Client()
        client.force_login(cast[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_role
