"""Roles the company works with, zones of responsibility, and who answers for them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.organisation.models.dated import Dated, DatedQuerySet, lasts
from otdel.organisation.models.people import Member


class JobRole(models.Model):
    """A role of this company.

    `library` names the role it was copied from and `copied` holds that copy as it was: {"version": "...", "structure":
    {...}, "en": {...}, "uk": {...}, "ru": {...}}. `own` lays the company's words over it, by path: {"mission": "...",
    "duties.plan_spend": "..."}; what a company wrote is shown as written in every language. A newer library never
    changes `copied` by itself: the difference is shown, and taken piece by piece.
    """

    code = models.SlugField(max_length=60, unique=True)
    library = models.CharField(max_length=60, blank=True)
    copied = models.JSONField(default=dict, blank=True)
    own = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]

    def __str__(self) -> str:
        return self.code


class Zone(models.Model):
    """Something exactly one person answers for. Its words are its role's copy until the company writes its own."""

    code = models.CharField(max_length=120, unique=True, help_text="role and id: ppc.bids_budgets")
    role = models.ForeignKey(JobRole, null=True, blank=True, on_delete=models.PROTECT, related_name="zones")
    name = models.CharField(max_length=200, blank=True, help_text="the company's own words")
    critical = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["role__position", "position", "id"]

    def __str__(self) -> str:
        return self.name or self.code


class Part(models.TextChoices):
    ACCOUNTABLE = "accountable", pgettext_lazy("zone", "Answers for it")
    HELPS = "helps", pgettext_lazy("zone", "Helps")
    BACKUP = "backup", pgettext_lazy("zone", "Stands in")


class Accountability(Dated):
    """A member's part in a zone. Exactly one should be accountable on any day; the grid shows where it is not so."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="accountabilities")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="accountabilities")
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.ACCOUNTABLE)

    objects = DatedQuerySet["Accountability"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["start", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [lasts("an_accountability_lasts")]

    def __str__(self) -> str:
        return f"{self.zone} {self.part} {self.member}"


class Agreement(models.Model):
    """A member agreed to a text as it stood: a role card, a process note, a KPI with its target.

    `subject` is kind and id ("role:ppc", "process:12", "kpi:7"); `digest` is the hash of the words they saw, so a later
    change of the words is seen as not yet agreed.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="agreements")
    subject = models.CharField(max_length=120, db_index=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "subject", "digest"], name="agreed_once_to_the_same_words")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.subject}"
