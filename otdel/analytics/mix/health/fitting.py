"""How the model sits on its data: what it leaves unexplained, its base, the weeks kept out, the lift tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from otdel.analytics.mix.findings import Finding, Severity, warn
from otdel.analytics.mix.fitted import ENOUGH, Fitted
from otdel.analytics.mix.health.said import amount, money_of, percent, ratio, step_of
from otdel.analytics.mix.holdout import Holdout
from otdel.analytics.mix.lift import modelled_lift
from otdel.analytics.mix.packing import within
from otdel.analytics.mix.refits import Refit
from otdel.analytics.mix.residuals import Outlier, Residuals, Run
from otdel.analytics.mix.shapes import Floats, LiftTest, Mix, MixData
from otdel.kit.reason import Reason, Value

Values = dict[str, Value]

NEGATIVE, MOSTLY_NEGATIVE = 0.02, 0.2  # part of steps whose base is below zero in most draws
ALL_MEDIA = 0.9  # of what is expected
FEW_INSIDE = 0.01  # of the forecast's own paths have as few inside
TOO_FAR = 0.005  # of paths on either side
BEATEN, FAR_BEATEN = 1.25, 2.0  # the model's error over that of repeating the recent level
APART = 2.5  # standard errors between a lift test and the model
SHIFT = 0.1  # posterior standard deviations worth telling
MOVED = 0.75  # deviations of a channel's effect by which it moved with a run


def of_residuals(mix: Mix, found: Residuals, seen: Fitted, preview: Refit | None) -> Iterator[Finding]:
    """Findings about what is left unexplained. With `preview` an outlier's pull is measured by marking its step."""
    if found.lasting:
        what = Reason.of("mix_health_autocorrelated", percent=percent(found.carried), step=step_of(mix))
        wider = sqrt((1 + found.carried) / (1 - found.carried)) - 1
        values = {"steps": len(mix.data.starts), "worth": found.worth, "percent": percent(wider)}
        yield warn(
            what, Reason.of("mix_does_autocorrelated", **values, step=step_of(mix)), Reason.of("mix_do_add_control")
        )
    if found.run is not None:
        yield _run(mix, found.run, seen)
    if found.yearly is not None and found.yearly_start is not None:
        event = Reason.of("mix_do_add_yearly_event", start=found.yearly_start.isoformat())
        what = Reason.of("mix_health_yearly", percent=percent(found.yearly))
        yield warn(what, Reason.of("mix_does_yearly"), event)
    for outlier in found.outliers:
        yield _outlier(mix, outlier, preview)


def _run(mix: Mix, run: Run, seen: Fitted) -> Finding:
    chosen = slice(run.first, run.first + run.steps)
    span = {"start": run.start.isoformat(), "until": run.until.isoformat()}
    size: Values = {"steps": run.steps, "step": step_of(mix), "above": run.amount > 0}
    money = {"amount": amount(abs(run.amount)), "currency": money_of(mix)}
    return warn(
        Reason.of("mix_health_run", **span, **size, **money),
        _moved_with(mix, seen.media.mean(axis=1), chosen),
        Reason.of("mix_do_look_at_weeks", **span),
        Reason.of("mix_do_check_spend"),
    )


def _moved_with(mix: Mix, media: Floats, chosen: slice) -> Reason:
    """The channel whose effect [C, n] was the most unlike itself in those steps."""
    outside = np.ones(media.shape[1], dtype=bool)
    outside[chosen] = False
    if not outside.any():
        return Reason.of("mix_does_run", channel="", percent=0)
    unlike = media[:, chosen].mean(axis=1) - media[:, outside].mean(axis=1)
    place = int(np.argmax(np.abs(unlike) / np.maximum(media.std(axis=1), 1e-300)))
    if abs(unlike[place]) < MOVED * media[place].std():
        return Reason.of("mix_does_run", channel="", percent=0)
    spend = mix.data.spend[:, place]
    usual = max(float(spend[outside].mean()), 1e-300)
    change = min(float(spend[chosen].mean()) / usual - 1, 99.0)
    return Reason.of("mix_does_run", channel=mix.data.channels[place], percent=percent(change))


def _outlier(mix: Mix, outlier: Outlier, preview: Refit | None) -> Finding:
    what = Reason.of(
        "mix_health_outlier",
        start=outlier.start.isoformat(),
        amount=amount(abs(outlier.amount)),
        currency=money_of(mix),
        above=outlier.amount > 0,
        sds=ratio(abs(outlier.sds), 1),
        step=step_of(mix),
    )
    does = Reason.of("mix_does_outlier_unmeasured") if preview is None else _pull(mix, outlier, preview)
    return warn(what, does, Reason.of("mix_do_look_at_week", start=outlier.start.isoformat(), step=step_of(mix)))


def _pull(mix: Mix, outlier: Outlier, preview: Refit) -> Reason:
    """By how much the ROI it pulls the most would move, were this step marked as a named day of its own."""
    usual = preview(mix.data, mix.priors, mix.tests)
    apart = preview(marked(mix.data, outlier.place), mix.priors, mix.tests)
    before, after = (np.log(one.draws.roi) for one in (usual, apart))
    shifts = (np.median(after, axis=0) - np.median(before, axis=0)) / before.std(axis=0)
    place = int(np.argmax(np.abs(shifts)))
    if abs(shifts[place]) < SHIFT:
        return Reason.of("mix_does_outlier", channel="", shift="0")
    return Reason.of("mix_does_outlier", channel=mix.data.channels[place], shift=ratio(float(shifts[place]), 1))


def marked(data: MixData, place: int) -> MixData:
    """The same data with one step explained by itself."""
    alone = np.zeros((len(data.starts), 1))
    alone[place] = 1.0
    holidays = np.hstack([data.holidays.reshape(len(data.starts), -1), alone])
    return replace(data, holidays=holidays, holiday_names=(*data.holiday_names, "marked step"))


def of_base(mix: Mix, seen: Fitted) -> Iterator[Finding]:
    """What would be sold without advertising must not be below zero, nor next to nothing."""
    if (mix.data.target < 0).any():
        return
    below = int(np.sum(np.mean(seen.base < 0, axis=0) > 0.5))
    part, media = below / len(mix.data.starts), float(seen.media.sum() / seen.expected.sum())
    check = (Reason.of("mix_do_check_spend"), Reason.of("mix_do_add_control"))
    if below and part >= NEGATIVE:
        severity = Severity.STOP if part >= MOSTLY_NEGATIVE else Severity.WARN
        values: Values = {"steps": below, "of": len(mix.data.starts), "percent": percent(part), "step": step_of(mix)}
        what = Reason.of("mix_health_base_negative", **values)
        yield Finding(severity, what, Reason.of("mix_does_base_negative"), check)
    elif media >= ALL_MEDIA:
        what = Reason.of("mix_health_all_media", percent=percent(media))
        yield warn(what, Reason.of("mix_does_all_media"), *check)


def of_holdout(mix: Mix, found: Holdout) -> Iterator[Finding]:
    """The last steps, kept out: ranges too narrow, all of it off to one side, or no better than repeating."""
    held: Values = {"held": len(found.starts), "step": step_of(mix)}
    look = Reason.of("mix_do_look_at_weeks", start=found.starts[0].isoformat(), until=mix.data.starts[-1].isoformat())
    off = not TOO_FAR <= found.total_rank <= 1 - TOO_FAR
    if off:
        size: Values = {"percent": percent(abs(found.total_off)), "above": found.total_off > 0}
        what = Reason.of("mix_health_holdout_total", **held, **size)
        yield warn(what, Reason.of("mix_does_holdout_total"), look, Reason.of("mix_do_add_control"))
    elif found.luck < FEW_INSIDE:
        expected = round(0.8 * len(found.starts))
        what = Reason.of("mix_health_holdout_missed", **held, inside=found.inside_80, expected=expected)
        yield warn(what, Reason.of("mix_does_holdout_missed"), look)
    if found.error > BEATEN * found.naive:
        yield _beaten(held, found, look)


def _beaten(held: Values, found: Holdout, look: Reason) -> Finding:
    """Repeating the recent level did better than the model."""
    errors = {"error": percent(found.error), "naive": percent(found.naive)}
    severity = Severity.WARN if found.error > FAR_BEATEN * found.naive else Severity.NOTE
    what = Reason.of("mix_health_holdout_beaten", **held, **errors)
    return Finding(severity, what, Reason.of("mix_does_holdout_beaten"), (look,))


@dataclass(frozen=True, slots=True)
class Checked:
    """A lift test beside what the model, which knows of it, says the lift was."""

    test: LiftTest
    modelled: float
    apart: float


def checked(mix: Mix) -> tuple[Checked, ...]:
    """Every test inside the data, with its distance from the model in standard errors of the test."""
    draws = mix.draws.thinned(ENOUGH)
    lifts = ((test, float(modelled_lift(mix.data, draws, test).mean())) for test in within(mix.data, mix.tests))
    return tuple(Checked(test, lift, (test.lift - lift) / test.error) for test, lift in lifts)


def of_tests(mix: Mix, tests: tuple[Checked, ...]) -> Iterator[Finding]:
    """Tests that the model could not be brought to agree with."""
    for one in tests:
        if abs(one.apart) <= APART:
            continue
        channel, start = one.test.channel, one.test.start.isoformat()
        said = {"measured": amount(one.test.lift), "modelled": amount(one.modelled), "currency": money_of(mix)}
        named = {"channel": channel, "start": start, "test": one.test.name}
        yield warn(
            Reason.of("mix_health_test_disagrees", **named, **said, sds=ratio(abs(one.apart), 1)),
            Reason.of("mix_does_test_disagrees", channel=channel),
            Reason.of("mix_do_check_test", channel=channel, start=start),
            Reason.of("mix_do_review_belief", channel=channel),
        )
