"""The register of accesses: which system, whose it is, who holds it, who could take over, who pays."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.organisation.models.dated import Dated, DatedQuerySet, lasts
from otdel.organisation.models.people import Member


class Access(models.Model):
    """A system or asset the department works in: an ad account, a domain, a mailbox. Never a password.

    `company_owned` is unknown until somebody looked. `backup` is who else could use it tomorrow.
    """

    class Payer(models.TextChoices):
        NOBODY = "", pgettext_lazy("payer", "free of charge")
        COMPANY = "company", pgettext_lazy("payer", "the company")
        PERSON = "person", pgettext_lazy("payer", "a person, privately")
        CONTRACTOR = "contractor", pgettext_lazy("payer", "a contractor")

    system = models.CharField(max_length=120)
    asset = models.CharField(max_length=200, blank=True, help_text="the account, property or domain in it")
    company_owned = models.BooleanField(null=True, blank=True)
    critical = models.BooleanField(default=False)
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="owns_accesses")
    backup = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="backs_accesses")
    payer = models.CharField(max_length=12, choices=Payer.choices, blank=True)
    renewal = models.DateField(null=True, blank=True, help_text="when it is next paid for or runs out")
    note = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["system", "asset", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "asset"], name="one_line_a_system_and_asset")
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.asset}".strip()


class Holding(Dated):
    """A member can get into a system. `close_by` is set when they leave: a day later it is late."""

    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="holdings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="holdings")
    level = models.CharField(max_length=120, blank=True)
    close_by = models.DateTimeField(null=True, blank=True)

    objects = DatedQuerySet["Holding"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["access__system", "start", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [lasts("a_holding_lasts")]

    def __str__(self) -> str:
        return f"{self.member} in {self.access}"


class AccessCheck(models.Model):
    """Somebody looked who really has the access. `found` says whether the register was right."""

    access = models.ForeignKey(Access, on_delete=models.CASCADE, related_name="checks")
    day = models.DateField()
    found = models.BooleanField(help_text="the register was right and the backup could sign in")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="who looked, as their name was")

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-id"]

    def __str__(self) -> str:
        return f"{self.access} {self.day}"
