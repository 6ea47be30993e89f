"""What was promised to whom by when, and whether it was kept."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.organisation.models import Member


class PromiseKind(models.TextChoices):
    PAY = "pay", pgettext_lazy("promise", "Pay or bonus")
    REVIEW = "review", pgettext_lazy("promise", "Talk or review")
    TRAINING = "training", pgettext_lazy("promise", "Training")
    PAYOUT = "payout", pgettext_lazy("promise", "Payout to a partner")
    OTHER = "other", pgettext_lazy("promise", "Other")


class Promise(models.Model):
    """`maker` promised `what` to a member, or to `to_name` outside the department, by `due`.

    What the company itself promises has no maker but `maker_name`; `period` ("2026-10") is the one pay is promised for.
    It is kept on `kept_on`, broken on `broken_on` (said openly that it will not be), otherwise open; late when open or
    kept after `due`.
    """

    maker = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="promises_made")
    maker_name = models.CharField(max_length=150, blank=True)
    to = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="promises_received")
    to_name = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=8, choices=PromiseKind.choices, default=PromiseKind.OTHER)
    what = models.CharField(max_length=300)
    period = models.CharField(max_length=10, blank=True)
    made_on = models.DateField()
    due = models.DateField(db_index=True)
    kept_on = models.DateField(null=True, blank=True)
    broken_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kept_on=None) | models.Q(broken_on=None), name="a_promise_is_kept_or_broken"
            ),
            models.CheckConstraint(
                condition=models.Q(maker__isnull=False) | ~models.Q(maker_name=""), name="a_promise_has_a_maker"
            ),
        ]

    def __str__(self) -> str:
        return self.what
