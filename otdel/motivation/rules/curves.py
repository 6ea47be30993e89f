"""What a result pays: straight lines between the points of a curve, flat outside them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from otdel.motivation.rules.plan import Curve, Point


@dataclass(frozen=True, slots=True)
class Place:
    """Where a result stands: between `low` and `high`, or outside the curve, when both are its outermost point."""

    low: Point
    high: Point


def place(curve: Curve, x: Decimal) -> Place:
    """The two points around `x`. A result that is exactly a point stands at that point alone."""
    low = curve[0]
    if x <= low.at:
        return Place(low, low)
    for high in curve:
        if x == high.at:
            return Place(high, high)
        if x < high.at:
            return Place(low, high)
        low = high
    return Place(low, low)


def times(worth: Decimal, curve: Curve, x: Decimal) -> Decimal:
    """`worth` times what the curve pays at `x`, dividing last so that exact results stay exact."""
    at = place(curve, x)
    low, high = at.low, at.high
    if low is high:
        return worth * low.pays
    width = high.at - low.at
    return worth * (low.pays * width + (high.pays - low.pays) * (x - low.at)) / width


def payout(curve: Curve, x: Decimal) -> Decimal:
    """The share of a component's worth that is paid at `x`, which is an attainment or a value as the curve is by."""
    return times(Decimal(1), curve, x)


def lowest(curve: Curve) -> Decimal:
    return min(point.pays for point in curve)


def highest(curve: Curve) -> Decimal:
    return max(point.pays for point in curve)
