"""How this company counts, and how far the computing of values has come."""

from __future__ import annotations

from django.db import models


class Counting(models.Model):
    """What the company says of its brand and channels (id 1).

    `brand_words` tell searches for the brand from others; the company's name stands in while it is empty. `kinds` say
    what kind of channel a channel is ("paid", "search", "social", "email", "partners", "other", "none") where Otdel
    would guess wrong.
    """

    brand_words = models.JSONField(default=list, blank=True)
    kinds = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return "counting"


class Ledger(models.Model):
    """What the stored values were computed from (id 1).

    `run` is the fence: computing takes the next number and may write only while it is the newest; closing a period
    holds the same row. `digests` are of everything a month's values rest on, so that a later computing finds what
    changed; `on` is the day they were seen from.
    """

    run = models.BigIntegerField(default=0)
    digests = models.JSONField(default=dict, blank=True)
    on = models.DateField(null=True)
    computed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"run {self.run}"
