"""How spend becomes effect: pressure carried over from step to step, then saturation, each with its derivatives.

Geometric adstock and Hill saturation after Jin, Wang, Sun, Chan and Koehler, "Bayesian methods for media mix modeling
with carryover and shape effects" (2017). Everything here is compiled and works on one channel.
"""

from __future__ import annotations

import numpy as np

from otdel.analytics.compiled import compiled_fast
from otdel.analytics.mix.exponents import exponentials, logarithms
from otdel.analytics.mix.shapes import Floats

WEEKS, DAYS = 13, 56  # a quarter of a year, eight weeks
LOG3 = float(np.log(3.0))
NOTHING = 1e-12  # pressure, in mean spends, below which there is none
HILL, LOGISTIC = 0, 1  # Form's values as the compiler knows them; the third is FREE_HILL


def window(step_days: int) -> int:
    """Steps an effect can last: a quarter in weeks, eight weeks in days.

    What is cut off is small: a carry of 0.8 a week (half gone in three weeks) has 5 % left after 13 weeks. The
    recursion costs the same whatever the window, so it is long enough for slow channels and no longer than short data
    can show.
    """
    return DAYS if step_days == 1 else WEEKS


@compiled_fast
def carry_over(spend: Floats, carry: float, steps: int, pressure: Floats, by_carry: Floats) -> None:
    """Fill `pressure` [n], carry**l spend[i-l] over l < steps with weights adding to 1, and its derivative by carry.

    The sum of a window follows from the one before: N[i] = spend[i] + carry N[i-1] - carry**steps spend[i-steps].
    """
    weights, weights_by, power, power_by = 0.0, 0.0, 1.0, 0.0
    for _ in range(steps):
        weights += power
        weights_by += power_by
        power_by = power_by * carry + power
        power *= carry
    scale, tilt = 1.0 / weights, weights_by / weights
    held, held_by = 0.0, 0.0
    for i in range(len(spend)):
        gone = spend[i - steps] if i >= steps else 0.0
        held_by = held + carry * held_by - power_by * gone
        held = spend[i] + carry * held - power * gone
        pressure[i] = max(held * scale, 0.0)
        by_carry[i] = (held_by - held * tilt) * scale


@compiled_fast
def saturate_hill(pressure: Floats, half: float, reached: Floats, by_pressure: Floats, by_half: Floats) -> None:
    """Fill x / (x + half) and its derivatives by pressure x and by the logarithm of half, all [n]."""
    for i in range(len(pressure)):
        inverse = 1.0 / (pressure[i] + half)
        reached[i] = pressure[i] * inverse
        by_pressure[i] = half * inverse * inverse
        by_half[i] = -half * pressure[i] * inverse * inverse


@compiled_fast
def saturate_logistic(pressure: Floats, half: float, reached: Floats, by_pressure: Floats, by_half: Floats) -> None:
    """The same of tanh(x log(3) / 2 / half), which is (1 - t) / (1 + t) with t = 3 ** (-x / half)."""
    rate = LOG3 / half
    for i in range(len(pressure)):
        reached[i] = -rate * pressure[i]
    exponentials(reached, by_half)
    for i in range(len(pressure)):
        part = (1.0 - reached[i]) / (1.0 + reached[i])
        reached[i] = part
        by_pressure[i] = 0.5 * rate * (1.0 - part * part)
        by_half[i] = -by_pressure[i] * pressure[i]


@compiled_fast
def saturate_free(
    pressure: Floats,
    log_half: float,
    slope: float,
    reached: Floats,
    by_pressure: Floats,
    by_half: Floats,
    by_slope: Floats,
) -> None:
    """The same of 1 / (1 + (half / x) ** slope), and its derivative by log slope; all are 0 without pressure."""
    for i in range(len(pressure)):
        by_slope[i] = max(pressure[i], NOTHING)
    logarithms(by_slope, by_half)
    for i in range(len(pressure)):
        by_slope[i] = slope * (by_slope[i] - log_half)
        reached[i] = -by_slope[i]
    exponentials(reached, by_half)
    for i in range(len(pressure)):
        some = 1.0 if pressure[i] > NOTHING else 0.0
        part = some / (1.0 + reached[i])
        bend = part * (1.0 - part)
        reached[i] = part
        by_pressure[i] = bend * slope / max(pressure[i], NOTHING)
        by_half[i] = -bend * slope
        by_slope[i] *= bend


@compiled_fast
def response(
    spend: Floats, form: int, steps: int, carry: float, log_half: float, log_slope: float, cells: Floats
) -> None:
    """Fill the first n of `cells` [6, at least n]: the part of the ceiling reached, three derivatives, two of scratch.

    The derivatives are by logit carry, by log half and by log slope. `spend` [n] is in mean spends. Only FREE_HILL
    writes the fourth.
    """
    count = len(spend)
    reached, by_carry, by_half, by_slope = cells[0, :count], cells[1, :count], cells[2, :count], cells[3, :count]
    pressure, by_pressure = cells[4, :count], cells[5, :count]
    carry_over(spend, carry, steps, pressure, by_carry)
    if form == HILL:
        saturate_hill(pressure, np.exp(log_half), reached, by_pressure, by_half)
    elif form == LOGISTIC:
        saturate_logistic(pressure, np.exp(log_half), reached, by_pressure, by_half)
    else:
        saturate_free(pressure, log_half, np.exp(log_slope), reached, by_pressure, by_half, by_slope)
    turn = carry * (1.0 - carry)
    for i in range(len(spend)):
        by_carry[i] *= by_pressure[i] * turn
