"""A job: work done away from the page, who holds it and until when. A beat: when repeated work is due next."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class State(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Jobs(models.QuerySet["Job"]):
    def free(self, now: datetime) -> Self:
        """Those a worker may take: due, or left behind by a worker whose lease ran out."""
        due = Q(state=State.WAITING) & (Q(run_after=None) | Q(run_after__lte=now))
        return self.filter(due | Q(state=State.RUNNING, lease_until__lt=now, attempts__lt=settings.JOB_ATTEMPTS))

    def lost(self, now: datetime) -> Self:
        """Those whose workers died too often to try once more."""
        return self.filter(state=State.RUNNING, lease_until__lt=now, attempts__gte=settings.JOB_ATTEMPTS)

    def finished(self) -> Self:
        return self.filter(state__in=[State.DONE, State.FAILED])


class Job(models.Model):
    """`attempts` is also the fence: only the holder of the latest attempt may finish the job."""

    task = models.CharField(max_length=200, help_text="dotted path of the task's function")
    arguments = models.JSONField(help_text='{"args": [...], "kwargs": {...}}')
    subject = models.CharField(max_length=100, blank=True, db_index=True, help_text="kind and id: import:12")
    started_by = models.BigIntegerField(default=0, help_text="the person's id; 0 when the clock or a terminal asked")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING, db_index=True)
    step = models.CharField(max_length=64, blank=True, help_text="a code; the chapter has the words")
    progress = models.FloatField(default=0.0, help_text="0 to 1")
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(null=True)
    reason = models.JSONField(null=True, help_text='why it failed: {"code": ..., "values": {...}}')
    trace = models.TextField(blank=True, help_text="for the log and the developer, never shown on a page")

    objects = Jobs.as_manager()

    class Meta:
        ordering: ClassVar = [F("priority").desc(), "id"]

    def __str__(self) -> str:
        return f"job {self.pk} {self.task} {self.state}"


class Beat(models.Model):
    """When a repeated task is due next, shared by all workers."""

    name = models.CharField(max_length=200, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
