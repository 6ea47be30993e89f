"""What a fitted model answers, put into the plain form its record keeps: one entry a channel, the base, the forms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np

from otdel.analytics.mix.fitted import fitted
from otdel.analytics.mix.learning import learned
from otdel.analytics.mix.response import effects, recent_spend, steady
from otdel.analytics.mix.shapes import Floats, LiftTest, Mix
from otdel.evidence.queries.mix_plain import QUANTILES, Spread, plain_reason
from otdel.evidence.queries.weekly import Weekly
from otdel.evidence.rules.grade import Experiment, grade

NORMAL = (-1.2815515655, -0.6744897502, 0.0, 0.6744897502, 1.2815515655)  # standard normal at QUANTILES
assert len(NORMAL) == len(QUANTILES)


def answer(mix: Mix, seen: Weekly, on: date) -> dict[str, Any]:
    """All money as text, all spreads as their five quantiles; `on` is the day grades are as of."""
    base = fitted(mix).base.mean(axis=1)
    taught = {one.channel: one.left for one in learned(mix)}
    return {
        "channels": [_channel(mix, seen, place, taught[name], on) for place, name in enumerate(mix.data.channels)],
        "base": Spread.of(base).plain(),
        "forms": {fit.form.name.lower(): float(weight) for fit, weight in zip(mix.fits, mix.weights, strict=True)},
    }


def _channel(mix: Mix, seen: Weekly, place: int, left: float, on: date) -> dict[str, Any]:
    name, draws = mix.data.channels[place], mix.draws
    spend = [week.spend[place] for week in seen.weeks]
    recent = float(recent_spend(mix.data)[place])
    next_back = steady(draws, place, np.array([recent]))[1][:, 0]
    back = draws.roi[:, place]
    marked, why = grade(_tested(mix, place), left, on)
    return {
        "channel": name,
        "spend": str(sum(spend)),
        "recent": f"{recent:.2f}",
        "back": Spread.of(back).plain(),
        "next_back": Spread.of(next_back).plain(),
        "odds_back": float((back > 1).mean()),
        "odds_next": float((next_back > 1).mean()),
        "effect": Spread.of(back * float(sum(spend))).plain(),
        "prior": _prior(mix, name).plain(),
        "learned": left,
        "tried": [str(min(one for one in spend if one > 0)), str(max(spend))],
        "half_life_days": Spread.of(_half_life(draws.carry[:, place], mix.data.step_days)).plain(),
        "grade": marked.value,
        "grade_why": plain_reason(why),
    }


def _prior(mix: Mix, channel: str) -> Spread:
    prior = mix.priors.roi[channel]
    return Spread(*(float(prior.median * np.exp(prior.spread * place)) for place in NORMAL))


def _half_life(carry: Floats, step_days: int) -> Floats:
    """Days after which half of the carry-over is gone."""
    kept = np.clip(carry, 1e-9, 1 - 1e-9)
    return np.asarray(step_days * np.log(0.5) / np.log(kept))


def _tested(mix: Mix, place: int) -> Iterable[Experiment]:
    """The channel's experiments, each beside what the model says of the same days."""
    for test in mix.tests:
        if test.channel == mix.data.channels[place]:
            low, high = np.quantile(_modelled(mix, place, test), (0.1, 0.9))
            yield Experiment(test.end, test.lift, test.error, float(low), float(high))


def _modelled(mix: Mix, place: int, test: LiftTest) -> Floats:
    """[S] target with all spend of the channel less that without the tested share of it, over the measured days."""
    spend = mix.data.spend[:, place]
    with_it = effects(mix.draws, place, spend, step_days=mix.data.step_days)
    less = spend * (1 - test.share * _filled(mix, test.start, test.end))
    without = effects(mix.draws, place, less, step_days=mix.data.step_days)
    return np.asarray((with_it - without) @ _filled(mix, test.start, test.measured_to or test.end))


def _filled(mix: Mix, start: date, end: date) -> Floats:
    """[n] the part of each step's days that lie from `start` to before `end`."""
    first = np.array([(start - day).days for day in mix.data.starts])
    last = np.array([(end - day).days for day in mix.data.starts])
    days = mix.data.step_days
    return np.asarray((np.clip(last, 0, days) - np.clip(first, 0, days)) / days)
