"""What the model leaves unexplained: whether it carries over, comes back every year, stays on one side, or leaps.

Left as it should be, it is noise: no step knows of another. The autocorrelations are tested by Ljung and Box, "On a
measure of lack of fit in time series models" (1978); a stretch to one side by a scan of all stretches against the same
scan of the residuals in random order; a leap by its size in robust standard deviations, with the number of steps looked
at allowed for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, sqrt
from statistics import NormalDist

import numpy as np

from otdel.analytics.mix.shapes import Floats, MixData

RARE = 0.001  # the chance at which noise would be taken for a yearly event
CARRIED = 0.01  # for something lasting
LEAP = 0.01  # for the largest leap among all steps
SHUFFLES, UNLIKE = 499, 0.99  # a stretch must be farther off than in so many of the shuffles
STRETCHES = (5, 6, 8, 10, 13, 18, 26)  # steps
LAGS = {7: 4, 1: 14}  # steps looked back, by days of a step; even, see `beyond`
YEAR = {7: 52, 1: 365}  # steps
LASTING = 0.2  # an autocorrelation below it hardly widens a range
MAD = 1.4826  # the standard deviation of normal noise in median absolute deviations


@dataclass(frozen=True, slots=True)
class Run:
    """So many steps that lie to one side, from `start` to the last day `until`, off by `amount` in all."""

    start: date
    until: date
    steps: int
    amount: float
    first: int


@dataclass(frozen=True, slots=True)
class Outlier:
    """One step far off: `amount` in target units, `sds` in robust standard deviations, both with their sign."""

    start: date
    place: int
    amount: float
    sds: float


@dataclass(frozen=True, slots=True)
class Residuals:
    """`carried`: autocorrelation from step to step, and whether it is more than chance; `yearly` after one year.

    `worth` is how many independent steps these count for; `yearly_start` is the step that is off the most as it was a
    year before. None: nothing found, or for `yearly` under two and a half years of data.
    """

    carried: float
    lasting: bool
    worth: int
    yearly: float | None
    yearly_start: date | None
    run: Run | None
    outliers: tuple[Outlier, ...]


def residuals(data: MixData, left: Floats) -> Residuals:
    """What is odd in `left` [n], the target less what the model expects."""
    carried = autocorrelation(left, 1)
    lasting = carried >= LASTING and ljung_box(left, LAGS[data.step_days]) < CARRIED
    worth = round(len(left) * (1 - carried) / (1 + carried)) if lasting else len(left)
    yearly, place = _yearly(left, YEAR[data.step_days])
    start = None if place is None else data.starts[place]
    return Residuals(carried, lasting, worth, yearly, start, _run(data, left), _outliers(data, left))


def autocorrelation(left: Floats, lag: int) -> float:
    """Of a series with itself `lag` steps before, -1..1; 0 for one that never moves."""
    around = left - left.mean()
    moves = float(around @ around)
    return float(around[lag:] @ around[:-lag]) / moves if moves > 0 else 0.0


def ljung_box(left: Floats, lags: int) -> float:
    """The chance that noise would show autocorrelations as large as these at 1..lags (an even number)."""
    n = len(left)
    squares = sum(autocorrelation(left, lag) ** 2 / (n - lag) for lag in range(1, lags + 1))
    return beyond(n * (n + 2) * squares, lags)


def beyond(value: float, degrees: int) -> float:
    """The chance that chi-square with an even number of degrees exceeds the value: a Poisson sum."""
    term = total = 1.0
    for k in range(1, degrees // 2):
        term *= value / 2 / k
        total += term
    return exp(-value / 2) * total


def scanned(left: Floats, length: int) -> Floats:
    """How far each stretch of so many steps lies to one side: |sum| / sqrt(length), along the last axis."""
    sums = np.concatenate([np.zeros((*left.shape[:-1], 1)), np.cumsum(left, axis=-1)], axis=-1)
    return np.asarray(np.abs(sums[..., length:] - sums[..., :-length]) / sqrt(length))


def _run(data: MixData, left: Floats) -> Run | None:
    """The stretch that lies the farthest to one side, when shuffled residuals hardly show one like it."""
    lengths = [length for length in STRETCHES if length <= len(left) // 4]
    if not lengths:
        return None
    around = left - left.mean()
    found = [scanned(around, length) for length in lengths]
    shuffled = np.random.default_rng(0).permuted(np.tile(around, (SHUFFLES, 1)), axis=1)
    chance = np.quantile(np.max([scanned(shuffled, length).max(axis=1) for length in lengths], axis=0), UNLIKE)
    longest = int(np.argmax([one.max() for one in found]))
    if found[longest].max() <= chance:
        return None
    first, steps = int(np.argmax(found[longest])), lengths[longest]
    until = data.starts[first + steps - 1] + timedelta(days=data.step_days - 1)
    return Run(data.starts[first], until, steps, float(left[first : first + steps].sum()), first)


def _yearly(left: Floats, year: int) -> tuple[float | None, int | None]:
    """The autocorrelation after one year and the place of the step most alike, where that is more than chance."""
    n = len(left)
    if n < 2.5 * year:
        return None, None
    found = autocorrelation(left, year)
    noise = sqrt((n - year) / (n * (n + 2)))
    if found < noise * NormalDist().inv_cdf(1 - RARE):
        return found, None
    return found, year + int(np.argmax(left[year:] * left[:-year]))


def _outliers(data: MixData, left: Floats) -> tuple[Outlier, ...]:
    """Steps too far off for noise of this size, the farthest first, three at most."""
    usual = MAD * float(np.median(np.abs(left - np.median(left))))
    if usual == 0:
        return ()
    limit = NormalDist().inv_cdf(1 - LEAP / 2 / len(left)) * (1 + 2 / sqrt(len(left)))  # the scale is itself uncertain
    sds = left / usual
    far = [int(place) for place in np.argsort(-np.abs(sds)) if abs(sds[place]) > limit][:3]
    return tuple(Outlier(data.starts[place], place, float(left[place]), float(sds[place])) for place in far)
