"""Places on pages of the department for chapters above this one: they hand in panels when the application is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import JobRole, Member

WORK = 30

Where = Literal["person", "role", "dossier"]
Step = Literal["written", "agreed", "carried_out"]
Kind = Literal["duties", "process", "kpi", "pay"]


@dataclass(frozen=True, slots=True)
class Panel:
    """A template rendered with `context`. `order` places it: numbers 10, tasks 20, promises 30, accesses 40.

    On a person's page those up to `WORK` stand before what is written, agreed to and carried out.
    """

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a duty, a process, a KPI or pay has come: the day of each step, or why it is not there.

    `evidence` says what shows that it is carried out, with `href` to open it; `next_step` mends what is missing.
    """

    kind: Kind
    name: str
    written: date | NoData
    agreed: date | NoData
    carried_out: date | NoData
    evidence: Reason | None = None
    href: str = ""
    next_step: Reason | None = None
    next_href: str = ""


PersonPanel = Callable[[Viewer, Member], Panel | None]
RolePanel = Callable[[Viewer, JobRole], Panel | None]
Standings = Callable[[Viewer, Member], list[Standing]]

_of_people: dict[Where, list[PersonPanel]] = {"person": [], "dossier": []}
_of_roles: list[RolePanel] = []
_standings: list[Standings] = []


def show_on_person_page(provider: PersonPanel) -> None:
    _add(_of_people["person"], provider)


def show_in_dossier(provider: PersonPanel) -> None:
    _add(_of_people["dossier"], provider)


def show_on_role_page(provider: RolePanel) -> None:
    _add(_of_roles, provider)


def tell_standings(provider: Standings) -> None:
    """Hand in how far things of a member have come: written, agreed, carried out."""
    _add(_standings, provider)


def person_panels(viewer: Viewer, member: Member, where: Where = "person") -> list[Panel]:
    found = [panel for provider in _of_people[where] if (panel := provider(viewer, member)) is not None]
    return sorted(found, key=lambda panel: panel.order)


def role_panels(viewer: Viewer, role: JobRole) -> list[Panel]:
    found = [panel for provider in _of_roles if (panel := provider(viewer, role)) is not None]
    return sorted(found, key=lambda panel: panel.order)


def standings(viewer: Viewer, member: Member) -> list[Standing]:
    return [line for provider in _standings for line in provider(viewer, member)]


def by_kind(lines: list[Standing]) -> list[tuple[str, list[Standing]]]:
    """Duties, processes, KPIs and pay apart, in this order; kinds without a line left out."""
    found = [(kind, [line for line in lines if line.kind == kind]) for kind in get_args(Kind)]
    return [(kind, of_kind) for kind, of_kind in found if of_kind]


def _add(providers: list[Any], provider: Any) -> None:
    if provider not in providers:
        providers.append(provider)
