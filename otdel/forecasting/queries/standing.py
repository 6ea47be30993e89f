"""Early warnings as a list to work through: which can still be acted on, and which matter most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from otdel.forecasting.queries.warnings import WarningLine
from otdel.kit.money import Money

NEWS = timedelta(days=14)  # a day that left its corridor is looked into within two weeks, or never


def is_live(one: WarningLine, day: date) -> bool:
    """Whether something can still be done: the goal's period runs, or the strange day is fresh."""
    return one.named.period.end > day if one.sort == "odds" else one.raised_on + NEWS > day


def live(lines: Iterable[WarningLine], day: date) -> tuple[WarningLine, ...]:
    return tuple(one for one in lines if is_live(one, day))


def missing(one: WarningLine) -> Money | None:
    """The money a goal will probably fall short by; nothing of other goals."""
    plan, middle = one.evidence.get("plan"), one.evidence.get("middle")
    if one.sort != "odds" or one.unit != "money" or one.kind != "measure" or plan is None or middle is None:
        return None
    short = Decimal(str(round(plan - middle, 2)))
    return Money(short, one.currency) if short > 0 else None


def ranked(lines: Iterable[WarningLine]) -> list[WarningLine]:
    """Faults of files first, for numbers cannot be believed till then; the most money, then the least likely."""
    return sorted(lines, key=_weight)


def _weight(one: WarningLine) -> tuple[bool, Decimal, bool, float, int]:
    money, odds = missing(one), one.evidence.get("odds")
    return (
        one.sort != "import", -money.amount if money else Decimal(0), odds is None, float(odds or 0.0), one.id,
    )  # fmt: skip
