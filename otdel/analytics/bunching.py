"""Whether results stand just above a line more often than beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import comb

from otdel.analytics.payouts import number

WINDOW = 0.02  # of the target
BESIDE = 0.04  # on each side of the window


@dataclass(frozen=True, slots=True)
class Bunch:
    """`at` results stand within 2 % above target, `beside` within 4 % on both sides of that.

    `likely` is how often as many would stand there if results were spread evenly: small when it is too many.
    """

    at: int
    beside: int
    likely: float


def bunch(attainments: list[float]) -> Bunch:
    """Attainment is 1 at target. Evenly spread, one in five near the line stands in the window."""
    edge = 1e-9
    at = sum(1.0 - edge <= one < 1.0 + WINDOW for one in attainments)
    below = sum(1.0 - BESIDE <= one < 1.0 - edge for one in attainments)
    above = sum(1.0 + WINDOW <= one < 1.0 + WINDOW + BESIDE for one in attainments)
    beside = below + above
    return Bunch(at, beside, tail(at, at + beside, WINDOW / (WINDOW + 2 * BESIDE)))


def between(values: list[float], low: Decimal, high: Decimal) -> int:
    """How many are in [low, high)."""
    return sum(number(low) - 1e-9 <= one < number(high) - 1e-9 for one in values)


def tail(least: int, of: int, share: float) -> float:
    """The chance of `least` or more among `of` when each has the chance `share`."""
    return float(sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(least, of + 1)))
