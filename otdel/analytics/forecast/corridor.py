"""Where the next values should lie, and latest values that look like a fault of the import and not like business."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from otdel.analytics.forecast.components import Rhythm
from otdel.analytics.forecast.effects import level
from otdel.analytics.forecast.gaps import without_gaps
from otdel.analytics.forecast.mixture import imagine
from otdel.analytics.forecast.smoothing import Floats

EXPECTED = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Corridor:
    """`low`, `middle` and `high` [H] of the next values; `share` of them should lie between low and high."""

    low: Floats
    middle: Floats
    high: Floats
    share: float

    def outside(self, values: Floats) -> Floats:
        """-1 under, 0 inside, 1 over, for each of [<= H] values that came; nan came not and is inside."""
        count = len(values)
        return np.asarray((values > self.high[:count]).astype(int) - (values < self.low[:count]).astype(int))


def corridor(
    values: Floats,
    rhythm: Rhythm,
    steps: int = 1,
    *,
    share: float = EXPECTED,
    seed: int = 0,
    draws: int = 600,
    calendar: Floats | None = None,
    known: Floats | None = None,
) -> Corridor:
    """Of the `steps` after a series [n], by the same futures as its forecast. Raises ValueError as `imagine` does."""
    paths = imagine(values, rhythm, steps, draws=draws, seed=seed, calendar=calendar, known=known).paths
    low, middle, high = np.quantile(paths, ((1 - share) / 2, 0.5, (1 + share) / 2), axis=0)
    return Corridor(low, middle, high, share)


class SpikeKind(StrEnum):
    TIMES_TEN = "times_ten"  # a unit or a decimal point: about 10 times as much, or 30 and more
    TWICE = "twice"  # a file read twice, or a good day: it cannot be told
    SPIKE = "spike"


@dataclass(frozen=True, slots=True)
class Spike:
    """Step `place` of the series: its value, what was usual there, and what kind of fault it looks like."""

    place: int
    value: float
    usual: float
    kind: SpikeKind


FAR = 6.0  # times the farthest a value usually goes from its level
TWICE_FAR = 3.0
ABOUT_TWICE = 0.3
TEN, MORE_THAN_BUSINESS = 10.0, 30.0  # times the usual
LEAST_USUAL_DAYS = 14


def spikes(values: Floats, rhythm: Rhythm) -> list[Spike]:
    """Single values far over everything around them, the next step being back to usual or not known yet.

    A promotion lasts and comes back; a fault is one step, and often ten times or twice the usual.
    """
    filled = without_gaps(values, rhythm.period)
    if len(filled) < max(LEAST_USUAL_DAYS, 2 * rhythm.period) or not (filled > 0).any():
        return []
    skipped = len(values) - len(filled)
    usual = level(filled, rhythm.period)
    apart = np.abs(filled - usual)
    far = float(np.quantile(apart, 0.95)) + 1e-12
    biggest = max(float(np.median(filled[filled > 0])), 1e-12)
    far_off = np.flatnonzero((apart > TWICE_FAR * far) & (filled > usual) & (filled > 1.5 * biggest))
    kinds = {
        int(place): _kind(float(filled[place]), max(float(usual[place]), 1e-12), float(apart[place]) / far, biggest)
        for place in far_off
        if _alone(int(place), filled, usual, far)
    }
    return [
        Spike(skipped + place, float(filled[place]), float(usual[place]), kind) for place, kind in kinds.items() if kind
    ]


def _kind(value: float, usual: float, farther: float, positive: float) -> SpikeKind | None:
    """`positive` is the middle of the days on which there was anything: a rare large sale is many times nothing."""
    ratio = value / usual
    beyond = value > MORE_THAN_BUSINESS * max(usual, positive)
    if (beyond or abs(np.log(ratio / TEN)) < 0.25) and farther > FAR:
        return SpikeKind.TIMES_TEN
    if abs(ratio - 2) < ABOUT_TWICE:
        return SpikeKind.TWICE
    return SpikeKind.SPIKE if farther > FAR else None


def _alone(place: int, values: Floats, usual: Floats, far: float) -> bool:
    beside = [other for other in (place - 1, place + 1) if 0 <= other < len(values)]
    return all(abs(values[other] - usual[other]) <= TWICE_FAR * far for other in beside)
