"""A metric of an arm as an estimate with its error: a mean, a ratio by the delta method, either of them with CUPED."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from otdel.analytics.experiments.ab.sums import Floats, Sums


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the columns in the sums: what is counted, what it is divided by, and the same before the test.

    `below` None is a mean by user; `before` None is no CUPED; `before_below` only for a ratio with CUPED.
    """

    above: int = 0
    below: int | None = None
    before: int | None = None
    before_below: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """`mean` of the arm's `count` users; `spread` is the standard deviation of one user's (linearised) value.

    `saved` is the share of variance that CUPED took away, 0 without it.
    """

    mean: float
    spread: float
    count: int
    saved: float = 0.0

    @property
    def error(self) -> float:
        """Standard error of the mean."""
        return float(self.spread / np.sqrt(self.count))


def measure(arms: Sequence[Sums], columns: Columns) -> tuple[Measured, ...]:
    """Every arm's metric. The slope of CUPED is one for all arms, found within the arms and not across them, so that
    the effect itself does not bend it (Deng, Xu, Kohavi and Walker 2013). Raises ValueError for an arm of one user
    and for a ratio whose divisor is zero on the mean."""
    slope, middle = _slope(arms, columns)
    return tuple(_measured(arm, columns, slope, middle) for arm in arms)


def _measured(arm: Sums, columns: Columns, slope: float, middle: float) -> Measured:
    plain = _weights(arm, columns.above, columns.below)
    covariance = arm.covariance()
    variance = _variance(covariance, plain)
    mean, saved = _value(arm, columns.above, columns.below), 0.0
    if columns.before is not None and slope:
        before = _weights(arm, columns.before, columns.before_below)
        adjusted = _variance(covariance, plain - slope * before)
        mean -= slope * (_value(arm, columns.before, columns.before_below) - middle)
        saved = 1 - adjusted / variance if variance else 0.0
        variance = adjusted
    return Measured(mean, float(np.sqrt(max(variance, 0.0))), arm.count, saved)


def _slope(arms: Sequence[Sums], columns: Columns) -> tuple[float, float]:
    """Of the metric on its own past, and the past's mean over all arms together."""
    if columns.before is None:
        return 0.0, 0.0
    together, variance = 0.0, 0.0
    for arm in arms:
        now = _weights(arm, columns.above, columns.below)
        before = _weights(arm, columns.before, columns.before_below)
        together += float(now @ arm.moments @ before)
        variance += _variance(arm.moments, before)
    whole = sum(arms[1:], start=arms[0])
    return (together / variance if variance > 0 else 0.0), _value(whole, columns.before, columns.before_below)


def _value(arm: Sums, above: int, below: int | None) -> float:
    if below is None:
        return float(arm.means[above])
    if not arm.means[below]:
        raise ValueError("the divisor of a ratio is zero")
    return float(arm.means[above] / arm.means[below])


def _weights(arm: Sums, above: int, below: int | None) -> Floats:
    """[k] by which columns are weighed so that their sum varies as the metric does: (x − R·y) / mean of y."""
    weights = np.zeros(len(arm.means))
    if below is None:
        weights[above] = 1.0
        return weights
    ratio = _value(arm, above, below)
    weights[above] += 1 / arm.means[below]
    weights[below] -= ratio / arm.means[below]
    return weights


def _variance(covariance: Floats, weights: Floats) -> float:
    return float(weights @ covariance @ weights)
