"""Companies with known curves and one thing wrong with each, for diagnostics that must name it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from otdel.analytics.mix.fit import preview
from otdel.analytics.mix.shapes import Floats, Mix, MixData
from otdel.analytics.mix.tests.synthetic import adstock, saturation, world
from otdel.analytics.mix.transforms import window

WEEKS, CHANNELS = 156, 4


def sound(seed: int = 1, *, weeks: int = WEEKS) -> MixData:
    """Three years, four channels, nothing wrong."""
    return world(seed, weeks=weeks, channels=CHANNELS)[0]


def moved_together(seed: int = 1) -> MixData:
    """Search and shopping follow one plan: their spend has a correlation of about .95 and more."""
    data, random = sound(seed), np.random.default_rng(seed + 50)
    search = data.spend[:, 0]
    spend = data.spend.copy()
    spend[:, 1] = 0.7 * search * np.exp(0.05 * random.standard_normal(len(search)))
    return _with_spend(data, spend, seed)


def standing_still(seed: int = 1) -> MixData:
    """Social gets the same every week, to the hundred."""
    data, random = sound(seed), np.random.default_rng(seed + 51)
    spend = data.spend.copy()
    spend[:, 2] = 7_500 + 50 * random.standard_normal(len(spend))
    return _with_spend(data, spend, seed)


def missing_control(seed: int = 1) -> MixData:
    """A competitor's price that wanders, moves sales a lot and is in nobody's file."""
    data, random = sound(seed), np.random.default_rng(seed + 52)
    price, steps = np.zeros(len(data.starts)), 6_000 * random.standard_normal(len(data.starts))
    for week in range(1, len(price)):
        price[week] = 0.8 * price[week - 1] + steps[week]
    return replace(data, target=data.target + price)


def outage(seed: int = 1, week: int = 100) -> MixData:
    """One week in which the shop was down and two fifths of the sales did not happen."""
    data = sound(seed)
    target = data.target.copy()
    target[week] *= 0.6
    return replace(data, target=target)


def unknown_stretch(seed: int = 1, first: int = 60, last: int = 75) -> MixData:
    """Fifteen weeks of a rise that the model knows nothing about."""
    data = sound(seed)
    target = data.target.copy()
    target[first:last] += 15_000
    return replace(data, target=target)


def unknown_sale(seed: int = 1) -> MixData:
    """The same week of every year brings half as much again, and no column says so."""
    data = sound(seed)
    target = data.target.copy()
    target[[20, 72, 124]] *= 1.5
    return replace(data, target=target)


def turned(seed: int = 1) -> MixData:
    """Sales fall by a quarter in the last ten weeks for a reason outside the model."""
    data = sound(seed)
    target = data.target.copy()
    target[-10:] *= 0.75
    return replace(data, target=target)


def below_zero(seed: int = 1) -> Mix:
    """A model that credits search with so much that in most weeks nothing is left for the base."""
    data = sound(seed)
    mix = preview(data)
    grown = mix.draws.ceiling.copy()
    grown[:, 0] *= float(data.target.sum()) / (mix.draws.roi[:, 0] * data.spend[:, 0].sum()).mean()
    more = (grown[:, 0] / mix.draws.ceiling[:, 0])[:, None]
    linear = mix.draws.linear.copy()
    linear[:, 0] -= ((more - 1)[:, 0] * mix.draws.roi[:, 0] * data.spend[:, 0].sum()) / len(data.starts)
    return replace(mix, draws=replace(mix.draws, ceiling=grown, linear=linear))


def _with_spend(data: MixData, spend: Floats, seed: int) -> MixData:
    """The same company had it spent so: the target loses the old effects and gains those of the new spend."""
    truth = world(seed, weeks=len(data.starts), channels=len(data.channels))[1]
    parts = [
        truth.ceiling[c]
        * saturation(truth.form, adstock(spend[:, c], truth.carry[c], window(7)), truth.half[c], truth.slope[c])
        for c in range(len(data.channels))
    ]
    return replace(data, spend=spend, target=data.target - truth.effects.sum(1) + np.column_stack(parts).sum(1))
