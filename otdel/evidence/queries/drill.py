"""A number opened: a row of the answer by day, then the rows of the source files behind it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from otdel.evidence.queries.answer import Step
from otdel.evidence.queries.days import CAME, SOLD, days, summed
from otdel.evidence.queries.facts import Asked, Facts
from otdel.evidence.queries.ground import Ground, ground
from otdel.evidence.queries.question import MoneyQuestion
from otdel.evidence.queries.rows import place_allowed, row_key
from otdel.evidence.queries.tally import ZERO, Place, Tally
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of a row. `day` None gathers spend read without a day."""

    day: date | None
    spend: Money
    margin: Money | NoData
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
    spread_days: int  # 1, or over how many days the row of the file was shared evenly


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
    """The row `key` of the answer by day, first day first; the whole answer when `key` is empty.

    The days add up to the row. Days without facts are absent. Spend with no rate for its day and sales without an
    amount are left out, as in the answer. A day with a sale whose amount or cost is not known has no margin. Raises
    NotAllowed, UnknownKey.
    """
    asked = Asked(viewer, warehouse)
    base = ground(asked, question)
    numbers = {place: number for number, place in enumerate(base.origins.places)}
    chosen = [numbers[place] for place in _chosen(base, question, key)]
    found = days(asked, base, question).within(question.period, chosen)
    by_day: dict[date | None, Tally] = defaultdict(Tally)
    for row in summed(found.spend, ("day",), ("amount",)):
        by_day[row["day"]].spend += row["amount"] or ZERO
    for row in summed(found.deals, ("day",), SOLD):
        if row["won"]:
            by_day[row["day"]].sell(row)
    for row in summed(found.leads, ("day",), CAME):
        by_day[row["day"]].leads += row["leads"]
    known = sorted(by_day, key=lambda day: day or date.min)
    return tuple(_day_row(day, by_day[day], question.currency) for day in known)


def rows_of(
    viewer: Viewer, warehouse: Facts, question: MoneyQuestion, key: str, *, day: date | None = None, limit: int = 200
) -> tuple[SourceRow, ...]:
    """The rows of source files behind the spend of `key` (of one day when given). Raises NotAllowed, UnknownKey."""
    asked = Asked(viewer, warehouse)
    base = ground(asked, question)
    tables = {"campaigns": base.tables["campaigns"], "chosen": _chosen_table(base, question, key)}
    rows = asked.ask("money_spend_rows", tables, most=limit, **_days(question, day))
    return tuple(_source_row(row) for row in rows)


def deals_of(
    viewer: Viewer, warehouse: Facts, question: MoneyQuestion, key: str, *, limit: int = 200
) -> tuple[DealRow, ...]:
    """The sales behind `key`: won ones first, the newest first. Raises NotAllowed, UnknownKey."""
    asked = Asked(viewer, warehouse)
    base = ground(asked, question)
    tables = {"sales": base.tables["sales"], "chosen": _chosen_table(base, question, key)}
    rows = asked.ask("money_deal_rows", tables, basis=question.basis.value, most=limit, **_days(question))
    return tuple(_deal_row(row, question.currency) for row in rows)


class UnknownKey(LookupError):
    """No row of the answer has this key."""


def _days(question: MoneyQuestion, day: date | None = None) -> dict[str, date | None]:
    period = Period.day(day) if day else question.period
    return {"from_day": period.start if period else None, "to_day": period.end if period else None}


def _chosen(base: Ground, question: MoneyQuestion, key: str) -> list[Place]:
    """The places a key stands for, narrowed by the question's filters. Raises UnknownKey."""
    places = [
        place
        for place in base.origins.places
        if place_allowed(base.origins.campaigns, place, question.filters)
        and (not key or key in (place[0], _key(base, place)))
    ]
    if key and not places:
        raise UnknownKey(key)
    return places


def _chosen_table(base: Ground, question: MoneyQuestion, key: str) -> pa.Table:
    """The places of a key as (channel, campaign number), -1 where the campaign is not known."""
    places = _chosen(base, question, key)
    return pa.table(
        {
            "channel": pa.array([channel for channel, _ in places], pa.string()),
            "campaign": pa.array([-1 if number is None else number for _, number in places], pa.int64()),
        }
    )


def _key(base: Ground, place: Place) -> str:
    return row_key(place[0], None if place[1] is None else base.origins.campaigns[place[1]])


def _day_row(day: date | None, tally: Tally, currency: str) -> DayRow:
    spend, revenue = Money(tally.spend, currency), Money(tally.revenue, currency)
    known = not tally.unpriced and not tally.uncosted
    margin = Money(tally.margin, currency) if known else NoData.because("cost_unknown")
    return DayRow(day, spend, margin, revenue, tally.leads, tally.deals)


def _source_row(row: dict[str, Any]) -> SourceRow:
    amount = Money(row.pop("cost"), row.pop("currency"))
    return SourceRow(amount=amount, **row)


def _deal_row(row: dict[str, Any], currency: str) -> DealRow:
    names = ("import_id", "file", "sheet", "row", "deal_id", "lead_id", "source", "created_at", "paid_at", "status")
    return DealRow(
        **{name: row[name] for name in names},
        matched_by=Step(row["step"]),
        touch_at=row["touch_at"],
        revenue=row["native"],
        returned=row["native_returned"],
        variable_cost=row["native_cost"],
        currency=row["currency"],
        margin=_deal_margin(row, currency),
    )


def _deal_margin(row: dict[str, Any], currency: str) -> Money | NoData:
    if row["status"] != "won":
        return NoData.because("not_won")
    if not row["priced"]:
        return NoData.because("price_unknown")
    if row["variable_cost"] is None:
        return NoData.because("cost_unknown")
    return Money(row["revenue"] - row["returned"] - row["variable_cost"], currency)
