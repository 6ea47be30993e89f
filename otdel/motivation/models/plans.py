"""Pay plans in versions, and what was agreed with each person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.organisation.models import JobRole, Member
from otdel.organisation.models.dated import Dated, DatedQuerySet, lasts


class PayPlan(models.Model):
    """How a role is paid. What it says stands in its versions."""

    code = models.SlugField(max_length=60, unique=True, help_text="stands in addresses and files")
    name = models.CharField(max_length=120)
    role = models.ForeignKey(JobRole, on_delete=models.PROTECT, related_name="pay_plans")
    library = models.CharField(max_length=60, blank=True, help_text="the plan of the library it was copied from")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["role__position", "code"]

    def __str__(self) -> str:
        return self.name


class VersionState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("pay plan", "Draft")
    APPROVED = "approved", pgettext_lazy("pay plan", "Approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("pay plan", "Withdrawn")


class PlanVersion(Dated):
    """What a plan says for [start, end). Only a draft changes; an approved version never does.

    `body` is the plan as its file has it (rules.reading writes and reads it), `digest` of its canonical text.
    `simulation` and `findings` are what was last computed of this very digest, with `checked_digest` saying of which.
    """

    plan = models.ForeignKey(PayPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=VersionState.choices, default=VersionState.DRAFT)
    note = models.CharField(max_length=500, blank=True, help_text="why it was changed")
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="who wrote it, as their name was")
    simulation = models.JSONField(null=True)
    findings = models.JSONField(null=True)
    checked_digest = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_name = models.CharField(max_length=150, blank=True)

    objects = DatedQuerySet["PlanVersion"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["plan", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            lasts("a_plan_version_lasts"),
            models.UniqueConstraint(fields=["plan", "number"], name="one_number_a_plan_version"),
        ]

    def __str__(self) -> str:
        return f"{self.plan.code} {self.number}"


class PayAgreement(Dated):
    """What a version pays one person, [start, end), as offered and signed.

    `base` and `target_variable` are the person's own; the rest is the plan's. `text` is what they read, `digest` its
    hash. Unsigned, declined or withdrawn ones pay nothing.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="pay_agreements")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="agreements")
    base = models.DecimalField(max_digits=14, decimal_places=2)
    target_variable = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=2, default="en")
    text = models.TextField(help_text="HTML of the agreement as it was offered")
    digest = models.CharField(max_length=64)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    offered_name = models.CharField(max_length=150)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    signed_name = models.CharField(max_length=150, blank=True)
    on_paper = models.BooleanField(default=False, help_text="signed on paper, and said so by whoever wrote it down")
    declined_at = models.DateTimeField(null=True)
    declined_why = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = DatedQuerySet["PayAgreement"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["member", "start", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [lasts("a_pay_agreement_lasts")]

    def __str__(self) -> str:
        return f"{self.member}: {self.version}"
