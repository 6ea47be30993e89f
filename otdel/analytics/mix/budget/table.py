"""What each channel brings at any spend a week of a coming horizon, by draw: computed once, asked many times.

Channels add up, so a plan's gain is a sum of one number a channel. Between the knots of a channel its curve is the
cubic that has the exact values and the exact slopes at both ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from otdel.analytics.compiled import compiled_fast
from otdel.analytics.mix.budget.cubic import sum_of_gains
from otdel.analytics.mix.response.channel import recent_spend
from otdel.analytics.mix.response.curves import SCRATCH, reach
from otdel.analytics.mix.shapes import Draws, Floats, Mix, MixData, Whole
from otdel.analytics.mix.transforms import carry_over, window

THREADS = 2
ENOUGH = 1000  # draws: odds of a move are then known to one or two in a hundred
KNOTS = 20
WEEK = 7
ROOM = 2.5  # times the spend of now, or the most ever spent in a week: how far the knots go unless asked for more
CENTS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """`values` and `slopes` [C, K, S]: target over the horizon and its tail at each weekly spend of `knots` [C, K].

    Against no spend over the horizon. `now` [C] is the recent weekly spend in whole cents. `margin` is the money in one
    unit of target; `in_money` says whether target and spend can be set off against each other.
    """

    channels: tuple[str, ...]
    weeks: int
    margin: float
    in_money: bool
    now: Whole
    knots: Floats
    values: Floats
    slopes: Floats


def build(mix: Mix, weeks: int, margin: float | None = None, most: Mapping[int, float] | None = None) -> Table:
    """The table of a horizon. `most` is a weekly spend that the channel at a place must reach, when more than usual.

    Spend of the past carries over into the horizon. After it every channel returns to its recent spend, and what the
    horizon's spend still brings then is counted. Raises ValueError for a horizon of no weeks.
    """
    if weeks < 1:
        raise ValueError(f"a horizon of {weeks} weeks")
    draws, now = mix.draws.thinned(ENOUGH), _weekly(mix.data)
    knots = np.stack([_knots(top) for top in _tops(mix, now, most or {})])
    shape = len(now), KNOTS, len(draws)
    values, slopes = np.empty(shape), np.empty(shape)

    def fill(place: int) -> None:
        _fill(mix, draws, place, weeks, knots[place], values[place], slopes[place])

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(fill, range(len(now))))
    in_money = mix.data.target_is_money or margin is not None
    scale = 1.0 if margin is None else margin
    return Table(mix.data.channels, weeks, scale, in_money, weekly_cents(mix.data), knots, values, slopes)


def weekly_cents(data: MixData) -> Whole:
    """What is spent a week now, in whole cents [C]."""
    return np.round(_weekly(data) * CENTS).astype(np.int64)


def _weekly(data: MixData) -> Floats:
    return recent_spend(data) * (WEEK / data.step_days)


def gains(table: Table, plan: Whole) -> Floats:
    """[S]: money (or target) more than with the spend of now, horizon and tail; `plan` [C] is cents a week.

    The cost of spending more than now is taken off where it can be.
    """
    answer = np.empty(table.values.shape[2])
    sum_of_gains(table.knots, table.values, table.slopes, table.now / CENTS, plan / CENTS, answer)
    return answer * table.margin - extra_cost(table, plan)


def further(mix: Mix, table: Table, plan: Whole) -> Table:
    """The table, made anew when a plan [C] in cents a week goes beyond its knots."""
    most = {place: cents / CENTS for place, cents in enumerate(plan) if cents / CENTS > table.knots[place, -1]}
    return build(mix, table.weeks, table.margin if table.in_money else None, most) if most else table


def extra_cost(table: Table, plan: Whole) -> float:
    return table.weeks * float(plan.sum() - table.now.sum()) / CENTS if table.in_money else 0.0


def _tops(mix: Mix, now: Floats, most: Mapping[int, float]) -> list[float]:
    """How far each channel's knots go, in weekly spend."""
    week = WEEK / mix.data.step_days
    usual = np.maximum(ROOM * now, ROOM * week * mix.data.spend.max(0))
    return [max(float(usual[place]), most.get(place, 0.0), 1.0) for place in range(len(now))]


def _knots(top: float) -> Floats:
    """Closer together where curves bend most: near nothing."""
    return np.asarray(top * np.linspace(0.0, 1.0, KNOTS) ** 2)


def _fill(mix: Mix, draws: Draws, place: int, weeks: int, knots: Floats, values: Floats, slopes: Floats) -> None:
    """One channel of the table: the story of its spend around the horizon is made here, its sum in the kernel."""
    steps, horizon = window(mix.data.step_days), weeks * WEEK // mix.data.step_days
    told = min(horizon, steps)  # from then on every step of the horizon is like the one before
    spend, share = mix.data.spend[:, place], mix.data.step_days / WEEK
    around, within = np.zeros(2 * (steps - 1) + told), np.zeros(2 * (steps - 1) + told)
    past = spend[-(steps - 1) :]
    around[steps - 1 - len(past) : steps - 1] = past
    around[steps - 1 + told :] = recent_spend(mix.data)[place]
    within[steps - 1 : steps - 1 + told] = 1.0
    times = np.ones(steps - 1 + told)
    times[told - 1] += horizon - told
    shape = draws.carry[:, place], draws.half[:, place], draws.slope[:, place], draws.ceiling[:, place]
    along_knots(around, within, times, steps, share * knots, draws.form, *shape, values, slopes)
    slopes *= share
    slopes[0] = np.minimum(slopes[0], 3.0 * values[1] / knots[1])  # a steep start must not overshoot the next knot


@compiled_fast
def along_knots(
    around: Floats,
    within: Floats,
    times: Floats,
    steps: int,
    knots: Floats,
    forms: Whole,
    carry: Floats,
    half: Floats,
    slope: Floats,
    ceiling: Floats,
    values: Floats,
    slopes: Floats,
) -> None:
    """Fill `values` and `slopes` [K, S] by spend a step of the horizon.

    `around` is the spend before and after it, `within` is 1 in it; both begin `steps` - 1 before it. `times` says how
    many steps each step from the first of the horizon on stands for. The first knot is no spend.
    """
    before, length = steps - 1, len(times)
    held, part, unused = np.empty(len(around)), np.empty(len(around)), np.empty(len(around))
    cells = np.empty((SCRATCH, len(knots) * length))  # all knots in a row: one call a draw
    for draw in range(len(forms)):
        carry_over(around, carry[draw], steps, held, unused)
        carry_over(within, carry[draw], steps, part, unused)
        for k in range(len(knots)):
            for i in range(length):
                cells[4, k * length + i] = held[before + i] + knots[k] * part[before + i]
        reach(forms[draw], cells[4], half[draw], slope[draw], cells)
        for k in range(len(knots)):
            value, tilt = 0.0, 0.0
            for i in range(length):
                value += times[i] * cells[0, k * length + i]
                tilt += times[i] * cells[1, k * length + i] * part[before + i]
            values[k, draw] = ceiling[draw] * value
            slopes[k, draw] = ceiling[draw] * tilt
        nothing = values[0, draw]
        for k in range(len(knots)):
            values[k, draw] -= nothing
