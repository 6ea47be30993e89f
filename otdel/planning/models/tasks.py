"""A piece of work somebody promised by a day, what it waited for, and how it was reviewed."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.organisation.models import Member, Zone


class TaskKind(models.TextChoices):
    TASK = "task", pgettext_lazy("task kind", "Task")
    DELIVERABLE = "deliverable", pgettext_lazy("task kind", "Contractor's deliverable")
    TEXT = "text", pgettext_lazy("task kind", "Text")
    POST = "post", pgettext_lazy("task kind", "Social post")
    PUBLICATION = "publication", pgettext_lazy("task kind", "Publication on the site")
    REFRESH = "refresh", pgettext_lazy("task kind", "Page review")
    SEO_WORK = "seo_work", pgettext_lazy("task kind", "Search work")
    SEO_DEFECT = "seo_defect", pgettext_lazy("task kind", "Search defect")
    TEST = "test", pgettext_lazy("task kind", "Test")
    COPY_TEST = "copy_test", pgettext_lazy("task kind", "Test of a text")


class Severity(models.TextChoices):
    LOW = "low", pgettext_lazy("severity", "Low")
    MEDIUM = "medium", pgettext_lazy("severity", "Medium")
    CRITICAL = "critical", pgettext_lazy("severity", "Critical")


class Outcome(models.TextChoices):
    WON = "won", pgettext_lazy("test", "The variant won")
    LOST = "lost", pgettext_lazy("test", "The variant lost")
    FLAT = "flat", pgettext_lazy("test", "No difference")


class Task(models.Model):
    """Work with an owner and a due date. `first_due` is the date first promised and never changes; `due` may move.

    Life: open -> handed over (`handed_at`, the first time; `rehanded_at` again after a return) -> accepted
    (`accepted_at`), or dropped with a reason. `slot_at` is the moment planned to go live, `ready_at` when the material
    was ready, `live_at` when it went live. `points` is the volume of a text. `outcome` is what a test decided: won,
    lost, flat. `error_found_on` is the day a critical error was found in what was published.
    `source` is the reason a problem was turned into this task: {"code": ..., "values": {...}, "href": ...}.
    """

    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=TaskKind.choices, default=TaskKind.TASK, db_index=True)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="tasks")
    customer = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_tasks", help_text="who accepts it"
    )
    zone = models.ForeignKey(Zone, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    first_due = models.DateField(db_index=True)
    due = models.DateField()
    severity = models.CharField(max_length=8, choices=Severity.choices, blank=True)
    points = models.DecimalField(
        max_digits=6, decimal_places=1, default=Decimal(0), validators=[MinValueValidator(Decimal(0))]
    )
    slot_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    rehanded_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    live_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, blank=True, choices=Outcome.choices)
    error_found_on = models.DateField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_why = models.CharField(max_length=300, blank=True)
    source = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "id"]

    def __str__(self) -> str:
        return self.title


class Wait(models.Model):
    """A task waited for another person: the clock stands still. Open while `until` is empty."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="waits")
    what = models.CharField(max_length=300, help_text="for whom and for what")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "id"]

    def __str__(self) -> str:
        return self.what


class Review(models.Model):
    """Somebody looked at what was handed over and accepted it, or returned it for rework."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reviews")
    at = models.DateTimeField()
    accepted = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="who looked, as their name was")

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.task}: {self.accepted}"
