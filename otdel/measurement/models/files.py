"""Files, imports of them, the rows set aside, and presets: how the next file of a layout is understood at once."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.plain import reason_from


class State(models.TextChoices):
    """Where an import stands. WAITING with no preview is still being read; with one it waits for a person."""

    WAITING = "waiting", pgettext_lazy("import", "Ready to count")
    ASKING = "asking", pgettext_lazy("import", "Has a question")
    RUNNING = "running", pgettext_lazy("import", "Being counted")
    LANDED = "landed", pgettext_lazy("import", "Counted")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    REFUSED = "refused", pgettext_lazy("import", "Cannot be used")
    FAILED = "failed", pgettext_lazy("import", "Stopped")


OPEN = (State.WAITING, State.ASKING, State.RUNNING)
LIVE = (*OPEN, State.LANDED)


class ImportFile(models.Model):
    """One content, whatever its name: the bytes are kept by the warehouse under their hash."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Preset(models.Model):
    """Answers a person gave once, found again by the fingerprint of the header."""

    name = models.CharField(max_length=80, unique=True)
    fingerprint = models.CharField(max_length=64, db_index=True)
    report = models.CharField(max_length=80, blank=True)
    mapping = models.JSONField(default=dict)  # shape column -> header text
    answers = models.JSONField(default=dict)  # question key -> answer
    used = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ImportQuerySet(models.QuerySet["Import"]):
    def seen_by(self, viewer: Viewer) -> Self:
        """Owner, head and specialist see all uploads; a contractor sees their own; an accountant none."""
        if viewer.may(Role.OWNER, Role.HEAD, Role.SPECIALIST):
            return self.uploaded()
        if viewer.may(Role.CONTRACTOR) and viewer.person:
            return self.uploaded().filter(by=viewer.person)
        return self.none()

    def uploaded(self) -> Self:
        """Without the files Otdel writes itself from costs and rates typed by hand."""
        return self.filter(typed="")

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def landed(self) -> Self:
        return self.filter(state=State.LANDED)


class Import(models.Model):
    """One reading of one file. Its id is the warehouse's import_id, so a later import is a newer one."""

    file = models.ForeignKey(ImportFile, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField(max_length=255)  # as this upload called it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    typed = models.CharField(max_length=10, blank=True)  # "costs" or "rates" when Otdel wrote the file itself

    fresh = models.BooleanField(default=True)  # a preset may answer; false when a person asked for another reading
    answers = models.JSONField(default=dict)
    report_asked = models.CharField(max_length=80, blank=True)  # a report a person chose, else the file decides
    mapping = models.JSONField(default=dict)
    time_zone = models.CharField(max_length=64, default="UTC")
    preset = models.ForeignKey(Preset, null=True, on_delete=models.SET_NULL, related_name="imports")

    source = models.CharField(max_length=40, blank=True, db_index=True)
    report = models.CharField(max_length=80, blank=True)
    account = models.CharField(max_length=200, blank=True)
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    preview = models.JSONField(default=dict)  # plain form of queries.previews.Preview
    rows = models.JSONField(default=dict)  # shape -> rows landed
    rejected = models.PositiveIntegerField(default=0)
    checks = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    superseded = models.JSONField(default=list)  # [{"import": id, "days": n, "from": day, "until": day}]
    trouble = models.JSONField(null=True)  # why it was refused or stopped

    started_at = models.DateTimeField(null=True)
    landed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    job = models.CharField(max_length=64, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.id} {self.name}"

    @property
    def period(self) -> Period | None:
        return Period(self.period_start, self.period_end) if self.period_start and self.period_end else None

    @property
    def why(self) -> Reason | None:
        return reason_from(self.trouble) if self.trouble else None

    @property
    def landed_rows(self) -> int:
        return sum(self.rows.values())

    def settle(self, state: State, **fields: Any) -> None:
        """Move to `state`, setting `fields`, and write only those columns."""
        self.state = state
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *fields])


class RejectedRow(models.Model):
    """A row set aside, with the place and the reason, so that a person can mend it in the file."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rejects")
    sheet = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=80)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["of", "sheet", "row", "id"]

    def __str__(self) -> str:
        return f"{self.of_id}:{self.row} {self.code}"

    @property
    def reason(self) -> Reason:
        return Reason.of(self.code, **self.values)
