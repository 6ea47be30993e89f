"""Past moments: what the demo's people did about pay is dated when they did it, in the trail as well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from otdel.accounts.models import AuditLine
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Viewer
from otdel.motivation.services.moment import told_of
from otdel.testing.demo.department.ground import Ground, moment, workday

FRIDAY = 4


@contextmanager
def then(day: date, hour: int = 11) -> Iterator[None]:
    """Within it everything about pay happens on `day`, in hours the company works."""
    at = moment(day, hour)
    last = AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with told_of(at):
        yield
    AuditLine.objects.filter(pk__gt=last).update(at=at)


def viewer_of(ground: Ground, key: str) -> Viewer:
    """Somebody with an account, as the pages see them."""
    return as_viewer(ground.accounts[key])


def first_back(ground: Ground) -> int:
    """How many months back the last paid month is: pay of a month is in everybody's hands by the 18th of the next."""
    return 1 if ground.today.day > PAID_BY else 2


PAID_BY = 18
PERIODS = 5  # months of pay that lie behind


def begins(ground: Ground) -> date:
    """The first day of pay by plan."""
    return ground.month(first_back(ground) + PERIODS - 1).start


def bank_day(day: date) -> date:
    """`day`, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


__all__ = ["bank_day", "begins", "first_back", "then", "viewer_of", "workday"]
