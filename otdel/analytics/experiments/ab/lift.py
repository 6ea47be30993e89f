"""The one definition of relative lift, and the difference of two arms with its range.

**Relative lift is the mean of the tested arm over the mean of control, less one** (of populations, not the average of
users' own ratios). It has no meaning unless the mean of control is over zero, and its range is found for the logarithm
of the ratio, so that it cannot fall under −100 %. The fixed test, the Bayesian view, the always-valid sequence, power
and guardrails all speak of this number.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from otdel.analytics.experiments.ab.measure import Measured

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Range:
    """`share` of such ranges hold the truth (or of the posterior lies in it)."""

    low: float
    high: float
    share: float = CONFIDENCE

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, its standard error and its range."""

    value: float
    error: float
    range: Range


@dataclass(frozen=True, slots=True)
class Comparison:
    """A tested arm against control. `lift` None where the mean of control, or of the arm, is not over zero.

    `difference` is in the metric's unit for each user; `chance` is the two-sided p-value of Welch's test.
    """

    control: Measured
    tested: Measured
    difference: Estimate
    lift: Estimate | None
    chance: float


def compare(control: Measured, tested: Measured, share: float = CONFIDENCE) -> Comparison:
    """By Welch (1947): variances of arms may differ. Both without any variance: the chance is 1 or 0."""
    error = float(np.hypot(control.error, tested.error))
    apart = tested.mean - control.mean
    freedom = _freedom(control.error, control.count, tested.error, tested.count)
    half = student(share, freedom) * error
    difference = Estimate(apart, error, Range(apart - half, apart + half, share))
    if not error:
        return Comparison(control, tested, difference, lift_of(control, tested, share), 0.0 if apart else 1.0)
    chance = float(2 * special.stdtr(freedom, -abs(apart) / error))
    return Comparison(control, tested, difference, lift_of(control, tested, share), chance)


def lift_of(control: Measured, tested: Measured, share: float = CONFIDENCE) -> Estimate | None:
    """The relative lift; the error is that of the logarithm of the ratio."""
    logs = log_ratio(control, tested)
    if logs is None:
        return None
    middle, error = logs
    freedom = _freedom(control.error / control.mean, control.count, tested.error / tested.mean, tested.count)
    half = student(share, freedom) * error
    return Estimate(_lift(middle), error, Range(_lift(middle - half), _lift(middle + half), share))


def log_ratio(control: Measured, tested: Measured) -> tuple[float, float] | None:
    """ln(tested / control) and its standard error by the delta method; None where a mean is not over zero."""
    if control.mean <= 0 or tested.mean <= 0:
        return None
    error = float(np.hypot(control.error / control.mean, tested.error / tested.mean))
    return float(np.log(tested.mean / control.mean)), error


def student(share: float, freedom: float) -> float:
    """How many standard errors to either side hold this share."""
    return float(special.stdtrit(freedom, (1 + share) / 2))


def _lift(log: float) -> float:
    return float(np.expm1(log))


def _freedom(first: float, count: int, second: float, other: int) -> float:
    """Of Welch and Satterthwaite; one less than the smaller arm where nothing varies."""
    one, two = first**2, second**2
    below = one**2 / (count - 1) + two**2 / (other - 1)
    return (one + two) ** 2 / below if below > 0 else float(min(count, other) - 1)
