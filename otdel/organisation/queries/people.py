"""Who works in the department on a day: a line for each member, and one member's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Accountability, Engagement, Member
from otdel.organisation.queries.members import (
    SEES_EVERYBODY,
    SEES_THE_TEAM,
    MemberRef,
    led_by,
    member_of,
    must_see,
    ref,
)
from otdel.organisation.words import role_title, zone_name


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds, or held: [start, end)."""

    id: int
    role_id: int
    role_code: str
    role: str
    kind: str
    share: Decimal
    reports_to: MemberRef | None
    start: date
    end: date | None
    scope: dict[str, list[str]]
    ramp: tuple[float, ...]

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the chart and the lists show them on a day. `left` is the first day without any engagement."""

    who: MemberRef
    title: str
    is_firm: bool
    holds: tuple[Held, ...]
    left: date | None

    @property
    def roles(self) -> str:
        return ", ".join(held.role for held in self.holds) or self.title

    @property
    def share(self) -> Decimal:
        """Of a full week, in all roles together."""
        return sum((held.share for held in self.holds), Decimal(0))


@dataclass(frozen=True, slots=True)
class PartIn:
    """A member's part in a zone."""

    zone_id: int
    zone: str
    role: str
    part: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Contacts:
    """Personal data: for owner, head and the person."""

    email: str
    contact: str
    account: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything this chapter knows of one member; `leads` are those who report to them straight."""

    id: int
    person: Person
    now: tuple[Held, ...]
    ahead: tuple[Held, ...]
    before: tuple[Held, ...]
    parts: tuple[PartIn, ...]
    leads: tuple[MemberRef, ...]
    contacts: Contacts | None

    @property
    def answers(self) -> int:
        """How many zones they answer for."""
        return sum(part.part == "accountable" for part in self.parts)


def held(row: Engagement) -> Held:
    """An engagement as others see it; select role and reports_to with it."""
    above = ref(row.reports_to) if row.reports_to else None
    return Held(
        id=row.pk,
        role_id=row.role_id,
        role_code=row.role.code,
        role=role_title(row.role),
        kind=row.kind,
        share=row.share,
        reports_to=above,
        start=row.start,
        end=row.end,
        scope=row.scope,
        ramp=tuple(row.ramp),
    )


def people(viewer: Viewer, day: date) -> list[Person]:
    """Who holds a role on `day`, and whoever others report to then; by name. Raises NotAllowed for a contractor."""
    viewer.must(*SEES_THE_TEAM)
    rows = list(Engagement.objects.on(day).select_related("role", "reports_to").order_by("role__position", "start"))
    ids = {row.member_id for row in rows} | {row.reports_to_id for row in rows if row.reports_to_id}
    return _persons(Member.objects.filter(pk__in=ids), rows, day)


def everybody(viewer: Viewer) -> list[MemberRef]:
    """Every member there is or was. Raises NotAllowed for a contractor."""
    viewer.must(*SEES_THE_TEAM)
    return [ref(member) for member in Member.objects.all()]


def idle(viewer: Viewer, day: date) -> list[Person]:
    """Members without a role on `day` whom nobody reports to: left, not begun yet, or never engaged."""
    viewer.must(*SEES_THE_TEAM)
    here = [person.who.id for person in people(viewer, day)]
    return _persons(Member.objects.exclude(pk__in=here), [], day)


def person_page(viewer: Viewer, slug: str, day: date | None = None) -> PersonPage | None:
    """One member's page; nothing when there is none. Raises NotAllowed when it is somebody else's."""
    member = Member.objects.select_related("person").filter(slug=slug).first()
    if member is None:
        viewer.must(*SEES_EVERYBODY)  # others must not learn which names exist
        return None
    must_see(viewer, member.pk)
    day = day or company_today(viewer)
    rows = list(member.engagements.select_related("role", "reports_to", "member").order_by("start"))
    now = [row for row in rows if row.holds_on(day)]
    return PersonPage(
        id=member.pk,
        person=_persons([member], now, day)[0],
        now=tuple(map(held, now)),
        ahead=tuple(held(row) for row in rows if row.start > day),
        before=tuple(held(row) for row in reversed(rows) if row.end is not None and row.end <= day),
        parts=tuple(parts_of(member.pk, day)),
        leads=_leads(member.pk, day),
        contacts=_contacts(viewer, member),
    )


def parts_of(member_id: int, day: date) -> list[PartIn]:
    """The zones a member has a part in on `day`, those they answer for first."""
    rows = Accountability.objects.on(day).filter(member_id=member_id).select_related("zone__role")
    found = [
        PartIn(
            zone_id=row.zone_id,
            zone=zone_name(row.zone),
            role=role_title(row.zone.role) if row.zone.role else "",
            part=row.part,
            start=row.start,
            end=row.end,
        )
        for row in rows.order_by("zone__role__position", "zone__position")
    ]
    return sorted(found, key=lambda one: ("accountable", "helps", "backup").index(one.part))


def _persons(members: Iterable[Member], rows: list[Engagement], day: date) -> list[Person]:
    holds: dict[int, list[Held]] = {}
    for row in rows:
        holds.setdefault(row.member_id, []).append(held(row))
    gone = [member.pk for member in members if member.pk not in holds]
    ends: dict[int, date] = {
        row.member_id: row.end
        for row in Engagement.objects.filter(member__in=gone, end__lte=day).order_by("end")
        if row.end
    }
    return [
        Person(ref(member), member.title, member.is_firm, tuple(holds.get(member.pk, ())), ends.get(member.pk))
        for member in members
    ]


def _leads(member_id: int, day: date) -> tuple[MemberRef, ...]:
    rows = Engagement.objects.on(day).filter(reports_to_id=member_id).select_related("member")
    return tuple({row.member_id: ref(row.member) for row in rows.order_by("member__name")}.values())


def _contacts(viewer: Viewer, member: Member) -> Contacts | None:
    if not viewer.may(*SEES_EVERYBODY) and member.person_id != viewer.person:
        return None
    return Contacts(member.email, member.contact, member.person.email if member.person else "")


def openable(viewer: Viewer, members: Iterable[int]) -> frozenset[int]:
    """Of these members, those whose pages the viewer may open."""
    if viewer.may(*SEES_EVERYBODY):
        return frozenset(members)
    own = member_of(viewer)
    return frozenset(members) & ({own.id} | led_by(own.id, company_today(viewer))) if own else frozenset()
