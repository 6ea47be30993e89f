"""When a thing about pay is done: now, or the moment a demo is telling of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Viewer
from otdel.motivation.queries.days import day_of

_told: ContextVar[datetime | None] = ContextVar("moment_told", default=None)


def now() -> datetime:
    return _told.get() or timezone.now()


def today(viewer: Viewer) -> date:
    """The day it is where the company is."""
    told = _told.get()
    if told is None:
        return company_today(viewer)
    return day_of(viewer, told)


@contextmanager
def told_of(at: datetime) -> Iterator[None]:
    """Within it everything about pay is done `at` that moment: how a demo company gets its past."""
    token = _told.set(at)
    try:
        yield
    finally:
        _told.reset(token)
