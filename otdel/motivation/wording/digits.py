"""How many digits a printed figure needs, so that whoever computes with what is printed gets what is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from otdel.kit.reason import Value
from otdel.motivation.rules.rounding import money

LEAST = 6  # places of a share, which are four after the mark of a percentage: as attainment is stored
MOST = 12


def shortest(value: Decimal, enough: Callable[[Decimal], bool], least: int = LEAST) -> Decimal:
    """`value` at the fewest places, from `least`, with which `enough` is true; `value` itself where none of them do."""
    for places in range(least, MOST + 1):
        near = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if enough(near):
            return near
    return value


def asked(values: Mapping[str, Value]) -> Decimal:
    """The result `x` that a rule is asked with, at digits that give the same cent and keep its side of the point."""
    x, low = _read(values, "x"), _read(values, "low")
    if "high" not in values:
        return shortest(x, lambda near: (near > low) == (x > low) and (near < low) == (x < low))
    high, low_pays, high_pays = (_read(values, name) for name in ("high", "low_pays", "high_pays"))

    def pays(at: Decimal) -> Decimal:
        return money(low_pays + (high_pays - low_pays) * (at - low) / (high - low))

    return shortest(x, lambda near: pays(near) == pays(x))


def multiplier(factor: Decimal, before: Decimal) -> Decimal:
    """A share that `before` is multiplied by, at digits that give the same cent."""
    return shortest(factor, lambda near: money(before * near) == money(before * factor))


def _read(values: Mapping[str, Value], name: str) -> Decimal:
    return Decimal(str(values[name]))
