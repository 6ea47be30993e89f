"""What paths of a value say: the odds of reaching a target, ranges, dots, and the pace the rest would need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.forecasting.rules.arrays import Floats

LEVELS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975, 0.99)
DOTS = 20


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached, in the unit of the value: at least `low`, at most `high`; None where there is no edge."""

    low: float | None = None
    high: float | None = None

    @property
    def set(self) -> bool:
        return self.low is not None or self.high is not None

    def holds(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def reached(self, values: Floats) -> Floats:
        """1 or 0 by path; nan where a path has no value."""
        found = np.ones(values.shape)
        if self.low is not None:
            found = found * (values >= self.low)
        if self.high is not None:
            found = found * (values <= self.high)
        return np.where(np.isnan(values), np.nan, found)


@dataclass(frozen=True, slots=True)
class Chance:
    """`odds` None without an aim. `quantiles` go with LEVELS; `dots` are DOTS equally likely values, lowest first."""

    odds: float | None
    quantiles: tuple[float, ...]
    dots: tuple[float, ...]

    def at(self, level: float) -> float:
        return self.quantiles[LEVELS.index(level)]


def chance(values: Floats, aim: Aim, *, over: bool = False) -> Chance | None:
    """From paths [S]; None when no path has a value. `over` says that nothing can change any more.

    Until then odds are never quite 0 or 1: hundreds of paths cannot rule a thing out (Laplace's rule).
    """
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    odds = None
    if aim.set:
        reached = aim.reached(known)
        odds = float(reached.mean()) if over else float((reached.sum() + 0.5) / (len(known) + 1))
    dots = np.quantile(known, (np.arange(DOTS) + 0.5) / DOTS)
    return Chance(odds, tuple(map(float, np.quantile(known, LEVELS))), tuple(map(float, dots)))


@dataclass(frozen=True, slots=True)
class Pace:
    """A day's worth: so far in the period, needed for the rest, and how often so many days in a row reached it.

    `reached` of `tried` stretches of the same number of days in the past; `tried` 0 when there were none.
    """

    so_far: float | None
    needed: float
    reached: int
    tried: int


def pace(past: Floats, so_far: float, gone: int, left: int, plan: float) -> Pace | None:
    """What the days that are left need each; None when none is left. `past` [n] are whole days before today."""
    if left <= 0:
        return None
    needed = max(0.0, plan - so_far) / left
    sums = np.convolve(past, np.ones(left), "valid")[::-1][::7] if len(past) >= left else np.zeros(0)
    reached = int((sums >= needed * left).sum())
    return Pace(so_far / gone if gone > 0 else None, needed, reached, len(sums))
