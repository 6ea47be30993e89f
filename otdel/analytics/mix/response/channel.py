"""One channel's answers: the curve of steady spend, what the next 1 brings, the best range, when money comes back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.mix.response.curves import best_spends, coming_back, held_steady
from otdel.analytics.mix.response.ranges import Band, Days, Range
from otdel.analytics.mix.shapes import Draws, Floats, Mix, MixData
from otdel.analytics.mix.transforms import window
from otdel.kit.reason import NoData

RECENT_WEEKS = 13  # whose mean is the ordinary spend
POINTS = 61  # of a curve
ENOUGH = 1000  # draws for what takes time: the band of a curve, the best spend
ROOM = 1.6  # how far beyond the most ever spent a curve is drawn


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """Spends a step that were really seen, nothing left out: [n] sorted, the steps without spend counted apart."""

    spends: Floats
    idle: int

    @property
    def low(self) -> float:
        return float(self.spends[0])

    @property
    def high(self) -> float:
        return float(self.spends[-1])

    def holds(self, spend: float) -> bool:
        return self.low <= spend <= self.high


@dataclass(frozen=True, slots=True)
class Best:
    """Steady spends where the next 1 returns about 1: half of the draws between `low` and `high`, the middle `median`.

    `even` is where the whole spend returns just its cost. `never` is the share of draws in which no spend pays.
    """

    low: float
    median: float
    high: float
    even: Range
    never: float
    beyond_tried: bool


@dataclass(frozen=True, slots=True)
class ComesBack:
    """Days until half of the effect of one step's spend came, and until the spend itself is earned.

    `never` is the share of draws in which it never is.
    """

    half: Days
    whole: Days
    never: float


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """Target a step at each steady spend a step [G], with what is to be said about the spend of now.

    `recent` is the mean spend a step of the last RECENT_WEEKS, those without spend counted. `back` is over all data.
    """

    channel: str
    spends: Floats
    effect: Band
    recent: float
    now: Range
    back: Range | NoData
    next_back: Range | NoData
    tried: Tried | NoData
    best: Best
    comes_back: ComesBack | NoData


def recent_spend(data: MixData) -> Floats:
    """Mean spend a step of the last RECENT_WEEKS [C], steps of nothing counted."""
    steps = min(len(data.starts), 7 * RECENT_WEEKS // data.step_days)
    return np.asarray(data.spend[-steps:].mean(0))


def responses(mix: Mix, *, margin: float = 1.0) -> tuple[Response, ...]:
    return tuple(response(mix, place, margin=margin) for place in range(len(mix.data.channels)))


def response(mix: Mix, place: int, *, margin: float = 1.0) -> Response:
    """The answers about the channel at `place`. `margin` is the money in one unit of target.

    Curve, `now`, `back` and `next_back` are in target; what pays (`best`, `comes_back`) is after the margin.
    """
    recent, tried = float(recent_spend(mix.data)[place]), _tried(mix.data, place)
    furthest = max(recent, 0.0 if isinstance(tried, NoData) else tried.high)
    spends = np.linspace(0.0, ROOM * furthest or 1.0, POINTS)
    return Response(
        channel=mix.data.channels[place],
        spends=spends,
        effect=Band.of(steady(mix.draws.thinned(ENOUGH), place, spends)[0]),
        recent=recent,
        now=Range.of(steady(mix.draws, place, np.array([recent]))[0][:, 0]),
        back=_whole_back(mix, place),
        next_back=next_back(mix, place),
        tried=tried,
        best=best(mix, place, margin=margin),
        comes_back=comes_back(mix, place, margin=margin),
    )


def steady(draws: Draws, place: int, spends: Floats) -> tuple[Floats, Floats]:
    """[S, G] target a step at each steady spend a step [G], and its derivative: what the next 1 brings there."""
    effect, next_ones = np.empty((len(draws), len(spends))), np.empty((len(draws), len(spends)))
    shape = draws.half[:, place], draws.slope[:, place], draws.ceiling[:, place]
    held_steady(np.asarray(spends, dtype=np.float64), draws.form, *shape, effect, next_ones)
    return effect, next_ones


def next_back(mix: Mix, place: int, spend: float | None = None) -> Range | NoData:
    """What the next 1 brings in the long run at a steady spend, by default the recent one.

    A channel that is off has no next 1: the first 1 after nothing is the steepest guess of all.
    """
    at = float(recent_spend(mix.data)[place]) if spend is None else spend
    if at <= 0:
        return NoData.because("mix.off_lately", channel=mix.data.channels[place])
    return Range.of(steady(mix.draws, place, np.array([at]))[1][:, 0])


def best(mix: Mix, place: int, *, margin: float = 1.0) -> Best:
    """Where the next 1, after the margin, returns 1: by draw the steady spend that earns most over its cost."""
    draws, tried = mix.draws.thinned(ENOUGH), _tried(mix.data, place)
    most, even = np.empty(len(draws)), np.empty(len(draws))
    best_spends(draws.form, draws.half[:, place], draws.slope[:, place], margin * draws.ceiling[:, place], most, even)
    low, median, high = (float(level) for level in np.quantile(most, (0.25, 0.5, 0.75)))
    beyond = isinstance(tried, NoData) or high > tried.high or low < tried.low
    return Best(low, median, high, Range.of(even), float((most == 0).mean()), beyond)


def comes_back(mix: Mix, place: int, *, margin: float = 1.0) -> ComesBack | NoData:
    """When one step's spend at the recent level comes back, if all that a steady run of it brings is shared evenly.

    So the money comes back where `back` at that level is over 1; of the last 1 it may not.
    """
    draws, spend = mix.draws, float(recent_spend(mix.data)[place])
    if spend <= 0:
        return NoData.because("mix.off_lately", channel=mix.data.channels[place])
    half, whole = np.empty(len(draws)), np.empty(len(draws))
    earned = margin * steady(draws, place, np.array([spend]))[0][:, 0]
    coming_back(spend, earned, draws.carry[:, place], window(mix.data.step_days), half, whole)
    days = mix.data.step_days
    return ComesBack(Days.of(days * half), Days.of(days * whole), float(np.isinf(whole).mean()))


def _whole_back(mix: Mix, place: int) -> Range | NoData:
    """`back` over all the data, which every draw carries with it."""
    if mix.data.spend[:, place].any():
        return Range.of(mix.draws.roi[:, place])
    return NoData.because("mix.never_spent", channel=mix.data.channels[place])


def _tried(data: MixData, place: int) -> Tried | NoData:
    spend = data.spend[:, place]
    seen = np.sort(spend[spend > 0])
    if not len(seen):
        return NoData.because("mix.never_spent", channel=data.channels[place])
    return Tried(seen, len(spend) - len(seen))
