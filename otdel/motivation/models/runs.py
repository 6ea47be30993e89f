"""A pay period from frozen data to payment: runs, snapshots, statements with their lines, disputes, payments."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from otdel.kit.calendar import Named, containing
from otdel.motivation.models.plans import PayAgreement
from otdel.organisation.models import Member
from otdel.planning.models import Promise

UNITS = [("month", "month"), ("quarter", "quarter")]


class RunState(models.TextChoices):
    FROZEN = "frozen", pgettext_lazy("pay period", "Data frozen")
    CALCULATED = "calculated", pgettext_lazy("pay period", "Calculated")
    CHECKED = "checked", pgettext_lazy("pay period", "Checked")
    PUBLISHED = "published", pgettext_lazy("pay period", "Published")
    APPROVED = "approved", pgettext_lazy("pay period", "Approved")
    PAID = "paid", pgettext_lazy("pay period", "Paid")


class PayRun(models.Model):
    """The pay of one calendar month or quarter, of everybody whose plan has that period. Begun once."""

    unit = models.CharField(max_length=7, choices=UNITS)
    start = models.DateField()
    end = models.DateField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.FROZEN)
    begun_at = models.DateTimeField()
    pay_day = models.DateField(help_text="the latest day promised to anybody in it")

    class Meta:
        ordering: ClassVar[list[str]] = ["-start", "unit", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "start"], name="a_pay_period_begins_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.start}"

    @property
    def named(self) -> Named:
        """The calendar month or quarter with the name its address carries."""
        return containing(self.start, "quarter" if self.unit == "quarter" else "month")


class RunStep(models.Model):
    """Who took a run to which state when: each state is reached once."""

    run = models.ForeignKey(PayRun, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=RunState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "state"], name="a_run_takes_each_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.state}"


class Snapshot(models.Model):
    """Everything a calculation used: values of KPIs, days worked, plans and terms, the version of the program.

    A recalculation makes the next number and leaves this one. `digest` is of `inputs`; `result` of the statements.
    """

    run = models.ForeignKey(PayRun, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField()
    inputs = models.JSONField()
    program = models.CharField(max_length=40, help_text="version of the program")
    digest = models.CharField(max_length=64)
    result = models.CharField(max_length=64, blank=True, help_text="digest of the statements, once calculated")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    why = models.CharField(max_length=500, blank=True, help_text="why it was calculated again")

    class Meta:
        ordering: ClassVar[list[str]] = ["run", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "number"], name="one_number_a_snapshot")
        ]

    def __str__(self) -> str:
        return f"{self.run} #{self.number}"


class Statement(models.Model):
    """What one person earned in a run, by one agreement, calculated from one snapshot.

    A member whose agreement changes role in the middle has one for each agreement. Published ones never change.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="statements")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="pay_statements")
    agreement = models.ForeignKey(PayAgreement, on_delete=models.PROTECT, related_name="statements")
    currency = models.CharField(max_length=3)
    earned = models.DecimalField(max_digits=14, decimal_places=2)
    payable = models.DecimalField(max_digits=14, decimal_places=2)
    held = models.DecimalField(max_digits=14, decimal_places=2)
    reserved = models.DecimalField(max_digits=14, decimal_places=2)
    digest = models.CharField(max_length=64, help_text="of its lines")
    pay_day = models.DateField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_name = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_name = models.CharField(max_length=150, blank=True)
    promise = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["snapshot", "member__name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["snapshot", "agreement"], name="one_statement_an_agreement")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.snapshot}"


class Objection(models.Model):
    """Whoever checks a statement says what is wrong with it instead: it is not published until that is answered."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="objections")
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["statement"], condition=models.Q(answered_at=None), name="one_open_objection_a_statement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.words[:40]}"


class LineState(models.TextChoices):
    OPEN = "open", pgettext_lazy("pay line", "Open")
    ACCEPTED = "accepted", pgettext_lazy("pay line", "Accepted")
    DISPUTED = "disputed", pgettext_lazy("pay line", "Questioned")
    SETTLED = "settled", pgettext_lazy("pay line", "Settled")


class StatementLine(models.Model):
    """One line: `because` is {"code", "values"}, `steps` a list of the same with "figure". Only its state changes."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, help_text="paid, held, reserved")
    subject = models.CharField(max_length=80, blank=True, help_text="the KPI, the measure, or what was booked")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    because = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    due = models.DateField(null=True, help_text="when a part held back is released or a reserve is decided")
    state = models.CharField(max_length=8, choices=LineState.choices, default=LineState.OPEN)

    class Meta:
        ordering: ClassVar[list[str]] = ["statement", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["statement", "position"], name="one_line_a_position")
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.position}"


class Dispute(models.Model):
    """A person questions a line. Answered within its term, or taken to the owner; the rest is paid on time."""

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", pgettext_lazy("dispute", "Corrected")
        EXPLAINED = "explained", pgettext_lazy("dispute", "Explained")
        EXCEPTION = "exception", pgettext_lazy("dispute", "Exception granted")

    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, related_name="disputes")
    words = models.CharField(max_length=1000)
    opened_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    answer_by = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_name = models.CharField(max_length=150, blank=True)
    raised_at = models.DateTimeField(null=True, help_text="taken to the owner")

    class Meta:
        ordering: ClassVar[list[str]] = ["opened_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(answered_at=None), name="one_open_dispute_a_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.words[:40]}"


class Entry(models.Model):
    """Something a person decided that a later statement pays or takes off, once: `booked` is the line that did.

    Extras, corrections of published lines, clawbacks, releases of what was held back, decided reserves. It goes
    into the first run that ends after `due`. `key` makes sure that nothing is decided twice: "release:LINE".
    """

    class Kind(models.TextChoices):
        EXTRA = "extra", pgettext_lazy("pay entry", "Extra")
        CORRECTION = "correction", pgettext_lazy("pay entry", "Correction")
        CLAWBACK = "clawback", pgettext_lazy("pay entry", "Taken back")
        RELEASE = "release", pgettext_lazy("pay entry", "Released")
        RESERVE = "reserve", pgettext_lazy("pay entry", "Reserve decided")

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="pay_entries")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    what = models.CharField(max_length=300)
    why = models.CharField(max_length=500, blank=True)
    of = models.ForeignKey(StatementLine, null=True, on_delete=models.PROTECT, related_name="entries")
    booked = models.ForeignKey(StatementLine, null=True, on_delete=models.PROTECT, related_name="books")
    due = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "id"]

    def __str__(self) -> str:
        return self.what


class Payment(models.Model):
    """Money to one person for one statement. `part` 1 is what nobody questioned; later parts pay what was settled."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="payments")
    part = models.PositiveSmallIntegerField(default=1)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    due = models.DateField()
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_name = models.CharField(max_length=150)
    paid_on = models.DateField(null=True)
    marked_at = models.DateTimeField(null=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    marked_name = models.CharField(max_length=150, blank=True)
    reference = models.CharField(max_length=120, blank=True, help_text="number of the payment order")

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["statement", "part"], name="a_part_is_paid_once")
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.part}"
