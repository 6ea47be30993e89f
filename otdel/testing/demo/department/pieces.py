"""The course of one piece of work in the demo: given, handed over, returned, accepted, published or dropped."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from otdel.planning.models import Review, Task, TaskKind, Wait
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.department import titles
from otdel.testing.demo.department.cast import Somebody
from otdel.testing.demo.department.ground import Ground, moment, workday

REVIEWED = {TaskKind.TEXT, TaskKind.DELIVERABLE, TaskKind.SEO_WORK}  # others are accepted as they are handed over
LIVE = {TaskKind.TEXT, TaskKind.PUBLICATION, TaskKind.POST}


@dataclass
class Story:
    """A task with its waits and reviews, not saved yet."""

    task: Task
    waits: list[Wait] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked: of whom, by when, by whom it is accepted."""

    kind: str
    title: str
    owner: Somebody
    customer: str
    due: date
    zone: Any = None
    points: Decimal = Decimal(0)
    severity: str = ""


def tell(ground: Ground, chance: Chance, order: Order) -> Story:
    """What became of an order by today."""
    due = workday(order.due)
    given = moment(workday(due - timedelta(days=chance.randint(4, 12))), chance.randint(9, 16), chance.randrange(60))
    task = Task(
        title=order.title, kind=order.kind, owner=ground.members[order.owner.key],
        customer=ground.members[order.customer], zone=order.zone, first_due=due, due=due, severity=order.severity,
        points=order.points, created_at=given, by=ground.accounts["maryna"],
    )  # fmt: skip
    story = Story(task)
    if given >= ground.now:
        task.created_at = moment(ground.today - timedelta(days=1), 15)
    if chance.happens(0.03):
        _drop(ground, chance, story)
        return story
    late = 0 if chance.happens(order.owner.on_time) else chance.randint(1, 9)
    if late == 0 and chance.happens(0.08):
        late = _wait(ground, chance, story)
    _hand_over(ground, chance, story, order, _finished(chance, task, due, late))
    if late > 2 and chance.happens(0.6):
        task.due = workday(due + timedelta(days=late))
    return story


def _finished(chance: Chance, task: Task, due: date, late: int) -> datetime:
    """When it was handed over: in its last days, or `late` days after."""
    day = workday(due + timedelta(days=late)) if late else due - timedelta(days=chance.choice((0, 0, 0, 1, 1, 2, 3)))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return max(moment(day, chance.randint(10, 17), chance.randrange(60)), task.created_at + timedelta(hours=2))


def _drop(ground: Ground, chance: Chance, story: Story) -> None:
    when = moment(story.task.first_due - timedelta(days=chance.randint(1, 4)), 12)
    if ground.past(when):
        story.task.dropped_at, story.task.dropped_why = when, chance.choice(titles.DROPS)


def _wait(ground: Ground, chance: Chance, story: Story) -> int:
    """It lay with others for a few days; the clock stood still, so it is later and not late."""
    days = chance.randint(2, 5)
    since = moment(workday(story.task.first_due - timedelta(days=2)), 11)
    since = max(since, story.task.created_at)
    if not ground.past(since):
        return 0
    story.waits.append(
        Wait(what=chance.choice(titles.WAITS), since=since, until=ground.past(since + timedelta(days=days, hours=5)))
    )
    return days


def _hand_over(ground: Ground, chance: Chance, story: Story, order: Order, when: datetime) -> None:
    task = story.task
    if not ground.past(when) or any(wait.until is None for wait in story.waits):
        return
    task.handed_at = when
    if order.kind in LIVE and order.kind != TaskKind.TEXT:
        task.ready_at = when - timedelta(hours=chance.randint(3, 40))
    _review(ground, chance, story, order, when) if order.kind in REVIEWED else _take(ground, chance, story, when)
    if order.kind in LIVE:
        _publish(ground, chance, story, order)
    if order.kind in (TaskKind.TEST, TaskKind.COPY_TEST) and task.accepted_at:
        task.outcome = chance.pick(("won", "lost", "flat"), (0.38, 0.34, 0.28))


def _take(ground: Ground, chance: Chance, story: Story, when: datetime) -> None:
    """Accepted the same day, now and then the next."""
    later = when + timedelta(hours=chance.choice((1, 1, 2, 3)))
    story.task.accepted_at = ground.past(max(later, when + timedelta(minutes=20)))


def _review(ground: Ground, chance: Chance, story: Story, order: Order, when: datetime) -> None:
    """Looked at within days; returned until it is right."""
    name = ground.members[order.customer].name
    account = ground.accounts.get(order.customer)
    right = order.owner.first_time
    for _ in range(4):
        at = _in_hours(when + timedelta(hours=chance.randint(3, 30)))
        if not ground.past(at):
            return
        good = chance.happens(right)
        story.reviews.append(
            Review(at=at, accepted=good, note="" if good else chance.choice(titles.REWORKS), by=account, name=name)
        )
        if good:
            story.task.accepted_at = at
            return
        when, right = _in_hours(at + timedelta(hours=chance.randint(4, 40))), 0.85
        if not ground.past(when):
            return
        story.task.rehanded_at = when


def _in_hours(when: datetime) -> datetime:
    """Nobody reviews at night or on Sunday."""
    if when.hour >= 17 or when.hour < 6:
        when = when.replace(hour=8) + timedelta(days=1 if when.hour >= 17 else 0)
    return when + timedelta(days=max(0, 7 - when.weekday()) if when.weekday() > 4 else 0)


def _publish(ground: Ground, chance: Chance, story: Story, order: Order) -> None:
    task = story.task
    if task.accepted_at is None:
        return
    if order.kind == TaskKind.TEXT:
        task.live_at = ground.past(_in_hours(task.accepted_at + timedelta(hours=chance.randint(6, 70))))
        if task.live_at and chance.happens(0.012):
            task.error_found_on = min(task.live_at.date() + timedelta(days=chance.randint(1, 10)), ground.today)
        return
    task.live_at = task.accepted_at
    if order.kind == TaskKind.POST:
        late = task.accepted_at.date() > task.first_due
        slot = moment(task.first_due, 11)
        shift = timedelta(minutes=chance.randint(-20, 80))
        task.slot_at, task.live_at = slot, ground.past(task.accepted_at if late else slot + shift)
        task.handed_at = min(task.handed_at or slot, slot - timedelta(minutes=30)) if not late else task.handed_at
        task.accepted_at = task.live_at
