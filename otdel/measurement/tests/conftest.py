"""The cast: Olha owns, Hryhorii heads, Sofiia is a specialist, Kyrylo a contractor, Anna the accountant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from otdel.accounts.models import Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Role, Viewer

NAMES = {
    Role.OWNER: "Olha Owner",
    Role.HEAD: "Hryhorii Head",
    Role.SPECIALIST: "Sofiia Specialist",
    Role.CONTRACTOR: "Kyrylo Contractor",
    Role.ACCOUNTANT: "Anna Accountant",
}

Writer = Callable[..., Path]


@pytest.fixture
def company(db: None) -> Company:
    return Company.objects.create(name="Lumen Home", currency="EUR", time_zone="Europe/Kyiv")


@pytest.fixture
def cast(company: Company) -> dict[Role, Person]:
    return {
        role: Person.objects.create_person(f"{role}@example.com", "correct horse battery", name=name, role=role.value)
        for role, name in NAMES.items()
    }


@pytest.fixture
def olha(cast: dict[Role, Person]) -> Viewer:
    return as_viewer(cast[Role.OWNER])


@pytest.fixture
def signed_in(cast: dict[Role, Person]) -> Callable[[Role], Client]:
    def as_role(role: Role) -> Client:
        client = Client()
        client.force_login(cast[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_role


@pytest.fixture
def spend_csv(tmp_path: Path) -> Writer:
    """An ordinary Google Ads campaign report, with its own total."""

    def write(
        name: str = "google.csv",
        *,
        first: int = 1,
        days: int = 3,
        cost: str = "10.50",
        campaign: str = "Brand",
        bad: int = 0,
    ) -> Path:
        lines = [
            "Campaign report",
            "1 October 2026 - 31 October 2026",
            "Day,Campaign,Campaign ID,Currency code,Impressions,Clicks,Cost",
        ]
        lines += [f"2026-10-{first + day:02d},{campaign},77,EUR,100,10,{cost}" for day in range(days)]
        lines += [f"2026-10-{first:02d},{campaign},77,EUR,100,10,broken" for _ in range(bad)]
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
