"""Facts about the department hold from a day on, up to another: [start, end), the end open until it is known."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

M = TypeVar("M", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[M]):
    def on(self, day: date) -> Self:
        """Those that hold on `day`."""
        return self.filter(Q(end=None) | Q(end__gt=day), start__lte=day)

    def during(self, start: date, end: date) -> Self:
        """Those that hold on any day of [start, end)."""
        return self.filter(Q(end=None) | Q(end__gt=start), start__lt=end)


class Dated(models.Model):
    """Holds from `start` up to but not including `end`."""

    start = models.DateField()
    end = models.DateField(null=True, blank=True, help_text="the first day it no longer holds; open while empty")

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


def lasts(name: str) -> models.CheckConstraint:
    """A constraint that the dates do not cross; `name` is its name in the records."""
    return models.CheckConstraint(condition=Q(end=None) | Q(end__gt=F("start")), name=name)
