"""What people told the model: what they believe of a channel, and what they measured by an experiment."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import pgettext_lazy


class MixPrior(models.Model):
    """What somebody believes a channel brings back for each 1 spent: `median`, `spread` of its logarithm.

    Added, never changed: the newest of a channel counts. One without a median says that the usual belief is back.
    """

    channel = models.CharField(max_length=200, db_index=True)
    median = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    spread = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    why = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="who said it, as their name was")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.channel}: {self.median}"


class TestKind(models.TextChoices):
    SWITCH_OFF = "off", pgettext_lazy("experiment", "Switched off for a while")
    RISE = "rise", pgettext_lazy("experiment", "Raised for a while")
    REGIONS = "regions", pgettext_lazy("experiment", "Some regions against others")
    PLATFORM = "platform", pgettext_lazy("experiment", "The platform's own lift study")
    OTHER = "other", pgettext_lazy("experiment", "Another way")


class LiftTestRecord(models.Model):
    """An experiment somebody typed in: from `start` to before `end` the channel brought `lift`, give or take `error`.

    `lift` and `error` (one standard error) are margin in `currency` over the whole test; `share` is the part of the
    channel's spend whose effect was measured; the effect was counted to before `measured_to`. A wrong one is taken
    back, never deleted.
    """

    channel = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=8, choices=TestKind.choices)
    start = models.DateField()
    end = models.DateField()
    measured_to = models.DateField()
    currency = models.CharField(max_length=3)
    lift = models.DecimalField(max_digits=18, decimal_places=2)
    error = models.DecimalField(max_digits=18, decimal_places=2, validators=[MinValueValidator(0)])
    share = models.DecimalField(max_digits=5, decimal_places=4)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="who typed it, as their name was")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=150, blank=True)
    taken_back_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-start", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="a_lift_test_lasts"),
            models.CheckConstraint(condition=models.Q(share__gt=0, share__lte=1), name="a_lift_test_tests_a_share"),
            models.CheckConstraint(condition=models.Q(error__gt=0), name="a_lift_test_has_an_error"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.start}"
