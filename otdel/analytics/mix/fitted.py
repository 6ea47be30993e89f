"""What the draws say every step is made of: the base without advertising and each channel's part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.mix.design import linear
from otdel.analytics.mix.response import effects
from otdel.analytics.mix.shapes import Draws, Floats, Mix, MixData

ENOUGH = 400  # draws: a mean of so many is known to a twentieth of a standard deviation


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Target units a step, by draw: `base` [S, n], `media` [C, S, n], `expected` [S, n] their sum, `noise` [S].

    `left` [n] is the target less the average expectation.
    """

    base: Floats
    media: Floats
    expected: Floats
    noise: Floats
    left: Floats


def fitted(mix: Mix, most: int = ENOUGH) -> Fitted:
    """The parts of every step of the model's own data."""
    draws = mix.draws.thinned(most)
    block = linear(mix.data)
    base = draws.linear @ block.columns.T
    media = media_of(draws, mix.data)
    expected = base + media.sum(axis=0)
    return Fitted(base, media, expected, draws.noise, mix.data.target - expected.mean(axis=0))


def media_of(draws: Draws, data: MixData) -> Floats:
    """What each channel brought in each step, [C, S, n]."""
    columns = enumerate(data.spend.T)
    return np.stack([effects(draws, place, spend, step_days=data.step_days) for place, spend in columns])
