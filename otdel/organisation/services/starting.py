"""Starting with what there is: an owner, a marketer or a few, their roles from the library and who answers for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from otdel.accounts.models import Person
from otdel.accounts.trail import audit
from otdel.kit.viewer import Viewer
from otdel.organisation.library import library
from otdel.organisation.models import JobRole, Member, Part
from otdel.organisation.services.adopting import adopt
from otdel.organisation.services.engaging import Terms, engage
from otdel.organisation.services.people import LEADERS, Card, add_member
from otdel.organisation.services.zones import make_part
from otdel.organisation.words import key_of


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is there now: `role` is the library's id, `share` of a full week."""

    name: str
    role: str
    kind: str = "staff"
    share: Decimal = Decimal(1)


Answers = Mapping[tuple[str, str], int | None]  # role and zone of the library -> place of the newcomer, or nobody


def propose(newcomers: Sequence[Newcomer]) -> dict[tuple[str, str], int | None]:
    """Who would answer for each zone of the roles taken: the first who has the role."""
    found: dict[tuple[str, str], int | None] = {}
    for place, one in enumerate(newcomers):
        for zone in library().role(one.role).zones:
            found.setdefault((one.role, zone), place)
    return found


def leader_of(place: int, newcomers: Sequence[Newcomer]) -> int | None:
    """Whom a newcomer reports to by the library: the place of another newcomer; nothing stands for the owner."""
    for wanted in library().role(newcomers[place].role).reports_to:
        for other, one in enumerate(newcomers):
            if one.role == wanted and other != place:
                return other
    return None


def start_department(
    viewer: Viewer, owner: str, newcomers: Sequence[Newcomer], answers: Answers, day: date, title: str = ""
) -> list[Member]:
    """Take the roles, engage the people and let each zone have its one. `title` is what the owner is called.

    Raises NotAllowed, Refused; then nothing of it was done.
    """
    viewer.must(*LEADERS)
    with transaction.atomic():
        top = _member(viewer, owner, title) if owner else None
        roles = {role: _role(viewer, role) for role in dict.fromkeys(one.role for one in newcomers)}
        members = [_member(viewer, one.name) for one in newcomers]
        for place, one in enumerate(newcomers):
            above = leader_of(place, newcomers)
            leader = members[above] if above is not None else top
            terms = Terms(one.kind, one.share, leader.pk if leader else None)
            engage(viewer, members[place], roles[one.role], terms, day)
        for role, kept in roles.items():
            _answer(viewer, role, kept, members, answers, day)
        audit(viewer, "department.started", "department", people=len(members))
    return members


def _answer(viewer: Viewer, role: str, kept: JobRole, members: Sequence[Member], answers: Answers, day: date) -> None:
    """Zones somebody answers for already are left as they are."""
    for zone in kept.zones.filter(retired_on=None):
        place = answers.get((role, key_of(zone.code)))
        taken = zone.accountabilities.during(day, date.max).filter(part=Part.ACCOUNTABLE).exists()
        if place is not None and not taken:
            make_part(viewer, zone, members[place], Part.ACCOUNTABLE, day)


def _role(viewer: Viewer, role: str) -> JobRole:
    """The company's role copied from the library's, copied now when it has none."""
    return JobRole.objects.filter(library=role, retired_on=None).first() or adopt(viewer, role)


def _member(viewer: Viewer, name: str, title: str = "") -> Member:
    """Somebody of this name who is there already, else a new member, with their account when the name is the same."""
    kept = Member.objects.filter(name=name).first()
    if kept:
        return kept
    account = Person.objects.filter(name=name, is_active=True, member=None).first()
    return add_member(viewer, Card(name=name, title=title, person=account.pk if account else None))
