"""Parts of a whole as decimals that add up to it to the last digit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from math import floor


def rounded(total: float, places: int) -> Decimal:
    """A sum of floats with so many decimals."""
    return Decimal(repr(float(total))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def parts(weights: Sequence[float], total: Decimal, places: int) -> tuple[Decimal, ...]:
    """`total`, which has at most so many decimals, in proportion to weights; what rounding leaves goes by remainders.

    Weights may be below zero, their sum may not; where it is zero every part is, and the total has to be. Raises
    ValueError when it is not.
    """
    units = int(total.scaleb(places))
    exact = [Fraction(float(one)) for one in weights]
    whole = sum(exact, Fraction(0))
    if whole <= 0:
        if units:
            raise ValueError("nothing to share by")
        return tuple(Decimal(0).scaleb(-places) for _ in exact)
    raw = [one * units / whole for one in exact]
    counts = [floor(one) for one in raw]
    left = units - sum(counts)
    by_remainder = sorted(range(len(raw)), key=lambda place: (counts[place] - raw[place], place))
    for place in by_remainder[:left]:
        counts[place] += 1
    return tuple(Decimal(count).scaleb(-places) for count in counts)
