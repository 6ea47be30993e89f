"""Processes that repeat, the evidence that they were run, and drills that show somebody else can run them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.organisation.models.dated import Dated, DatedQuerySet, lasts
from otdel.organisation.models.people import Member
from otdel.organisation.models.roles import JobRole


class Cadence(models.TextChoices):
    DAILY = "daily", pgettext_lazy("cadence", "every working day")
    TWICE_WEEKLY = "twice_weekly", pgettext_lazy("cadence", "twice a week")
    WEEKLY = "weekly", pgettext_lazy("cadence", "every week")
    FORTNIGHTLY = "fortnightly", pgettext_lazy("cadence", "every two weeks")
    MONTHLY = "monthly", pgettext_lazy("cadence", "every month")
    QUARTERLY = "quarterly", pgettext_lazy("cadence", "every quarter")
    HALF_YEARLY = "half_yearly", pgettext_lazy("cadence", "twice a year")
    PER_TASK = "per_task", pgettext_lazy("cadence", "for each task")
    PER_TEXT = "per_text", pgettext_lazy("cadence", "for each text")


class Process(Dated):
    """A process of a role. `day` is mon..sun, 1..31 or bd4 (the fourth working day), empty for any.

    Words come from the role's copy (`own` lays the company's over them: name, output, evidence). `steps` is the written
    note others could run it from.
    """

    role = models.ForeignKey(JobRole, on_delete=models.PROTECT, related_name="processes")
    code = models.CharField(max_length=60, unique=True)
    own = models.JSONField(default=dict, blank=True)
    cadence = models.CharField(max_length=12, choices=Cadence.choices)
    day = models.CharField(max_length=4, blank=True)
    minutes = models.PositiveIntegerField(default=0, help_text="of work, each time")
    critical = models.BooleanField(default=False)
    holder = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="processes")
    backup = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="backs_processes")
    steps = models.TextField(blank=True)
    steps_at = models.DateTimeField(null=True, blank=True)
    steps_by = models.CharField(max_length=150, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = DatedQuerySet["Process"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["role__position", "position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [lasts("a_process_lasts")]

    def __str__(self) -> str:
        return self.code


class ProcessRun(models.Model):
    """A process was carried out on a day, with what shows it."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="runs")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="runs")
    day = models.DateField(db_index=True)
    evidence = models.CharField(max_length=500, blank=True, help_text="a link or a sentence")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["process", "member", "day"], name="one_run_a_process_person_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.process} {self.day}"


class DrillResult(models.TextChoices):
    PASSED = "passed", pgettext_lazy("drill", "Passed")
    HELPED = "helped", pgettext_lazy("drill", "Passed with help")
    FAILED = "failed", pgettext_lazy("drill", "Failed")


class Drill(models.Model):
    """A backup ran a process, or used an access, from the notes alone. `result` is empty while it is only planned."""

    process = models.ForeignKey(Process, null=True, blank=True, on_delete=models.CASCADE, related_name="drills")
    access = models.ForeignKey(
        "organisation.Access", null=True, blank=True, on_delete=models.CASCADE, related_name="drills"
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="drills")
    day = models.DateField()
    result = models.CharField(max_length=8, choices=DrillResult.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(process=None) ^ models.Q(access=None), name="a_drill_is_about_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.day}"
