"""A mix model's question as plain arrays in relative units, put together once and read by every compiled function."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import lgamma, log, pi
from typing import NamedTuple

import numpy as np

from otdel.analytics.mix.design import Linear
from otdel.analytics.mix.shapes import Floats, LiftTest, MixData, Priors, Whole
from otdel.analytics.mix.transforms import window

LOG_ROOT_2PI = 0.5 * log(2 * pi)


class Tests(NamedTuple):
    """Lift tests, one a row.

    `channel` [T]; `steps` [T, 3] where to begin to carry over, first and behind the last measured step; `spend`
    [T, n] of the channel without the tested part; `parts` [T, n] of a step measured; `lift` [T, 2] and error.
    """

    channel: Whole
    steps: Whole
    spend: Floats
    parts: Floats
    lift: Floats


class Packed(NamedTuple):
    """Spend in a channel's mean spend of the steps with any, the target in units of the largest.

    `target` [n] less the prior level; `spend` [C, n]; `means` [C] money a step; `totals` [C] money over the unit;
    `basis` [K, n] and `weights` [K] of the linear block; `roi` [C, 2] mean and deviation of the logarithm;
    `beliefs`: carry a, carry b, log of the half's median, its deviation, the slope's, the noise's scale;
    `constants`: normalising constants of a form without slopes, and what slopes add.
    """

    target: Floats
    spend: Floats
    means: Floats
    totals: Floats
    basis: Floats
    weights: Floats
    roi: Floats
    beliefs: Floats
    constants: Floats
    window: int
    unit: float
    tests: Tests


def pack(data: MixData, linear: Linear, priors: Priors, tests: Sequence[LiftTest] = ()) -> Packed:
    """Arrays of this question. Tests must lie inside the data (see `within`)."""
    means = mean_spends(data.spend)
    steps = window(data.step_days)
    spend = np.ascontiguousarray((data.spend / means).T, dtype=np.float64)
    return Packed(
        target=np.ascontiguousarray(data.target / linear.unit - linear.level, dtype=np.float64),
        spend=spend,
        means=means,
        totals=np.asarray(data.spend.sum(axis=0) / linear.unit, dtype=np.float64),
        basis=np.ascontiguousarray(linear.basis, dtype=np.float64),
        weights=np.ascontiguousarray(linear.weights, dtype=np.float64),
        roi=np.array([[log(priors.roi[name].median), priors.roi[name].spread] for name in data.channels]),
        beliefs=_beliefs(priors),
        constants=_constants(data, priors, [test.error / linear.unit for test in tests]),
        window=steps,
        unit=float(linear.unit),
        tests=_tests(data, tests, spend, steps, linear.unit),
    )


def within(data: MixData, tests: Sequence[LiftTest]) -> tuple[LiftTest, ...]:
    """The tests whose days all lie inside the data and whose channel spent in them: only these can be modelled.

    Raises ValueError for a test of a channel that is not there, or without a positive error.
    """
    for test in tests:
        if test.channel not in data.channels:
            raise ValueError(f"a lift test names the channel {test.channel!r}, which has no spend here")
        if not (test.error > 0 and np.isfinite(test.error) and np.isfinite(test.lift)):
            raise ValueError(f"the lift test of {test.channel!r} needs a lift and a positive standard error")
    return tuple(test for test in tests if _inside(data, test))


def _inside(data: MixData, test: LiftTest) -> bool:
    first, behind = data.starts[0], data.starts[-1] + timedelta(days=data.step_days)
    days = first <= test.start < test.end <= behind and test.start < (test.measured_to or test.end) <= behind
    spend = data.spend[:, data.channels.index(test.channel)]
    return days and float(spend @ parts(data, test.start, test.end)) > 0


def parts(data: MixData, start: date, end: date) -> Floats:
    """The part [n] of each step's days that lies from `start` to before `end`."""
    offsets = np.array([(day - data.starts[0]).days for day in data.starts], dtype=np.float64)
    low, high = (start - data.starts[0]).days, (end - data.starts[0]).days
    shared = np.minimum(offsets + data.step_days, high) - np.maximum(offsets, low)
    return np.asarray(np.clip(shared, 0, None) / data.step_days)


def mean_spends(spend: Floats) -> Floats:
    """Mean spend [C] of the steps with any; 1 for a channel that never spent, so that nothing is divided by zero."""
    some = (spend > 0).sum(axis=0)
    return np.where(some > 0, spend.sum(axis=0) / np.maximum(some, 1), 1.0)


def _beliefs(priors: Priors) -> Floats:
    shape = (priors.carry_a, priors.carry_b, log(priors.half_median), priors.half_spread)
    return np.array([*shape, priors.slope_spread, priors.noise], dtype=np.float64)


def _constants(data: MixData, priors: Priors, errors: Sequence[float]) -> Floats:
    """Logarithms of every normalising constant, without which forms with more parameters could not be compared."""
    a, b, channels = priors.carry_a, priors.carry_b, len(data.channels)
    carry = lgamma(a + b) - lgamma(a) - lgamma(b)
    half = -LOG_ROOT_2PI - log(priors.half_spread)
    roi = sum(-LOG_ROOT_2PI - log(priors.roi[name].spread) for name in data.channels)
    noise = log(2) - LOG_ROOT_2PI - log(priors.noise)
    seen = -LOG_ROOT_2PI * len(data.starts) + sum(-LOG_ROOT_2PI - log(error) for error in errors)
    slopes = channels * (-LOG_ROOT_2PI - log(priors.slope_spread))
    return np.array([channels * (carry + half) + roi + noise + seen, slopes])


def _tests(data: MixData, tests: Sequence[LiftTest], spend: Floats, steps: int, unit: float) -> Tests:
    count, length = len(tests), len(data.starts)
    channel, bounds = np.zeros(count, np.int64), np.zeros((count, 3), np.int64)
    without, measured = np.zeros((count, length)), np.zeros((count, length))
    for place, test in enumerate(tests):
        channel[place] = data.channels.index(test.channel)
        without[place] = spend[channel[place]] * (1 - test.share * parts(data, test.start, test.end))
        measured[place] = parts(data, test.start, test.measured_to or test.end)
        seen = np.flatnonzero(measured[place])
        bounds[place] = max(0, seen[0] - steps + 1), seen[0], seen[-1] + 1
    lifts = np.array([[test.lift / unit, test.error / unit] for test in tests]).reshape(count, 2)
    return Tests(channel, bounds, without, measured, lifts)
