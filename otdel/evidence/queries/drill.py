"""A number opened: a row of the answer by day, then the rows of the source files behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from otdel.evidence.queries.answer import Step
from otdel.evidence.queries.facts import Facts
from otdel.evidence.queries.question import MoneyQuestion
from otdel.kit.money import Money
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of a row. `day` None gathers spend read without a day."""

    day: date | None
    spend: Money
    margin: Money
    revenue: Money
    leads: int
    deals: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a source file behind a number: where it stands and what it says, in its own currency."""

    import_id: int
    file: str
    sheet: str
    row: int
    day: date | None
    source: str
    account: str
    campaign: str
    ad_group: str
    ad: str
    amount: Money


@dataclass(frozen=True, slots=True)
class DealRow:
    """One sale behind a number, how it found its origin, and where it stands in its file."""

    import_id: int
    file: str
    sheet: str
    row: int
    deal_id: str
    lead_id: str
    source: str
    created_at: datetime | None
    paid_at: datetime | None
    status: str
    matched_by: Step
    touch_at: datetime | None  # when the touch that counts happened
    revenue: Decimal | None
    returned: Decimal | None
    variable_cost: Decimal | None
    currency: str
    margin: Money | NoData


def days_of(viewer: Viewer, warehouse: Facts, question: MoneyQuestion, key: str = "") -> tuple[DayRow, ...]:
    """The row `key` of the answer by day, first day first; all of them when `key` is empty."""
    raise NotImplementedError


def rows_of(
    viewer: Viewer, warehouse: Facts, question: MoneyQuestion, key: str, *, day: date | None = None, limit: int = 200
) -> tuple[SourceRow, ...]:
    """The rows of source files behind the spend of `key` (of one day when given)."""
    raise NotImplementedError


def deals_of(
    viewer: Viewer, warehouse: Facts, question: MoneyQuestion, key: str, *, limit: int = 200
) -> tuple[DealRow, ...]:
    """The sales behind `key`, newest first."""
    raise NotImplementedError
