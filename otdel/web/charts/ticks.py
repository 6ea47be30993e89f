"""Where the marks of an axis stand: round numbers that people count in."""

from __future__ import annotations

from math import ceil, floor, log10

NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def step_for(span: float, most: int) -> float:
    """The smallest round step that cuts `span` into at most `most` parts."""
    if span <= 0:
        return 1.0
    rough = span / most
    power = 10.0 ** floor(log10(rough))
    return next(nice * power for nice in NICE if nice * power >= rough * (1 - 1e-9))


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round marks that cover `low` to `high`: the first is at or under `low`, the last at or over `high`."""
    if high <= low:
        low, high = (0.0, high) if high > 0 else (low - 1, low + 1)
    step = step_for(high - low, most)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def thinned(count: int, room: float, width: float) -> int:
    """Every how many labels one may be written, when each needs `width` of `room` pixels."""
    return max(1, ceil(count * width / max(room, 1)))
