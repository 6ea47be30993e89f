"""Reads tasks, with their waits and reviews, into what the rules judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from otdel.accounts.models import Company
from otdel.planning.models import Review, Task, Wait
from otdel.planning.rules.clock import Span
from otdel.planning.rules.life import Look, Piece

Spans = dict[int, list[Span]]
Looks = dict[int, list[Look]]

DATED = ("first_due", "due", "error_found_on")
TIMED = ("slot_at", "ready_at", "handed_at", "rehanded_at", "accepted_at", "live_at", "dropped_at", "created_at")
FIELDS = (*DATED, *TIMED, "kind", "severity", "points", "outcome")


def company_zone() -> tzinfo:
    """Where the company is: a day ends there."""
    return ZoneInfo(Company.objects.values_list("time_zone", flat=True).first() or "UTC")


def piece_of(task: Task, zone: tzinfo | None = None) -> Piece:
    """One task; its waits and reviews are read, or taken from what was prefetched."""
    return Piece(
        **{name: getattr(task, name) for name in FIELDS},
        zone=zone or company_zone(),
        waits=tuple(Span(wait.since, wait.until) for wait in task.waits.all()),
        looks=tuple(Look(review.at, review.accepted) for review in task.reviews.all()),
    )


def piece_from(values: dict[str, Any], zone: tzinfo, waits: Iterable[Span], looks: Iterable[Look]) -> Piece:
    """A task read as plain values, for counting many."""
    return Piece(**{name: values[name] for name in FIELDS}, zone=zone, waits=tuple(waits), looks=tuple(looks))


def touched_since(day: date | None) -> Q:
    """Tasks due, accepted, live or reviewed on or after `day`; every task when it is empty."""
    if day is None:
        return Q()
    moment = datetime.combine(day, time(0), UTC)
    lived = Q(accepted_at__gte=moment) | Q(live_at__gte=moment)
    return Q(first_due__gte=day) | lived | Q(pk__in=Review.objects.filter(at__gte=moment).values("task_id"))


def waits_and_looks(tasks: Q) -> tuple[Spans, Looks]:
    """All waits and reviews of the tasks, by task, in two questions to the records."""
    waits: Spans = defaultdict(list)
    looks: Looks = defaultdict(list)
    chosen = Q() if not tasks else Q(task_id__in=Task.objects.filter(tasks).values("pk"))
    rows: Iterable[tuple[int, datetime, datetime | None]]
    rows = Wait.objects.filter(chosen).values_list("task_id", "since", "until")
    for task, since, until in rows:
        waits[task].append(Span(since, until))
    for task, at, accepted in Review.objects.filter(chosen).values_list("task_id", "at", "accepted"):
        looks[task].append(Look(at, accepted))
    return waits, looks
