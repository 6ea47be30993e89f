"""Forecasts with honest odds: months of real daily series, the weekly series of M4, and a thousand series at once.

Other forecasters answer the same questions in the same run. OTDEL_SETS names the folder of public sets. Run it with
scripts/bench forecast.
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.support import forecast_cases as questions
from benchmarks.support import forecast_sets as sets
from benchmarks.support import lagged_cases
from benchmarks.support.forecast_cases import Answered, Case
from benchmarks.support.forecast_peers import answers
from benchmarks.support.forecast_sets import Floats
from benchmarks.support.measuring import NotHere, child, judged, told, tried
from otdel.analytics.forecast.calendar import columns
from otdel.analytics.forecast.components import DAYS, WEEKS
from otdel.analytics.forecast.mixture import imagine
from otdel.analytics.forecast.scores import covered, pinball
from otdel.analytics.forecast.shapes import Step

ME = "benchmarks.forecast"
PROPHET_CASES = int(os.environ.get("OTDEL_BENCH_PROPHET_CASES", "100000"))
LEVELS = np.array([0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975])
M4_HORIZON = 13


def _sets() -> Path:
    folder = Path(os.environ.get("OTDEL_SETS", "../shared/data/sets"))
    if not folder.is_dir():
        raise NotHere(f"no public sets at {folder}: OTDEL_SETS names their folder")
    return folder


def days(folder: Path) -> dict[str, Any]:
    """Chance to reach a month's plan on real daily series, 5 plans, 0, 10 or 20 days known; peers on the same cases."""
    every = sets.daily(_sets())
    asked = questions.cases(every)
    began = time.process_time()
    ours = questions.answered(asked, [_totals(case) for case in asked])
    took = 1000 * (time.process_time() - began) / len(asked)
    result: dict[str, Any] = {
        "series": len(every),
        "sets_missing": sets.missing(_sets()),
        "cases": len(asked),
        "otdel": {**questions.told(ours), "cpu_ms_a_case": round(took, 1)},
        "otdel_by_half": [questions.told(_half(asked, half)) for half in (0, 1)],
        "otdel_with_holidays": _with_holidays(asked),
        "run_rate": _against(ours, questions.answered(asked, [np.array([case.run_rate()]) for case in asked])),
    }
    for peer in ("autoets", "autotheta"):
        result[peer] = tried(lambda: _peer(peer, asked, ours, folder))  # noqa: B023
    result["prophet"] = tried(lambda: _prophet(asked, folder))
    return {**result, **_judged_days(result["otdel"])}


def _totals(case: Case, *, holidays: bool = False) -> Floats:
    length = len(case.known) + case.horizon
    days_off = columns(_country(case), case.start, Step.DAY, length)[1] if holidays else None
    return np.asarray(imagine(case.known, DAYS, case.horizon, seed=case.series, calendar=days_off).paths.sum(axis=1))


def _half(asked: list[Case], half: int) -> Answered:
    """Weights were chosen on the series of even place; the others confirm them."""
    some = [case for case in asked if case.series % 2 == half]
    return questions.answered(some, [_totals(case) for case in some])


def _with_holidays(asked: list[Case]) -> dict[str, Any]:
    """The same with the holidays of the set's country, where it is known; how much worse it was without them."""
    told_ones = [place for place, case in enumerate(asked) if _country(case)]
    some = [asked[place] for place in told_ones]
    plain = questions.answered(some, [_totals(case) for case in some])
    with_them = questions.answered(some, [_totals(case, holidays=True) for case in some])
    return {"cases": len(some), "with": questions.told(with_them), "without": _against(with_them, plain)}


def _country(case: Case) -> str:
    return sets.COUNTRIES.get(case.name.split()[0], "")


def _against(ours: Answered, theirs: Answered) -> dict[str, Any]:
    return {**questions.told(theirs), "otdel_better": questions.better(ours, theirs)}


def _peer(peer: str, asked: list[Case], ours: Answered, folder: Path) -> dict[str, Any]:
    known, starts = [case.known for case in asked], [case.start for case in asked]
    horizons = [case.horizon for case in asked]
    totals, said = answers(peer, known, starts, horizons, season=7, weekly=False, folder=folder)
    return {**_against(ours, questions.answered(asked, list(totals))), "process": said}


def _prophet(asked: list[Case], folder: Path) -> dict[str, Any]:
    """All cases, or a random part of OTDEL_BENCH_PROPHET_CASES; ours on the same cases stands beside it."""
    chosen = np.sort(np.random.default_rng(1).permutation(len(asked))[:PROPHET_CASES])
    some = [asked[place] for place in chosen]
    ours = questions.answered(some, [_totals(case) for case in some])
    return {"random_cases": len(some), "otdel_on_them": questions.told(ours), **_peer("prophet", some, ours, folder)}


def _judged_days(ours: dict[str, Any]) -> dict[str, Any]:
    kept = ours["ece"] <= 0.03 and 0.78 <= ours["inside_80"] <= 0.82 and 0.93 <= ours["inside_95"] <= 0.97
    return {"limits": {"ece": 0.03, "inside_80": [0.78, 0.82], "inside_95": [0.93, 0.97]}, "kept": kept}


def m4(folder: Path) -> dict[str, Any]:
    """The 359 weekly series of the M4 competition, 13 weeks ahead: mean weighted quantile loss, coverage."""
    past, came = (_m4_file(name) for name in ("Weekly-train.csv", "Weekly-test.csv"))
    began = time.process_time()
    ours = np.array([np.quantile(imagine(one, WEEKS, M4_HORIZON).paths, LEVELS, axis=0) for one in past])
    took = 1000 * (time.process_time() - began) / len(past)
    result: dict[str, Any] = {
        "series": len(past),
        "otdel": {**_measured(ours, came), "cpu_ms_a_series": round(took, 1)},
        "otdel_by_half": [_measured(ours[half::2], came[half::2]) for half in (0, 1)],
    }
    for peer in ("autoets", "autotheta"):
        result[peer] = tried(lambda: _m4_peer(peer, past, came, folder))  # noqa: B023
    ours_said = result["otdel"]
    kept = (
        ours_said["wql"] <= 0.031 and 0.78 <= ours_said["inside_80"] <= 0.82 and 0.93 <= ours_said["inside_95"] <= 0.97
    )
    limits = {"wql": 0.031, "inside_80": [0.78, 0.82], "inside_95": [0.93, 0.97]}
    return {**result, "limits": limits, "kept": kept}


def _m4_file(name: str) -> list[Floats]:
    path = _sets() / "m4_weekly" / name
    if not path.exists():
        raise NotHere(f"{path} is missing")
    with path.open() as file:
        return [np.array([float(cell) for cell in row[1:] if cell]) for row in list(csv.reader(file))[1:]]


def _measured(quantiles: Floats, came: list[Floats]) -> dict[str, Any]:
    """WQL: pinball losses summed over series and steps, times two, over the sum of what came, mean of the levels."""
    actual = np.array(came)
    loss = 2 * pinball(np.moveaxis(quantiles, 1, 0), LEVELS, actual).mean(axis=0).sum() / np.abs(actual).sum()
    inside = [
        float(covered(quantiles[:, [low, high]].swapaxes(0, 1), actual, 1.0).mean()) for low, high in ((2, 12), (0, 14))
    ]
    return {"wql": round(float(loss), 4), "inside_80": round(inside[0], 3), "inside_95": round(inside[1], 3)}


def _m4_peer(peer: str, past: list[Floats], came: list[Floats], folder: Path) -> dict[str, Any]:
    """Without a season: these tools refuse or ignore one of 52 weeks in smoothing."""
    count = len(past)
    quantiles, said = answers(
        peer, past, [date(2000, 1, 3)] * count, [M4_HORIZON] * count, season=1, weekly=True, folder=folder
    )
    return {**_measured(quantiles, came), "process": said}


def speed(folder: Path) -> dict[str, Any]:
    """A thousand series of 400 days, a month ahead, each with its chance, on two threads; `seconds` with the start."""
    ran = child(ME, "--child", "thousand")
    return judged(ran.shown(), forecast_seconds=10, cpu_seconds=20, peak_mb=1024)


def thousand() -> dict[str, Any]:
    from otdel.analytics.forecast.chance import chance
    from otdel.analytics.forecast.family import each

    made = np.random.default_rng(1)
    week = 1 + 0.3 * np.sin(np.arange(400) * 2 * np.pi / 7)
    level = np.exp(np.cumsum(made.normal(0, 0.02, (1000, 400)), axis=1))
    values = made.poisson(40 * level * week).astype(float)
    named = {str(place): row for place, row in enumerate(values)}
    began = time.perf_counter()
    odds = [chance(one.paths, 0.0, 40.0 * 30).odds for one in each(named, DAYS, 30).values()]
    return {"series": len(odds), "forecast_seconds": round(time.perf_counter() - began, 2)}


def late(folder: Path) -> dict[str, Any]:
    """Months of sales that are paid or delivered late, seen after 0, 10, 20 and 28 of their days."""
    every = lagged_cases.shops(_sets())
    if not every:
        raise NotHere("none of the sets of late sales is there")
    return {"shops": len(every), **lagged_cases.measured(every)}


MEASUREMENTS: dict[str, Callable[[Path], dict[str, Any]]] = {"days": days, "late": late, "m4": m4, "speed": speed}
CHILDREN: dict[str, Callable[[], dict[str, Any]]] = {"thousand": thousand}


if __name__ == "__main__":
    told("forecast", __doc__, MEASUREMENTS, CHILDREN)
