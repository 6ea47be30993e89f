"""The handover dossier of a person: everything somebody else would need to go on, and what of it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from otdel.accounts.queries import company_today
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.library.shapes import RoleText
from otdel.organisation.models import Accountability, Engagement, HandoverKind, HandoverNote, Member, Part
from otdel.organisation.panels import Panel, person_panels
from otdel.organisation.queries.access_lines import AccessLine
from otdel.organisation.queries.held_by import accesses_of
from otdel.organisation.queries.members import MemberRef, member_of, must_see, ref
from otdel.organisation.queries.processes import ProcessLine, process_lines
from otdel.organisation.words import role_text, zone_name


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role they hold, in words, with since when and to whom they report."""

    text: RoleText
    start: date
    end: date | None
    reports_to: MemberRef | None


@dataclass(frozen=True, slots=True)
class ZonePart:
    """A zone they have a part in; `backup` is who stands in for it."""

    name: str
    part: str
    part_name: str
    critical: bool
    start: date
    backup: MemberRef | None


@dataclass(frozen=True, slots=True)
class Note:
    """A line they wrote for whoever takes over."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class NoteList:
    """The lines of one kind, perhaps none."""

    kind: str
    name: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class AccessExtract:
    """A line of the register with the level this person has in it (empty when they only own or back it)."""

    line: AccessLine
    level: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """`contacts` are e-mail and messenger, shown to owner, head and the person; `missing` is said on the first page."""

    member: MemberRef
    title: str
    day: date
    by: str
    last_day: date | None
    contacts: tuple[str, ...]
    roles: tuple[RoleCard, ...]
    zones: tuple[ZonePart, ...]
    processes: tuple[ProcessLine, ...]
    accesses: tuple[AccessExtract, ...]
    panels: tuple[Panel, ...]
    notes: tuple[NoteList, ...]
    missing: tuple[Reason, ...]
    may_write: bool


def dossier(viewer: Viewer, member: Member) -> Dossier:
    """Raises NotAllowed for a person whose things the viewer may not see."""
    must_see(viewer, member.pk)
    day, own = company_today(viewer), member_of(viewer)
    theirs = viewer.may(Role.OWNER, Role.HEAD) or (own is not None and own.id == member.pk)
    engagements = _engagements(member, day)
    ends = [one.end for one in engagements]
    roles = tuple(_card(one) for one in engagements)
    zones = tuple(_zones(member, day))
    processes = tuple(process_lines(viewer, member.pk))
    accesses = tuple(AccessExtract(line, _level(line, member.pk)) for line in accesses_of(viewer, member))
    notes = _notes(member)
    return Dossier(
        member=ref(member),
        title=member.title,
        day=day,
        by=viewer.name,
        last_day=max(end for end in ends if end) - date.resolution if ends and None not in ends else None,
        contacts=tuple(filter(None, (member.email, member.contact))) if theirs else (),
        roles=roles,
        zones=zones,
        processes=processes,
        accesses=accesses,
        panels=tuple(person_panels(viewer, member, "dossier")),
        notes=notes,
        missing=tuple(_missing(roles, zones, processes, accesses, notes)),
        may_write=theirs,
    )


def _engagements(member: Member, day: date) -> list[Engagement]:
    """Those of the day; of somebody who left, their last ones."""
    rows = Engagement.objects.filter(member=member).select_related("role", "reports_to")
    now = list(rows.on(day))
    if now:
        return now
    last = max((row.end for row in rows if row.end), default=None)
    return [row for row in rows if row.end and row.end == last]


def _card(row: Engagement) -> RoleCard:
    return RoleCard(role_text(row.role), row.start, row.end, ref(row.reports_to) if row.reports_to else None)


def _zones(member: Member, day: date) -> Iterator[ZonePart]:
    """Zones of the day; of somebody who left, those they had to the end."""
    rows = Accountability.objects.filter(member=member, zone__retired_on=None).select_related("zone__role")
    now = list(rows.on(day))
    last = max((row.end for row in rows if row.end), default=None)
    mine = now or [row for row in rows if row.end == last]
    backs = Accountability.objects.on(day).filter(part=Part.BACKUP, zone__in=[row.zone_id for row in mine])
    backups = {row.zone_id: ref(row.member) for row in backs.exclude(member=member).select_related("member")}
    for row in sorted(mine, key=lambda row: (row.part != Part.ACCOUNTABLE, row.zone.position)):
        yield ZonePart(
            name=zone_name(row.zone),
            part=row.part,
            part_name=row.get_part_display(),
            critical=row.zone.critical,
            start=row.start,
            backup=backups.get(row.zone_id),
        )


def _level(line: AccessLine, member_id: int) -> str:
    return next((one.level for one in line.holders if one.member.id == member_id), "")


def _notes(member: Member) -> tuple[NoteList, ...]:
    rows = list(HandoverNote.objects.filter(member=member, taken_off_at=None))
    return tuple(
        NoteList(kind.value, str(kind.label), tuple(Note(row.pk, row.text) for row in rows if row.kind == kind))
        for kind in HandoverKind
    )


def _missing(
    roles: Sequence[RoleCard],
    zones: Sequence[ZonePart],
    processes: Sequence[ProcessLine],
    accesses: Sequence[AccessExtract],
    notes: Sequence[NoteList],
) -> Iterator[Reason]:
    """What whoever takes over would look for in vain."""
    for what, code in ((roles, "dossier_no_role"), (zones, "dossier_no_zones"), (processes, "dossier_no_processes")):
        if not what:
            yield Reason.of(code)
    yield from _counted("dossier_no_steps", (not line.steps.strip() for line in processes))
    yield from _counted("dossier_never_run", (line.last_run is None for line in processes))
    yield from _counted("dossier_only_them", (line.last_run is not None and line.without is None for line in processes))
    if not accesses:
        yield Reason.of("dossier_no_accesses")
    yield from _counted("dossier_no_backup", (extract.line.backup is None for extract in accesses))
    for one in notes:
        if not one.notes and one.kind != HandoverKind.OPEN:
            yield Reason.of(f"dossier_no_{one.kind}")


def _counted(code: str, flags: Iterable[bool]) -> Iterator[Reason]:
    if count := sum(flags):
        yield Reason.of(code, count=count)
