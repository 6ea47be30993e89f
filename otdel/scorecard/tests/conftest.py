"""A small department over the lamp shop: a head, a paid-search specialist, a copywriter on contract; their numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

import pytest
from django.test import Client

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.evidence.tests.conftest import people, shop, signed_in
from otdel.kit.calendar import containing
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Engagement, JobRole, Member
from otdel.organisation.services.adopting import adopt
from otdel.scorecard.models import Kpi, KpiValue

__all__ = ["people", "shop", "signed_in"]

TODAY = date(2026, 11, 23)
SINCE = date(2026, 1, 1)


@dataclass(frozen=True)
class Department:
    """Accounts by role and members by slug: maryna leads, ihor buys ads, yulia writes."""

    people: dict[Role, Person]
    members: dict[str, Member]

    def viewer(self, role: Role) -> Viewer:
        return as_viewer(self.people[role])


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The department lives on 23 November 2026."""

    class Clock:
        @staticmethod
        def now(tz: tzinfo | None = None) -> datetime:
            return datetime(2026, 11, 23, 9, 0, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("otdel.accounts.queries.datetime", Clock)
    return TODAY


@pytest.fixture
def team(shop: dict[Role, Person]) -> Department:
    """Three people over the two files of the lamp shop, each in a role of the library, all since January."""
    owner = as_viewer(shop[Role.OWNER])
    roles: dict[str, JobRole] = {code: adopt(owner, code) for code in ("cmo", "ppc", "copywriter")}
    maryna = _member("Maryna Lys", "maryna", shop[Role.HEAD])
    ihor = _member("Ihor Bondar", "ihor", shop[Role.SPECIALIST])
    yulia = _member("Yulia Pavlenko", "yulia", shop[Role.CONTRACTOR])
    for member, role, above in ((maryna, "cmo", None), (ihor, "ppc", maryna), (yulia, "copywriter", maryna)):
        Engagement.objects.create(member=member, role=roles[role], start=SINCE, reports_to=above)
    Kpi.objects.update(start=SINCE)  # in force as long as people hold them
    return Department(shop, {"maryna": maryna, "ihor": ihor, "yulia": yulia})


def _member(name: str, slug: str, person: Person) -> Member:
    return Member.objects.create(name=name, slug=slug, person=person)


@pytest.fixture
def stored() -> Callable[..., KpiValue]:
    """Puts a counted value into the store: `stored("ppc_waste", ihor, "2026-10-01", "0.25", "off")`."""

    def put(
        kpi: str, member: Member | None, start: str, value: str | None, state: str = "", unit: str = "month"
    ) -> KpiValue:
        named = containing(date.fromisoformat(start), unit)  # type: ignore[arg-type]
        reason = None if value else {"code": "not_read_yet", "values": {}}
        return KpiValue.objects.update_or_create(
            kpi=kpi,
            member=member,
            unit=unit,
            start=named.period.start,
            defaults={
                "whose": member.pk if member else 0,
                "end": named.period.end,
                "value": None if value is None else Decimal(value),
                "reason": reason,
                "state": state,
                "mature": True,
                "computed_at": datetime(2026, 11, 22, 3, 0, tzinfo=UTC),
            },
        )[0]

    return put


@pytest.fixture
def opened(team: Department, signed_in: Callable[[Role], Client]) -> Callable[[Role, str], str]:
    """The text of a page as somebody in this role sees it; fails when it does not open."""

    def page(role: Role, address: str) -> str:
        answer = signed_in(role).get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    return page
