"""A lamp shop of a year: spend and leads every day, sales paid late; a head, a buyer of ads, a writer; their plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from random import Random

import pytest
from django.test import Client

from otdel.accounts.models import Company as Firm
from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.evidence.tests.company import GOOGLE_CPC, Company, Rows, at, table
from otdel.kit.facts import DEALS, LEADS, SPEND
from otdel.kit.period import Period
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.store import warehouse
from otdel.organisation.models import Engagement, JobRole, Member
from otdel.organisation.services.adopting import adopt
from otdel.scorecard.models import Kpi, PlanValue
from otdel.scorecard.queries.valuing import Valuer

TODAY = date(2026, 11, 23)
SINCE = date(2026, 1, 1)
FIRST = TODAY - timedelta(days=364)
LATE = 10  # days a third of the sales are paid after their lead


@dataclass(frozen=True)
class Department:
    people: dict[Role, Person]
    members: dict[str, Member]

    def viewer(self, role: Role) -> Viewer:
        return as_viewer(self.people[role])


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The department lives on Monday, 23 November 2026."""

    class Clock:
        @staticmethod
        def now(tz: tzinfo | None = None) -> datetime:
            return datetime(2026, 11, 23, 9, 0, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("otdel.accounts.queries.datetime", Clock)
    return TODAY


def year(seed: int = 5) -> Company:
    """Each day: 500 of spend, one to three leads, three sales of about 1,000, one of them paid LATE days later."""
    random, shop = Random(seed), Company()
    for offset in range((TODAY - FIRST).days):
        day = FIRST + timedelta(days=offset)
        shop.spend(f"{500 + random.uniform(-40, 40):.2f}", day=day)
        for number in range(random.randint(1, 3)):
            shop.lead(f"L{offset}-{number}", created_at=at(day), status="qualified", **GOOGLE_CPC)
        for number in range(3):
            paid = day + timedelta(days=LATE if number == 0 else 0)
            won = paid < TODAY
            shop.deal(
                f"{1000 + random.uniform(-200, 200):.2f}", cost="400", created_at=at(day),
                paid_at=at(paid) if won else None, status="won" if won else "open", **GOOGLE_CPC,
            )  # fmt: skip
    return shop


def land(shop: Company) -> None:
    shapes = [shape for shape in (SPEND, LEADS, DEALS) if shape.name in shop.rows]
    warehouse().land(1, "1" * 64, [Rows(shape, table(shape, shop.rows[shape.name])) for shape in shapes])


def found_people() -> dict[Role, Person]:
    """The company and a person of each role."""
    Firm.objects.create(name="Lamp shop", currency="UAH", time_zone="Europe/Kyiv")
    return {
        role: Person.objects.create_person(f"{role}@example.com", None, name=f"{role.value} Person", role=role.value)
        for role in Role
    }


def found_department(people: dict[Role, Person]) -> Department:
    """Three people over the year; nothing is planned yet."""
    land(year())
    owner = as_viewer(people[Role.OWNER])
    roles: dict[str, JobRole] = {code: adopt(owner, code) for code in ("cmo", "ppc", "copywriter")}
    members = {
        slug: Member.objects.create(name=name, slug=slug, person=people[role])
        for name, slug, role in (
            ("Maryna Lys", "maryna", Role.HEAD), ("Ihor Bondar", "ihor", Role.SPECIALIST),
            ("Yulia Pavlenko", "yulia", Role.CONTRACTOR),
        )
    }  # fmt: skip
    for slug, role, above in (("maryna", "cmo", None), ("ihor", "ppc", "maryna"), ("yulia", "copywriter", "maryna")):
        Engagement.objects.create(
            member=members[slug], role=roles[role], start=SINCE, reports_to=members[above] if above else None
        )
    Kpi.objects.update(start=SINCE)
    return Department(people, members)


@pytest.fixture
def people(db: None) -> dict[Role, Person]:
    return found_people()


@pytest.fixture
def team(people: dict[Role, Person]) -> Department:
    return found_department(people)


def plan(measure: str, value: int, member: Member | None = None, period: Period | None = None) -> PlanValue:
    days = period or Period.month(2026, 11)
    return PlanValue.objects.create(
        measure=measure, member=member, start=days.start, end=days.end, value=Decimal(value), name="Maryna"
    )


@pytest.fixture
def valuer(team: Department) -> Valuer:
    return Valuer.load(TODAY)


@pytest.fixture
def signed_in(people: dict[Role, Person]) -> Callable[[Role], Client]:
    def as_role(role: Role) -> Client:
        client = Client()
        client.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_role
