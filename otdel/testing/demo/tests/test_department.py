"""The demo's department is alive and in order: what is wrong in it is wrong on purpose, and nothing else."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet

from otdel.organisation.models import (
    Absence,
    Access,
    AccessCheck,
    Accountability,
    Drill,
    Engagement,
    Holding,
    Process,
    ProcessRun,
    Zone,
)
from otdel.planning.models import Promise, Review, Task, TaskKind, Wait
from otdel.planning.rules.promises import PromiseState, promise_state
from otdel.scorecard.models import PlanValue, Reading
from otdel.testing.demo.department import zones
from otdel.testing.demo.department.accesses import CLOSED_LATE
from otdel.testing.demo.department.cast import LEAVER, NEWCOMER, ROLES
from otdel.testing.demo.department.ground import ZONE, Ground
from otdel.testing.demo.department.processes import NEGLECTED
from otdel.testing.demo.department.settling import ground_of, live
from otdel.testing.demo.founding import found_people
from otdel.testing.demo.tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER, SPRING = date(2027, 2, 28), date(2026, 4, 1)


def quiet(step: str, done: int, total: int) -> None:
    """Says nothing."""


def settled(today: date) -> Ground:
    ground = ground_of(found_people(), today, 7)
    live(ground, quiet)
    return ground


@pytest.mark.parametrize("today", [TODAY, LATER, SPRING])
def test_the_department_is_in_order_whatever_day_it_is(home: Any, today: date) -> None:
    ground = settled(today)
    every_role_is_held(today)
    zones_have_their_one_but_for_three(today)
    what_the_register_shouts_about(today)
    nothing_has_happened_after_today(ground)
    promises_went_every_way(today)


def every_role_is_held(today: date) -> None:
    held = Engagement.objects.on(today).values_list("role__code", flat=True)
    assert set(held) == set(ROLES)
    assert not Engagement.objects.on(today).filter(member__slug=LEAVER).exists()
    assert Engagement.objects.get(member__slug=NEWCOMER).ramp == [0.3, 0.6, 0.8]
    before = Engagement.objects.on(today - timedelta(days=150)).get(role__code="affiliate").member.slug
    after = Engagement.objects.on(today).get(role__code="affiliate").member.slug
    assert (before, after) == (LEAVER, "roman")


def zones_have_their_one_but_for_three(today: date) -> None:
    answer = Counter(Accountability.objects.on(today).filter(part="accountable").values_list("zone__code", flat=True))
    wrong = {code: answer[code] for code in Zone.objects.values_list("code", flat=True) if answer[code] != 1}
    assert wrong == {zones.EMPTY_EVER: 0, zones.EMPTY_SINCE_LEAVER: 0, zones.DOUBLE: 2}
    assert not [
        part for part in Accountability.objects.on(today).filter(part="backup")
        if Accountability.objects.on(today).filter(zone=part.zone, member=part.member, part="accountable").exists()
    ]  # fmt: skip


def what_the_register_shouts_about(today: date) -> None:
    """A line is private, one has no second hand, one is to be paid in twelve days, one was not looked at for months."""
    assert [one.system for one in Access.objects.filter(company_owned=False)] == ["Telegram channel"]
    assert {one.system for one in Access.objects.filter(backup=None)} == {"Telegram channel", "Rank tracker"}
    assert [one.system for one in Access.objects.filter(renewal=today + timedelta(days=12))] == ["Domain"]
    last = {one.access.system: one.day for one in AccessCheck.objects.order_by("day").select_related("access")}
    assert [name for name, day in last.items() if day < today - timedelta(days=220)] == ["Rank tracker"]
    late = [
        one.access.system for one in Holding.objects.exclude(close_by=None).select_related("access")
        if one.end and one.close_by and datetime.combine(one.end, time(), ZONE) > one.close_by
    ]  # fmt: skip
    assert late == [CLOSED_LATE]
    last_runs = {code: Process.objects.get(code=code).runs.latest("day").day for code in (NEGLECTED, "aff_val")}
    assert last_runs[NEGLECTED] <= today - timedelta(weeks=6) < last_runs["aff_val"]
    assert Absence.objects.get(why="test").note and Drill.objects.exclude(result="").count() > 8


def nothing_has_happened_after_today(ground: Ground) -> None:
    now = datetime.combine(ground.today, time(23, 59), ZONE)
    for task in Task.objects.all():
        moments = [task.created_at, task.handed_at, task.accepted_at, task.live_at, task.rehanded_at, task.dropped_at]
        assert all(one <= now for one in moments if one), task
        assert not (task.accepted_at and task.dropped_at), task
        assert task.accepted_at is None or (task.handed_at and task.handed_at <= task.accepted_at), task
        assert task.handed_at is None or task.created_at <= task.handed_at, task
    assert not Review.objects.filter(at__gt=now).exists() and not Wait.objects.filter(since__gt=now).exists()
    assert not ProcessRun.objects.filter(day__gte=ground.today).exists()
    assert not Reading.objects.filter(end__gt=ground.today).exists()
    assert not Promise.objects.filter(kept_on__gte=ground.today).exists()


def promises_went_every_way(today: date) -> None:
    states = Counter(promise_state(one.due, one.kept_on, one.broken_on, today) for one in Promise.objects.all())
    assert states[PromiseState.BROKEN] == 1 and states[PromiseState.KEPT_LATE] >= 4
    assert states[PromiseState.LATE] == 1 and states[PromiseState.OPEN] >= 1
    assert states[PromiseState.KEPT] > 40


def test_its_work_is_of_every_kind_and_differs_by_person(home: Any) -> None:
    settled(TODAY)
    kinds = Counter(Task.objects.values_list("kind", flat=True))
    assert kinds.keys() == {kind.value for kind in TaskKind} and 2300 < kinds.total() < 3300
    in_time = {
        key: share_in_time(Task.objects.filter(owner__slug=key, kind="task", first_due__lt=TODAY, waits=None))
        for key in ("nadiia", "roman", NEWCOMER)
    }
    assert in_time["nadiia"] > in_time["roman"] + 0.08 and in_time["nadiia"] > in_time[NEWCOMER] + 0.08
    states = Counter(state_of(one) for one in Reading.objects.all())
    assert states == {"agree": states["agree"], "one": 3, "differ": 1, "settled": 1} and states["agree"] > 1000


def share_in_time(tasks: QuerySet[Task]) -> float:
    done = [one.accepted_at is not None and one.accepted_at.date() <= one.first_due for one in tasks]
    return float(sum(done) / len(done))


def state_of(one: Reading) -> str:
    if one.second is None:
        return "one"
    return "agree" if one.second == one.value else "settled" if one.settled is not None else "differ"


def test_the_same_day_and_seed_give_the_same_department(home: Any) -> None:
    people = found_people()

    def made() -> list[list[str]]:
        mark = transaction.savepoint()
        live(ground_of(people, TODAY, 7), quiet)
        tables = (
            Task.objects.values_list("title", "owner__slug", "first_due", "handed_at", "accepted_at"),
            ProcessRun.objects.values_list("day", "process__code", "member__slug"),
            Reading.objects.values_list("measure", "start", "value", "second"),
            PlanValue.objects.values_list("measure", "start", "value"),
        )
        rows = [sorted(str(row) for row in table) for table in tables]
        transaction.savepoint_rollback(mark)
        return rows

    assert made() == made()
