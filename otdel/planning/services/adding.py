"""Writing a task down: for oneself, for those one leads, for anybody when one heads the department."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from otdel.accounts.models import Person
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Member, Zone
from otdel.planning.models import Severity, Task, TaskKind
from otdel.planning.queries.pieces import company_zone
from otdel.planning.queries.rights import must, reach
from otdel.planning.services.common import TITLE, said, subject

MOST_POINTS = Decimal(1000)


@dataclass(frozen=True, slots=True)
class NewTask:
    """What is to be done by whom and when. `due` becomes the first due date for good; `slot_at` a planned moment.

    `source` is what the task grew out of: {"code", "values", "href"}.
    """

    title: str
    owner: int
    due: date
    kind: str = TaskKind.TASK
    customer: int | None = None
    zone: int | None = None
    text: str = ""
    severity: str = ""
    points: Decimal = Decimal(0)
    slot_at: datetime | None = None
    source: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def new_task(viewer: Viewer, new: NewTask) -> Task:
    """The saved task. Raises NotAllowed when its owner is not the viewer's to give work to, Refused for bad values."""
    must(reach(viewer).may_give_to(new.owner), "work is given to oneself and to those one leads")
    task = Task.objects.create(
        title=said(new.title, "task_needs_title", TITLE),
        text=new.text.strip(),
        kind=_one_of(new.kind, TaskKind.values, "task_kind_unknown"),
        owner=_member(new.owner),
        customer=_member(new.customer) if new.customer else None,
        zone=_zone(new.zone) if new.zone else None,
        first_due=_agreeing(new.due, new.slot_at),
        due=new.due,
        severity=_one_of(new.severity, ["", *Severity.values], "task_severity_unknown"),
        points=_points(new.points),
        slot_at=new.slot_at,
        source=dict(new.source),
        created_at=timezone.now(),
        by_id=viewer.person if Person.objects.filter(pk=viewer.person).exists() else None,
    )
    audit(viewer, "task.added", subject(task), title=task.title, owner=task.owner.name, due=task.due.isoformat())
    return task


def _member(pk: int) -> Member:
    found = Member.objects.filter(pk=pk).first()
    if found is None:
        raise Refused(Reason.of("work_member_unknown", who=str(pk)))
    return found


def _zone(pk: int) -> Zone:
    found = Zone.objects.filter(pk=pk, retired_on=None).first()
    if found is None:
        raise Refused(Reason.of("work_zone_unknown", zone=str(pk)))
    return found


def _one_of(value: str, known: list[str], reason: str) -> str:
    if value not in known:
        raise Refused(Reason.of(reason, value=value))
    return value


def _points(points: Decimal) -> Decimal:
    if not 0 <= points < MOST_POINTS:
        raise Refused(Reason.of("task_points_out_of_range", points=str(points)))
    return points


def _agreeing(due: date, slot_at: datetime | None) -> date:
    """The due date, which is the day of the slot when there is one."""
    if slot_at and slot_at.astimezone(company_zone()).date() != due:
        slot = slot_at.astimezone(company_zone()).date()
        raise Refused(Reason.of("task_slot_on_another_day", due=due.isoformat(), slot=slot.isoformat()))
    return due
