"""Rules of thumb: which touches of a path share its conversions, by what weights. None looks at paths that failed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.shapes import Credit, Floats, Paths, summed

FIRST_PART, LAST_PART = 0.4, 0.4  # of a path's conversions; touches between share the rest, two touches have half each
HALF_LIFE = 7.0  # days before the conversion at which a touch counts half

Weights = Callable[[Paths], Floats]


def credited(paths: Paths, weights: Floats) -> Credit:
    """Conversions and value by weights of touches [t] that add up to 1 over every path."""
    where, size = paths.of_touch, len(paths.channels)
    conversions = summed(paths.steps, weights * paths.conversions[where], size)
    value = None if paths.value is None else summed(paths.steps, weights * paths.value[where], size)
    return Credit(conversions, value)


def first(paths: Paths) -> Credit:
    return credited(paths, _at(paths, paths.offsets[:-1]))


def last(paths: Paths) -> Credit:
    return credited(paths, _at(paths, paths.last))


def last_non_direct(paths: Paths, direct: NDArray[np.bool_]) -> Credit:
    """The last touch that is not direct [K]; a path of nothing else stays with its last touch."""
    counts = ~direct[paths.steps]
    latest = np.maximum.reduceat(np.where(counts, np.arange(len(counts)), -1), paths.offsets[:-1])
    return credited(paths, _at(paths, np.where(latest >= 0, latest, paths.last)))


def linear(paths: Paths) -> Credit:
    return credited(paths, (1.0 / paths.lengths)[paths.of_touch])


def position(paths: Paths) -> Credit:
    """40 % to the first, 40 % to the last, 20 % shared between: 50 and 50 of two touches, all of one."""
    lengths = paths.lengths
    between = (1 - FIRST_PART - LAST_PART) / np.maximum(lengths - 2, 1)
    weights = between[paths.of_touch]
    weights[paths.offsets[:-1]] = np.where(lengths > 2, FIRST_PART, 0.5)
    weights[paths.last] = np.where(lengths > 2, LAST_PART, np.where(lengths == 2, 0.5, 1.0))
    return credited(paths, weights)


def time_decay(paths: Paths, half_life: float = HALF_LIFE) -> Credit:
    """A touch `half_life` days earlier than another counts half of it. Raises ValueError without times."""
    if paths.ages is None or half_life <= 0:
        raise ValueError("time decay needs the times of touches and a half-life above zero")
    youngest = np.minimum.reduceat(paths.ages, paths.offsets[:-1])[paths.of_touch]
    raw = np.exp2(-(paths.ages - youngest) / half_life)  # of the youngest, so that a path long ago is not all zero
    return credited(paths, raw / np.add.reduceat(raw, paths.offsets[:-1])[paths.of_touch])


def _at(paths: Paths, places: NDArray[np.int64]) -> Floats:
    weights = np.zeros(len(paths.steps))
    weights[places] = 1.0
    return weights
