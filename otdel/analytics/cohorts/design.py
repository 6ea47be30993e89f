"""The columns of an age curve: level, fall with age, its bends, season, channels and cohorts, each group pooled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.cohorts.shapes import Floats, Ints, Triangle

# How much each group is believed to move the logarithm of margin, before the data speak.
SCALES = {
    "bend": 0.2, "time": 0.12, "season": 0.12, "cohort": 0.12, "channel": 0.4, "channel_fall": 0.15, "cell": 0.12,
}  # fmt: skip
FALL, FALL_SPREAD = -0.4, 0.5  # with the logarithm of age
FIRST, FIRST_SPREAD = 0.5, 0.5  # with the logarithm of the first month's margin
LEVEL_SPREAD = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What every cell is written with. `oldest` is the oldest age known, `usual` the mean margin of a customer's month.

    `first` [C] is the logarithm of the first month's margin per customer over its mean.
    """

    month: Ints
    channel: Ints
    size: Floats
    first: Floats
    channels: int
    oldest: int
    times: Ints
    usual: float


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """`values` [N, R]; `group` [R] is a place in `names`, -1 for what is not pooled; `mean`, `spread` [R] of that.

    Cohorts have no columns: which one a cell is of says it all.
    """

    values: Floats
    group: Ints
    names: tuple[str, ...]
    mean: Floats
    spread: Floats


def frame_of(cohorts: Triangle) -> Frame:
    """Of cohorts [C] with at least one age over 0 known somewhere."""
    started = np.maximum(cohorts.sums[:, 0] / cohorts.size, 1e-12)
    usual_first = max(float(cohorts.sums[:, 0].sum() / cohorts.size.sum()), 1e-12)
    first = np.clip(np.log(started / usual_first), -2.0, 2.0)
    after = cohorts.sums[:, 1:]
    weight = np.where(np.isfinite(after), cohorts.size[:, None], 0).sum()
    usual = float(np.nansum(after) / weight) if weight else 0.0
    floor = 0.002 * usual_first
    return Frame(
        cohorts.month, cohorts.channel, cohorts.size, first, len(cohorts.channels), int(max(1, cohorts.known.max())),
        np.arange(cohorts.month.min() + 1, cohorts.last + 1), max(usual, floor),
    )  # fmt: skip


def columns(frame: Frame, cohort: Ints, age: Ints) -> Columns:
    """Of cells given by their cohort and age [N]; bends, months and cohorts that are not known are left at nothing."""
    time = frame.month[cohort] + age
    ages = np.arange(2, frame.oldest + 1)
    steps = np.sqrt(np.log(ages / (ages - 1)))
    blocks: list[tuple[str, Floats]] = [
        ("", np.stack([np.ones(len(age)), np.log(age), frame.first[cohort]], axis=1)),
        ("bend", np.asarray((age[:, None] >= ages) * steps, dtype=np.float64)),
        ("time", _is(time, frame.times)),
        ("season", _is(time % 12, np.arange(12))),
    ]
    if frame.channels > 1:
        channel = _is(frame.channel[cohort], np.arange(frame.channels))
        blocks += [
            ("channel", channel),
            ("channel_fall", np.asarray(channel * (np.log(age) - 1)[:, None], dtype=np.float64)),
        ]
    names = tuple(name for name, _ in blocks[1:])
    group = np.concatenate([np.full(block.shape[1], place - 1) for place, (_, block) in enumerate(blocks)])
    count = len(group)
    mean, spread = np.zeros(count), np.ones(count)
    mean[:3] = np.log(frame.usual) - FALL * np.log(3), FALL, FIRST
    spread[:3] = LEVEL_SPREAD, FALL_SPREAD, FIRST_SPREAD
    return Columns(np.concatenate([block for _, block in blocks], axis=1), group, names, mean, spread)


def _is(values: Ints, options: Ints) -> Floats:
    return np.asarray(values[:, None] == options, dtype=np.float64)
