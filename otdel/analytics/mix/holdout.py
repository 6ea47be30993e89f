"""The last weeks kept out: would the model have seen them coming, and were its ranges honest?

The model is fitted again without them. Its curves are then given the spend that really was, and the linear block is
drawn from its exact conditional posterior given the curves and the earlier steps, so that the forecast has the
model's own trend, season and controls. Whether too few steps fell inside is judged against the forecast's own paths:
each is taken for the truth once, so errors that go together do not raise a false alarm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from otdel.analytics.mix.design import Linear, linear
from otdel.analytics.mix.fitted import ENOUGH, media_of
from otdel.analytics.mix.refits import Refit
from otdel.analytics.mix.shapes import Draws, Floats, LiftTest, Mix, MixData

LEAST_TRAINED = 26  # steps that must stay
LEAST, MOST = 4, 13  # steps kept out
PART = 8  # one step of so many is kept out


@dataclass(frozen=True, slots=True, eq=False)
class Holdout:
    """Forecasts of `starts` [k]: quantiles [k] at 10, 25, 50, 75 and 90 % of paths, and what came.

    `inside_80`, `inside_50`: steps within their ranges. `luck`: how many of the forecast's own paths would have had
    as few inside the 80 % range. `total_rank`: the part of paths whose sum is below the real one. `error` and `naive`
    are mean absolute errors over the mean target, the model's and that of repeating the recent level.
    """

    starts: tuple[date, ...]
    target: Floats
    quantiles: Floats
    inside_80: int
    inside_50: int
    luck: float
    total_rank: float
    total_off: float
    error: float
    naive: float


def steps_to_hold(steps: int) -> int:
    """How many of the last steps to keep out; 0 when too few would stay."""
    held = min(MOST, max(LEAST, steps // PART))
    return held if steps - held >= LEAST_TRAINED else 0


def holdout(mix: Mix, refit: Refit, held: int | None = None) -> Holdout | None:
    """Keep out the last steps, fit again, compare. None when the data are too short for that."""
    held = steps_to_hold(len(mix.data.starts)) if held is None else held
    if held == 0:
        return None
    early = refit(until(mix.data, len(mix.data.starts) - held), mix.priors, _known_tests(mix, held))
    return compared(mix.data, paths(mix.data, early), held)


def until(data: MixData, end: int) -> MixData:
    """The first `end` steps."""
    return replace(
        data,
        starts=data.starts[:end],
        target=data.target[:end],
        spend=data.spend[:end],
        controls=data.controls[:end],
        holidays=data.holidays[:end],
    )


def _known_tests(mix: Mix, held: int) -> tuple[LiftTest, ...]:
    """Tests that were over before the steps kept out."""
    end = mix.data.starts[len(mix.data.starts) - held]
    return tuple(test for test in mix.tests if (test.measured_to or test.end) <= end)


def paths(data: MixData, early: Mix) -> Floats:
    """Possible targets [S, k] of the steps of `data` after those that `early` was fitted to."""
    draws, trained = early.draws.thinned(ENOUGH), len(early.data.starts)
    media = media_of(draws, data).sum(axis=0)
    random = np.random.default_rng(early.seed)
    base = forecast_base(linear(data), data.target[:trained] - media[:, :trained], draws, random)
    noise = draws.noise[:, None] * random.standard_normal(base.shape)
    return np.asarray(base + media[:, trained:] + noise)


def forecast_base(block: Linear, left: Floats, draws: Draws, random: np.random.Generator) -> Floats:
    """Base [S, k] of the later steps, given what the curves left [S, m] of the target in the first m.

    With A the block's columns times their prior deviations, b ~ normal(0, 1) and noise s: b given the residual r is
    normal with covariance (A'A / s**2 + 1)**-1 and mean covariance A'r / s**2. One eigendecomposition serves all draws.
    """
    scaled = block.columns * block.scales * block.unit
    early, late = scaled[: left.shape[1]], scaled[left.shape[1] :]
    lengths, turn = np.linalg.eigh(early.T @ early)
    variance = draws.noise[:, None] ** 2
    tight = 1 / (np.maximum(lengths, 0.0) / variance + 1)
    mean = tight * ((left - block.level * block.unit) @ early @ turn) / variance
    drawn = mean + np.sqrt(tight) * random.standard_normal(mean.shape)
    return np.asarray(block.level * block.unit + drawn @ turn.T @ late.T)


def compared(data: MixData, forecast: Floats, held: int) -> Holdout:
    """The forecast's paths [S, k] against what came."""
    came, earlier = data.target[-held:], data.target[:-held]
    quantiles = np.quantile(forecast, [0.1, 0.25, 0.5, 0.75, 0.9], axis=0).T
    inside = _inside(came, quantiles[:, 0], quantiles[:, 4])
    of_paths = np.array([_inside(path, quantiles[:, 0], quantiles[:, 4]) for path in forecast])
    total, size = float(came.sum()), max(float(np.abs(came).mean()), 1e-300)
    return Holdout(
        starts=data.starts[-held:],
        target=came,
        quantiles=quantiles,
        inside_80=inside,
        inside_50=_inside(came, quantiles[:, 1], quantiles[:, 3]),
        luck=float(np.mean(of_paths <= inside)),
        total_rank=float(np.mean(forecast.sum(axis=1) < total)),
        total_off=total / float(np.median(forecast.sum(axis=1))) - 1,
        error=float(np.abs(quantiles[:, 2] - came).mean()) / size,
        naive=float(np.abs(earlier[-held:].mean() - came).mean()) / size,
    )


def _inside(came: Floats, low: Floats, high: Floats) -> int:
    return int(np.sum((low <= came) & (came <= high)))
