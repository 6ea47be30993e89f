"""Simulation-based calibration: data drawn from the model's own priors must have their truth at every rank alike.

Talts, Betancourt, Simpson, Vehtari & Gelman, "Validating Bayesian inference algorithms with simulation-based
calibration" (2018). Parameters and coefficients are drawn from the priors, data from them, the model is fitted, and
each true parameter's rank among 99 of the draws is counted; over many fits ranks are uniform or the sampler is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.support.mix_studies import uniform
from benchmarks.support.mix_worlds import CHANNELS as ALL
from benchmarks.support.mix_worlds import Floats, World, make
from otdel.analytics.mix.design import Linear, linear
from otdel.analytics.mix.fit import fit_form
from otdel.analytics.mix.packing import pack
from otdel.analytics.mix.response import effects
from otdel.analytics.mix.shapes import Draws, Form, MixData, Priors, RoiPrior

CHANNELS = ("search", "video", "social")
WEEKS = 104
UNIT = 100_000.0
RANKED = 99  # draws a truth is ranked among
BINS = 20
PRIOR = RoiPrior(1.2, 0.7)
PRIORS = Priors(dict.fromkeys(CHANNELS, PRIOR))


def ranks(fits: int, seed: int = 50_000) -> dict[str, Any]:
    """Of each form the chi-square probability that each parameter's ranks are uniform."""
    return {form.name.lower(): _of_form(form, fits, seed) for form in Form}


def _of_form(form: Form, fits: int, seed: int) -> dict[str, Any]:
    found: list[dict[str, int]] = []
    with ThreadPoolExecutor(2) as threads:
        for place in range(fits):
            chance = np.random.default_rng((seed, int(form), place))
            data, block, truth = _drawn(form, make(seed + place, "hill", WEEKS), chance)
            fitted = fit_form(data, form, pack(data, block, PRIORS), threads, draws=500, chains=4, seed=place)
            flat = fitted.draws.reshape(-1, fitted.draws.shape[-1])
            some = flat[chance.choice(len(flat), RANKED, replace=False)]
            found.append({name: int((some[:, at] < truth[name]).sum()) for at, name in enumerate(fitted.names)})
    values = {name: uniform(np.array([one[name] for one in found], dtype=float), BINS, RANKED) for name in found[0]}
    return {
        "fits": fits,
        "p": {name: round(value, 4) for name, value in values.items()},
        "least_p": min(values.values()),
    }


def _drawn(form: Form, world: World, chance: np.random.Generator) -> tuple[MixData, Linear, dict[str, float]]:
    """Data with the truth it was made from, by the name of each unconstrained parameter."""
    spend = world.spend[:, [ALL.index(name) for name in CHANNELS]]
    data = MixData(
        world.starts, 7, np.full(WEEKS, UNIT), CHANNELS, spend, control_names=("promo",), controls=world.promo[:, None]
    )
    block = replace(linear(data), unit=UNIT)
    carry = chance.beta(PRIORS.carry_a, PRIORS.carry_b, 3)
    half = np.exp(PRIORS.half_spread * chance.standard_normal(3))
    roi = PRIOR.median * np.exp(PRIOR.spread * chance.standard_normal(3))
    slope = np.exp(PRIORS.slope_spread * chance.standard_normal(3)) if form is Form.FREE_HILL else np.ones(3)
    noise = abs(PRIORS.noise * chance.standard_normal())
    means = np.array([column[column > 0].mean() for column in spend.T])
    one = Draws(
        np.array([int(form)]), carry[None], (half * means)[None], slope[None], np.ones((1, 3)), roi[None],
        np.array([noise * UNIT]), np.zeros((1, 1)),
    )  # fmt: skip
    target = UNIT * (block.level + block.columns @ (block.scales * chance.standard_normal(len(block.scales))))
    for place, returned in enumerate(roi):
        effect = effects(one, place, spend[:, place], step_days=7)[0]
        target = target + returned * spend[:, place].sum() * effect / effect.sum()
    target = target + UNIT * noise * chance.standard_normal(WEEKS)
    return replace(data, target=target), block, dict(_named(form, carry, half, roi, noise, slope))


def _named(
    form: Form, carry: Floats, half: Floats, roi: Floats, noise: float, slope: Floats
) -> Iterator[tuple[str, float]]:
    """In the order and units of the sampler's own names; ranks need only the order within a parameter."""
    for name, values in (("carry", np.log(carry / (1 - carry))), ("half", np.log(half)), ("roi", np.log(roi))):
        yield from ((f"{name}:{channel}", float(value)) for channel, value in zip(CHANNELS, values, strict=True))
    yield "noise", float(np.log(noise))
    if form is Form.FREE_HILL:
        yield from ((f"slope:{channel}", float(np.log(value))) for channel, value in zip(CHANNELS, slope, strict=True))
