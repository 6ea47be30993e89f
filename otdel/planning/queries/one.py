"""One task with its whole life, and what this viewer may do with it next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from otdel.accounts.queries import company_today
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.planning.models import Task, TaskKind
from otdel.planning.queries.pieces import company_zone
from otdel.planning.queries.rights import Reach, reach
from otdel.planning.queries.tasks import NEEDED, TaskRow, row_of
from otdel.planning.rules.life import State

Verb = Literal[
    "wait", "carry_on", "hand_over", "accept", "return", "move", "drop", "give", "ready", "live", "conclude", "error"
]
Event = Literal[
    "added", "waited", "waits", "ready", "handed", "handed_again", "accepted", "returned", "live", "error", "dropped"
]

PUBLISHED = (TaskKind.TEXT, TaskKind.POST, TaskKind.PUBLICATION)
TESTS = (TaskKind.TEST, TaskKind.COPY_TEST)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a task: when, by whom (if known), with the words said; `until` ends a wait."""

    event: Event
    at: datetime
    name: str = ""
    words: str = ""
    until: datetime | None = None
    day_only: bool = False

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task as its page shows it. `steps` are in the order they happened; `may` names what the viewer may do now."""

    row: TaskRow
    text: str
    severity: str
    points: Decimal
    slot_at: datetime | None
    outcome: str
    dropped_why: str
    source: Reason | None
    source_href: str
    steps: tuple[Step, ...]
    may: frozenset[Verb]
    made_by: str


def task_page(viewer: Viewer, pk: int) -> TaskPage:
    """Raises NotAllowed when the task is not there, or not the viewer's to see: which of both is not said."""
    task = Task.objects.select_related(*NEEDED, "by").prefetch_related("waits", "reviews").filter(pk=pk).first()
    of = reach(viewer)
    if task is None or not of.sees(task):
        raise NotAllowed("there is no such task, or it is another person's")
    row = row_of(task, company_zone(), timezone.now(), company_today(viewer))
    return TaskPage(
        row=row,
        text=task.text,
        severity=task.severity,
        points=task.points,
        slot_at=task.slot_at,
        outcome=task.outcome,
        dropped_why=task.dropped_why,
        source=_source(task.source),
        source_href=_own_address(str(task.source.get("href", ""))),
        steps=tuple(sorted(_steps(task), key=lambda step: step.at)),
        may=frozenset(_may(of, task, row)),
        made_by=task.by.name if task.by else "",
    )


def _own_address(kept: str) -> str:
    """Only a page of ours becomes a link, whatever was written down."""
    return kept if kept.startswith("/") and url_has_allowed_host_and_scheme(kept, allowed_hosts=None) else ""


def _source(kept: dict[str, Any]) -> Reason | None:
    return Reason.of(kept["code"], **kept.get("values", {})) if kept.get("code") else None


def _steps(task: Task) -> list[Step]:
    steps = [Step("added", task.created_at, task.by.name if task.by else "")]
    moments: list[tuple[Event, datetime | None]] = [
        ("ready", task.ready_at),
        ("handed", task.handed_at),
        ("handed_again", task.rehanded_at),
        ("live", task.live_at),
        ("dropped", task.dropped_at),
    ]
    steps += [Step(event, at, words=task.dropped_why if event == "dropped" else "") for event, at in moments if at]
    steps += [
        Step("waited" if wait.until else "waits", wait.since, words=wait.what, until=wait.until)
        for wait in task.waits.all()
    ]
    steps += [
        Step("accepted" if look.accepted else "returned", look.at, look.name, look.note) for look in task.reviews.all()
    ]
    if task.accepted_at and not task.reviews.all():
        steps.append(Step("accepted", task.accepted_at))
    if task.error_found_on:
        steps.append(Step("error", _noon(task.error_found_on), day_only=True))
    return steps


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=company_zone())


def _may(of: Reach, task: Task, row: TaskRow) -> set[Verb]:
    may: set[Verb] = set()
    with_owner = row.state in (State.OPEN, State.WAITING, State.RETURNED)
    going = with_owner or row.state is State.HANDED
    published = task.kind in PUBLISHED
    if of.runs(task):
        may |= {"carry_on"} if row.state is State.WAITING else {"wait"} if with_owner else set()
        may |= ({"conclude"} if task.kind in TESTS and not task.outcome else {"hand_over"}) if with_owner else set()
        may |= {"ready"} if published and going and not task.ready_at else set()
        may |= {"live"} if published and row.state is not State.DROPPED and not task.live_at else set()
    if of.decides(task) and going:
        may |= {"move", "drop"}
        may |= {"give"} if with_owner else set()
    if of.reviews(task) and row.state is State.HANDED:
        may |= {"accept", "return"}
    return may | {"error"} if task.live_at else may
