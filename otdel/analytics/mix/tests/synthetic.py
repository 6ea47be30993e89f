"""A made-up company with known curves, and a fitted model of it made without a sampler: draws about the truth.

Written in plain numpy on purpose: nothing of the product computes the truth that the product is tested against.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from otdel.analytics.mix.design import linear
from otdel.analytics.mix.shapes import Draws, Floats, Form, FormFit, Mix, MixData, Priors, RoiPrior
from otdel.analytics.mix.transforms import window

CHANNELS = ("search", "shopping", "social", "display", "video", "affiliate")
MEAN_SPEND = (9000.0, 6500.0, 7500.0, 3500.0, 5000.0, 2200.0)
CARRY = (0.15, 0.10, 0.40, 0.50, 0.70, 0.25)
ROI = (3.2, 2.4, 1.5, 0.5, 1.2, 2.0)
BASE, TREND, SEASON, NOISE = 75_000.0, 9_000.0, 9_000.0, 4_500.0


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """The curves of the company: [C] each, in natural units as Draws has them."""

    form: Form
    carry: Floats
    half: Floats
    slope: Floats
    ceiling: Floats
    roi: Floats
    effects: Floats  # [n, C]


def adstock(spend: Floats, carry: float, steps: int) -> Floats:
    """Spend [n] held over `steps` by weights carry**lag that add up to 1."""
    weights = carry ** np.arange(steps)
    return np.convolve(spend, weights / weights.sum())[: len(spend)]


def saturation(form: Form, pressure: Floats, half: float, slope: float) -> Floats:
    if form is Form.HILL:
        return np.asarray(pressure / (pressure + half))
    if form is Form.LOGISTIC:
        return np.asarray(np.tanh(pressure * np.log(3.0) / 2 / half))
    return np.asarray(pressure**slope / (pressure**slope + half**slope))


def spends(weeks: int, channels: int, random: np.random.Generator) -> Floats:
    """Budgets that rise and fall together, one in bursts (the fifth), one with weeks of nothing (the fourth)."""
    common = _wander(weeks, 0.8, 0.10, random)
    season = 0.16 * np.cos(2 * np.pi * (np.arange(weeks) - 48) / 52.18)
    means = np.resize(MEAN_SPEND, channels)
    columns = [means[c] * np.exp(common + season + _wander(weeks, 0.5, 0.16, random)) for c in range(channels)]
    table = np.column_stack(columns)
    if channels > 3:
        table[random.random(weeks) < 0.08, 3] = 0.0
    if channels > 4:
        table[:, 4] *= 1.7 * (np.arange(weeks) % 13 < 7)
    return np.asarray(np.round(table, 2))


def world(
    seed: int = 1, *, weeks: int = 104, channels: int = 6, form: Form = Form.HILL, step_days: int = 7
) -> tuple[MixData, Truth]:
    """Data of `weeks` steps up to a Monday of November 2026, and the truth that made them."""
    random = np.random.default_rng(seed)
    table = spends(weeks, channels, random)
    truth = _truth(table, form, window(step_days), random)
    last = date(2026, 11, 16)
    starts = tuple(last - timedelta(days=step_days * back) for back in range(weeks - 1, -1, -1))
    when = np.arange(weeks)
    base = BASE + TREND * when / weeks + SEASON * np.cos(2 * np.pi * (when * step_days - 340) / 365.25)
    target = base + truth.effects.sum(1) + random.normal(0, NOISE, weeks)
    names = (CHANNELS + tuple(f"channel {number}" for number in range(len(CHANNELS), channels)))[:channels]
    data = MixData(starts, step_days, np.round(target, 2), names, table, target_name="revenue", currency="UAH")
    return data, truth


def fitted(seed: int = 1, *, draws: int = 1000, doubt: float = 0.25, data: MixData | None = None) -> Mix:
    """A model of `world(seed)`: draws of all three forms about its truth, return known to about `doubt` of itself."""
    made, truth = world(seed)
    return scattered(made, truth, draws=draws, doubt=doubt, seed=seed) if data is None else fitted_to(data, seed=seed)


def fitted_to(data: MixData, *, draws: int = 1000, doubt: float = 0.25, seed: int = 1) -> Mix:
    """A model of any data, as if the returns of `_truth` were about right for it."""
    truth = _truth(data.spend, Form.HILL, window(data.step_days), np.random.default_rng(seed))
    return scattered(data, truth, draws=draws, doubt=doubt, seed=seed)


def scattered(
    data: MixData, truth: Truth, *, draws: int = 1000, doubt: float = 0.25, seed: int = 1, mixed: bool = True
) -> Mix:
    """Draws about the truth; with `mixed` half of them in the true form, the others in the two other forms."""
    random = np.random.default_rng(seed + 7)
    forms = np.full(draws, int(truth.form))
    if mixed:
        others = [int(form) for form in Form if form is not truth.form]
        forms[draws // 2 :] = random.choice(others, draws - draws // 2)
    weights = np.bincount(forms, minlength=len(Form)) / draws
    answer = _draws(data, truth, np.sort(forms), doubt, random)
    priors = Priors(roi={channel: RoiPrior(1.2, 0.9) for channel in data.channels})
    fits = tuple(_form_fit(form, answer, random) for form in Form if weights[form] > 0)
    return Mix(data, priors, (), fits, weights[weights > 0], answer, seed, 0.0)


def exactly(data: MixData, truth: Truth, *, draws: int = 2) -> Mix:
    """A model that knows the truth: every draw is it."""
    mix = scattered(data, truth, draws=draws, doubt=0.0, mixed=False)
    rows = {name: np.tile(getattr(truth, name), (draws, 1)) for name in ("carry", "half", "slope", "ceiling", "roi")}
    return replace(mix, draws=replace(mix.draws, **rows))


def _wander(weeks: int, memory: float, step: float, random: np.random.Generator) -> Floats:
    path = random.normal(0, step, weeks)
    for week in range(1, weeks):
        path[week] += memory * path[week - 1]
    return path


def _mean_active(spend: Floats) -> Floats:
    """Mean of the steps with spend, by channel; 1 for a channel that never spent."""
    steps = np.maximum((spend > 0).sum(0), 1)
    return np.asarray(np.where(spend.sum(0) > 0, spend.sum(0) / steps, 1.0))


def _truth(spend: Floats, form: Form, steps: int, random: np.random.Generator) -> Truth:
    channels = spend.shape[1]
    carry = np.clip(np.resize(CARRY, channels) + random.normal(0, 0.05, channels), 0.03, 0.85)
    roi = np.resize(ROI, channels) * np.exp(random.normal(0, 0.25, channels))
    half = _mean_active(spend) * random.uniform(0.7, 1.8, channels)
    slope = np.resize((0.8, 1.0, 1.4, 1.2, 1.8, 0.7), channels) if form is Form.FREE_HILL else np.ones(channels)
    parts = np.column_stack(
        [saturation(form, adstock(spend[:, c], carry[c], steps), half[c], slope[c]) for c in range(channels)]
    )
    ceiling = roi * spend.sum(0) / np.maximum(parts.sum(0), 1e-300)
    return Truth(form, carry, half, slope, ceiling, roi, parts * ceiling)


def _draws(data: MixData, truth: Truth, forms: np.ndarray, doubt: float, random: np.random.Generator) -> Draws:
    count, channels = len(forms), len(data.channels)
    logit = np.log(truth.carry / (1 - truth.carry)) + doubt * random.normal(size=(count, channels))
    carry = 1 / (1 + np.exp(-logit))
    half = truth.half * np.exp(doubt * random.normal(size=(count, channels)))
    slope = np.where((forms == Form.FREE_HILL)[:, None], np.exp(doubt * random.normal(size=(count, channels))), 1.0)
    roi = truth.roi * np.exp(doubt * random.normal(size=(count, channels)))
    ceiling = roi * data.spend.sum(0) / _reached(data, forms, carry, half, slope)
    noise = NOISE * np.exp(0.05 * random.normal(size=count))
    return Draws(forms, carry, half, slope, ceiling, roi, noise, _linear(data, truth, count, random))


def _reached(data: MixData, forms: np.ndarray, carry: Floats, half: Floats, slope: Floats) -> Floats:
    """The sum over the data of the part of the ceiling reached, [S, C]."""
    sums, steps = np.empty_like(carry), window(data.step_days)
    for draw in range(len(forms)):
        for c in range(carry.shape[1]):
            pressure = adstock(data.spend[:, c], carry[draw, c], steps)
            sums[draw, c] = saturation(Form(forms[draw]), pressure, half[draw, c], slope[draw, c]).sum()
    return np.maximum(sums, 1e-300)


def _linear(data: MixData, truth: Truth, count: int, random: np.random.Generator) -> Floats:
    """Coefficients of the linear block in target: least squares of what no channel brought, a little scattered."""
    block = linear(data)
    rest = data.target - truth.effects.sum(1)
    scales = block.scales * block.unit
    best = np.linalg.lstsq(block.columns * scales, rest, rcond=None)[0] * scales
    return np.asarray(best + 0.01 * scales * random.normal(size=(count, len(best))))


def _form_fit(form: Form, draws: Draws, random: np.random.Generator) -> FormFit:
    """Four chains without memory of what this form's draws say, unconstrained."""
    own = draws.form == form
    blocks = [
        np.log(draws.carry / (1 - draws.carry)),
        np.log(draws.half),
        np.log(draws.roi),
        np.log(draws.noise)[:, None],
    ]
    names = [f"{what}_{c}" for what in ("carry", "half", "roi") for c in range(draws.roi.shape[1])] + ["noise"]
    if form is Form.FREE_HILL:
        blocks.append(np.log(draws.slope))
        names += [f"slope_{c}" for c in range(draws.roi.shape[1])]
    rows = np.hstack([block[own] for block in blocks])
    chains = rows[random.integers(0, len(rows), size=(4, 250))]
    return FormFit(form, tuple(names), chains, -100.0, 0.05, 0.85, 0, 40_000, 0.1)
