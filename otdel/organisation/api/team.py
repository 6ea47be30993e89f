"""People with their roles, the grid of zones, who can be replaced, and a person's dossier."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from otdel.accounts.viewers import viewer_of
from otdel.kit.reason import NoData
from otdel.organisation.api.common import called, day_of, member, named, names
from otdel.organisation.api.processes import ProcessOut, process_out
from otdel.organisation.api.register import AccessOut, access_out
from otdel.organisation.queries import people as people_queries
from otdel.organisation.queries.cover import cover as cover_query
from otdel.organisation.queries.dossier import dossier as dossier_query
from otdel.organisation.queries.people import Held, Person
from otdel.organisation.queries.structure import structure
from otdel.web import reasons
from otdel.web.answers import Named

router = Router()


class RoleHeld(Schema):
    """[from, to); `share` of a full week; `reports_to` nobody for who leads. An empty scope is everything."""

    role: str
    name: str
    kind: str
    share: Decimal
    reports_to: Named | None
    start: date
    end: date | None
    scope: dict[str, list[str]]


class PersonOut(Schema):
    slug: str
    name: str
    title: str
    is_firm: bool
    share: Decimal
    roles: list[RoleHeld]


class PartOut(Schema):
    """`part` is accountable, helps or backup."""

    zone: str
    role: str
    part: str
    start: date
    end: date | None


class PersonPageOut(PersonOut):
    """`contacts` only for owner, head and the person."""

    ahead: list[RoleHeld]
    before: list[RoleHeld]
    zones: list[PartOut]
    leads: list[Named]
    contacts: list[str]


class ZoneOut(Schema):
    """`state` is one, empty or double: how many people answer for it."""

    id: int
    name: str
    role: str
    critical: bool
    state: str
    answers: list[Named]
    parts: dict[str, list[str]]


class GridOut(Schema):
    day: date
    zones: int
    one: int
    empty: int
    double: int
    without_backup: int
    items: list[ZoneOut]


class CoverOut(Schema):
    """`bus_factor` people leaving at once stop more than `share` of what is critical; `exact` when no fewer do."""

    critical: int
    confirmed: int
    share: Decimal
    bus_factor: int | None
    exact: bool | None
    no_data: str | None
    who: list[Named]
    nobody: list[str]
    one_person: dict[str, list[str]]


class RoleCardOut(Schema):
    title: str
    mission: str
    start: date
    end: date | None
    reports_to: Named | None


class DossierZone(Schema):
    name: str
    part: str
    critical: bool
    start: date
    backup: Named | None


class DossierAccess(AccessOut):
    level: str


class DossierOut(Schema):
    """What whoever takes over needs; tasks and promises of the person have addresses of their own."""

    who: Named
    title: str
    day: date
    last_day: date | None
    contacts: list[str]
    roles: list[RoleCardOut]
    zones: list[DossierZone]
    processes: list[ProcessOut]
    accesses: list[DossierAccess]
    notes: dict[str, list[str]]
    missing: list[str]


@router.get("/people", response=list[PersonOut])
def people(request: HttpRequest, on: date | None = None) -> list[PersonOut]:
    """Everybody with a role on a day, today when none is given."""
    return [_person(one) for one in people_queries.people(viewer_of(request), day_of(request, on))]


@router.get("/people/{slug}", response=PersonPageOut)
def person(request: HttpRequest, slug: str, on: date | None = None) -> PersonPageOut:
    """One person: roles, zones, whom they lead."""
    page = people_queries.person_page(viewer_of(request), slug, day_of(request, on))
    if page is None:
        raise Http404
    contacts = page.contacts
    return PersonPageOut(
        **_person(page.person).dict(),
        ahead=[_held(one) for one in page.ahead],
        before=[_held(one) for one in page.before],
        zones=[
            PartOut(zone=one.zone, role=one.role, part=one.part, start=one.start, end=one.end) for one in page.parts
        ],
        leads=names(page.leads),
        contacts=[line for line in (contacts.email, contacts.contact) if line] if contacts else [],
    )


@router.get("/people/{slug}/dossier", response=DossierOut)
def dossier(request: HttpRequest, slug: str) -> DossierOut:
    """A person's handover dossier."""
    found = dossier_query(viewer_of(request), member(request, slug))
    return DossierOut(
        who=called(found.member),
        title=found.title,
        day=found.day,
        last_day=found.last_day,
        contacts=list(found.contacts),
        roles=[
            RoleCardOut(
                title=one.text.title,
                mission=one.text.mission,
                start=one.start,
                end=one.end,
                reports_to=named(one.reports_to),
            )
            for one in found.roles
        ],
        zones=[
            DossierZone(name=one.name, part=one.part, critical=one.critical, start=one.start, backup=named(one.backup))
            for one in found.zones
        ],
        processes=[process_out(one) for one in found.processes],
        accesses=[DossierAccess(**access_out(one.line).dict(), level=one.level) for one in found.accesses],
        notes={notes.kind: [note.text for note in notes.notes] for notes in found.notes},
        missing=[reasons.say(one) for one in found.missing],
    )


@router.get("/zones", response=GridOut)
def zones(request: HttpRequest, on: date | None = None) -> GridOut:
    """The grid: each zone, who answers for it and who stands in, on a day."""
    found = structure(viewer_of(request), day_of(request, on))
    slugs = {one.id: one.slug for one in found.columns}
    items = [
        ZoneOut(
            id=row.id,
            name=row.name,
            role=row.role_code,
            critical=row.critical,
            state=row.state,
            answers=names(row.answers),
            parts={slugs[who]: list(parts) for who, parts in row.parts.items() if who in slugs},
        )
        for row in found.zones
    ]
    tally = found.tally
    return GridOut(
        day=found.day,
        zones=tally.zones,
        one=tally.one,
        empty=tally.empty,
        double=tally.double,
        without_backup=tally.bare,
        items=items,
    )


@router.get("/cover", response=CoverOut)
def cover(request: HttpRequest) -> CoverOut:
    """Who can stand in for whom, and how few people leaving would stop the department. For owner and head."""
    found = cover_query(viewer_of(request))
    factor = None if isinstance(found.factor, NoData) else found.factor
    lone: dict[str, list[str]] = {}
    for one in found.lone:
        if one.who:
            lone.setdefault(one.who.slug, []).append(one.ability.name)
    return CoverOut(
        critical=found.critical,
        confirmed=found.confirmed,
        share=Decimal(found.share.numerator) / found.share.denominator,
        bus_factor=factor.found.people if factor else None,
        exact=factor.found.exact if factor else None,
        no_data=reasons.say(found.factor.reason) if isinstance(found.factor, NoData) else None,
        who=names(factor.who) if factor else [],
        nobody=[one.ability.name for one in found.nobody],
        one_person=lone,
    )


def _person(one: Person) -> PersonOut:
    return PersonOut(
        slug=one.who.slug,
        name=one.who.name,
        title=one.title,
        is_firm=one.is_firm,
        share=one.share,
        roles=[_held(held) for held in one.holds],
    )


def _held(one: Held) -> RoleHeld:
    return RoleHeld(
        role=one.role_code,
        name=one.role,
        kind=one.kind,
        share=one.share,
        reports_to=named(one.reports_to),
        start=one.start,
        end=one.end,
        scope={name: list(values) for name, values in one.scope.items()},
    )
