"""A mix model as it was fitted: its question, what it saw, what it answered, and where its draws lie."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy


class FitState(models.TextChoices):
    FITTED = "fitted", pgettext_lazy("mix model", "Fitted")
    REFUSED = "refused", pgettext_lazy("mix model", "Could not be fitted")


class MixFit(models.Model):
    """One version of the model. Added by each fitting, never changed but for draws that were lost and made again.

    `question` holds priors, lift tests and settings; `saw` the weeks; `findings` what was found in them; `answer` what
    each channel brings back; `summary` what the next version compares itself with; `health` what is wrong with it;
    `moved` why its numbers are not those of the version before. A refused one says why in `findings` and ends there.
    `digest` is of the question and the weeks: the same digest and seed make the same draws.
    """

    state = models.CharField(max_length=8, choices=FitState.choices)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, blank=True, help_text="who started it, as their name was; empty: the clock")
    job = models.BigIntegerField(null=True, unique=True, help_text="the job that made it: taken up again, it adds none")
    digest = models.CharField(max_length=64, db_index=True)
    currency = models.CharField(max_length=3)
    first_week = models.DateField(null=True, help_text="Monday of the first week")
    last_week = models.DateField(null=True, help_text="Monday of the last week")
    weeks = models.PositiveIntegerField(default=0)
    seed = models.PositiveIntegerField(default=0)
    question = models.JSONField(default=dict)
    saw = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    answer = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    health = models.JSONField(default=list)
    moved = models.JSONField(default=list)
    draws = models.CharField(max_length=120, blank=True, help_text="file of the draws under OTDEL_HOME/mix")
    draws_digest = models.CharField(max_length=64, blank=True)
    seconds = models.FloatField(default=0.0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"mix model {self.pk}"
