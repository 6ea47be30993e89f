"""What of a statement is paid on time while some of its lines are questioned, and what comes later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Share:
    """A line of a statement that is paid: its amount, and whether it is questioned and not settled."""

    amount: Decimal
    questioned: bool


def payable_now(lines: Iterable[Share], paid: Decimal = ZERO) -> Decimal:
    """What may be paid besides `paid`: every line nobody questions, and questioned lines that take money off.

    A questioned line that brings money waits; one that takes it off stays taken until it is answered, so that nobody
    has to give anything back. Never negative.
    """
    sure = sum((one.amount for one in lines if not one.questioned or one.amount < 0), ZERO)
    return max(sure - paid, ZERO)


def to_carry(lines: Iterable[Share]) -> Decimal:
    """What a statement below zero leaves to be taken off the next one: negative, or zero."""
    return min(sum((one.amount for one in lines), ZERO), ZERO)
