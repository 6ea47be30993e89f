"""Who has shown that they can do each process or use each access, and what shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from otdel.kit.reason import Reason
from otdel.organisation.models import Access, AccessCheck, Drill, DrillResult, Engagement, Holding, Process, ProcessRun
from otdel.organisation.queries.members import MemberRef, ref
from otdel.organisation.rules.busfactor import Item
from otdel.organisation.words import process_words

CONFIRMED_FOR = timedelta(days=180)  # how long a drill, a run or a check speaks for somebody
SHOWED = (DrillResult.PASSED, DrillResult.HELPED)


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a member counts as able: they hold it (`day` empty), or showed it on `day`."""

    why: Reason
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Ability:
    """A process or access, and who can do it. `able` has a proof for each; `named` is the backup written down.

    Whoever has left is in neither. `holder_left` is the name of a holder who did.
    """

    kind: Literal["process", "access"]
    id: int
    code: str
    name: str
    critical: bool
    holders: tuple[MemberRef, ...]
    backup: MemberRef | None
    able: Mapping[int, Proof]
    holder_left: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def named(self) -> frozenset[int]:
        return frozenset({self.backup.id}) if self.backup else frozenset()

    @property
    def item(self) -> Item:
        return Item(self.key, frozenset(self.able))

    @property
    def href(self) -> str:
        if self.kind == "process":
            return reverse("organisation:process", args=[self.code])
        return reverse("organisation:access", args=[self.id])

    @property
    def second(self) -> Proof | None:
        """What shows that somebody besides the holder can: the newest proof; nothing when nobody has."""
        holders = {holder.id for holder in self.holders[:1]}
        shown = [proof for member, proof in self.able.items() if member not in holders]
        return max(shown, key=lambda proof: proof.day or date.min, default=None)


def abilities(day: date, *, critical_only: bool = True) -> list[Ability]:
    """Processes in force and accesses open on `day`, each with who could do it that day."""
    left = left_by(day)
    return [*_processes(day, left, critical_only), *_accesses(day, left, critical_only)]


def left_by(day: date) -> frozenset[int]:
    """Members who have left: they were engaged, and on `day` nothing of it is in force or still to come."""
    ended = set(Engagement.objects.filter(end__lte=day).values_list("member_id", flat=True))
    staying = set(Engagement.objects.filter(Q(end=None) | Q(end__gt=day)).values_list("member_id", flat=True))
    return frozenset(ended - staying)


def process_abilities(processes: Iterable[Process], day: date) -> list[Ability]:
    """These processes, in their order; select `role`, `holder` and `backup` with them."""
    return _of_processes(processes, day, left_by(day))


def access_abilities(accesses: Iterable[Access], day: date) -> list[Ability]:
    """These accesses, in their order; select `owner` and `backup` with them."""
    return _of_accesses(accesses, day, left_by(day))


def _processes(day: date, left: frozenset[int], critical_only: bool) -> list[Ability]:  # noqa: FBT001
    found = Process.objects.on(day).filter(role__retired_on=None).select_related("role", "holder", "backup")
    return _of_processes(found.filter(critical=True) if critical_only else found, day, left)


def _of_processes(processes: Iterable[Process], day: date, left: frozenset[int]) -> list[Ability]:
    shown = _shown_in_drills(day, "process_id")
    runs = ProcessRun.objects.filter(day__gt=day - CONFIRMED_FOR, day__lte=day).exclude(evidence="").order_by()
    for process, member, last in runs.values_list("process_id", "member_id").annotate(last=Max("day")):
        shown[process][member] = Proof(Reason.of("able_ran_it", on=last.isoformat()), last)
    return [_of_process(process, shown[process.pk], left) for process in processes]


def _of_process(process: Process, shown: Mapping[int, Proof], left: frozenset[int]) -> Ability:
    able = dict(shown)
    if process.holder:
        able[process.holder.pk] = Proof(Reason.of("able_holds_it"))
    return Ability(
        kind="process",
        id=process.pk,
        code=process.code,
        name=process_words(process).name,
        critical=process.critical,
        holders=(ref(process.holder),) if process.holder and process.holder.pk not in left else (),
        backup=ref(process.backup) if process.backup and process.backup.pk not in left else None,
        able={member: proof for member, proof in able.items() if member not in left},
        holder_left=process.holder.name if process.holder and process.holder.pk in left else "",
    )


def _accesses(day: date, left: frozenset[int], critical_only: bool) -> list[Ability]:  # noqa: FBT001
    found = open_accesses(day)
    return _of_accesses(found.filter(critical=True) if critical_only else found, day, left)


def open_accesses(day: date) -> QuerySet[Access]:
    return Access.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day)).select_related("owner", "backup")


def _of_accesses(accesses: Iterable[Access], day: date, left: frozenset[int]) -> list[Ability]:
    shown = _shown_in_drills(day, "access_id")
    checks = _right_checks(day)
    held: dict[int, list[MemberRef]] = defaultdict(list)
    for holding in Holding.objects.on(day).select_related("member").order_by("start", "id"):
        held[holding.access_id].append(ref(holding.member))
    return [_of_access(one, held[one.pk], shown[one.pk], checks.get(one.pk), left) for one in accesses]


def _of_access(
    access: Access, held: list[MemberRef], shown: Mapping[int, Proof], checked: date | None, left: frozenset[int]
) -> Ability:
    if access.owner:
        held = [ref(access.owner), *(one for one in held if one.id != access.owner.pk)]
    able = {one.id: Proof(Reason.of("able_has_access")) for one in held}
    if checked:  # whoever looked found the register right: its holders and the backup can get in
        named = [access.backup.pk] if access.backup else []
        able |= {one: Proof(Reason.of("able_checked", on=checked.isoformat()), checked) for one in [*able, *named]}
    able |= shown
    return Ability(
        kind="access",
        id=access.pk,
        code=str(access.pk),
        name=str(access),
        critical=access.critical,
        holders=tuple(one for one in held if one.id not in left),
        backup=ref(access.backup) if access.backup and access.backup.pk not in left else None,
        able={member: proof for member, proof in able.items() if member not in left},
        holder_left=access.owner.name if access.owner and access.owner.pk in left else "",
    )


def _shown_in_drills(day: date, subject: str) -> dict[int, dict[int, Proof]]:
    """Subject -> member -> the newest drill that went well in the last half year."""
    found: dict[int, dict[int, Proof]] = defaultdict(dict)
    drills = Drill.objects.filter(day__gt=day - CONFIRMED_FOR, day__lte=day, result__in=SHOWED)
    for drill in drills.exclude(**{subject: None}).order_by("day", "id"):
        code = "able_drilled" if drill.result == DrillResult.PASSED else "able_drilled_with_help"
        found[getattr(drill, subject)][drill.member_id] = Proof(Reason.of(code, on=drill.day.isoformat()), drill.day)
    return found


def _right_checks(day: date) -> dict[int, date]:
    """Access -> its newest check of the last half year, where that one found the register right."""
    newest: dict[int, AccessCheck] = {}
    for check in AccessCheck.objects.filter(day__gt=day - CONFIRMED_FOR, day__lte=day).order_by("day", "id"):
        newest[check.access_id] = check
    return {access: check.day for access, check in newest.items() if check.found}
