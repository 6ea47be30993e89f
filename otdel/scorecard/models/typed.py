"""Values of measures read by a person from a system Otdel does not read, and read again by another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from otdel.organisation.models import Member
from otdel.organisation.models.dated import Dated, DatedQuerySet, lasts


class Reading(Dated):
    """What a measure was in [start, end), as one person read it, and as a second reader read it without seeing it.

    It counts once both agree within the measure's tolerance, or a head settles the difference (`settled`). `member` is
    whose scope it speaks for; empty for the department. A corrected reading replaces an older one by `replaced_by`.
    """

    measure = models.CharField(max_length=60, db_index=True)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=20, decimal_places=6)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, help_text="who read it, as their name was")
    second = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    second_name = models.CharField(max_length=150, blank=True)
    settled = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    settled_name = models.CharField(max_length=150, blank=True)
    settled_why = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="the screen or report it was read from")
    file = models.CharField(max_length=200, blank=True, help_text="name of the file it was read from")
    row = models.PositiveIntegerField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces")

    objects = DatedQuerySet["Reading"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["measure", "-start", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [lasts("a_reading_lasts")]

    def __str__(self) -> str:
        return f"{self.measure} {self.start}"
