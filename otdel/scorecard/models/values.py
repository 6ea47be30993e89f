"""Values of KPIs as the clock computed them, frozen when their period closed, and dated corrections after that."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from otdel.organisation.models import Member

UNITS = [("week", "week"), ("month", "month"), ("quarter", "quarter"), ("year", "year")]


class KpiValue(models.Model):
    """The value of a KPI for a member (or the whole department) in one calendar period.

    `value` is empty when there is no data, and `reason` says why: {"code": ..., "values": {...}}. `parts` are the
    measures it was computed from: {"spend_paid": {"value": "123.45", "rows": 12, "reason": null}, ...}. `coverage` is
    the share of the period's days the sources speak for. A closed period's row is frozen: computing skips it.
    """

    kpi = models.CharField(max_length=60)
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="kpi_values", db_index=False
    )
    whose = models.BigIntegerField(default=0, help_text="the member's id again; 0 for the department, which has no id")
    unit = models.CharField(max_length=7, choices=UNITS)
    start = models.DateField()
    end = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    reason = models.JSONField(null=True)
    attainment = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    state = models.CharField(max_length=8, blank=True, help_text="good, near, off, or empty when it cannot be judged")
    target = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    coverage = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    fresh_to = models.DateField(null=True, help_text="the last day its sources speak for")
    mature = models.BooleanField(default=False, help_text="the lag has passed: late facts can hardly change it")
    small_sample = models.BooleanField(default=False)
    parts = models.JSONField(default=dict)
    computed_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-start", "kpi", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "start", "whose", "kpi"], name="one_value_a_kpi_person_and_period")
        ]
        indexes: ClassVar[list[models.Index]] = [  # whether somebody ever had a value, asked of a crowd at once
            models.Index(
                fields=["unit", "kpi", "whose", "start"], condition=models.Q(value__isnull=False), name="known_values"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi} {self.start}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.whose = self.member_id or 0
        super().save(*args, **kwargs)


class Adjustment(models.Model):
    """A dated correction of a frozen value: the old value, the new one, why and by whom. Added, never changed."""

    of = models.ForeignKey(KpiValue, on_delete=models.PROTECT, related_name="adjustments")
    old = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    new = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    why = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="who corrected it, as their name was")

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.of}: {self.old} -> {self.new}"


class ClosedPeriod(models.Model):
    """A calendar period whose values are frozen. Closed once; never reopened."""

    unit = models.CharField(max_length=7, choices=UNITS)
    start = models.DateField()
    end = models.DateField()
    closed_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    digest = models.CharField(max_length=64, help_text="of the values as they were frozen")

    class Meta:
        ordering: ClassVar[list[str]] = ["-start", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "start"], name="a_period_closes_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.start}"
