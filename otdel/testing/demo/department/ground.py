"""What every part of the demo department needs at hand: the day, its months, chance, members, accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db import models

from otdel.accounts.models import Person
from otdel.kit.period import Period
from otdel.kit.viewer import Viewer
from otdel.organisation.models import JobRole, Member
from otdel.testing.demo import company
from otdel.testing.demo.chance import Chance
from otdel.testing.demo.department.cast import BY_KEY, CAST, MONTHS, NEW_FOR, NEWCOMER, RAMP, Held, Somebody
from otdel.testing.demo.department.ledger import MonthOf, ledger
from otdel.testing.demo.seasons import months_back
from otdel.testing.demo.world import World

ZONE = ZoneInfo(company.TIME_ZONE)


@dataclass
class Ground:
    """`members` by their key in the cast, `accounts` by the key in `company.PEOPLE`, `roles` by library id."""

    today: date
    seed: int
    world: World
    owner: Viewer
    head: Viewer
    accounts: dict[str, Person]
    members: dict[str, Member] = field(default_factory=dict)
    roles: dict[str, JobRole] = field(default_factory=dict)

    @property
    def since(self) -> date:
        """The first day of the department's records."""
        return self.month(MONTHS).start

    def month(self, back: int) -> Period:
        return months_back(self.today, back)

    @property
    def months(self) -> list[Period]:
        """Every month of the history, oldest first, the running one last and whole."""
        return [self.month(back) for back in range(MONTHS, -1, -1)]

    @property
    def now(self) -> datetime:
        """Nothing is known from this moment on: today has begun, and that is all."""
        return datetime.combine(self.today, time(9), ZONE)

    def chance(self, part: str) -> Chance:
        return Chance.of(self.seed, self.today, f"department {part}")

    @cached_property
    def _spent(self) -> dict[date, dict[str, Decimal]]:
        found: dict[date, dict[str, Decimal]] = {}
        for month in self.months:
            found[month.start] = defaultdict(Decimal, self.world.known_spend(month) if month.end <= self.today else {})
        return found

    @cached_property
    def ledger(self) -> dict[date, MonthOf]:
        """What each month came to in sales."""
        return ledger(self.world)

    def spent(self, month: Period) -> dict[str, Decimal]:
        """Hryvnias by channel of a month that is over."""
        return self._spent[month.start]

    def days(self, held: Held) -> tuple[date, date | None]:
        return self.month(held.since).start, self.month(held.until).start if held.until is not None else None

    @property
    def newcomer_since(self) -> date:
        """A Monday about six weeks ago."""
        day = self.today - timedelta(days=NEW_FOR)
        return day - timedelta(days=day.weekday())

    def holders(self, role: str) -> list[tuple[Somebody, date, date | None]]:
        """Who held a role, from when and up to when, in order of time."""
        if role == "generalist":
            return [(BY_KEY[NEWCOMER], self.newcomer_since, None)]
        found = [(one, *self.days(held)) for one in CAST for held in one.held if held.role == role]
        return sorted(found, key=lambda row: row[1])

    def holder(self, role: str, day: date) -> Somebody | None:
        """Who held a role on a day."""
        rows = self.holders(role)
        return next((one for one, start, end in rows if start <= day and (end is None or day < end)), None)

    def ramp(self) -> list[float]:
        return list(RAMP)

    def past(self, moment: datetime) -> datetime | None:
        """The moment, when it has come."""
        return moment if moment < self.now else None


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment where the company is."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


def workday(day: date) -> date:
    """`day`, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


@contextmanager
def own_moments(model: type[models.Model], *names: str) -> Iterator[None]:
    """While it lasts, records are written with the moments they state and not with now: history is told afterwards."""
    fields = [model._meta.get_field(name) for name in names]
    for one in fields:
        one.auto_now_add = False  # type: ignore[union-attr]
    try:
        yield
    finally:
        for one in fields:
            one.auto_now_add = True  # type: ignore[union-attr]
