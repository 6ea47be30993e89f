"""Paths of touches as columns, and what a model credits each channel with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Places = NDArray[np.int32]
UNKNOWN = "(unknown)"  # the channel of touches whose origin nobody recorded


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """n paths of together t touches, one behind the other.

    `channels` [K] names; `offsets` [n + 1]: path p holds `steps[offsets[p]:offsets[p + 1]]`, never none; `steps` [t]
    places of channels, in the order they were met. `conversions` [n] how often a path ended in one, `nulls` [n] how
    often in none (all zero when they were not recorded: see `nulls_known`); `value` [n] of the conversions, in the
    unit of the file, None when there is none. `ages` [t] days from the touch to the end of its path, None without
    times. `aside`: conversions and value of which no touch is known; they stay unknown in every model.
    """

    channels: tuple[str, ...]
    offsets: Whole
    steps: Places
    conversions: Floats
    nulls: Floats
    value: Floats | None = None
    ages: Floats | None = None
    aside: tuple[float, float] = (0.0, 0.0)

    def __len__(self) -> int:
        return len(self.conversions)

    @property
    def nulls_known(self) -> bool:
        return bool(self.nulls.any())

    @property
    def lengths(self) -> Whole:
        """Touches of each path [n]."""
        return np.diff(self.offsets)

    @property
    def of_touch(self) -> Whole:
        """The path of each touch [t]."""
        return np.repeat(np.arange(len(self)), self.lengths)

    @property
    def last(self) -> Whole:
        """The place in `steps` of each path's last touch [n]."""
        return self.offsets[1:] - 1

    def only(self, kept: NDArray[np.bool_]) -> Paths:
        """The paths at which `kept` [n] is true."""
        if kept.all():
            return self
        touches = kept[self.of_touch]
        offsets = np.concatenate([[0], np.cumsum(self.lengths[kept])]).astype(np.int64)
        value, ages = self.value, self.ages
        return Paths(
            self.channels,
            offsets,
            self.steps[touches],
            self.conversions[kept],
            self.nulls[kept],
            None if value is None else value[kept],
            None if ages is None else ages[touches],
            self.aside,
        )


def summed(places: NDArray[np.integer], weights: Floats, size: int) -> Floats:
    """Sums of weights by place [size]."""
    return np.asarray(np.bincount(places, weights, size), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Credit:
    """What a model gives each channel: `conversions` [K] and `value` [K], which add up to those of the paths.

    `error` [K]: by how many conversions an estimate may be off, with 95 % certainty for all channels together; None
    for an exact answer. `effects` [K] is the removal effect, where a model has one;
    `ranges` [2, K] are conversions between which nine in ten samples of as many people lie, None where not worked out.
    """

    conversions: Floats
    value: Floats | None
    error: Floats | None = None
    effects: Floats | None = None
    ranges: Floats | None = None
