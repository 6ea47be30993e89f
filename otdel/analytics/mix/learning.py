"""How much the data taught about each channel beyond what was believed before."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from otdel.analytics.chances import EIGHT_IN_TEN
from otdel.analytics.mix.shapes import Draws, Floats, Mix

WIDTH = 2 * EIGHT_IN_TEN  # standard deviations between the ends of a normal's range


@dataclass(frozen=True, slots=True)
class Learned:
    """Of one channel's ROI, on the scale of its logarithm, where the prior is normal.

    `left` is the width of the 8-in-10 range after the data as a part of the width before: 1 when nothing was learned.
    `moved` is how far the middle went, in prior standard deviations. `bits` is the information gained: the
    Kullback-Leibler divergence of prior from posterior, both taken as normal. `before` and `after` are the medians.
    `bend_left` is the same as `left` for the half-saturation point, which decides what more spend would bring.
    """

    channel: str
    before: float
    after: float
    left: float
    moved: float
    bits: float
    bend_left: float

    @property
    def taught(self) -> float:
        """The part of the width that the data took away, never below zero."""
        return max(0.0, 1 - self.left)


def learned(mix: Mix) -> tuple[Learned, ...]:
    """One for each channel, in the order of the data."""
    return tuple(_learned(mix, mix.draws, place) for place in range(len(mix.data.channels)))


def _learned(mix: Mix, draws: Draws, place: int) -> Learned:
    channel = mix.data.channels[place]
    prior = mix.priors.roi[channel]
    logs = np.log(draws.roi[:, place])
    left = width(logs) / (WIDTH * prior.spread)
    middle = float(np.median(logs))
    moved = (middle - log(prior.median)) / prior.spread
    bits = (left**2 + moved**2 - 1 - 2 * log(left)) / 2 / log(2)
    bend = width(np.log(draws.half[:, place])) / (WIDTH * mix.priors.half_spread)
    return Learned(channel, prior.median, float(np.exp(middle)), left, moved, max(0.0, bits), bend)


def width(values: Floats) -> float:
    """The width of the range that holds 8 of 10."""
    low, high = np.quantile(values, [0.1, 0.9])
    return max(float(high - low), 1e-9)
