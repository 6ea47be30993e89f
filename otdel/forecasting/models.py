"""What this chapter keeps: every forecast as it was made, how it came out, early warnings and their limits."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from otdel.organisation.models import Member
from otdel.scorecard.models.values import UNITS

KINDS = [("measure", "measure"), ("kpi", "kpi")]


class KeptAsMadeError(TypeError):
    """Somebody tried to change or delete what was said. A new forecast is added beside it instead."""


class Said(models.QuerySet["Forecast"]):
    """Forecasts can be read and added."""

    def update(self, **kwargs: Any) -> int:
        raise KeptAsMadeError("forecasts are kept as they were made")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise KeptAsMadeError("forecasts are kept as they were made")


class Forecast(models.Model):
    """What a goal was expected to end at, seen on the morning of `seen_on`. Added, never changed.

    `quantiles` go with rules.chances.LEVELS, `dots` are twenty equally likely ends. `fan` are
    [day, low 80, low 50, middle, high 50, high 80, plan] with days as text. `odds` is empty without a plan; `reason`
    says why there is no forecast at all. `digest` is of everything it was made from: the same facts make the same
    forecast, which is kept once. `replayed` ones were made later, from what was known on that day.
    """

    kind = models.CharField(max_length=7, choices=KINDS)
    code = models.CharField(max_length=60)
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    whose = models.BigIntegerField(default=0, help_text="the member's id again; 0 for the company and the department")
    unit = models.CharField(max_length=7, choices=UNITS)
    start = models.DateField()
    end = models.DateField()
    seen_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    replayed = models.BooleanField(default=False)
    seed = models.PositiveIntegerField()
    draws = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    reason = models.JSONField(null=True)
    odds = models.FloatField(null=True)
    low = models.FloatField(null=True, help_text="the lowest value that is on target")
    high = models.FloatField(null=True, help_text="the highest value that is on target")
    plan = models.FloatField(null=True)
    so_far = models.FloatField(null=True)
    quantiles = models.JSONField(default=list)
    dots = models.JSONField(default=list)
    fan = models.JSONField(default=list)
    pace = models.JSONField(null=True)
    naive = models.FloatField(null=True, help_text="odds by the run rate: what a plain rule would have said")
    parts = models.JSONField(default=dict, help_text="weights of the ways to imagine each measure, and its last day")
    notes = models.JSONField(default=list, help_text="what was taken for granted, as reasons")

    objects = Said.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-seen_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["unit", "start", "whose", "code", "kind", "seen_on", "digest"], name="one_forecast_a_state"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["seen_on", "unit"], name="forecasts_of_a_day")]

    def __str__(self) -> str:
        return f"{self.code} {self.start} on {self.seen_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise KeptAsMadeError("forecasts are kept as they were made")
        self.whose = self.member_id or 0
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise KeptAsMadeError("forecasts are kept as they were made")


class Outcome(models.Model):
    """What a goal came to when its period was over and late facts had come, and whether it was reached."""

    kind = models.CharField(max_length=7, choices=KINDS)
    code = models.CharField(max_length=60)
    whose = models.BigIntegerField(default=0)
    unit = models.CharField(max_length=7, choices=UNITS)
    start = models.DateField()
    value = models.FloatField(null=True)
    reached = models.BooleanField(null=True)
    told_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "start", "whose", "code", "kind"], name="one_outcome_a_goal")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.start}: {self.value}"


class State(models.TextChoices):
    OPEN = "open", "open"
    ACTED = "acted", "acted on"
    DISMISSED = "dismissed", "dismissed"


class EarlyWarning(models.Model):
    """One message to the one person who can act. One a day at most for each topic.

    `evidence` is what made it: odds, plan, range, pace, or the day with its value and expected corridor. `right` says
    afterwards whether the goal was missed, or the day's value was corrected; empty until then.
    """

    KINDS: ClassVar[list[tuple[str, str]]] = [("odds", "odds"), ("corridor", "corridor"), ("import", "import")]

    sort = models.CharField(max_length=8, choices=KINDS)
    topic = models.CharField(max_length=140, help_text="kind:code:whose:unit:start")
    kind = models.CharField(max_length=7)
    code = models.CharField(max_length=60)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=7, blank=True)
    start = models.DateField()
    end = models.DateField()
    raised_on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    replayed = models.BooleanField(default=False)
    evidence = models.JSONField(default=dict)
    to = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    why = models.CharField(max_length=300, blank=True, help_text="why it was dismissed")
    task = models.BigIntegerField(null=True, help_text="the task that was made of it")
    decided_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150, blank=True, help_text="who decided, as their name was")
    right = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-raised_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["topic", "raised_on"], name="one_warning_a_day_and_topic")
        ]

    def __str__(self) -> str:
        return f"{self.topic} on {self.raised_on}"


class WarningLimits(models.Model):
    """When people are told (id 1): odds under `odds`, but not before `share` of the period is over."""

    odds = models.FloatField(default=0.2)
    share = models.FloatField(default=0.25)
    silent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"under {self.odds}"
