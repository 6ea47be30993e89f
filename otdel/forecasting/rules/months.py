"""How much many forecasts of few months say: those of one month are right or wrong together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from otdel.forecasting.rules.arrays import Floats

FEWEST_MONTHS = 3
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mean of `count` cases from `months`; it is as uncertain as one of `worth` cases that had nothing in common.

    Taken from other months it would lie from `low` to `high` 19 times in 20; both None with too few months to tell.
    """

    mean: float
    count: int
    months: int
    worth: int
    low: float | None = None
    high: float | None = None


def weighed(
    values: Floats, months: Sequence[Hashable], *, least: float = -np.inf, most: float = np.inf
) -> Weighed | None:
    """Of cases [n], each with its month; None without one. The interval is kept within `least` and `most`.

    The variance is that of sums by month (Liang and Zeger 1986), with Student's t for as many months less one.
    """
    count = len(values)
    if not count:
        return None
    mean, names = float(values.mean()), list(dict.fromkeys(months))
    if len(names) < FEWEST_MONTHS:
        return Weighed(mean, count, len(names), len(names))
    place = np.array([names.index(month) for month in months])
    sums = np.bincount(place, weights=values - mean, minlength=len(names))
    variance = float((sums**2).sum()) / count**2 * len(names) / (len(names) - 1)
    if variance <= 0:  # all alike: nothing shows how far months differ
        return Weighed(mean, count, len(names), len(names))
    worth = max(1, min(count, round(float(values.var()) / variance)))
    reach = float(student.ppf((1 + SURE) / 2, len(names) - 1)) * variance**0.5
    return Weighed(mean, count, len(names), worth, max(least, mean - reach), min(most, mean + reach))
