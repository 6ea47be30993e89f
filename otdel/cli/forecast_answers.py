"""What `otdel forecast` answers, as plain values that print and go into JSON alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from otdel.analytics.forecast.chance import Chance, chance_of, needed
from otdel.analytics.forecast.checking import Findings, widened
from otdel.analytics.forecast.gaps import missing_total
from otdel.analytics.forecast.mixture import imagine
from otdel.analytics.forecast.shapes import Paths, Series, Step
from otdel.analytics.forecast.smoothing import Floats

DRAWS = 2000
LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)
LIKELY = 0.8  # the chance at which a plan is called likely


def goal_of(findings: Findings, start: date, end: date, plan: float, columns: Any, seed: int) -> dict[str, object]:
    """The chance that the period [start, end) reaches the plan. The findings must not refuse."""
    series = _known(findings)
    paths = _paths(findings, series, end, columns, seed)
    past = series.step.shares(series.start, len(series.values), start, end)
    ahead = paths.step.shares(paths.start, paths.values.shape[1], start, end)
    so_far = float(np.nansum(series.values * past))
    totals = so_far + paths.values @ ahead + _missing(series, start, seed)
    chance = chance_of(totals, plan, so_far=so_far)
    return {
        "asked": {"plan": plan, "from": start.isoformat(), "to": end.isoformat(), "unit": series.unit, "seed": seed},
        "column": series.name,
        "known_to": series.end.isoformat(),
        "odds": _rounded(chance.odds or 0.0),
        "so_far": _rounded(so_far),
        **_range_of(chance),
        "more_needed_for_8_in_10": _rounded(needed(totals, plan, LIKELY)),
        **_how(findings, paths),
    }


def ahead_of(findings: Findings, end: date, columns: Any, seed: int) -> dict[str, object]:
    """Every step up to `end`, and their total."""
    series = _known(findings)
    paths = _paths(findings, series, end, columns, seed)
    kept = _by_week(paths) if paths.step is Step.DAY and paths.values.shape[1] > 31 else paths
    low95, low80, middle, high80, high95 = kept.quantiles(LEVELS)
    return {
        "asked": {"from": series.end.isoformat(), "to": end.isoformat(), "unit": series.unit, "seed": seed},
        "column": series.name,
        "known_to": series.end.isoformat(),
        "step": kept.step.value,
        "steps": [
            {
                "from": kept.step.after(kept.start, place).isoformat(),
                "middle": _rounded(middle[place]),
                "range_80": [_rounded(low80[place]), _rounded(high80[place])],
                "range_95": [_rounded(low95[place]), _rounded(high95[place])],
            }
            for place in range(kept.values.shape[1])
        ],
        "total": _range_of(chance_of(paths.total())),
        **_how(findings, paths),
    }


def _paths(findings: Findings, series: Series, end: date, columns: Any, seed: int) -> Paths:
    horizon = max(1, series.step.covering(series.end, end))
    found = imagine(series.values, series.step.rhythm, horizon, draws=DRAWS, seed=seed, calendar=columns)
    return Paths(series.end, series.step, widened(found.paths, findings.doubt, seed), found.weights)


def _missing(series: Series, start: date, seed: int) -> Floats:
    """What days of the period without a value may have brought [S]."""
    first = max(0, series.step.between(series.start, start))
    chance = np.random.default_rng((seed, first))
    return missing_total(series.values, series.step.rhythm.period, min(first, len(series.values)), DRAWS, chance)


def _by_week(paths: Paths) -> Paths:
    """Whole weeks of days that are too many to read; days over are left to the total."""
    weeks: Floats = paths.values[:, : paths.values.shape[1] // 7 * 7].reshape(len(paths.values), -1, 7).sum(axis=2)
    return Paths(paths.start, Step.WEEK, weeks, paths.weights)


def _range_of(chance: Chance) -> dict[str, object]:
    return {
        "middle": _rounded(chance.middle),
        "range_80": [_rounded(chance.range_of(0.8).low), _rounded(chance.range_of(0.8).high)],
        "range_95": [_rounded(chance.range_of(0.95).low), _rounded(chance.range_of(0.95).high)],
        "dots": [_rounded(dot) for dot in chance.dots],
    }


def _how(findings: Findings, paths: Paths) -> dict[str, object]:
    weights = {name: round(weight, 3) for name, weight in paths.weights.items()}
    return {"ways": weights, "widened_by": round(findings.doubt, 2), "findings": findings_said(findings)}


def findings_said(findings: Findings) -> list[dict[str, object]]:
    from otdel.cli.forecast_words import sentence

    return [
        {"code": one.reason.code, "said": sentence(one.reason), "refuses": one.refuses, "line": one.line or None}
        for one in findings.found
    ]


def _known(findings: Findings) -> Series:
    if findings.series is None:
        raise ValueError("refused findings have no series")
    return findings.series


def _rounded(value: float) -> float:
    """Six figures are more than a forecast knows; whole from a thousand on."""
    return float(round(value)) if abs(value) >= 1000 else float(f"{value:.6g}")
