"""A part of a period's amount for the days that were worked, so that the parts of a period add up to the whole."""

from __future__ import annotations

from decimal import Decimal

from otdel.motivation.rules.rounding import money


def part(amount: Decimal, days: int, first: int, end: int) -> Decimal:
    """What days [first, end) of `days` bring of `amount`: rounded, the same however the period is cut.

    Each part is what is due by its end less what was due by its beginning. Raises ValueError for days out of order.
    """
    if not 0 <= first <= end <= days or not days:
        raise ValueError(f"days {first} to {end} are not within {days}")
    if first == 0 and end == days:
        return money(amount)
    return due(amount, days, end) - due(amount, days, first)


def due(amount: Decimal, days: int, end: int) -> Decimal:
    """What is due of `amount` by the end of day number `end`."""
    return money(amount * end / days)
