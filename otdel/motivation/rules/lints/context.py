"""What lints know besides the plan. Everything may be missing, and then the lints that need it say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.simulated import Simulation


@dataclass(frozen=True, slots=True)
class KpiFacts:
    """A KPI as the company keeps it. `since` is the first day it was kept, None when nobody knows.

    `parts` are (measure, sign) of its formula: +1 where more of the measure makes the value larger, -1 smaller, 0 both.
    """

    code: str
    role: str
    formula: str
    unit: str
    direction: str
    lag_days: int
    controllability: str
    pattern: str
    floor: Decimal | None = None
    target: Decimal | None = None
    paired_with: str = ""
    conflicts: tuple[str, ...] = ()
    since: date | None = None
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """When the plan is to start, the day that is judged from, and the version it replaces."""

    start: date
    judged_on: date
    before: Plan | None = None
    terms_lowered: tuple[str, ...] = ()  # names of people whose signed base or target variable gets smaller


@dataclass(frozen=True, slots=True)
class Alone:
    """A measure of a KPI typed in by whoever is paid by it, with no second reader."""

    kpi: str
    measure: str
    who: str
    periods: int


@dataclass(frozen=True, slots=True)
class Ratchet:
    """A target that was set to the last actual, `times` in a row, each for `months` months."""

    kpi: str
    who: str
    times: int
    months: int


@dataclass(frozen=True, slots=True)
class Moves:
    """Two KPIs over the same past periods: how closely they go together and the attainments themselves."""

    left: str
    right: str
    goes: Decimal
    high: Decimal  # the upper end of its range of 8 in 10
    low: Decimal
    periods: tuple[str, ...]
    lefts: tuple[Decimal | None, ...]
    rights: tuple[Decimal | None, ...]
    other: str = ""  # whose the right one is; empty for the same person's
    shared: bool = False  # both people's plans share a component


@dataclass(frozen=True, slots=True)
class Bunched:
    """Results close above target: `at` of them, `beside` around; `likely` that this is chance."""

    kpi: str
    at: int
    beside: int
    likely: Decimal
    steps: tuple[tuple[Decimal, int], ...]  # (from, how many) in steps of 2 % of the target


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who works by the plan without having signed, or was promised pay that is late: `since` when."""

    who: str
    since: date


@dataclass(frozen=True, slots=True)
class Told:
    """A published statement: how far its lines are from its totals, and how many lines and steps it takes."""

    who: str
    period: str
    off: Decimal
    lines: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person's own agreement says."""

    who: str
    base: Decimal
    target_variable: Decimal


@dataclass(frozen=True, slots=True)
class Context:
    """None is: not known here. An empty tuple or mapping is: looked, and there is nothing."""

    kpis: Mapping[str, KpiFacts] = field(default_factory=dict)
    heads: frozenset[str] | None = None  # roles that lead others
    team: int | None = None  # people the plan would rank, with the plan's role or under the same head
    terms: tuple[Terms, ...] = ()
    simulate: Callable[[Plan], Simulation] | None = None
    coverage: Mapping[str, tuple[Decimal | None, ...]] | None = None  # of the last 3 periods, newest first
    typed: tuple[Alone, ...] | None = None
    dates: Dates | None = None
    ratchets: tuple[Ratchet, ...] | None = None
    within: tuple[Moves, ...] | None = None  # of KPIs of this plan
    between: tuple[Moves, ...] | None = None  # of this plan's KPIs with those of other people's plans
    bunches: tuple[Bunched, ...] | None = None
    unsigned: tuple[Waiting, ...] | None = None
    overdue: tuple[Waiting, ...] | None = None
    statements: tuple[Told, ...] | None = None
    compute: Callable[[Plan], Told | Reason] | None = None
