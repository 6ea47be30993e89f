"""Money typed in by hand: what people, tools and contractors cost, and exchange rates."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.viewer import Role, Viewer


class CostKind(models.TextChoices):
    SALARY = "salary", pgettext_lazy("cost", "Salaries")
    TOOL = "tool", pgettext_lazy("cost", "Tools")
    CONTRACTOR = "contractor", pgettext_lazy("cost", "Contractors")
    OTHER = "other", pgettext_lazy("cost", "Other")


class CostQuerySet(models.QuerySet["Cost"]):
    def seen_by(self, viewer: Viewer) -> Self:
        """Salaries are for owner, head and accountant; a specialist sees the rest; a contractor sees none."""
        if viewer.may(Role.OWNER, Role.HEAD, Role.ACCOUNTANT):
            return self
        return self.exclude(kind=CostKind.SALARY) if viewer.may(Role.SPECIALIST) else self.none()


class Cost(models.Model):
    """One cost of the department, spread evenly over its days when it is counted."""

    kind = models.CharField(max_length=12, choices=CostKind.choices)
    label = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    start = models.DateField()
    end = models.DateField()  # the first day after
    channel = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = CostQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "kind", "label", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="a_cost_lasts_a_day_or_more")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.start}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)


class TypedRate(models.Model):
    """One unit of `currency` is worth `rate` of `into` on `day`."""

    day = models.DateField()
    currency = models.CharField(max_length=3)
    into = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=6)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day", "currency", "into"]
        constraints = [
            models.UniqueConstraint(fields=["day", "currency", "into"], name="one_typed_rate_a_day_and_pair")
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.currency}/{self.into}"
