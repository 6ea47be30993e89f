"""When a plan or an agreement may begin, and what counts as less pay than before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from otdel.kit.calendar import containing
from otdel.kit.reason import Reason
from otdel.motivation.rules.plan import Plan

Span = Literal["month", "quarter"]


@dataclass(frozen=True, slots=True)
class Terms:
    """A person's own amounts under a plan, in its currency, for one of its periods."""

    base: Decimal
    target_variable: Decimal

    @property
    def whole(self) -> Decimal:
        return self.base + self.target_variable


def own_plan(plan: Plan, terms: Terms, currency: str = "") -> Plan:
    """The plan with a person's own fixed and target pay, in the `currency` of their agreement when it is given."""
    return replace(
        plan, base=terms.base, target_variable=terms.target_variable, currency=currency or plan.currency
    )  # fmt: skip


def next_start(period: str, today: date) -> date:
    """The first day of the next month or quarter: the earliest that nobody has begun to work for yet."""
    return containing(today, cast(Span, period)).later().period.start


def begins(period: str, day: date) -> bool:
    return containing(day, cast(Span, period)).period.start == day


def why_not_start(period: str, start: date, today: date) -> Reason | None:
    """Why what changes pay may not begin on `start`: inside a period, or in one that has started already."""
    if not begins(period, start):
        inside = containing(start, cast(Span, period))
        return Reason.of("pay_starts_inside", start=inside.period.start.isoformat(), next=inside.period.end.isoformat())
    if start <= today:
        return Reason.of("pay_started_already", start=start.isoformat(), next=next_start(period, today).isoformat())
    return None


def why_not_newcomer(start: date, today: date) -> Reason | None:
    """A newcomer's first agreement may begin on any day that is still to come, today included."""
    if start < today:
        return Reason.of("pay_start_is_past", start=start.isoformat(), today=today.isoformat())
    return None


def lowers(was: Terms, now: Terms) -> bool:
    """Whether either part of what was agreed gets smaller: neither makes up for the other without a new version."""
    return now.base < was.base or now.target_variable < was.target_variable
