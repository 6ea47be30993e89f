"""Lists of tasks as pages show them: who has what until when, what is late, what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from django.db.models import Q
from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.models import Zone
from otdel.organisation.queries.members import MemberRef, ref
from otdel.organisation.words import zone_name
from otdel.planning.links import task_href
from otdel.planning.models import Task
from otdel.planning.queries.pieces import company_zone, piece_of
from otdel.planning.queries.rights import Reach, reach, visible_tasks
from otdel.planning.rules.life import State, by_first_due, is_late, state

Tab = Literal["mine", "all", "waiting", "late", "done"]
NOT_OVER = Q(accepted_at=None, dropped_at=None)
NEEDED = ("owner", "customer", "zone__role")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in a list. `moved` says the date is no longer the one first promised; `waits_for` is empty unless waiting.

    `in_time` is, for a task that is done, whether it was accepted by the first date (waiting taken off).
    """

    id: int
    title: str
    kind: str
    owner: MemberRef
    customer: MemberRef | None
    zone_id: int | None
    zone: str
    first_due: date
    due: date
    state: State
    late: bool
    days_late: int
    waits_for: str
    accepted_on: date | None
    in_time: bool
    rounds: int

    @property
    def moved(self) -> bool:
        return self.due != self.first_due

    @property
    def href(self) -> str:
        return task_href(self.id)


@dataclass(frozen=True, slots=True)
class Filtered:
    """What a list is narrowed to; empty is everything."""

    person: str = ""
    kind: str = ""
    zone: int | None = None

    @property
    def q(self) -> Q:
        found = Q(owner__slug=self.person) if self.person else Q()
        found &= Q(kind=self.kind) if self.kind else Q()
        return found & Q(zone_id=self.zone) if self.zone else found


@dataclass(frozen=True, slots=True)
class Board:
    """Tasks that are not over (`going`), with what the verdict says of them, and the rows of one tab.

    `to_review` are those that wait for this viewer to accept or return.
    """

    going: int
    late: int
    waiting: int
    handed: int
    to_review: int
    rows: tuple[TaskRow, ...]
    people: tuple[MemberRef, ...]
    zones: tuple[tuple[int, str], ...]
    everybody: bool
    has_own: bool


def board(viewer: Viewer, tab: Tab, narrowed: Filtered, most: int = 400) -> Board:
    """The viewer's work, or everybody's they may see. The newest `most` are shown of what is over."""
    of = reach(viewer)
    if of.own is None and not of.everybody:
        raise NotAllowed("this person has no place in the department")
    whose = _own(of) if tab == "mine" and of.own else visible_tasks(of)
    going = rows(viewer, whose & narrowed.q & NOT_OVER)
    over = rows(viewer, whose & narrowed.q & ~NOT_OVER, newest=most) if tab == "done" else []
    return Board(
        going=len(going),
        late=sum(row.late for row in going),
        waiting=sum(row.state is State.WAITING for row in going),
        handed=sum(row.state is State.HANDED for row in going),
        to_review=sum(row.state is State.HANDED and of.own is not None and row.customer == of.own for row in going),
        rows=tuple(over or _shown(tab, going)),
        people=_people(of),
        zones=_zones(of),
        everybody=of.everybody or bool(of.led),
        has_own=of.own is not None,
    )


def _own(of: Reach) -> Q:
    """Theirs to do, and theirs to look at."""
    assert of.own is not None
    return Q(owner_id=of.own.id) | Q(customer_id=of.own.id, handed_at__isnull=False, accepted_at=None)


def _shown(tab: Tab, going: list[TaskRow]) -> list[TaskRow]:
    match tab:
        case "done":
            return []
        case "late":
            return [row for row in going if row.late]
        case "waiting":
            return [row for row in going if row.state in (State.WAITING, State.HANDED)]
    return sorted(going, key=lambda row: (not row.late, row.due, row.id))


def rows(viewer: Viewer, which: Q, newest: int = 0) -> list[TaskRow]:
    """Rows of the tasks `which`, by due date; with `newest`, that many, last ended first. Nobody's rights are asked."""
    found = Task.objects.filter(which).select_related(*NEEDED).prefetch_related("waits", "reviews")
    if newest:
        found = found.order_by("-handed_at", "-id")[:newest]
    zone, now, today = company_zone(), timezone.now(), company_today(viewer)
    return [row_of(task, zone, now, today) for task in found]


def row_of(task: Task, zone: tzinfo, now: datetime, today: date) -> TaskRow:
    piece = piece_of(task, zone)
    late = is_late(piece, now)
    waiting = next((wait for wait in task.waits.all() if wait.until is None), None)
    return TaskRow(
        id=task.pk,
        title=task.title,
        kind=task.kind,
        owner=ref(task.owner),
        customer=ref(task.customer) if task.customer else None,
        zone_id=task.zone_id,
        zone=zone_name(task.zone) if task.zone else "",
        first_due=task.first_due,
        due=task.due,
        state=state(piece),
        late=late,
        days_late=max(1, (today - task.due).days) if late else 0,
        waits_for=waiting.what if waiting else "",
        accepted_on=piece.local(task.accepted_at),
        in_time=by_first_due(piece, task.accepted_at),
        rounds=len(piece.looks),
    )


def open_tasks_of(viewer: Viewer, member: int) -> list[TaskRow]:
    """A member's tasks that are not over, late ones first. NotAllowed when they are not the viewer's to see."""
    if not reach(viewer).has(member):
        raise NotAllowed("this is another person's work")
    return sorted(rows(viewer, NOT_OVER & Q(owner_id=member)), key=lambda row: (not row.late, row.due, row.id))


def _people(of: Reach) -> tuple[MemberRef, ...]:
    found = Task.objects.filter(visible_tasks(of)).order_by().values_list("owner_id", "owner__slug", "owner__name")
    return tuple(sorted((MemberRef(*one) for one in found.distinct()), key=lambda one: one.name))


def _zones(of: Reach) -> tuple[tuple[int, str], ...]:
    worked_in = Task.objects.filter(visible_tasks(of)).exclude(zone=None).order_by().values("zone_id").distinct()
    named = [(zone.pk, zone_name(zone)) for zone in Zone.objects.filter(pk__in=worked_in).select_related("role")]
    return tuple(sorted(named, key=lambda one: one[1]))
