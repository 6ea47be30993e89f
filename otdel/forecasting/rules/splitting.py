"""A plan of a longer period over its months: by the shape of the same months a year ago, else evenly by days."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 0.5  # of a month's worth last year: less than half of an even share is taken for a gap, not for a season


def split(plan: float, days: Sequence[int], last_year: Sequence[float | None]) -> tuple[list[float], bool]:
    """Shares of `plan` for parts of `days` each; True when they follow last year. They add up to the plan."""
    known = [value for value in last_year if value is not None and value > 0]
    even = [plan * count / sum(days) for count in days]
    if len(known) < len(days):
        return even, False
    whole = sum(known)
    if any(value / whole < FEWEST * count / sum(days) for value, count in zip(known, days, strict=True)):
        return even, False
    return [plan * value / whole for value in known], True
