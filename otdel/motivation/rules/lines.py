"""What a statement is made of: what went in, and lines that add up to the total, each with its reason and steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from otdel.kit.reason import NoData, Reason

Known = Decimal | NoData


class Kind(StrEnum):
    """Where a line's money goes: with this period's pay, later when the result has matured, or once it is decided."""

    PAID = "paid"
    HELD = "held"
    RESERVED = "reserved"


@dataclass(frozen=True, slots=True)
class Result:
    """A KPI in the period. `target` is in the KPI's own unit. `history` holds earlier periods, newest first."""

    value: Known
    attainment: Known
    target: Known = field(default_factory=lambda: NoData.because("no_target"))
    history: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Booked:
    """Something decided by a person that this period pays: an extra, a correction, a clawback, a release, a reserve.

    `key` names the entry it comes from; `amount` is negative when money comes off.
    """

    key: str
    code: str
    amount: Decimal
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the arithmetic needs besides the plan.

    Days [`worked_from`, `worked_to`) of the `days` days of the period are worked (0 is its first day). `month` is the
    number of the month of service the period ends in, 1 for the first, None once nobody counts. `who` is the person's
    address, for splits. `advanced` is what was drawn in advance and not yet taken back.
    """

    results: Mapping[str, Result]
    measures: Mapping[str, Known] = field(default_factory=dict)
    days: int = 30
    worked_from: int = 0
    worked_to: int = 30
    month: int | None = None
    who: str = ""
    booked: tuple[Booked, ...] = ()
    advanced: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to a line's amount: its reason with values, and the figure it comes to (plain Decimal)."""

    because: Reason
    figure: Known


@dataclass(frozen=True, slots=True)
class Line:
    """`amount` is rounded money. `subject` is the KPI or measure it is about, or the key of what was booked."""

    code: str
    amount: Decimal
    kind: Kind = Kind.PAID
    subject: str = ""
    because: Reason = field(default_factory=lambda: Reason.of(""))
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Pay:
    """A calculated period. `lines` of a kind add up to the total of that kind, all of them to `earned`."""

    currency: str
    lines: tuple[Line, ...]

    def total(self, kind: Kind) -> Decimal:
        return sum((one.amount for one in self.lines if one.kind is kind), Decimal(0))

    @property
    def payable(self) -> Decimal:
        return self.total(Kind.PAID)

    @property
    def held(self) -> Decimal:
        return self.total(Kind.HELD)

    @property
    def reserved(self) -> Decimal:
        return self.total(Kind.RESERVED)

    @property
    def earned(self) -> Decimal:
        return sum((one.amount for one in self.lines), Decimal(0))
