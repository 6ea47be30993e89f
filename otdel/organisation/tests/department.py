"""Lumen Home's department: Olha owns it, Maryna leads, Olena and Ihor work, Kyrylo writes by contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otdel.accounts.models import Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Accountability, JobRole, Member, Part, Zone
from otdel.organisation.services.adopting import adopt
from otdel.organisation.services.engaging import Terms, engage
from otdel.organisation.services.people import Card, add_member

SINCE = date(2026, 1, 12)
NAMES = {
    Role.OWNER: "Olha Owner",
    Role.HEAD: "Maryna Lys",
    Role.SPECIALIST: "Olena Kovalenko",
    Role.CONTRACTOR: "Kyrylo Contractor",
    Role.ACCOUNTANT: "Anna Accountant",
}


@dataclass(frozen=True)
class Department:
    """Everybody by what they are: accounts by role, members by first name, roles by code."""

    accounts: dict[Role, Person]
    members: dict[str, Member]
    roles: dict[str, JobRole]

    @property
    def owner(self) -> Viewer:
        return as_viewer(self.accounts[Role.OWNER])

    def viewer(self, role: Role) -> Viewer:
        return as_viewer(self.accounts[role])

    def zone(self, role: str, place: int = 0) -> Zone:
        return self.roles[role].zones.all()[place]


def found_department() -> Department:
    """The company, its accounts, three roles of the library and who holds them."""
    Company.objects.create(name="Lumen Home", currency="EUR", time_zone="Europe/Kyiv")
    accounts = {
        role: Person.objects.create_person(f"{role}@lumen.example", None, name=name, role=role.value)
        for role, name in NAMES.items()
    }
    owner = as_viewer(accounts[Role.OWNER])
    roles = {code: adopt(owner, code) for code in ("cmo", "ppc", "copywriter")}
    members = {
        "olha": _member(owner, "Olha Owner", accounts[Role.OWNER]),
        "maryna": _member(owner, "Maryna Lys", accounts[Role.HEAD]),
        "olena": _member(owner, "Olena Kovalenko", accounts[Role.SPECIALIST]),
        "ihor": _member(owner, "Ihor Bondar", None),
        "kyrylo": _member(owner, "Kyrylo Contractor", accounts[Role.CONTRACTOR]),
    }
    _engage(owner, members, roles)
    return Department(accounts, members, roles)


def answers_for_everything(made: Department) -> None:
    """Each zone has its one: the first who holds its role."""
    holders = {"cmo": "maryna", "ppc": "olena", "copywriter": "kyrylo"}
    Accountability.objects.bulk_create(
        Accountability(zone=zone, member=made.members[holders[code]], part=Part.ACCOUNTABLE, start=SINCE)
        for code, role in made.roles.items()
        for zone in role.zones.all()
    )


def _member(owner: Viewer, name: str, account: Person | None) -> Member:
    card = Card(name, email=f"{name.split()[0].lower()}@mail.example", person=account.pk if account else None)
    return add_member(owner, card)


def _engage(owner: Viewer, members: dict[str, Member], roles: dict[str, JobRole]) -> None:
    engage(owner, members["maryna"], roles["cmo"], Terms(reports_to=members["olha"].pk), SINCE)
    under = members["maryna"].pk
    engage(owner, members["olena"], roles["ppc"], Terms("remote", reports_to=under), SINCE)
    engage(owner, members["ihor"], roles["ppc"], Terms(share=Decimal("0.5"), reports_to=under), SINCE)
    engage(owner, members["kyrylo"], roles["copywriter"], Terms("contract", Decimal("0.4"), under), SINCE)
