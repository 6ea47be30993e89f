"""Sharing an amount in proportion so that the parts add up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from otdel.kit.money import MICRO


def shared(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """`amount` in parts of six places in proportion to `weights` (none below zero); the parts sum to it exactly.

    The remainder of rounding goes to the heaviest. With no weight at all every part is zero and nothing is shared.
    """
    total = sum(weights, Decimal(0))
    if total <= 0:
        return [Decimal(0)] * len(weights)
    parts = [(amount * weight / total).quantize(MICRO, ROUND_DOWN) for weight in weights]
    heaviest = max(range(len(weights)), key=lambda place: weights[place])
    parts[heaviest] += amount - sum(parts, Decimal(0))
    return parts
