"""The absence test: what stands still if somebody is away from one day to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from otdel.kit.period import Period
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Accountability, Member, Part, Process
from otdel.organisation.panels import Panel
from otdel.organisation.queries.able import Ability, abilities
from otdel.organisation.queries.cover import absences
from otdel.organisation.queries.members import MemberRef, ref
from otdel.organisation.queries.processes import expected
from otdel.organisation.rules.absence import Cover, Fate, Need, absence_test, working_days
from otdel.organisation.words import zone_name

AwayPanel = Callable[[Viewer, Member, Period], Panel | None]

_panels: list[AwayPanel] = []


@dataclass(frozen=True, slots=True)
class FateLine:
    """How a process or access fares; `stand_ins` can, or are only named as able to, step in."""

    ability: Ability
    fate: Fate
    stand_ins: tuple[MemberRef, ...]

    @property
    def times(self) -> int:
        return len(self.fate.days)


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A zone they answer for; `backup` is somebody who stands in and is there all the while."""

    id: int
    name: str
    critical: bool
    backup: MemberRef | None


@dataclass(frozen=True, slots=True)
class AwayAnswer:
    """The result of the test: processes, accesses and zones, and panels of chapters above (tasks)."""

    member: MemberRef
    period: Period
    processes: tuple[FateLine, ...]
    accesses: tuple[FateLine, ...]
    zones: tuple[ZoneLine, ...]
    panels: tuple[Panel, ...] = field(default=())

    def count(self, cover: str) -> int:
        return sum(line.fate.cover == cover for line in (*self.processes, *self.accesses))

    @property
    def stopped(self) -> int:
        return self.count(Cover.NOBODY)

    @property
    def untried(self) -> int:
        return self.count(Cover.UNTRIED)


def show_in_absence_test(provider: AwayPanel) -> None:
    """For chapters above: what of theirs stands still while a member is away (open tasks, promises due)."""
    if provider not in _panels:
        _panels.append(provider)


def away(viewer: Viewer, member: Member, period: Period) -> AwayAnswer:
    """What stands still if `member` is away over `period`. For owner and head."""
    viewer.must(Role.OWNER, Role.HEAD)
    found = {one.key: one for one in abilities(period.start, critical_only=False)}
    planned: dict[int, list[Period]] = defaultdict(list)
    for one in absences(period):
        planned[one.member.id].append(one.period)
    names = {one.pk: ref(one) for one in Member.objects.all()}
    fates = [_line(fate, found, names) for fate in absence_test(member.pk, period, _needs(found, period), planned)]
    return AwayAnswer(
        member=ref(member),
        period=period,
        processes=tuple(line for line in fates if line.ability.kind == "process"),
        accesses=tuple(line for line in fates if line.ability.kind == "access"),
        zones=_zones(member, period, planned),
        panels=tuple(panel for provider in _panels if (panel := provider(viewer, member, period)) is not None),
    )


def _needs(found: Mapping[str, Ability], period: Period) -> list[Need]:
    """Processes on the days they fall due; accesses on any working day."""
    due = {row.pk: expected(row, period) for row in Process.objects.during(period.start, period.end)}
    every = working_days(period)
    return [
        Need(
            key=one.key,
            able=frozenset(one.able),
            named=one.named,
            days=tuple(slot.due for slot in due.get(one.id, [])) if one.kind == "process" else every,
        )
        for one in found.values()
    ]


def _line(fate: Fate, found: Mapping[str, Ability], names: Mapping[int, MemberRef]) -> FateLine:
    return FateLine(found[fate.key], fate, tuple(names[one] for one in fate.stand_ins))


def _zones(member: Member, period: Period, planned: Mapping[int, list[Period]]) -> tuple[ZoneLine, ...]:
    """Zones the member answers for in the period, those without a stand-in first."""
    parts = Accountability.objects.during(period.start, period.end).filter(zone__retired_on=None)
    backups: dict[int, MemberRef] = {}
    for part in parts.filter(part=Part.BACKUP).exclude(member=member).select_related("member"):
        if not any(period.clip(absence) for absence in planned.get(part.member_id, ())):
            backups[part.zone_id] = ref(part.member)
    own = parts.filter(part=Part.ACCOUNTABLE, member=member).select_related("zone__role")
    lines = [ZoneLine(one.zone.pk, zone_name(one.zone), one.zone.critical, backups.get(one.zone_id)) for one in own]
    return tuple(sorted(lines, key=lambda line: (line.backup is not None, not line.critical, line.name)))
