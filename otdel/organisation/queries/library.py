"""The library as a department sees it: which roles it uses, what is newer, and a role of it with all its words."""

from __future__ import annotations

from dataclasses import dataclass

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Viewer
from otdel.organisation.library import Library, library
from otdel.organisation.library.pieces import Difference, unsettled
from otdel.organisation.library.shapes import RoleShape, RoleText
from otdel.organisation.models import Engagement, JobRole
from otdel.organisation.queries.members import (
    SEES_EVERYBODY,
    SEES_THE_TEAM,
    MemberRef,
    may_see,
    ref,
)
from otdel.organisation.words import role_title, spoken


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


def holders_of(viewer: Viewer, roles: list[JobRole]) -> dict[int, tuple[MemberRef, ...]]:
    """Who holds each role today; a contractor is told of themselves only."""
    found: dict[int, tuple[MemberRef, ...]] = {role.pk: () for role in roles}
    rows = Engagement.objects.on(company_today(viewer)).filter(role__in=roles).select_related("member")
    for row in rows:
        who = ref(row.member)
        if may_name(viewer, who) and who not in found[row.role_id]:
            found[row.role_id] += (who,)
    return found


def may_name(viewer: Viewer, who: MemberRef) -> bool:
    return viewer.may(*SEES_THE_TEAM) or may_see(viewer, who.id)
