"""The one place where money of pay is rounded: half a minor unit goes up, at two places."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def money(exact: Decimal) -> Decimal:
    """An amount to the minor unit: 0.125 is 0.13 and -0.125 is -0.13."""
    return exact.quantize(CENT, ROUND_HALF_UP)


def text(value: Decimal) -> str:
    """A decimal as plain text for a reason's values: 0.95, 1500, never 1.5E+3."""
    return f"{value.normalize():f}"
