"""The library as a department sees it: which roles it uses, and a role with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from otdel.accounts.queries import company_today
from otdel.kit.reason import NoData
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.library import Library, library
from otdel.organisation.library.pieces import Difference, unsettled
from otdel.organisation.library.shapes import AccessWords, RoleShape, RoleText
from otdel.organisation.models import Access, Accountability, Engagement, JobRole, Part, Process
from otdel.organisation.queries.circle import circle
from otdel.organisation.queries.members import (
    SEES_EVERYBODY,
    SEES_THE_TEAM,
    MemberRef,
    may_see,
    member_of,
    ref,
)
from otdel.organisation.queries.processes import ProcessLine, lines_of
from otdel.organisation.queries.standings import agreed_on
from otdel.organisation.words import role_card, role_shape, role_text, role_title, spoken, zone_name


@dataclass(frozen=True, slots=True)
class Shelved:
    """A role of the library. `code` is our copy's, empty while the department does not work with it."""

    id: str
    title: str
    mission: str
    zones: int
    processes: int
    kpis: int
    code: str
    holders: tuple[MemberRef, ...]
    differences: int


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A role the company wrote itself."""

    code: str
    title: str
    holders: tuple[MemberRef, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All roles of the library, and those of the company's own making."""

    roles: tuple[Shelved, ...]
    own: tuple[OwnRole, ...]

    @property
    def in_use(self) -> int:
        return sum(bool(one.code) for one in self.roles)

    @property
    def newer(self) -> int:
        """How many of the roles in use stand otherwise in the library now."""
        return sum(bool(one.differences) for one in self.roles)


@dataclass(frozen=True, slots=True)
class LibraryRole:
    """A role of the library with all its words; the test task and the interview only for those who hire."""

    id: str
    shape: RoleShape
    text: RoleText
    hires: bool
    code: str


@dataclass(frozen=True, slots=True)
class RoleZone:
    """A zone of a role, and who answers for it as far as the viewer may know."""

    id: int
    name: str
    critical: bool
    answers: tuple[MemberRef, ...]


@dataclass(frozen=True, slots=True)
class NeededAccess:
    """An access the role needs. `registered` is the line of the register, or nothing when it is not there yet."""

    words: AccessWords
    registered: int | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role, and when they agreed to its card as it is now; nothing if not to be known."""

    who: MemberRef
    agreed: date | NoData | None


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role of the company. `open` are ids of the processes whose runs the viewer may see."""

    code: str
    library: str
    text: RoleText
    shape: RoleShape
    own: frozenset[str]
    holders: tuple[Holder, ...]
    zones: tuple[RoleZone, ...]
    processes: tuple[ProcessLine, ...]
    open: frozenset[int]
    accesses: tuple[NeededAccess, ...]
    differences: int
    hires: bool
    retired: bool

    @property
    def empty_zones(self) -> int:
        """Zones nobody answers for."""
        return sum(not zone.answers for zone in self.zones)

    @property
    def never_run(self) -> int:
        """Processes with no run written down, of those whose runs the viewer may see."""
        return sum(line.last_run is None for line in self.processes if line.id in self.open)


def shelf(viewer: Viewer, *, source: Library | None = None) -> Shelf:
    """The library with what the department uses of it. Raises NotAllowed for a contractor."""
    viewer.must(*SEES_THE_TEAM)
    source = source or library()
    roles = list(JobRole.objects.filter(retired_on=None))
    copies = {role.library: role for role in roles if role.library}
    holders = holders_of(viewer, roles)
    return Shelf(
        tuple(_shelved(source, one, copies.get(one), holders) for one in source.ids),
        tuple(OwnRole(role.code, role_title(role), holders[role.pk]) for role in roles if not role.library),
    )


def _shelved(source: Library, role_id: str, copy: JobRole | None, holders: dict[int, tuple[MemberRef, ...]]) -> Shelved:
    text, shape = source.text(role_id, spoken()), source.role(role_id)
    return Shelved(
        id=role_id,
        title=text.title,
        mission=text.mission,
        zones=len(shape.zones),
        processes=len(shape.processes),
        kpis=len(shape.kpis),
        code=copy.code if copy else "",
        holders=holders[copy.pk] if copy else (),
        differences=len(open_differences(copy, source)) if copy else 0,
    )


def open_differences(role: JobRole, source: Library | None = None) -> list[Difference]:
    """What the library now says otherwise than our copy, without what the company decided to keep as it is."""
    source = source or library()
    return unsettled(role.copied, source.copy_of(role.library)) if role.library in source.structures else []


def library_role(viewer: Viewer, role_id: str, *, source: Library | None = None) -> LibraryRole:
    """A role of the library. Raises NotAllowed for a contractor, KeyError for a role it does not have."""
    viewer.must(*SEES_THE_TEAM)
    source = source or library()
    copy = JobRole.objects.filter(library=role_id, retired_on=None).first()
    return LibraryRole(
        role_id,
        source.role(role_id),
        source.text(role_id, spoken()),
        hires=viewer.may(*SEES_EVERYBODY),
        code=copy.code if copy else "",
    )


def must_see_role(viewer: Viewer, role: JobRole) -> None:
    """The team sees every role; a contractor those they hold. Raises NotAllowed."""
    if viewer.may(*SEES_THE_TEAM):
        return
    own = member_of(viewer)
    held = Engagement.objects.on(company_today(viewer)).filter(role=role, member_id=own.id if own else 0)
    if not held.exists():
        raise NotAllowed("this is another person's role")


def role_view(viewer: Viewer, role: JobRole, *, source: Library | None = None) -> RoleView:
    """A role of the company as the viewer may see it. Raises NotAllowed."""
    must_see_role(viewer, role)
    text, hires, processes = role_text(role), viewer.may(*SEES_EVERYBODY), _processes(viewer, role)
    return RoleView(
        code=role.code,
        library=role.library,
        text=text,
        shape=role_shape(role),
        own=frozenset(role.own),
        holders=_holders(viewer, role),
        zones=_zones(viewer, role),
        processes=processes,
        open=_open(viewer, processes),
        accesses=_accesses(text),
        differences=len(open_differences(role, source)) if hires else 0,
        hires=hires,
        retired=role.retired_on is not None,
    )


def holders_of(viewer: Viewer, roles: list[JobRole]) -> dict[int, tuple[MemberRef, ...]]:
    """Who holds each role today; a contractor is told of themselves only."""
    found: dict[int, tuple[MemberRef, ...]] = {role.pk: () for role in roles}
    rows = Engagement.objects.on(company_today(viewer)).filter(role__in=roles).select_related("member")
    for row in rows:
        who = ref(row.member)
        if _may_name(viewer, who) and who not in found[row.role_id]:
            found[row.role_id] += (who,)
    return found


def _holders(viewer: Viewer, role: JobRole) -> tuple[Holder, ...]:
    card = role_card(role)
    return tuple(
        Holder(who, agreed_on(who.id, *card) if may_see(viewer, who.id) else None)
        for who in holders_of(viewer, [role])[role.pk]
    )


def _may_name(viewer: Viewer, who: MemberRef) -> bool:
    return viewer.may(*SEES_THE_TEAM) or may_see(viewer, who.id)


def _zones(viewer: Viewer, role: JobRole) -> tuple[RoleZone, ...]:
    today = company_today(viewer)
    zones = list(role.zones.filter(retired_on=None).select_related("role"))
    answers: dict[int, tuple[MemberRef, ...]] = {zone.pk: () for zone in zones}
    parts = Accountability.objects.on(today).filter(zone__in=zones, part=Part.ACCOUNTABLE).select_related("member")
    for one in parts:
        who = ref(one.member)
        if _may_name(viewer, who):
            answers[one.zone_id] += (who,)
    return tuple(RoleZone(zone.pk, zone_name(zone), zone.critical, answers[zone.pk]) for zone in zones)


def _processes(viewer: Viewer, role: JobRole) -> tuple[ProcessLine, ...]:
    today = company_today(viewer)
    rows = Process.objects.on(today).filter(role=role).select_related("role", "holder", "backup")
    return tuple(lines_of(rows, today))


def _open(viewer: Viewer, lines: Iterable[ProcessLine]) -> frozenset[int]:
    seen = circle(viewer)
    people = {line.id: {one.id for one in (line.holder, line.backup) if one} for line in lines}
    return frozenset(pk for pk, of in people.items() if seen is None or of & seen)


def _accesses(text: RoleText) -> tuple[NeededAccess, ...]:
    known = {access.system.casefold(): access.pk for access in Access.objects.filter(closed_on=None)}
    return tuple(NeededAccess(words, known.get(words.system.casefold())) for words in text.access.values())
