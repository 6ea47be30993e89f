"""A role of the company with everything that belongs to it, as far as the viewer may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from otdel.accounts.queries import company_today
from otdel.kit.reason import NoData
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.library import Library
from otdel.organisation.library.shapes import AccessWords, RoleShape, RoleText
from otdel.organisation.models import Access, Accountability, Engagement, JobRole, Part, Process
from otdel.organisation.queries.circle import circle
from otdel.organisation.queries.library import holders_of, may_name, open_differences
from otdel.organisation.queries.members import SEES_EVERYBODY, SEES_THE_TEAM, MemberRef, may_see, member_of, ref
from otdel.organisation.queries.processes import ProcessLine, lines_of
from otdel.organisation.queries.standings import agreed_on
from otdel.organisation.words import role_card, role_shape, role_text, zone_name


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


def _holders(viewer: Viewer, role: JobRole) -> tuple[Holder, ...]:
    card = role_card(role)
    return tuple(
        Holder(who, agreed_on(who.id, *card) if may_see(viewer, who.id) else None)
        for who in holders_of(viewer, [role])[role.pk]
    )


def _zones(viewer: Viewer, role: JobRole) -> tuple[RoleZone, ...]:
    today = company_today(viewer)
    zones = list(role.zones.filter(retired_on=None).select_related("role"))
    answers: dict[int, tuple[MemberRef, ...]] = {zone.pk: () for zone in zones}
    parts = Accountability.objects.on(today).filter(zone__in=zones, part=Part.ACCOUNTABLE).select_related("member")
    for one in parts:
        who = ref(one.member)
        if may_name(viewer, who):
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
