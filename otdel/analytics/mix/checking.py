"""What is wrong with weeks of spend and target before a model is fitted, and the data a fit can be made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from otdel.analytics.mix.shapes import Floats, MixData
from otdel.kit.reason import Reason, Value

LEAST_WEEKS = 20  # with fewer there is nothing to tell a channel from the season by
ENOUGH_WEEKS = 52  # with fewer the season itself is a guess
LEAST_STEPS_WITH_SPEND = 8
LATE = 0.25  # a channel that starts after this part of the data is said to start late
STEADY = 0.02  # standard deviation over mean under which spend is constant
TOGETHER = 0.98  # correlation from which two channels are one to the model
STEPS_PER_CHANNEL = 10
MOST_CHANNELS = 120  # more take a quarter of an hour, and nobody has the weeks to tell them apart
SLIP = 50  # times the middle step from which a cell is more likely a slip than spend


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the data. `week` and `column` say where, `line` which line of the file; `refuses` ends it.

    A fault that does not refuse leaves the rest safe to use and says what became of it.
    """

    reason: Reason
    week: date | None = None
    column: str = ""
    refuses: bool = False
    line: int = 0


def fault(
    code: str, *, week: date | None = None, column: str = "", line: int = 0, refuses: bool = False, **values: Value
) -> Fault:
    """A fault whose sentence can name its week, column and line."""
    where: dict[str, Value] = {"week": week.isoformat() if week else "", "column": column, "line": line}
    return Fault(Reason.of(code, **where, **values), week, column, refuses, line)


def check(data: MixData) -> tuple[tuple[Fault, ...], MixData | None]:
    """Every fault, and the data without what cannot be used; None when nothing can be answered safely."""
    found = [*_unusable(data)]
    if found:
        return tuple(found), None
    silent = [place for place, channel in enumerate(data.channels) if not data.spend[:, place].any()]
    found += [fault("mix_no_spend", column=data.channels[place]) for place in silent]
    kept = without(data, silent)
    if not kept.channels:
        return (*found, fault("mix_no_channels", refuses=True)), None
    found += [*_short(kept), *_slips(kept), *_spend(kept), *_together(kept), *_controls(kept), *_target(kept)]
    return tuple(found), kept


def without(data: MixData, places: list[int]) -> MixData:
    """The data without the channels at these places."""
    kept = [place for place in range(len(data.channels)) if place not in places]
    return replace(data, channels=tuple(data.channels[place] for place in kept), spend=data.spend[:, kept])


def weeks(data: MixData) -> int:
    return len(data.starts) * data.step_days // 7


def _unusable(data: MixData) -> Iterator[Fault]:
    """Faults with which no answer is safe."""
    if weeks(data) < LEAST_WEEKS:
        yield fault("mix_too_few_weeks", weeks=weeks(data), least=LEAST_WEEKS, refuses=True)
    most = min(MOST_CHANNELS, len(data.starts))
    if len(data.channels) > most:
        yield fault("mix_too_many_channels", channels=len(data.channels), most=most, refuses=True)
    for name in sorted({name for name in data.channels if data.channels.count(name) > 1}):
        yield fault("mix_channel_twice", column=name, refuses=True)
    yield from _not_finite(data)
    for place, name in enumerate(data.channels):
        for step in np.flatnonzero(data.spend[:, place] < 0)[:3]:
            amount = f"{data.spend[step, place]:g}"
            yield fault("mix_negative_spend", week=data.starts[step], column=name, amount=amount, refuses=True)
    if len(data.target) and np.ptp(data.target) <= 1e-9 * float(np.abs(data.target).max()):
        yield fault("mix_target_constant", column=data.target_name, refuses=True)


def _not_finite(data: MixData) -> Iterator[Fault]:
    for name, values in _named(data):
        for step in np.flatnonzero(~np.isfinite(values))[:3]:
            yield fault("mix_not_a_number", week=data.starts[step], column=name, refuses=True)


def _named(data: MixData) -> Iterator[tuple[str, Floats]]:
    yield data.target_name, data.target
    for names, block in (
        (data.channels, data.spend),
        (data.control_names, data.controls),
        (data.holiday_names, data.holidays),
    ):
        for place, name in enumerate(names):
            yield name, block[:, place]


def _short(data: MixData) -> Iterator[Fault]:
    if weeks(data) < ENOUGH_WEEKS:
        yield fault("mix_short", weeks=weeks(data), enough=ENOUGH_WEEKS)
    if len(data.starts) < STEPS_PER_CHANNEL * len(data.channels):
        yield fault("mix_many_channels", steps=len(data.starts), channels=len(data.channels))


def _slips(data: MixData) -> Iterator[Fault]:
    """A step so far above the others of its column that everything said of it would lean on that one."""
    for name, values in _named(replace(data, control_names=(), holiday_names=())):
        some = np.abs(values[values != 0])
        usual = float(np.median(some)) if len(some) else 0.0
        step = int(np.argmax(np.abs(values)))
        times = abs(float(values[step])) / usual if usual else 0.0
        if times >= SLIP:
            amount = f"{values[step]:.10g}"
            yield fault("mix_slip", week=data.starts[step], column=name, amount=amount, times=round(times))


def _spend(data: MixData) -> Iterator[Fault]:
    for place, name in enumerate(data.channels):
        spend = data.spend[:, place]
        with_spend = np.flatnonzero(spend)
        first = int(with_spend[0])
        if len(with_spend) < LEAST_STEPS_WITH_SPEND:
            yield fault("mix_rare_spend", week=data.starts[first], column=name, steps=len(with_spend))
        elif first > LATE * len(spend):
            yield fault("mix_late_start", week=data.starts[first], column=name, steps=len(spend) - first)
        if spend.std() < STEADY * spend.mean():
            amount = f"{spend.mean():.10g}"
            yield fault("mix_constant_spend", week=data.starts[0], column=name, amount=amount)


def _together(data: MixData) -> Iterator[Fault]:
    """Pairs that moved as one; when every channel did, that alone is said."""
    moving = [place for place in range(len(data.channels)) if data.spend[:, place].std() > 0]
    if len(moving) < 2:
        return
    alike = np.atleast_2d(np.corrcoef(data.spend[:, moving].T))
    pairs = [
        (moving[one], moving[other], float(alike[one, other]))
        for one in range(len(moving))
        for other in range(one + 1, len(moving))
        if alike[one, other] >= TOGETHER
    ]
    if len(moving) > 2 and len(pairs) == len(moving) * (len(moving) - 1) // 2:
        yield fault("mix_all_together", channels=len(moving), least=f"{min(found for *_, found in pairs):.2f}")
        return
    for one, other, found in pairs:
        yield fault("mix_pair_together", column=data.channels[one], other=data.channels[other], alike=f"{found:.2f}")


def _controls(data: MixData) -> Iterator[Fault]:
    for place, name in enumerate(data.control_names):
        values = data.controls[:, place]
        if values.std() <= 1e-12 * max(1.0, float(np.abs(values).max())):
            yield fault("mix_constant_control", column=name)
            continue
        for channel, spend in zip(data.channels, data.spend.T, strict=True):
            if spend.std() > 0 and abs(np.atleast_2d(np.corrcoef(values, spend))[0, 1]) >= TOGETHER:
                yield fault("mix_control_is_spend", column=name, channel=channel)


def _target(data: MixData) -> Iterator[Fault]:
    below = np.flatnonzero(data.target < 0)
    if len(below):
        amount = f"{data.target[below[0]]:.10g}"
        yield fault(
            "mix_negative_target", week=data.starts[below[0]], column=data.target_name, amount=amount, steps=len(below)
        )
    nothing = np.flatnonzero(data.target == 0)
    if len(nothing):
        yield fault("mix_zero_target", week=data.starts[nothing[0]], column=data.target_name, steps=len(nothing))
