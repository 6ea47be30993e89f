"""What questions about numbers are answered with: a measure, its rows, a KPI in a period, a scorecard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from otdel.kit.calendar import Named
from otdel.kit.period import Period
from otdel.kit.reason import NoData, Reason
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.rules.units import Unit, Way

__all__ = [
    "EVERYTHING", "Correction", "Counted", "Goal", "KpiAnswer", "MeasureAnswer", "MeasureRow", "MeasureRows", "Scope",
    "ScoreCell", "ScoreRow", "Scorecard", "State", "Unit", "Way",
]  # fmt: skip

State = Literal["good", "near", "off", ""]  # at target; between floor and target; under the floor; cannot be judged


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose and what: empty tuples are everything; `members` empty is the whole department."""

    members: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class MeasureAnswer:
    """A measure over a period and scope. Money is in the company's `currency`; shares are 0..1.

    `coverage` is the share of the period's days that its sources speak for (1 for records), `fresh_to` the last such
    day, `rows` how many rows or records were counted. `question` is the warehouse question it rests on ("" for others),
    `parameters` what it was asked with. Without data, `next_step` says what would provide it, at `next_href`.
    """

    code: str
    unit: Unit
    way: Way
    period: Period
    scope: Scope
    value: Decimal | NoData
    currency: str = ""
    rows: int = 0
    coverage: Decimal | NoData = field(default_factory=lambda: NoData.because("coverage_not_known"))
    fresh_to: date | None = None
    question: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    next_step: Reason | None = None
    next_href: str = ""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row or record a measure counted: the day, what it is, what it added, and where it opens.

    `href` leads to the row of the file it came from, or to the record (a task, a reading, a plan).
    """

    day: date | None
    what: str
    value: Decimal
    href: str
    file: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class MeasureRows:
    """The rows behind a measure, largest first, `shown` of `count`; `total` is what all of them add up to.

    For a measure that is not a sum (a median, a state at a day) `adds_up` is False and `rule` says how the value is
    taken from the rows.
    """

    answer: MeasureAnswer
    rows: tuple[MeasureRow, ...]
    count: int
    total: Decimal | NoData
    adds_up: bool = True
    rule: Reason | None = None
    sql: str = ""  # the text of the warehouse question
    table: tuple[tuple[str, ...], ...] = ()  # its result, a header first, as text; empty for records


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached after ramp; `ramp` is the share of the usual target (1 without).

    Numbers are in the KPI's own unit; those of plan_ratio, plan_ratio_low and growth_yoy are shares of what it is
    compared with: `planned`, the same formula over the plans, or the value a year ago.
    """

    pattern: str
    floor: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    low: Decimal | None = None  # of a corridor
    high: Decimal | None = None
    ramp: Decimal = Decimal(1)
    planned: Decimal | None = None
    lacks_plan: bool = False  # compared with a plan that nobody has approved for these days


@dataclass(frozen=True, slots=True)
class Correction:
    at: datetime
    name: str
    old: Decimal | NoData
    new: Decimal | NoData
    why: str


@dataclass(frozen=True, slots=True)
class KpiAnswer:
    """A KPI of a member, or of the department (`who` None), in a calendar period.

    `value` includes dated corrections; `computed` is what stood before them. `state` is empty without data or target.
    With a small sample `computed` is the mean of `alone`, the periods' own values, newest first; they are empty when
    it was frozen and what is stored of the periods has changed since.
    `forecast` is the expected value at the period's end with its 8-in-10 range (low, likely, high).
    """

    code: str
    name: str
    role: str
    who: MemberRef | None
    named: Named
    formula: str
    unit: Unit
    direction: Literal["higher", "lower", "corridor"]
    currency: str
    value: Decimal | NoData
    computed: Decimal | NoData
    goal: Goal
    attainment: Decimal | NoData
    state: State
    coverage: Decimal | NoData
    fresh_to: date | None
    mature: bool
    matures_on: date
    small_sample: bool
    alone: tuple[tuple[Named, Decimal], ...] = ()
    parts: tuple[MeasureAnswer, ...] = ()
    plans: tuple[MeasureAnswer, ...] = ()  # of the parts, when the value is compared with its plan
    corrections: tuple[Correction, ...] = ()
    frozen_at: datetime | None = None
    computed_at: datetime | None = None
    forecast: tuple[Decimal, Decimal, Decimal] | NoData = field(
        default_factory=lambda: NoData.because("forecast_not_made")
    )


@dataclass(frozen=True, slots=True)
class ScoreCell:
    """One period of a scorecard row. `red_again` marks the second period off target in a row, and later ones."""

    named: Named
    value: Decimal | NoData
    state: State
    red_again: bool = False
    small_sample: bool = False
    mature: bool = True
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class ScoreRow:
    code: str
    name: str
    who: MemberRef | None
    unit: Unit
    currency: str
    direction: str
    goal: Goal
    cells: tuple[ScoreCell, ...]  # oldest first
    href: str
    judged_by: str = ""  # the unit of period the KPI is judged by
    answers: MemberRef | None = None  # of a department's row: whose own numbers are the same ones
    forecast: tuple[Decimal, Decimal, Decimal] | NoData = field(
        default_factory=lambda: NoData.because("forecast_not_made")
    )


Empty = Literal["", "library", "account", "holders"]
"""Why a card has no rows: no KPI is written, the account is linked to nobody, nobody held a role with KPIs then."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A person whose rows are not shown one by one: how many numbers in the last period, and how many of which kind."""

    who: MemberRef
    total: int
    off: int
    off_twice: int
    no_data: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Rows of the department, then of each person the viewer may see. Counts are of the period at `last`.

    `rows` are those to look at: a person's number that is the department's too stands there once, and `longer` holds
    those that never had a value by this unit, being measured by a longer one. `every` has all of them. In a crowd,
    `people` stand for the rows of most: they are in the counts too, those with most off target first.
    """

    unit: Literal["week", "month", "quarter", "year"]
    periods: tuple[Named, ...]
    rows: tuple[ScoreRow, ...]
    off: int
    off_twice: int
    no_data: int
    last: int = -1
    longer: tuple[ScoreRow, ...] = ()
    every: tuple[ScoreRow, ...] = ()
    people: tuple[Counted, ...] = ()
    empty: Empty = ""
    begins: date | None = None  # the first day of the first engagement, of a card that has nobody

    @property
    def total(self) -> int:
        return len(self.rows) + sum(one.total for one in self.people)
