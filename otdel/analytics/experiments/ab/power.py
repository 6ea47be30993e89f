"""How many users and days a test needs, what it would notice, and how likely it is to notice it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy import optimize, special

LEVEL, POWER = 0.05, 0.8
MOST = 1e12  # users; more is refused as never


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known before: the mean of a user, its standard deviation, and how many times as large the tested arm is
    as control. `saved` is the share of variance CUPED is expected to take away."""

    mean: float
    spread: float
    times: float = 1.0
    saved: float = 0.0

    @property
    def kept(self) -> float:
        """The standard deviation that is left."""
        return float(self.spread * np.sqrt(1 - self.saved))


def of_share(rate: float, *, times: float = 1.0) -> Baseline:
    """Of a conversion rate, 0 to 1."""
    return Baseline(rate, float(np.sqrt(rate * (1 - rate))), times)


def power(baseline: Baseline, lift: float, control: float, *, level: float = LEVEL) -> float:
    """The chance that a two-sided test at `level` notices this relative lift with so many users in control.

    Both arms are taken to vary as the baseline does; the noncentral t of the pooled test, as statsmodels has it.
    """
    freedom = control * (1 + baseline.times) - 2
    error = baseline.kept * np.sqrt((1 + 1 / baseline.times) / control)
    if freedom <= 0 or not error:
        return float("nan") if not error else 0.0
    away = abs(lift * baseline.mean) / error
    edge = special.stdtrit(freedom, 1 - level / 2)
    if freedom > 1000 or away > 30:  # the noncentral t is the normal by then, and its tail overflows
        return float(special.ndtr(away - edge) + special.ndtr(-away - edge))
    return float(1 - special.nctdtr(freedom, away, edge) + special.nctdtr(freedom, away, -edge))


def users(baseline: Baseline, lift: float, *, wanted: float = POWER, level: float = LEVEL) -> int | None:
    """Of control, so that the lift is noticed with this chance; None when no number is enough."""
    if not lift or not baseline.mean:
        return None
    if power(baseline, lift, MOST, level=level) < wanted:
        return None
    least = 2.0 / min(1.0, baseline.times)
    if power(baseline, lift, least + 1, level=level) >= wanted:
        return ceil(least + 1)
    far = least * 2
    while power(baseline, lift, far, level=level) < wanted:
        far *= 2
    return ceil(optimize.brentq(lambda count: power(baseline, lift, count, level=level) - wanted, least + 1, far))


def noticeable(baseline: Baseline, control: float, *, wanted: float = POWER, level: float = LEVEL) -> float | None:
    """The smallest relative lift that is noticed with this chance; None when there is nothing to compare it with."""
    if not baseline.mean or control < 2:
        return None
    far = 10 * baseline.kept / abs(baseline.mean) / np.sqrt(control)
    while far and power(baseline, far, control, level=level) < wanted:
        far *= 2
        if far > 1e6:
            return None
    if not far:
        return None
    found = optimize.brentq(lambda lift: power(baseline, lift, control, level=level) - wanted, 0.0, far)
    return float(found)


def days(control: int, times: float, daily: float, *, arms: int = 2) -> int:
    """Whole days until every arm is full when so many users come a day to all of them; full weeks are for the caller
    to round up to."""
    return ceil(control * (1 + times * (arms - 1)) / daily)
