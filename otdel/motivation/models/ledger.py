"""The ledger: what was published, approved, paid and corrected, each line holding the hash of the one before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from otdel.organisation.models import Member


class LedgerLine(models.Model):
    """Added, never changed. `digest` is of `previous` and everything said here; rules.chain writes and proves it."""

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    name = models.CharField(max_length=150)
    verb = models.CharField(max_length=12, help_text="published, approved, paid, corrected, agreed")
    subject = models.CharField(max_length=60, help_text="statement:12, payment:4, entry:7, agreement:3")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    body = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb} {self.subject}"


class LedgerHead(models.Model):
    """Where the ledger ends (id 1). Whoever adds a line holds this row; lines taken off the end are missed by it."""

    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.number}"
