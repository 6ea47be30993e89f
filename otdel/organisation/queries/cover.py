"""Could the department do without somebody: the bus factor, what hangs on one person, drills, and absences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from django.urls import reverse

from otdel.accounts.queries import company_today
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Absence, Drill, Member
from otdel.organisation.queries.able import Ability, Proof, abilities
from otdel.organisation.queries.access_lines import DrillLine, drill_lines
from otdel.organisation.queries.members import MemberRef, ref
from otdel.organisation.queries.processes import ProcessLine, process_lines
from otdel.organisation.rules.busfactor import HALF, BusFactor, bus_factor, weakness
from otdel.organisation.words import process_words

DRILLS_SHOWN = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class CriticalAsset:
    """A critical process or access for the count of those with a confirmed second person.

    `confirmed` is the proof, dated within the last 180 days, that somebody besides the holder can; None without one.
    """

    key: str
    name: str
    href: str
    holders: tuple[MemberRef, ...]
    confirmed: Proof | None


@dataclass(frozen=True, slots=True)
class Factor:
    """The bus factor with names: `who` leaving at once stops `stopped`, of `of` critical things."""

    found: BusFactor
    who: tuple[MemberRef, ...]
    stopped: tuple[Ability, ...]


@dataclass(frozen=True, slots=True)
class Lone:
    """A critical thing only one person can do, and who; `who` is None when nobody can."""

    ability: Ability
    who: MemberRef | None


@dataclass(frozen=True, slots=True)
class PlannedAbsence:
    """A member is away over `period`; `why` in words, `note` is how a test went."""

    member: MemberRef
    period: Period
    why: str
    why_name: str
    note: str
    id: int


@dataclass(frozen=True, slots=True)
class CoverAnswer:
    """What the page of replaceability shows. `confirmed` of `critical` things have a second person shown able."""

    factor: Factor | NoData
    share: Fraction
    critical: int
    confirmed: int
    nobody: tuple[Lone, ...]
    lone: tuple[Lone, ...]
    overdue: tuple[ProcessLine, ...]
    unwritten: tuple[ProcessLine, ...]
    planned: tuple[DrillLine, ...]
    done: tuple[DrillLine, ...]
    absences: tuple[PlannedAbsence, ...]
    people: tuple[MemberRef, ...]


def cover(viewer: Viewer, share: Fraction = HALF) -> CoverAnswer:
    """Who can stand in for whom. For owner and head. `share` is how much must stand still, from 0 up to 1."""
    viewer.must(Role.OWNER, Role.HEAD)
    today = company_today(viewer)
    found = abilities(today)
    names = {member.pk: ref(member) for member in Member.objects.all()}
    weak = weakness(one.item for one in found)
    by_key = {one.key: one for one in found}
    lines = process_lines(viewer)
    planned, done = _drills(today)
    return CoverAnswer(
        factor=_factor(found, share, names),
        share=share,
        critical=len(found),
        confirmed=sum(_confirmed(one) is not None for one in found),
        nobody=tuple(Lone(by_key[key], None) for key in weak.nobody),
        lone=tuple(Lone(by_key[key], names[who]) for key, who in weak.one_person),
        overdue=tuple(
            sorted((line for line in lines if line.overdue), key=lambda line: (not line.critical, not line.holder))
        ),
        unwritten=tuple(line for line in lines if line.critical and not line.steps.strip()),
        planned=planned,
        done=done,
        absences=tuple(absences(Period(today, today + timedelta(days=366)))),
        people=tuple(sorted(names.values(), key=lambda one: one.name)),
    )


def critical_assets(day: date, members: Collection[int] | None = None) -> list[CriticalAsset]:
    """Critical processes and accesses on `day`: all, or those `members` hold, each with its confirmed second person."""
    return [
        CriticalAsset(one.key, one.name, one.href, one.holders, _confirmed(one))
        for one in abilities(day)
        if members is None or {holder.id for holder in one.holders} & set(members)
    ]


def absences(period: Period) -> list[PlannedAbsence]:
    """Absences that touch `period`, the earliest first."""
    rows = Absence.objects.during(period.start, period.end).select_related("member").order_by("start", "id")
    return [
        PlannedAbsence(
            member=ref(row.member),
            period=Period(row.start, row.end or period.end),
            why=row.why,
            why_name=row.get_why_display(),
            note=row.note,
            id=row.pk,
        )
        for row in rows
    ]


def _confirmed(one: Ability) -> Proof | None:
    """The newest dated proof of somebody besides the one who holds it."""
    second = one.second
    return second if second is not None and second.day is not None else None


def _factor(found: Sequence[Ability], share: Fraction, names: Mapping[int, MemberRef]) -> Factor | NoData:
    factor = bus_factor([one.item for one in found], share)
    if isinstance(factor, NoData):
        return factor
    stopped = set(factor.stopped)
    return Factor(factor, tuple(names[one] for one in factor.who), tuple(one for one in found if one.key in stopped))


def _drills(today: date) -> tuple[tuple[DrillLine, ...], tuple[DrillLine, ...]]:
    """Planned, the earliest first; done within a year, the newest first."""
    rows = Drill.objects.select_related("member", "process__role", "access")
    planned = list(rows.filter(result="").order_by("day", "id"))
    done = list(rows.exclude(result="").filter(day__gt=today - DRILLS_SHOWN))
    return _named(planned, today), _named(done, today)


def _named(drills: Sequence[Drill], today: date) -> tuple[DrillLine, ...]:
    found = []
    for line, drill in zip(drill_lines(drills, today), drills, strict=True):
        subject = process_words(drill.process).name if drill.process else str(drill.access)
        found.append(replace(line, subject=subject, href=_where(drill)))
    return tuple(found)


def _where(drill: Drill) -> str:
    if drill.process:
        return reverse("organisation:process", args=[drill.process.code])
    return reverse("organisation:access", args=[drill.access_id])
