"""Between knots: the cubic with the values and slopes of both ends, for one curve or for all draws at once."""

from __future__ import annotations

from otdel.analytics.compiled import compiled_fast
from otdel.analytics.mix.shapes import Floats


@compiled_fast
def place_among(knots: Floats, spend: float) -> int:
    """The knot at or before `spend`, never the last one."""
    low, high = 0, len(knots) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if knots[middle] <= spend:
            low = middle
        else:
            high = middle
    return low


@compiled_fast
def add_curve(knots: Floats, values: Floats, slopes: Floats, spend: float, sign: float, total: Floats) -> None:
    """Add `sign` times the channel's value [S] at a weekly `spend` to `total`."""
    k = place_among(knots, spend)
    wide = knots[k + 1] - knots[k]
    t = (spend - knots[k]) / wide
    back = 1.0 - t
    left, left_slope = sign * (1.0 + 2.0 * t) * back * back, sign * t * back * back * wide
    right, right_slope = sign * t * t * (3.0 - 2.0 * t), -sign * t * t * back * wide
    for draw in range(len(total)):
        total[draw] += (
            left * values[k, draw]
            + left_slope * slopes[k, draw]
            + right * values[k + 1, draw]
            + right_slope * slopes[k + 1, draw]
        )


@compiled_fast
def sum_of_gains(knots: Floats, values: Floats, slopes: Floats, now: Floats, plan: Floats, total: Floats) -> None:
    """Fill `total` [S]: the target of the plan less that of now."""
    total[:] = 0.0
    for place in range(len(plan)):
        if plan[place] != now[place]:
            add_curve(knots[place], values[place], slopes[place], plan[place], 1.0, total)
            add_curve(knots[place], values[place], slopes[place], now[place], -1.0, total)


@compiled_fast
def mean_at(knots: Floats, values: Floats, slopes: Floats, spend: float) -> float:
    """The mean value of a channel at a weekly `spend`, from [K] values and slopes at its knots."""
    k = place_among(knots, spend)
    wide = knots[k + 1] - knots[k]
    t = (spend - knots[k]) / wide
    back = 1.0 - t
    left = back * back * ((1.0 + 2.0 * t) * values[k] + t * wide * slopes[k])
    return float(left + t * t * ((3.0 - 2.0 * t) * values[k + 1] - back * wide * slopes[k + 1]))
