"""Designs somebody kept: what was asked of the designer, and what it answered that day."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedDesign(models.Model):
    """A question to the designer with its answer, to be compared later.

    `figures` are the assumptions by code as text ("budget": "60000"), `people` those who were there as [role, terms,
    share]. `answer` is {"hires": [[role, terms, share, count], ...], "cost": "34750", "needed": 304.0,
    "covered": 210.0}, with an empty list and "possible": false when there was no mix. Money is in `currency`, a month.
    """

    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3)
    figures = models.JSONField(default=dict)
    people = models.JSONField(default=list)
    answer = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150, blank=True, help_text="the author's name as it was")

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name
