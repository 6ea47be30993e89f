"""Whether a lift test can be what an experiment measured: one that cannot would overrule every week of the data."""

from __future__ import annotations

import numpy as np

from otdel.analytics.mix.packing import parts
from otdel.analytics.mix.shapes import LiftTest, MixData

SHARPEST = 0.005  # of the lift, and
FINEST = 1e-6  # of the target of those days: no experiment has a smaller standard error
BEYOND = 2.0  # times all of the target in those days: a lift in another unit


def whole(test: LiftTest, data: MixData) -> float:
    """All of the target in the days that were measured."""
    return float(np.abs(data.target) @ parts(data, test.start, test.measured_to or test.end))


def beyond(test: LiftTest, data: MixData) -> bool:
    """The channel would have brought more than everything there was."""
    return abs(test.lift) > BEYOND * whole(test, data)


def too_sharp(test: LiftTest, data: MixData) -> bool:
    """The standard error is a share of the lift, or a slip."""
    return test.error < max(SHARPEST * abs(test.lift), FINEST * whole(test, data))
