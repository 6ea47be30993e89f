"""What changed between two questions, each change by itself, and the questions with only some of the changes made."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from otdel.analytics.mix.shapes import Floats, LiftTest, MixData, Priors, Whole
from otdel.analytics.mix.summary import Question
from otdel.kit.reason import Reason

Columns = dict[str, Floats]


class Cause(StrEnum):
    """In the order they are made: first what corrects the past, then what was believed and tested, last what is new."""

    TARGET = "target"
    SPEND = "spend"
    CONTROLS = "controls"
    CHANNELS = "channels"
    TESTS = "tests"
    PRIORS = "priors"
    WEEKS = "weeks"


def comparable(before: Question, after: Question) -> bool:
    """Whether both ask about the same target in the same money and steps."""
    return all(
        getattr(before.data, name) == getattr(after.data, name)
        for name in ("step_days", "target_name", "target_is_money", "currency")
    )


def causes(before: Question, after: Question) -> dict[Cause, Reason]:
    """What changed, in the order of Cause; nothing for what stayed."""
    found = {
        Cause.TARGET: _target(before.data, after.data),
        Cause.SPEND: _spend(before.data, after.data),
        Cause.CONTROLS: _controls(before.data, after.data),
        Cause.CHANNELS: _channels(before.data, after.data),
        Cause.TESTS: _tests(before.tests, after.tests),
        Cause.PRIORS: _priors(before, after),
        Cause.WEEKS: _weeks(before.data, after.data),
    }
    return {cause: reason for cause, reason in found.items() if reason is not None}


def with_only(before: Question, after: Question, made: Set[Cause]) -> Question:
    """The question before with these changes made and the others not."""
    base = (after if Cause.WEEKS in made else before).data
    channels = (after if Cause.CHANNELS in made else before).data.channels
    target, spend, controls = (
        _sides(before.data, after.data, later=cause in made) for cause in (Cause.TARGET, Cause.SPEND, Cause.CONTROLS)
    )
    named = controls[0]
    data = replace(
        base,
        target=_filled(target, lambda one: {"": one.target}, base.starts, ("",))[:, 0],
        channels=channels,
        spend=_filled(spend, lambda one: _named(one.channels, one.spend), base.starts, channels),
        control_names=named.control_names,
        controls=_filled(controls, _controls_of, base.starts, named.control_names),
        holiday_names=named.holiday_names,
        holidays=_filled(controls, _holidays_of, base.starts, named.holiday_names),
    )
    tests = (after if Cause.TESTS in made else before).tests
    return Question(
        data, _beliefs(before, after, channels, made), tuple(one for one in tests if one.channel in channels)
    )


def _sides(before: MixData, after: MixData, *, later: bool) -> tuple[MixData, MixData]:
    """Whose values count first."""
    return (after, before) if later else (before, after)


def _named(names: tuple[str, ...], table: Floats) -> Columns:
    return {name: table[:, place] for place, name in enumerate(names)}


def _controls_of(data: MixData) -> Columns:
    return _named(data.control_names, data.controls)


def _holidays_of(data: MixData) -> Columns:
    return _named(data.holiday_names, data.holidays)


def _filled(
    sides: tuple[MixData, MixData],
    columns: Callable[[MixData], Columns],
    starts: tuple[date, ...],
    names: tuple[str, ...],
) -> Floats:
    """[n, K]: each column at each step from the first side that knows it; what neither knows is zero."""
    out = np.zeros((len(starts), len(names)))
    for side in reversed(sides):
        here, there, _days = _shared(starts, side.starts)
        for place, name in enumerate(names):
            if (known := columns(side).get(name)) is not None:
                out[here, place] = known[there]
    return out


def _beliefs(before: Question, after: Question, names: tuple[str, ...], made: Set[Cause]) -> Priors:
    """One side's beliefs; of channels it does not know, the other's."""
    first, second = (after, before) if Cause.PRIORS in made else (before, after)
    known = {**second.priors.roi, **first.priors.roi}
    return replace(first.priors, roi={name: known[name] for name in names})


def _shared(before: tuple[date, ...], after: tuple[date, ...]) -> tuple[Whole, Whole, tuple[date, ...]]:
    """Places of the steps both have, before and after, and their days."""
    later = {day: step for step, day in enumerate(after)}
    pairs = [(step, later[day]) for step, day in enumerate(before) if day in later]
    places = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    return places[:, 0], places[:, 1], tuple(before[step] for step, _later in pairs)


def _differ(one: Floats, other: Floats) -> Floats:
    return np.asarray(np.abs(one - other) > 1e-9 * np.maximum(1.0, np.abs(one)))


def _target(before: MixData, after: MixData) -> Reason | None:
    here, there, days = _shared(before.starts, after.starts)
    changed = _differ(before.target[here], after.target[there])
    if not changed.any():
        return None
    more = float(after.target[there].sum() - before.target[here].sum())
    first = days[int(np.argmax(changed))].isoformat()
    return Reason.of(
        "mix_moved_target", weeks=int(changed.sum()), start=first, amount=f"{more:.0f}", currency=after.currency
    )


def _spend(before: MixData, after: MixData) -> Reason | None:
    here, there, days = _shared(before.starts, after.starts)
    both = [name for name in before.channels if name in after.channels]
    old = before.spend[here][:, [before.channels.index(name) for name in both]]
    new = after.spend[there][:, [after.channels.index(name) for name in both]]
    changed = _differ(old, new)
    if not changed.any():
        return None
    steps = changed.any(axis=1)
    return Reason.of(
        "mix_moved_spend",
        weeks=int(steps.sum()),
        start=days[int(np.argmax(steps))].isoformat(),
        channels=", ".join(name for place, name in enumerate(both) if changed[:, place].any()),
        amount=f"{float((new - old).sum()):.0f}",
        currency=after.currency,
    )


def _controls(before: MixData, after: MixData) -> Reason | None:
    here, there, _days = _shared(before.starts, after.starts)
    old, new = (_controls_of(data) | _holidays_of(data) for data in (before, after))
    changed = [name for name in {**old, **new} if not (name in old and name in new)]
    changed += [name for name in old if name in new and _differ(old[name][here], new[name][there]).any()]
    return Reason.of("mix_moved_controls", names=", ".join(changed)) if changed else None


def _channels(before: MixData, after: MixData) -> Reason | None:
    added = [name for name in after.channels if name not in before.channels]
    removed = [name for name in before.channels if name not in after.channels]
    if not (added or removed):
        return None
    return Reason.of("mix_moved_channels", added=", ".join(added), removed=", ".join(removed))


def _tests(before: tuple[LiftTest, ...], after: tuple[LiftTest, ...]) -> Reason | None:
    """A test is the same one when channel, first day and name are."""
    old, new = ({(test.channel, test.start, test.name): test for test in tests} for tests in (before, after))
    added, removed = new.keys() - old.keys(), old.keys() - new.keys()
    changed = {key for key in new.keys() & old.keys() if new[key] != old[key]}
    if not (added or removed or changed):
        return None
    channels = ", ".join(sorted({key[0] for key in added | removed | changed}))
    counts = {"added": len(added), "changed": len(changed), "removed": len(removed)}
    return Reason.of("mix_moved_tests", **counts, channels=channels)


def _priors(before: Question, after: Question) -> Reason | None:
    """Beliefs about shared channels, or about carry-over and curves (then no channel is named)."""
    old, new = before.priors, after.priors
    shared = [name for name in old.roi if name in new.roi]
    changed = [name for name in shared if old.roi[name] != new.roi[name]]
    if changed or replace(old, roi={}) != replace(new, roi={}):
        return Reason.of("mix_moved_priors", channels=", ".join(changed))
    return None


def _weeks(before: MixData, after: MixData) -> Reason | None:
    known, now = set(before.starts), set(after.starts)
    added, dropped = sorted(now - known), len(known - now)
    if not (added or dropped):
        return None
    until = added[-1] + timedelta(days=after.step_days - 1) if added else after.starts[-1]
    return Reason.of(
        "mix_moved_weeks",
        weeks=len(added),
        start=(added or list(after.starts))[0].isoformat(),
        until=until.isoformat(),
        dropped=dropped,
    )
