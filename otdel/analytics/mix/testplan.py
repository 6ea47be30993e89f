"""A test that would tell a channel's effect: what to change, where, how long, at what cost and how surely it shows.

The model's own draws say what the test would find, its own noise how clearly. Regions with a share g of sales are
changed, the others are the comparison. When the noise of regions adds up to the country's noise s a step and is
their own, the sum over m steps of "changed regions less g / (1 - g) times the others", measured against the same
difference in p steps before, has variance s**2 m g / (1 - g) (1 + m / p); everywhere at once, against the model's
forecast, s**2 m (1 + m / p). Residuals that carry over widen it by (1 + r) / (1 - r). Noise that regions share
would cancel, so the plan is on the careful side; regions of very uneven ups and downs need their own history.
Power is the chance that a two-sided test at 5 % shows an effect as large as the model's middle draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import erf, sqrt

import numpy as np

from otdel.analytics.mix.fitted import ENOUGH
from otdel.analytics.mix.response import RECENT_WEEKS, effects, recent_spend
from otdel.analytics.mix.shapes import Floats, Mix
from otdel.analytics.mix.transforms import window

POWER = 0.8
SURE = 1.959963984540054  # two-sided 5 %
LONGEST = 8  # weeks of change
WEEKS = (2, 3, 4, 6, 8)
SHARES = (0.1, 0.2, 0.3, 0.5)
LEFT = 0.1  # of the effect may still be to come when counting ends


class Change(StrEnum):
    """What is done to spend; `FACTOR` says what it becomes."""

    OFF = "off"
    HALF = "half"
    RAISE = "raise"
    DOUBLE = "double"


FACTOR = {Change.OFF: 0.0, Change.HALF: 0.5, Change.RAISE: 1.5, Change.DOUBLE: 2.0}


@dataclass(frozen=True, slots=True)
class Plan:
    """Change `channel` for `weeks`, count `after` weeks more, in regions with `share` of sales (1: everywhere).

    `lift` is the change of the target that the model expects (middle draw, its sign as it will be seen) and `error`
    the standard error of what would be measured. `power` at that lift. `narrows` is the part of the width of the
    channel's ROI range that the answer takes away. `saved` is spend not made (below zero: added), `lost` target not
    made (below zero: gained), `cost` the two together where the target is money, else spend added.
    """

    channel: str
    change: Change
    weeks: int
    after: int
    share: float
    lift: float
    error: float
    power: float
    narrows: float
    saved: float
    lost: float
    cost: float

    @property
    def feasible(self) -> bool:
        return self.power >= POWER


def plan_for_pair(mix: Mix, first: str, second: str, carried: float = 0.0) -> Plan:
    """The gentlest test of either that would show an effect; when none would, the one that comes nearest."""
    return _best([*plans(mix, first, carried), *plans(mix, second, carried)])


def plan_for(mix: Mix, channel: str, carried: float = 0.0) -> Plan:
    """The gentlest test of this channel that would show an effect; when none would, the one that comes nearest."""
    return _best(plans(mix, channel, carried))


def _best(found: list[Plan]) -> Plan:
    """Of those with enough power the cheapest, and among equally cheap ones the smallest; else the most powerful.

    A test in some regions comes before one everywhere, which has only the forecast to be compared with. What a test
    would save is no reason to make it longer: below zero every cost counts as none.
    """
    feasible = [plan for plan in found if plan.feasible]
    if feasible:
        return min(feasible, key=lambda plan: (plan.share == 1, max(plan.cost, 0.0), plan.weeks * plan.share))
    return max(found, key=lambda plan: (plan.power, plan.weeks * plan.share))


def plans(mix: Mix, channel: str, carried: float = 0.0) -> list[Plan]:
    """Every test of this channel that was thought of, powerful or not."""
    place = mix.data.channels.index(channel)
    return [plan for change in Change for weeks in WEEKS for plan in _plans(mix, place, change, weeks, carried)]


def _plans(mix: Mix, place: int, change: Change, weeks: int, carried: float) -> Iterator[Plan]:
    """The same change in regions of different size."""
    course = _course(mix, place, change, weeks)
    for share in (*SHARES, 1.0):
        yield _plan(mix, place, change, weeks, course, share, carried)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """How a change everywhere would go: target gained (middle and deviation of draws), spend added, steps counted."""

    gained: float
    spread: float
    added: float
    steps: int
    after: int


def _course(mix: Mix, place: int, change: Change, weeks: int) -> Course:
    """Ordinary spend, then the change, then ordinary spend until nine tenths of the effect are in."""
    draws, days = mix.draws.thinned(ENOUGH), mix.data.step_days
    steps, reach = weeks * 7 // days, window(days)
    usual = float(recent_spend(mix.data)[place])
    spend = np.full(2 * reach + steps, usual)
    changed = spend.copy()
    changed[reach : reach + steps] *= FACTOR[change]
    with_it, without = (effects(draws, place, one, step_days=days) for one in (changed, spend))
    gained = (with_it - without)[:, reach:]
    after = _after(gained.mean(axis=0), steps, days)
    counted = gained[:, : steps + after].sum(axis=1)
    added = usual * steps * (FACTOR[change] - 1)
    return Course(float(np.median(counted)), float(counted.std()), added, steps, after)


def _after(gained: Floats, steps: int, days: int) -> int:
    """Steps to count after the change, in whole weeks."""
    whole = float(gained.sum())
    if whole == 0:
        return 0
    seen = np.cumsum(gained) / whole
    enough = max(int(np.argmax(seen >= 1 - LEFT)) + 1, steps)
    weeks = -(-(enough - steps) * days // 7)
    return min(weeks * 7 // days, len(gained) - steps)


def _plan(mix: Mix, place: int, change: Change, weeks: int, course: Course, share: float, carried: float) -> Plan:
    days = mix.data.step_days
    lift, spread = course.gained * share, course.spread * share
    error = standard_error(mix, share, course.steps + course.after, carried)
    saved, lost = -course.added * share, -lift
    return Plan(
        channel=mix.data.channels[place],
        change=change,
        weeks=weeks,
        after=course.after * days // 7,
        share=share,
        lift=lift,
        error=error,
        power=power(lift, error),
        narrows=1 - error / sqrt(spread**2 + error**2),
        saved=saved,
        lost=lost,
        cost=lost - saved if mix.data.target_is_money else max(-saved, 0.0),
    )


def standard_error(mix: Mix, share: float, counted: int, carried: float) -> float:
    """Of the change of the target summed over the counted steps, see the head of this file."""
    before = max(RECENT_WEEKS * 7 // mix.data.step_days, len(mix.data.starts) // 2)
    compared = share / (1 - share) if share < 1 else 1.0
    widened = (1 + max(carried, 0.0)) / (1 - max(carried, 0.0))
    noise = float(np.median(mix.draws.noise))
    return noise * sqrt(counted * compared * (1 + counted / before) * widened)


def power(lift: float, error: float) -> float:
    """The chance that the estimate is further from zero than 1.96 of its standard errors."""
    size = abs(lift) / error
    return _below(size - SURE) + _below(-size - SURE)


def _below(value: float) -> float:
    return (1 + erf(value / sqrt(2))) / 2
