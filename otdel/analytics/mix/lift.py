"""What the model says that a lift test should have found."""

from __future__ import annotations

import numpy as np

from otdel.analytics.mix.packing import parts
from otdel.analytics.mix.response import effects
from otdel.analytics.mix.shapes import Draws, Floats, LiftTest, MixData


def modelled_lift(data: MixData, draws: Draws, test: LiftTest) -> Floats:
    """[S] target with all spend of the channel less that without the tested share of it, over the measured days."""
    place = data.channels.index(test.channel)
    spend = data.spend[:, place]
    without = spend * (1 - test.share * parts(data, test.start, test.end))
    with_it, less = (effects(draws, place, one, step_days=data.step_days) for one in (spend, without))
    return np.asarray((with_it - less) @ parts(data, test.start, test.measured_to or test.end))
