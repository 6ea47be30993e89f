"""What many draws say about one number, or about a line of numbers: the middle and the ranges of 50 and 80 in 100."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.mix.shapes import Floats

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
ENDS = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Range:
    """A number as many draws have it: mean, median and the ranges of 50, 80 and 90 in 100.

    `mean` adds up over channels, `median` does not.
    """

    mean: float
    low90: float
    low80: float
    low50: float
    median: float
    high50: float
    high80: float
    high90: float

    @classmethod
    def of(cls, draws: Floats) -> Range:
        low, high = ENDS
        return cls(float(draws.mean()), *(float(one) for one in np.quantile(draws, (low, *LEVELS, high))))


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The same of a line: every field [n]."""

    mean: Floats
    median: Floats
    low50: Floats
    high50: Floats
    low80: Floats
    high80: Floats

    @classmethod
    def of(cls, draws: Floats) -> Band:
        """`draws` is [S, n]."""
        low80, low50, median, high50, high80 = np.quantile(draws, LEVELS, axis=0)
        return cls(draws.mean(0), median, low50, high50, low80, high80)


@dataclass(frozen=True, slots=True)
class Days:
    """How long something takes: median and range of 80 in 100. None is never."""

    median: float | None
    low80: float | None
    high80: float | None

    @classmethod
    def of(cls, draws: Floats) -> Days:
        """`draws` [S] of days, infinity for never. A quantile is one of the draws, so that never stays never."""
        low, median, high = np.quantile(draws, (0.1, 0.5, 0.9), method="inverted_cdf")
        return cls(_or_never(median), _or_never(low), _or_never(high))


def _or_never(days: float) -> float | None:
    return float(days) if np.isfinite(days) else None
