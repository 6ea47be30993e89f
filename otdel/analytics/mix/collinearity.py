"""Channels that moved together, with the season, or not at all: what the data cannot tell apart.

A channel is seen as the model sees it: its average effect by step, carried over and saturated. Variance inflation
after Belsley, Kuh and Welsch, "Regression Diagnostics" (1980).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np

from otdel.analytics.mix.design import linear
from otdel.analytics.mix.fitted import Fitted
from otdel.analytics.mix.shapes import Floats, Mix

STILL = 1e-9  # variance, as a part of the square of the mean, below which a series does not move


@dataclass(frozen=True, slots=True)
class Pair:
    """Two channels: correlation of their spend, of what season and controls leave of it, and of their ROI draws."""

    first: str
    second: str
    spend: float
    cleaned: float
    roi: float


@dataclass(frozen=True, slots=True)
class Entangled:
    """How far a channel goes with the rest, each a part of its variance, 0 to 1.

    `seasonal` with the linear block alone, `explained` with the block and all other channels; `others` are the
    channels that add the most. `wider` is the factor by which its range is wider for it, the root of the inflation.
    """

    channel: str
    seasonal: float
    explained: float
    others: tuple[str, ...]

    @property
    def wider(self) -> float:
        return 1 / sqrt(max(1 - self.explained, 1e-6))


@dataclass(frozen=True, slots=True)
class Together:
    """All pairs, all channels, and how much each channel's spend varies: deviation over mean."""

    pairs: tuple[Pair, ...]
    channels: tuple[Entangled, ...]
    varies: tuple[float, ...]


def together(mix: Mix, parts: Fitted) -> Together:
    """What moved with what. A channel that never moves goes with nothing: its correlations are 0."""
    names = mix.data.channels
    block = linear(mix.data).columns
    media = parts.media.mean(axis=1).T
    cleaned = without(block, media)
    spend, left, roi = (correlations(table) for table in (mix.data.spend, cleaned, np.log(mix.draws.roi)))
    pairs = tuple(
        Pair(names[i], names[j], float(spend[i, j]), float(left[i, j]), float(roi[i, j]))
        for i, j in combinations(range(len(names)), 2)
    )
    channels = tuple(_entangled(names, block, media, cleaned, place) for place in range(len(names)))
    return Together(pairs, channels, tuple(float(one) for one in _varies(mix.data.spend)))


def correlations(table: Floats) -> Floats:
    """Of the columns of [n, C]; 0 where a column never moves."""
    around = table - table.mean(axis=0)
    lengths = np.sqrt((around**2).sum(axis=0))
    moving = lengths > np.sqrt(STILL * len(table)) * np.maximum(np.abs(table).mean(axis=0), 1e-300)
    scaled = np.where(moving, around / np.where(moving, lengths, 1.0), 0.0)
    return np.asarray(np.clip(scaled.T @ scaled, -1, 1))


def without(block: Floats, table: Floats) -> Floats:
    """What least squares on the columns of the block leave of each column of the table."""
    return np.asarray(table - block @ np.linalg.lstsq(block, table, rcond=None)[0])


def _entangled(names: tuple[str, ...], block: Floats, media: Floats, cleaned: Floats, place: int) -> Entangled:
    rest = [other for other in range(len(names)) if other != place]
    around = media[:, place] - media[:, place].mean()
    whole = float(around @ around)
    if whole <= STILL * len(around) * max(float(media[:, place].mean()) ** 2, 1e-300):
        return Entangled(names[place], 0.0, 0.0, ())
    everything = np.column_stack([block, media[:, rest]])
    seasonal = explained_part(cleaned[:, place], whole, block)
    explained = explained_part(without(everything, media[:, [place]])[:, 0], whole, everything)
    close = np.abs(correlations(cleaned)[place])
    others = sorted((other for other in rest if close[other] >= 0.3), key=lambda other: -close[other])[:3]
    return Entangled(names[place], seasonal, explained, tuple(names[other] for other in others))


def explained_part(left: Floats, whole: float, columns: Floats) -> float:
    """The part of a variance that columns explain beyond what as many columns of chance would; 0 when they are enough
    to explain anything.
    """
    free = len(left) - int(np.linalg.matrix_rank(columns))
    return 1 - float(left @ left) / whole * (len(left) - 1) / free if free > 0 else 0.0


def _varies(spend: Floats) -> Floats:
    means = spend.mean(axis=0)
    return np.asarray(np.where(means > 0, spend.std(axis=0) / np.where(means > 0, means, 1.0), 0.0))
