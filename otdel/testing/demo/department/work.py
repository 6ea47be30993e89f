"""All work of the demo department: tasks of every kind, month after month, by whoever held the role then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from otdel.kit.period import Period
from otdel.organisation.models import Zone
from otdel.planning.models import Review, Task, TaskKind, Wait
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.department import titles
from otdel.testing.demo.department.ground import Ground
from otdel.testing.demo.department.pieces import Order, Story, tell


@dataclass(frozen=True, slots=True)
class Habit:
    """So many pieces of a kind a month for whoever holds `role`; accepted by whoever holds `customer`.

    `better` is how much more often than usual such work is on time; `towards_end` says that it is due late in a month.
    """

    kind: str
    role: str
    monthly: float
    titles: tuple[str, ...]
    customer: str = "cmo"
    zone: str = ""
    better: float = 0.0
    towards_end: bool = False


HABITS = (
    *(
        Habit(TaskKind.TASK, role, count, titles.ERRANDS[role])
        for role, count in (
            ("cmo", 6.0), ("ppc", 7.0), ("seo", 5.0), ("smm", 4.0), ("email", 4.0), ("affiliate", 4.0),
            ("copywriter", 1.5), ("content_manager", 5.0), ("pr", 1.5), ("generalist", 11.0),
        )
    ),
    Habit(TaskKind.DELIVERABLE, "pr", 3.0, titles.DELIVERABLES),
    Habit(TaskKind.DELIVERABLE, "copywriter", 2.0, titles.DELIVERABLES, "generalist"),
    Habit(TaskKind.TEXT, "copywriter", 11.0, titles.TEXTS, "content_manager", "copywriter.pages"),
    Habit(TaskKind.POST, "smm", 16.0, titles.POSTS, zone="smm.publications", better=0.16),
    Habit(TaskKind.PUBLICATION, "content_manager", 10.0, titles.PUBLICATIONS, zone="content_manager.publication_site"),
    Habit(TaskKind.REFRESH, "content_manager", 7.0, titles.REFRESHES, zone="content_manager.content_quality",
          towards_end=True),
    Habit(TaskKind.SEO_WORK, "seo", 7.0, titles.SEO_WORKS, zone="seo.page_work", towards_end=True),
    Habit(TaskKind.SEO_DEFECT, "seo", 3.2, titles.DEFECTS, zone="seo.technical_health"),
    Habit(TaskKind.TEST, "ppc", 3.0, titles.TESTS, zone="ppc.creatives_testing"),
    Habit(TaskKind.COPY_TEST, "copywriter", 1.6, titles.COPY_TESTS, "email"),
)  # fmt: skip
AHEAD = timedelta(days=21)  # how far ahead work is already given
POINTS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(3), Decimal(5))


def do(ground: Ground) -> None:
    """Everything given and done from the first month to today, and what is due in the next weeks."""
    zones = {zone.code: zone for zone in Zone.objects.all()}
    stories = [
        tell(ground, chance, order)
        for habit in HABITS
        for month in ground.months
        for chance in (ground.chance(f"{habit.kind} {habit.role} {month.start}"),)
        for order in _orders(ground, chance, habit, month, zones)
    ]
    stories.sort(key=lambda story: (story.task.created_at, story.task.title))
    _save(stories)


def _orders(ground: Ground, chance: Chance, habit: Habit, month: Period, zones: dict[str, Zone]) -> Iterator[Order]:
    for place in range(round(chance.near(habit.monthly, 0.15))):
        first = month.days - 12 if habit.towards_end and chance.happens(0.7) else 0
        due = month.start + timedelta(days=chance.randrange(first, month.days))
        title = chance.choice(habit.titles).format(thing=chance.choice(titles.THINGS), month=f"{month.start:%B}")
        points = chance.pick(POINTS, (2, 4, 3, 3, 1))
        severity = chance.pick(("critical", "medium", "low"), (0.4, 0.35, 0.25)) if place else "critical"
        owner = ground.holder(habit.role, due)
        if owner is None or due >= ground.today + AHEAD:
            continue
        yield Order(
            habit.kind,
            title,
            replace(owner, on_time=min(0.97, owner.on_time + habit.better)),
            _customer(ground, habit, due),
            due,
            zones.get(habit.zone),
            points if habit.kind == TaskKind.TEXT else Decimal(0),
            severity if habit.kind == TaskKind.SEO_DEFECT else "",
        )


def _customer(ground: Ground, habit: Habit, due: date) -> str:
    """Whoever accepts it: the head when nobody holds that role yet, the owner for the head's own work."""
    if habit.role == "cmo":
        return "andrii"
    found = ground.holder(habit.customer, due)
    return found.key if found else "maryna"


def _save(stories: list[Story]) -> None:
    Task.objects.bulk_create([story.task for story in stories], batch_size=1000)
    for story in stories:
        for wait in story.waits:
            wait.task = story.task
        for review in story.reviews:
            review.task = story.task
    Wait.objects.bulk_create(wait for story in stories for wait in story.waits)
    Review.objects.bulk_create(review for story in stories for review in story.reviews)
