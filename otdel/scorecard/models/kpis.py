"""KPIs of this company's roles, what was planned for their measures, and targets of people."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from otdel.organisation.models import JobRole, Member
from otdel.organisation.models.dated import Dated, DatedQuerySet, lasts


class Kpi(Dated):
    """A KPI of a role, in force [start, end). A changed formula or threshold is a new row with the same code.

    Words come from the role's copy of the library (`own` lays the company's over them: name, gaming). `settings` holds
    what the library's structure holds: unit, direction, period, lag_days, source, controllability, threshold, pay_use,
    paired_with, min_sample.
    """

    role = models.ForeignKey(JobRole, on_delete=models.PROTECT, related_name="kpis")
    code = models.CharField(max_length=60, db_index=True)
    formula = models.CharField(max_length=500)
    settings = models.JSONField(default=dict)
    own = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = DatedQuerySet["Kpi"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["role__position", "position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            lasts("a_kpi_lasts"),
            models.UniqueConstraint(fields=["code", "start"], name="one_kpi_a_code_and_start"),
        ]

    def __str__(self) -> str:
        return self.code


class PlanValue(Dated):
    """The approved plan of a measure (its `_plan` twin in formulas) for [start, end), for a member or the department.

    A plan of a longer period is spread over its days; plans of several periods add up where they do not overlap.
    """

    measure = models.CharField(max_length=60, db_index=True, help_text="without _plan: qualified_leads")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=20, decimal_places=6)
    currency = models.CharField(max_length=3, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="who approved it, as their name was")
    file = models.CharField(max_length=200, blank=True, help_text="name of the file it was read from")
    row = models.PositiveIntegerField(null=True, blank=True)

    objects = DatedQuerySet["PlanValue"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["measure", "start", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [lasts("a_plan_lasts")]

    def __str__(self) -> str:
        return f"{self.measure} {self.start}"


class Target(Dated):
    """What a member, or everybody with the KPI, is to reach: floor, target, stretch in the KPI's own unit.

    For a plan ratio it is in shares of the plan. Empty numbers leave the KPI's own threshold in force.
    """

    kpi = models.CharField(max_length=60, db_index=True, help_text="the KPI's code")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    floor = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    target = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    stretch = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = DatedQuerySet["Target"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["kpi", "start", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [lasts("a_target_lasts")]

    def __str__(self) -> str:
        return f"{self.kpi} {self.start}"
