"""What a fitted model answers, put into the plain form its record keeps: one entry a channel, the base, the forms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import NormalDist
from typing import Any

import numpy as np

from otdel.analytics.mix.fitted import fitted
from otdel.analytics.mix.learning import learned
from otdel.analytics.mix.lift import modelled_lift
from otdel.analytics.mix.response import recent_spend, steady
from otdel.analytics.mix.shapes import Floats, Mix
from otdel.evidence.queries.mix_plain import QUANTILES, Spread
from otdel.evidence.queries.weekly import Weekly
from otdel.evidence.rules.grade import Experiment, grade

NORMAL = tuple(NormalDist().inv_cdf(level) for level in QUANTILES)


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
        "grade_why": why.plain(),
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
            low, high = np.quantile(modelled_lift(mix.data, mix.draws, test), (0.1, 0.9))
            yield Experiment(test.end, test.lift, test.error, float(low), float(high))
