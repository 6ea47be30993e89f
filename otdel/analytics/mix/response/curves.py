"""The loops under every answer about a channel: what each draw says its spend brings, now or held steady for ever."""

from __future__ import annotations

import numpy as np

from otdel.analytics.compiled import compiled_fast
from otdel.analytics.mix.shapes import Floats, Whole
from otdel.analytics.mix.transforms import (
    HILL,
    LOGISTIC,
    carry_over,
    saturate_free,
    saturate_hill,
    saturate_logistic,
)

SCRATCH = 6  # rows a kernel needs beside what it answers
ALMOST_NONE = 1e-6  # of half: spend so small that a slope at nothing can still be taken
DOUBLINGS, HALVINGS = 60, 32  # as far as any budget; to less than a thousandth of a millionth
OF_NEXT, OF_ALL = 0, 1  # surplus: of the next 1, of the whole spend


@compiled_fast
def reach(form: int, pressure: Floats, half: float, slope: float, cells: Floats) -> None:
    """Fill `cells` [4, n] with the part of the ceiling reached, its derivative by pressure and two rows of scratch."""
    if form == HILL:
        saturate_hill(pressure, half, cells[0], cells[1], cells[2])
    elif form == LOGISTIC:
        saturate_logistic(pressure, half, cells[0], cells[1], cells[2])
    else:
        saturate_free(pressure, np.log(half), slope, cells[0], cells[1], cells[2], cells[3])


@compiled_fast
def over_time(
    spend: Floats,
    steps: int,
    forms: Whole,
    carry: Floats,
    half: Floats,
    slope: Floats,
    ceiling: Floats,
    effects: Floats,
) -> None:
    """Fill `effects` [S, n]: target each step of `spend` [n] brings by each draw [S]."""
    cells = np.empty((SCRATCH, len(spend)))
    for draw in range(len(forms)):
        carry_over(spend, carry[draw], steps, cells[4], cells[5])
        reach(forms[draw], cells[4], half[draw], slope[draw], cells)
        for i in range(len(spend)):
            effects[draw, i] = ceiling[draw] * cells[0, i]


@compiled_fast
def held_steady(
    spends: Floats, forms: Whole, half: Floats, slope: Floats, ceiling: Floats, effects: Floats, next_ones: Floats
) -> None:
    """Fill `effects` and `next_ones` [S, G]: target a step at each steady spend, and its derivative by that spend.

    Carry does not matter here: weights add up to 1, so the pressure of a steady spend is that spend.
    """
    cells = np.empty((SCRATCH, len(spends)))
    for draw in range(len(forms)):
        reach(forms[draw], spends, half[draw], slope[draw], cells)
        for i in range(len(spends)):
            effects[draw, i] = ceiling[draw] * cells[0, i]
            next_ones[draw, i] = ceiling[draw] * cells[1, i]


@compiled_fast
def best_spends(forms: Whole, half: Floats, slope: Floats, ceiling: Floats, best: Floats, even: Floats) -> None:
    """Fill `best` [S], the steady spend that brings most over its cost, and `even` [S], where it brings just its cost.

    `ceiling` is in the money that counts. Where no spend returns its cost both are 0.
    """
    point, cells = np.empty(1), np.empty((SCRATCH, 1))
    for draw in range(len(forms)):
        form, middle, bend, top = forms[draw], half[draw], slope[draw], ceiling[draw]
        low = max(_steepest(form, middle, bend), ALMOST_NONE * middle)
        best[draw] = _last_above(low, OF_NEXT, form, middle, bend, top, point, cells)
        if best[draw] > 0.0 and _surplus(best[draw], OF_ALL, form, middle, bend, top, point, cells) < 0.0:
            best[draw] = 0.0
        even[draw] = 0.0
        if best[draw] > 0.0:
            even[draw] = _last_above(best[draw], OF_ALL, form, middle, bend, top, point, cells)


@compiled_fast
def _steepest(form: int, half: float, slope: float) -> float:
    """The spend where the curve is steepest: 0 unless it is S-shaped."""
    if form in (HILL, LOGISTIC) or slope <= 1.0:
        return 0.0
    return float(half * ((slope - 1.0) / (slope + 1.0)) ** (1.0 / slope))


@compiled_fast
def _surplus(
    spend: float, what: int, form: int, half: float, slope: float, ceiling: float, point: Floats, cells: Floats
) -> float:
    """What the next 1 brings over 1, or what the whole spend brings over itself."""
    point[0] = spend
    reach(form, point, half, slope, cells)
    return float(ceiling * cells[1, 0] - 1.0 if what == OF_NEXT else ceiling * cells[0, 0] - spend)


@compiled_fast
def _last_above(
    low: float, what: int, form: int, half: float, slope: float, ceiling: float, point: Floats, cells: Floats
) -> float:
    """The spend above `low` where the surplus ends, by halving; 0 when there is none at `low`."""
    if _surplus(low, what, form, half, slope, ceiling, point, cells) <= 0.0:
        return 0.0
    high = max(2.0 * low, half)
    for _ in range(DOUBLINGS):
        if _surplus(high, what, form, half, slope, ceiling, point, cells) <= 0.0:
            break
        low, high = high, 2.0 * high
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if _surplus(middle, what, form, half, slope, ceiling, point, cells) > 0.0:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


@compiled_fast
def coming_back(spend: float, effects: Floats, carry: Floats, steps: int, half_back: Floats, all_back: Floats) -> None:
    """Fill `half_back` and `all_back` [S]: steps until half of the effect of one step's spend, and its cost, came back.

    `effects` [S] is the money a step that a steady run of `spend` brings: one step's spend brings as much in all, step
    after step by the weights of the carry, within a step evenly. Infinity where the cost never comes back.
    """
    arriving = np.empty(steps)
    for draw in range(len(effects)):
        weight, total = 1.0, 0.0
        for lag in range(steps):
            arriving[lag] = weight
            total += weight
            weight *= carry[draw]
        for lag in range(steps):
            arriving[lag] *= effects[draw] / total
        half_back[draw] = _steps_until(0.5 * effects[draw], arriving)
        all_back[draw] = _steps_until(spend, arriving)


@compiled_fast
def _steps_until(amount: float, by_step: Floats) -> float:
    """Steps until the sum reaches `amount`, in parts of a step; infinity when it does not."""
    so_far = 0.0
    for step in range(len(by_step)):
        if so_far + by_step[step] >= amount and by_step[step] > 0.0:
            return float(step + (amount - so_far) / by_step[step])
        so_far += by_step[step]
    return np.inf
