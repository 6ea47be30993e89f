"""People of the department, whether or not they sign in, and the terms they are engaged on."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.organisation.models.dated import Dated, DatedQuerySet, lasts


class Member(models.Model):
    """Somebody who works for the department: an employee, a remote specialist, a contractor or a firm.

    `person` is their account when they sign in. A member with history is never deleted; their engagements end.
    """

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=60, unique=True, help_text="stands in addresses, imports and the API")
    title = models.CharField(max_length=120, blank=True, help_text="as the person is called, in their own words")
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="member"
    )
    is_firm = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="phone, messenger: personal data")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class EngagementKind(models.TextChoices):
    STAFF = "staff", pgettext_lazy("engagement", "In the office")
    REMOTE = "remote", pgettext_lazy("engagement", "Remote")
    CONTRACT = "contract", pgettext_lazy("engagement", "Contractor")


class Engagement(Dated):
    """A member holds a role, from a day on. `share` of a full week (1 is 40 hours). Reports to a member, or to nobody.

    `scope` narrows what their numbers are counted over: {"channels": [...], "regions": [...], "products": [...]};
    an empty list is everything. `ramp` is the share of the usual target in each month since `start`, empty for none.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="engagements")
    role = models.ForeignKey("organisation.JobRole", on_delete=models.PROTECT, related_name="engagements")
    kind = models.CharField(max_length=8, choices=EngagementKind.choices, default=EngagementKind.STAFF)
    share = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.05")), MaxValueValidator(Decimal("1.5"))],
    )
    reports_to = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    scope = models.JSONField(default=dict, blank=True)
    ramp = models.JSONField(default=list, blank=True)

    objects = DatedQuerySet["Engagement"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["start", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [lasts("an_engagement_lasts")]

    def __str__(self) -> str:
        return f"{self.member} / {self.role}"


class Absence(Dated):
    """A member is away. A `test` absence is planned to see whether work goes on without them."""

    class Why(models.TextChoices):
        HOLIDAY = "holiday", pgettext_lazy("absence", "Holiday")
        ILLNESS = "illness", pgettext_lazy("absence", "Illness")
        TEST = "test", pgettext_lazy("absence", "Absence test")
        OTHER = "other", pgettext_lazy("absence", "Other")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="absences")
    why = models.CharField(max_length=8, choices=Why.choices, default=Why.HOLIDAY)
    note = models.CharField(max_length=300, blank=True, help_text="how it went, for an absence test")

    objects = DatedQuerySet["Absence"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-start", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [lasts("an_absence_lasts")]

    def __str__(self) -> str:
        return f"{self.member} {self.start}"
