"""A budget somebody proposed from the model, with its evidence, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.evidence.models.fits import MixFit
from otdel.planning.models import Task


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("budget proposal", "Waits for a decision")
    ACCEPTED = "accepted", pgettext_lazy("budget proposal", "Accepted")
    DECLINED = "declined", pgettext_lazy("budget proposal", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("budget proposal", "Withdrawn")


class BudgetProposal(models.Model):
    """Spend a week by channel for `weeks` weeks from Monday `start`; decided once.

    `lines` are [{"channel", "before", "after", "low", "high", "fixed", "why", "grade", "back", "next_back"}] with
    money as text; the sum of "after" is `weekly` exactly. `gain` is margin more than with the spend of now, over the
    weeks and what still comes after them, with its 8-in-10 range; `odds` that it is more at all. `cautious` says that
    the worst fifth was to be best, not the mean.
    """

    fit = models.ForeignKey(MixFit, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=9, choices=ProposalState.choices, default=ProposalState.PROPOSED, db_index=True)
    start = models.DateField(help_text="Monday the new spend begins")
    weeks = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3)
    weekly = models.DecimalField(max_digits=18, decimal_places=2, help_text="spend a week of all channels together")
    lines = models.JSONField()
    gain = models.DecimalField(max_digits=18, decimal_places=2)
    gain_low = models.DecimalField(max_digits=18, decimal_places=2)
    gain_high = models.DecimalField(max_digits=18, decimal_places=2)
    odds = models.DecimalField(max_digits=5, decimal_places=4)
    cautious = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="who proposed it, as their name was")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_name = models.CharField(max_length=150, blank=True)
    decided_why = models.CharField(max_length=500, blank=True)
    tasks = models.ManyToManyField(Task, related_name="budget_proposals")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state="proposed", decided_at=None)
                | ~models.Q(state="proposed") & models.Q(decided_at__isnull=False),
                name="a_proposal_is_decided_once",
            )
        ]

    def __str__(self) -> str:
        return f"budget proposal {self.pk}"
