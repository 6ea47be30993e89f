"""Arithmetic of files and days: a layout's fingerprint, missing days, the age of data, typed costs by day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from otdel.kit.money import spread
from otdel.kit.period import Period
from otdel.kit.viewer import Role

SEES_SALARIES = (Role.OWNER, Role.HEAD, Role.ACCOUNTANT)


def fingerprint(headers: Iterable[Sequence[str]]) -> str:
    """One hash for the headers of a file's sheets, blind to case and spaces. Empty when there is no header."""
    tables = ["\x1f".join(" ".join(cell.split()).casefold() for cell in header) for header in headers]
    return hashlib.sha256("\x1e".join(tables).encode()).hexdigest() if any(tables) else ""


def missing_days(days: Iterable[date]) -> tuple[Period, ...]:
    """The holes between the first and the last of `days`, in order."""
    known = sorted(set(days))
    one = timedelta(days=1)
    return tuple(Period(before + one, after) for before, after in pairwise(known) if after - before > one)


@dataclass(frozen=True, slots=True)
class Age:
    """How old data is: `days` between its last full day and yesterday, and whether that is later than expected."""

    days: int
    late: bool


def age(last_day: date, today: date, expected: int) -> Age:
    """Yesterday is the newest day a report can be whole for, so data to yesterday is 0 days old."""
    days = max(0, (today - last_day).days - 1)
    return Age(days, days > expected)


@dataclass(frozen=True, slots=True)
class TypedCost:
    """A cost as somebody typed it. `private` costs are only ever written as a sum."""

    id: int
    kind: str
    label: str
    channel: str
    amount: Decimal
    currency: str
    period: Period
    private: bool


@dataclass(frozen=True, slots=True)
class CostDay:
    """One day of a cost, or of all private costs of a kind together, as the generated file has it."""

    day: date
    reference: str
    label: str
    kind: str
    channel: str
    currency: str
    amount: Decimal


def cost_days(costs: Iterable[TypedCost]) -> list[CostDay]:
    """Costs spread evenly over their days, exact to the last place; private ones summed by kind, channel and day."""
    sums: dict[tuple[date, str, str, str, str, str], Decimal] = {}
    for cost in costs:
        label = "" if cost.private else cost.label
        # The same cost of another month is the same campaign; one of another channel is not, for its money goes there.
        reference = " ".join(word for word in (cost.kind, label, cost.channel) if word)
        for day, amount in zip(cost.period, spread(cost.amount, cost.period.days), strict=True):
            key = (day, reference, label, cost.kind, cost.channel, cost.currency)
            sums[key] = sums.get(key, Decimal(0)) + amount
    return [CostDay(*key, amount) for key, amount in sorted(sums.items())]
