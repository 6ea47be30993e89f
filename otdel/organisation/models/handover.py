"""What a person writes down for whoever takes over: contacts, and what would surprise a newcomer."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.organisation.models.people import Member


class HandoverKind(models.TextChoices):
    CONTACT = "contact", pgettext_lazy("handover", "Contact")
    SURPRISE = "surprise", pgettext_lazy("handover", "What would surprise a newcomer")
    OPEN = "open", pgettext_lazy("handover", "Left open: unpaid invoices, running tests")


class HandoverNote(models.Model):
    """One line of a member's handover dossier. A line taken off keeps its day and stays in the records."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="handover_notes")
    kind = models.CharField(max_length=8, choices=HandoverKind.choices)
    text = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "id"]

    def __str__(self) -> str:
        return f"{self.member} {self.kind}"
