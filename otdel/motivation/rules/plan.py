"""What a pay plan says: fixed pay, variable pay, curves, gates, what is held back and what may be taken back.

docs/algorithms/pay.md tells the same in prose. Money is in the plan's currency, shares are 0..1, a curve's input is
the attainment of a KPI (1 at target) or, with `by: value`, its value in the KPI's own unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ONE = Decimal(1)


class By(StrEnum):
    ATTAINMENT = "attainment"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Point:
    """At `at` the curve pays `pays`: a share of what the component is worth at target."""

    at: Decimal
    pays: Decimal


Curve = tuple[Point, ...]  # ascending by `at`; straight lines between, flat outside


@dataclass(frozen=True, slots=True)
class Component:
    """A part of variable pay. With `rolling` above 1 the KPI is averaged over that many periods, this one the last."""

    kpi: str
    weight: Decimal
    curve: Curve
    by: By = By.ATTAINMENT
    rolling: int = 1


@dataclass(frozen=True, slots=True)
class Condition:
    """`low` <= x <= `high`; an open end excludes its edge; None is no limit."""

    by: By = By.VALUE
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """Multiplies the variable (or the component of the KPI `component`) by `fail` when `passes` does not hold.

    When `hard` holds, by `hard_factor` instead.
    """

    kpi: str
    passes: Condition
    fail: Decimal
    hard: Condition | None = None
    hard_factor: Decimal = Decimal(0)
    component: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """A multiplier of the whole variable from a shared result."""

    kpi: str
    curve: Curve
    by: By = By.ATTAINMENT


@dataclass(frozen=True, slots=True)
class Tier:
    """Each unit above `above` up to `upto` brings `rate`."""

    above: Decimal
    upto: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class UnitPay:
    """So much for each unit of a measure, in marginal tiers; nothing beyond the last tier's end."""

    measure: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class PointPay:
    """So much for each accepted point, times a factor of quality and one of time; no points beyond `most` are paid."""

    measure: str
    rate: Decimal
    quality: Team
    time: Team
    most: Decimal


@dataclass(frozen=True, slots=True)
class Holdback:
    """`share` of the variable is paid `days` after the period ends, when `on` (leads later rejected) is known."""

    share: Decimal
    days: int
    on: str


@dataclass(frozen=True, slots=True)
class Clawback:
    """After `trigger`, within `days`, at most `most` (share of that period's variable) comes off the next variable."""

    trigger: str
    days: int
    most: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Draw:
    """An advance of `amount` against variable pay in the first `periods`; later taken off when `recoverable`."""

    amount: Decimal
    periods: int
    recoverable: bool


@dataclass(frozen=True, slots=True)
class Extra:
    """A one-off payment promised for something done: a finished experiment, a course passed."""

    code: str
    what: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Split:
    """How the credit for a KPI is shared between people (their slugs), agreed before the result; shares sum to 1."""

    kpi: str
    shares: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class PayDay:
    """Paid on `day` of the month that is `months` after the period's last month."""

    day: int = 15
    months: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan. `period` is month or quarter; `kind` is staff or contractor. `cap` is in target variables."""

    code: str
    role: str
    period: str
    currency: str
    base: Decimal
    target_variable: Decimal = Decimal(0)
    kind: str = "staff"
    cap: Decimal | None = None
    ramp: tuple[Decimal, ...] = ()
    components: tuple[Component, ...] = ()
    unit_pay: UnitPay | None = None
    point_pay: PointPay | None = None
    gates: tuple[Gate, ...] = ()
    team: Team | None = None
    holdback: Holdback | None = None
    clawback: Clawback | None = None
    draw: Draw | None = None
    extras: tuple[Extra, ...] = ()
    splits: tuple[Split, ...] = ()
    pay_day: PayDay = PayDay()
    note: str = ""
