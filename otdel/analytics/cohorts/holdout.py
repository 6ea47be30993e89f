"""How right the curves would have been: the last months hidden, forecast from before, and compared with what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from otdel.analytics.cohorts.ahead import ahead
from otdel.analytics.cohorts.curves import fit
from otdel.analytics.cohorts.payback import LEVELS
from otdel.analytics.cohorts.shapes import Purchases, Triangle
from otdel.analytics.cohorts.triangle import triangle


@dataclass(frozen=True, slots=True)
class Cell:
    """One cohort at one hidden age: cumulative margin of the cohort that came, and the range it was given.

    `ahead` counts months from the last one shown; `base` is what had come by then.
    """

    origin: int
    month: int
    channel: int
    age: int
    ahead: int
    came: float
    base: float
    low: float
    middle: float
    high: float

    @property
    def inside(self) -> bool:
        return self.low <= self.came <= self.high


@dataclass(frozen=True, slots=True)
class Told:
    """`error` is the sum of what was missed over the sum that came; `error_new` over what came in the hidden months."""

    ahead: int
    cells: int
    error: float
    error_new: float | None
    inside: float


def held_out(rows: Purchases, last: int, since: int, origins: Sequence[int], seed: int = 0) -> list[Cell]:
    """Every cell after each origin, of cohorts that were there by then; none where nothing can be learnt."""
    every = triangle(rows, last)
    found: list[Cell] = []
    for origin in origins:
        shown = triangle(rows, origin)
        shown = shown.of(shown.month >= since)
        if len(shown.size) and (shown.known >= 1).any() and origin < last:
            found += _cells(shown, every.of((every.month >= since) & (every.month <= origin)), seed)
    return found


def _cells(shown: Triangle, came: Triangle, seed: int) -> list[Cell]:
    paths = ahead(fit(shown, seed), shown, int(came.known.max()), seed)
    ranges = np.quantile(paths, LEVELS, axis=0)
    totals = came.per_customer
    return [
        Cell(
            shown.last, int(shown.month[place]), int(shown.channel[place]), age, age - int(shown.known[place]),
            *(float(size * value) for value in (
                totals[place, age], totals[place, shown.known[place]], *ranges[:, place, age]
            )),
        )
        for place, size in enumerate(shown.size)
        for age in range(int(shown.known[place]) + 1, int(came.known[place]) + 1)
    ]  # fmt: skip


def by_distance(cells: Sequence[Cell]) -> list[Told]:
    """Told for each number of months ahead."""
    return [told([cell for cell in cells if cell.ahead == far], far) for far in sorted({cell.ahead for cell in cells})]


def told(cells: Sequence[Cell], far: int = 0) -> Told:
    """Of at least one cell."""
    missed = sum(abs(cell.middle - cell.came) for cell in cells)
    came = sum(cell.came for cell in cells)
    new = sum(cell.came - cell.base for cell in cells)
    inside = sum(cell.inside for cell in cells) / len(cells)
    return Told(far, len(cells), missed / came if came > 0 else 0.0, missed / new if new > 0 else None, inside)
