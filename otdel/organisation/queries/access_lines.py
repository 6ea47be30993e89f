"""Accesses as lines of the register: who holds each, who looked last, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from otdel.organisation.models import Access, AccessCheck, Drill, Holding
from otdel.organisation.queries.able import Ability, Proof, access_abilities
from otdel.organisation.queries.members import MemberRef, ref
from otdel.organisation.rules.register import Looked, Problem, problems


@dataclass(frozen=True, slots=True)
class Held:
    """A member's own way in. `close_by` is set when they leave; `late` when that moment has passed."""

    id: int
    member: MemberRef
    level: str
    start: date
    end: date | None
    close_by: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Somebody looked on `day`; `found` when the register was right."""

    day: date
    found: bool
    note: str
    name: str


@dataclass(frozen=True, slots=True)
class DrillLine:
    """A drill planned (`result` empty) or done. `subject` is what was tried."""

    id: int
    member: MemberRef
    day: date
    result: str
    result_name: str
    note: str
    subject: str = ""
    href: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class AccessLine:
    """A line of the register. People and problems are empty for an accountant, who sees payer and renewal only."""

    id: int
    system: str
    asset: str
    critical: bool
    company_owned: bool | None
    owner: MemberRef | None
    backup: MemberRef | None
    confirmed: Proof | None
    holders: tuple[Held, ...]
    payer: str
    payer_name: str
    renewal: date | None
    closed_on: date | None
    last_check: CheckLine | None
    note: str
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        return f"{self.system} {self.asset}".strip()

    @property
    def href(self) -> str:
        return reverse("organisation:access", args=[self.id])


def access_lines(rows: Iterable[Access], today: date) -> list[AccessLine]:
    """Accesses as lines, with a few questions for all of them."""
    found = list(rows)
    now = timezone.now()
    held: dict[int, list[Held]] = defaultdict(list)
    now_held = Holding.objects.filter(Q(end=None) | Q(end__gt=today), access__in=found)
    for holding in now_held.select_related("member"):
        held[holding.access_id].append(held_line(holding, now))
    newest: dict[int, CheckLine] = {}
    for check in AccessCheck.objects.filter(access__in=found).order_by("day", "id"):
        newest[check.access_id] = check_line(check)
    able = {one.id: one for one in access_abilities(found, today)}
    return [_line(row, able[row.pk], held[row.pk], newest.get(row.pk), today) for row in found]


def drill_lines(drills: Iterable[Drill], today: date) -> tuple[DrillLine, ...]:
    return tuple(
        DrillLine(
            id=drill.pk,
            member=ref(drill.member),
            day=drill.day,
            result=drill.result,
            result_name=drill.get_result_display() if drill.result else "",
            note=drill.note,
            overdue=not drill.result and drill.day < today,
        )
        for drill in drills
    )


def held_line(holding: Holding, now: datetime) -> Held:
    late = holding.close_by is not None and holding.end is None and holding.close_by < now
    return Held(holding.pk, ref(holding.member), holding.level, holding.start, holding.end, holding.close_by, late)


def check_line(check: AccessCheck) -> CheckLine:
    return CheckLine(check.day, check.found, check.note, check.name)


def _line(row: Access, able: Ability, held: Sequence[Held], check: CheckLine | None, today: date) -> AccessLine:
    closed = row.closed_on is not None and row.closed_on <= today and not held
    return AccessLine(
        id=row.pk,
        system=row.system,
        asset=row.asset,
        critical=row.critical,
        company_owned=row.company_owned,
        owner=ref(row.owner) if row.owner else None,
        backup=ref(row.backup) if row.backup else None,
        confirmed=able.able.get(row.backup_id or 0),
        holders=tuple(held),
        payer=row.payer,
        payer_name=row.get_payer_display(),
        renewal=row.renewal,
        closed_on=row.closed_on,
        last_check=check,
        note=row.note,
        problems=() if closed else tuple(problems(_looked(row, able, held, check), today)),
    )


def _looked(row: Access, able: Ability, held: Sequence[Held], check: CheckLine | None) -> Looked:
    confirmed = able.able.get(row.backup_id or 0)
    gone = [one for one in held if one.close_by]
    return Looked(
        company_owned=row.company_owned,
        critical=row.critical,
        owner=row.owner_id is not None,
        owner_left=able.holder_left,
        able=len(able.able),
        backup=able.backup is not None,
        confirmed=confirmed.day if confirmed else None,
        payer=row.payer,
        renewal=row.renewal,
        last_check=check.day if check else None,
        last_found=bool(check and check.found),
        late=tuple(one.member.name for one in gone if one.late),
        closing=tuple(one.member.name for one in gone if not one.late),
    )
