"""How good forecasts of a series would have been: made again at earlier origins from what was known then, scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from otdel.analytics.forecast.components import Rhythm
from otdel.analytics.forecast.few import LEAST
from otdel.analytics.forecast.mixture import imagine
from otdel.analytics.forecast.scores import (
    Reliability,
    brier,
    covered,
    crps,
    log_score,
    mase,
    reliability,
    wql,
)  # fmt: skip
from otdel.analytics.forecast.smoothing import Floats

LEVELS = np.array([0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975])
PLANS = (0.7, 0.85, 1.0, 1.15, 1.3)  # of what the steps before would bring

Forecaster = Callable[[Floats, int, int], Floats]  # values known, horizon, seed -> paths [S, H]


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One origin: `known` steps before it; totals of paths [S] and what came; quantiles [Q, H] of the steps."""

    known: int
    totals: Floats
    came: float
    odds: Floats  # [plans]
    happened: Floats
    steps_wql: float
    steps_mase: float


@dataclass(frozen=True, slots=True, eq=False)
class Backtest:
    """Scores over all trials: of odds, of the total (`crps` as a share of what came), of single steps."""

    trials: tuple[Trial, ...]
    brier: float
    log_score: float
    crps: float
    wql: float
    mase: float
    inside_80: float
    inside_95: float
    odds: Reliability


def backtest(
    values: Floats,
    rhythm: Rhythm,
    horizon: int,
    *,
    origins: int = 12,
    apart: int = 0,
    seed: int = 0,
    forecaster: Forecaster | None = None,
) -> Backtest | None:
    """Of a series [n], nan where missing: at most `origins`, `apart` steps from each other (a horizon by default).

    None where no origin leaves enough to learn from. Trials that met a gap in what came are left out.
    """
    way = forecaster or (lambda known, ahead, start: imagine(known, rhythm, ahead, seed=start).paths)
    places = [len(values) - horizon - place * (apart or horizon) for place in range(origins)]
    trials = [
        _trial(values, rhythm, horizon, place, way, seed)
        for place in places
        if place >= 2 * max(LEAST, rhythm.period) and np.isfinite(values[place : place + horizon]).all()
    ]
    return scored(trials) if trials else None


def _trial(values: Floats, rhythm: Rhythm, horizon: int, place: int, way: Forecaster, seed: int) -> Trial:
    known, ahead = values[:place], values[place : place + horizon]
    paths = way(known, horizon, seed)
    totals = paths.sum(axis=1)
    usual = float(np.nanmean(known[-3 * horizon :])) * horizon
    plans = [usual * share for share in PLANS] if usual > 0 else []
    quantiles = np.quantile(paths, LEVELS, axis=0)
    return Trial(
        known=place,
        totals=totals,
        came=float(ahead.sum()),
        odds=np.array([(totals >= plan).mean() for plan in plans]),
        happened=np.array([float(ahead.sum() >= plan) for plan in plans]),
        steps_wql=wql(quantiles, LEVELS, ahead),
        steps_mase=mase(quantiles[len(LEVELS) // 2], ahead, known, rhythm.period),
    )


def scored(trials: Sequence[Trial]) -> Backtest:
    """Over trials of one series or of many. Raises ValueError without a trial."""
    if not trials:
        raise ValueError("nothing to score")
    odds = np.concatenate([trial.odds for trial in trials])
    happened = np.concatenate([trial.happened for trial in trials])
    came = np.array([trial.came for trial in trials])
    totals = np.array([np.quantile(trial.totals, (np.arange(200) + 0.5) / 200) for trial in trials]).T
    size = max(float(np.abs(came).mean()), 1e-12)
    asked = len(odds) > 0
    return Backtest(
        trials=tuple(trials),
        brier=brier(odds, happened) if asked else float("nan"),
        log_score=log_score(odds, happened) if asked else float("nan"),
        crps=float(crps(totals, came).mean()) / size,
        wql=_mean(trial.steps_wql for trial in trials),
        mase=_mean(trial.steps_mase for trial in trials),
        inside_80=float(covered(totals, came, 0.8).mean()),
        inside_95=float(covered(totals, came, 0.95).mean()),
        odds=reliability(odds, happened),
    )


def _mean(values: Iterator[float]) -> float:
    """Of those that are there; nan without one."""
    found = [value for value in values if np.isfinite(value)]
    return float(np.mean(found)) if found else float("nan")
