"""How people came: touches and days before a conversion, and the sequences that bring most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.attribution.shapes import Floats, Paths, Places, Whole, summed
from otdel.analytics.compiled import compiled

LONG = 10  # touches from which paths are counted together
DAYS = (0.5, 0.9)
TOP = 10


@dataclass(frozen=True, slots=True)
class Length:
    """Of paths with so many touches (the last of all: so many and more): conversions, and how many there were."""

    touches: int
    conversions: float
    paths: float


@dataclass(frozen=True, slots=True)
class Sequence:
    """Channels in order, the same one twice running told once; `rate` of such paths that convert, None unknown."""

    channels: tuple[str, ...]
    conversions: float
    value: float | None
    rate: float | None


def lengths(paths: Paths) -> tuple[Length, ...]:
    """From one touch to `LONG` and more."""
    touches = np.minimum(paths.lengths, LONG)
    won = summed(touches, paths.conversions, LONG + 1)
    begun = summed(touches, paths.conversions + paths.nulls, LONG + 1)
    return tuple(Length(count, float(won[count]), float(begun[count])) for count in range(1, LONG + 1))


def touches_usual(paths: Paths) -> float:
    """Touches of the middle conversion."""
    return float(_quantile(paths.lengths.astype(float), paths.conversions, 0.5))


def days_to_conversion(paths: Paths) -> tuple[float, float] | None:
    """Days from the first touch to the conversion: of half of conversions at most, of nine in ten; None unknown."""
    if paths.ages is None:
        return None
    first = paths.ages[paths.offsets[:-1]]
    half, most = (float(_quantile(first, paths.conversions, part)) for part in DAYS)
    return half, most


def sequences(paths: Paths, top: int = TOP) -> tuple[Sequence, ...]:
    """Those with most conversions, and most value among equals."""
    codes = _codes(paths.offsets, paths.steps)
    _known, first, where = np.unique(codes, return_index=True, return_inverse=True)
    where = where.reshape(-1)
    won = summed(where, paths.conversions, len(first))
    begun = summed(where, paths.conversions + paths.nulls, len(first))
    value = None if paths.value is None else summed(where, paths.value, len(first))
    best = np.lexsort((first, -(won if value is None else value), -won))[:top]
    return tuple(
        Sequence(
            _collapsed(paths, int(first[one])),
            float(won[one]),
            None if value is None else float(value[one]),
            float(won[one] / begun[one]) if paths.nulls_known else None,
        )
        for one in best
        if won[one] > 0
    )


def _collapsed(paths: Paths, path: int) -> tuple[str, ...]:
    steps = paths.steps[paths.offsets[path] : paths.offsets[path + 1]]
    kept = np.concatenate([[True], steps[1:] != steps[:-1]])
    return tuple(paths.channels[step] for step in steps[kept])


def _quantile(values: Floats, weights: Floats, part: float) -> float:
    """The smallest value that `part` of the weight does not exceed."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, part * reached[-1])])


@compiled
def _codes(offsets: Whole, steps: Places) -> Whole:
    """A number for each path [n] that tells collapsed sequences apart.

    It has 64 bits: among a million sequences two are taken for one in one file of 37 million.
    """
    found = np.empty(len(offsets) - 1, np.int64)
    for path in range(len(found)):
        code, before = np.uint64(1469598103934665603), -1
        for place in range(offsets[path], offsets[path + 1]):
            if steps[place] != before:
                before = steps[place]
                code = (code ^ np.uint64(before + 1)) * np.uint64(0x9E3779B97F4A7C15)
                code ^= code >> np.uint64(29)
        found[path] = np.int64(code)
    return found
