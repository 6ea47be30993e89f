"""What spend brought step by step: effects, each channel's part of the target, and back per 1 over a window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.mix.design import linear
from otdel.analytics.mix.response.curves import by_scale, over_time
from otdel.analytics.mix.response.ranges import Band, Range
from otdel.analytics.mix.shapes import Draws, Floats, Mix
from otdel.analytics.mix.transforms import window
from otdel.kit.reason import NoData

ENOUGH = 1000  # draws for bands


def effects(draws: Draws, place: int, spend: Floats, *, step_days: int) -> Floats:
    """[S, n]: target that each step of `spend` [n] of the channel at `place` brings, from nothing spent before."""
    answer = np.empty((len(draws), len(spend)))
    shape = draws.carry[:, place], draws.half[:, place], draws.slope[:, place], draws.ceiling[:, place]
    over_time(np.ascontiguousarray(spend, dtype=np.float64), window(step_days), draws.form, *shape, answer)
    return answer


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """What every step of the data is made of: bands [n] of the base and of each channel, and the sum of each.

    Means add up: base and channels together are the mean of what the model expects.
    """

    base: Band
    channels: tuple[Band, ...]
    base_sum: Range
    channel_sums: tuple[Range, ...]
    media_share: Range


def contributions(mix: Mix) -> Contributions:
    """The parts of the model's own data, in target units. `media_share` is the channels' part of all expected.

    Bands are of some of the draws, sums of all.
    """
    data, columns, some = mix.data, linear(mix.data).columns, mix.draws.thinned(ENOUGH)
    parts = [
        effects(some, place, data.spend[:, place], step_days=data.step_days) for place in range(len(data.channels))
    ]
    base, media = mix.draws.linear @ columns.sum(0), mix.draws.roi * data.spend.sum(0)
    return Contributions(
        base=Band.of(some.linear @ columns.T),
        channels=tuple(Band.of(part) for part in parts),
        base_sum=Range.of(base),
        channel_sums=tuple(Range.of(one) for one in media.T),
        media_share=Range.of(media.sum(1) / (base + media.sum(1))),
    )


def back(mix: Mix, place: int, first: int = 0, last: int | None = None, *, tail: bool = False) -> Range | NoData:
    """Target for each 1 spent in the steps `first` to before `last`: what would be missing without that spend.

    Effects are counted to the end of the data, so that over all of it this is the model's own return; with `tail` also
    what is still to come, as if nothing were spent after. No spend, no return.
    """
    spend, part = _spend_and_part(mix, place, first, last, tail=tail)
    if part.sum() <= 0:
        return NoData.because("mix.no_spend_then", channel=mix.data.channels[place])
    with_it = effects(mix.draws, place, spend, step_days=mix.data.step_days)
    without = effects(mix.draws, place, spend - part, step_days=mix.data.step_days)
    return Range.of((with_it - without).sum(1) / part.sum())


def next_back_as_spent(
    mix: Mix, place: int, first: int = 0, last: int | None = None, *, tail: bool = False
) -> Range | NoData:
    """Target for the next 1 when every step of the window rises by the same share: bursts stay bursts.

    Differs from a steady run's next 1 for a channel that spends in bursts. Counted as `back` counts.
    """
    spend, part = _spend_and_part(mix, place, first, last, tail=tail)
    if part.sum() <= 0:
        return NoData.because("mix.no_spend_then", channel=mix.data.channels[place])
    draws, answer = mix.draws, np.empty(len(mix.draws))
    shape = draws.carry[:, place], draws.half[:, place], draws.slope[:, place], draws.ceiling[:, place]
    by_scale(spend, part, window(mix.data.step_days), draws.form, *shape, answer)
    return Range.of(answer / part.sum())


def _spend_and_part(mix: Mix, place: int, first: int, last: int | None, *, tail: bool) -> tuple[Floats, Floats]:
    """All spend of the channel and that of the window alone, with steps of nothing after the data for the tail."""
    after = window(mix.data.step_days) - 1 if tail else 0
    spend = np.concatenate([mix.data.spend[:, place], np.zeros(after)])
    part = np.zeros_like(spend)
    chosen = slice(first, len(mix.data.starts) if last is None else last)
    part[chosen] = spend[chosen]
    return spend, part
