"""Cases of the question "shall we make this month's plan?" over real series of days, and how answers are scored.

A case is a month of a series after 0, 10 or 20 of its days; its plans are 70, 85, 100, 115 and 130 percent of what the
13 weeks before would bring. Plans that were reached already ask nothing and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from benchmarks.support.forecast_sets import Floats, Series
from otdel.analytics.forecast.scores import brier, crps, log_score, reliability

KNOWN_DAYS = (0, 10, 20)
PLANS = (0.7, 0.85, 1.0, 1.15, 1.3)
LEAST_DAYS, LATEST_MONTHS, USUAL_DAYS = 60, 12, 91
RESAMPLES = 2000


@dataclass(frozen=True, eq=False)
class Case:
    """`known` [n] up to the origin; `so_far` of the month, `came` in the `horizon` days left; `usual` of a month."""

    series: int
    name: str
    start: date
    known: Floats
    days_known: int
    horizon: int
    month: int
    so_far: float
    came: float
    usual: float

    @property
    def plans(self) -> list[float]:
        return [self.usual * share for share in PLANS if self.so_far < self.usual * share]

    def run_rate(self) -> float:
        """The month's pace held to its end; before its first day, that of the last 28."""
        if self.days_known:
            return self.so_far / self.days_known * self.horizon
        return float(self.known[-28:].mean()) * self.horizon


def cases(every: Sequence[Series]) -> list[Case]:
    return [case for place, series in enumerate(every) for case in _of(place, series)]


def _of(place: int, series: Series) -> Iterator[Case]:
    for first, days in _months(series)[-LATEST_MONTHS:]:
        begins = (first - series.start).days
        usual = float(series.values[max(0, begins - USUAL_DAYS) : begins].mean()) * days
        if usual <= 0:
            continue
        for known in KNOWN_DAYS:
            at, horizon = begins + known, days - known
            yield Case(
                place, series.name, series.start, series.values[:at], known, horizon, days,
                float(series.values[begins:at].sum()), float(series.values[at : at + horizon].sum()), usual,
            )  # fmt: skip


def _months(series: Series) -> list[tuple[date, int]]:
    """First days and lengths of whole months with at least sixty days before them."""
    found: list[tuple[date, int]] = []
    first = series.start.replace(day=1)
    while True:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        if following > series.end:
            return found
        if (first - series.start).days >= LEAST_DAYS:
            found.append((first, (following - first).days))
        first = following


@dataclass(frozen=True, eq=False)
class Answered:
    """Every question of the cases: `odds` given and whether it `happened` [Q], of which `series` and case."""

    odds: Floats
    happened: Floats
    series: Floats
    days_known: Floats
    inside80: Floats  # by case
    inside95: Floats
    crps: Floats


def answered(asked: Sequence[Case], totals: Sequence[Floats]) -> Answered:
    """`totals` [S] of each case: sums of the days left. A single total is a forecast without a range."""
    odds, happened, series, known = [], [], [], []
    for case, total in zip(asked, totals, strict=True):
        for plan in case.plans:
            odds.append(float((total + case.so_far >= plan).mean()))
            happened.append(float(case.so_far + case.came >= plan))
            series.append(float(case.series))
            known.append(float(case.days_known))
    came = [case.came for case in asked]
    return Answered(
        np.array(odds), np.array(happened), np.array(series), np.array(known),
        np.array([_inside(total, value, 0.8) for total, value in zip(totals, came, strict=True)]),
        np.array([_inside(total, value, 0.95) for total, value in zip(totals, came, strict=True)]),
        np.array([float(crps(total, np.array(case.came))) / (case.usual * case.horizon / case.month)
                  for case, total in zip(asked, totals, strict=True)]),
    )  # fmt: skip


def _inside(total: Floats, value: float, share: float) -> float:
    low, high = np.quantile(total, ((1 - share) / 2, (1 + share) / 2))
    return float(low <= value <= high)


def told(found: Answered) -> dict[str, Any]:
    """All measures of one forecaster."""
    by_known = {
        f"brier_{days}_days_known": round(brier(found.odds[at], found.happened[at]), 4)
        for days in KNOWN_DAYS
        if (at := found.days_known == days).any()
    }
    return {
        "questions": len(found.odds),
        "brier": round(brier(found.odds, found.happened), 4),
        "log_score": round(log_score(found.odds, found.happened), 4),
        "ece": round(reliability(found.odds, found.happened).error, 4),
        "inside_80": round(float(found.inside80.mean()), 3),
        "inside_95": round(float(found.inside95.mean()), 3),
        "crps_share": round(float(found.crps.mean()), 4),
        **by_known,
    }


def better(ours: Answered, theirs: Answered) -> Mapping[str, Any]:
    """Theirs minus ours of Brier and log score, with 95 percent of a bootstrap over whole series; above 0 we win."""
    names = np.unique(ours.series)
    chance = np.random.default_rng(1)
    at = {name: np.flatnonzero(ours.series == name) for name in names}
    differences = {
        "brier": (theirs.odds - theirs.happened) ** 2 - (ours.odds - ours.happened) ** 2,
        "log_score": _logs(theirs) - _logs(ours),
    }
    found: dict[str, Any] = {}
    for measure, each in differences.items():
        sums = np.array([each[at[name]].sum() for name in names])
        counts = np.array([len(at[name]) for name in names])
        drawn = chance.integers(0, len(names), (RESAMPLES, len(names)))
        resampled = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
        low, high = np.quantile(resampled, (0.025, 0.975))
        found[measure] = {"by": round(float(each.mean()), 4), "from": round(float(low), 4), "to": round(float(high), 4)}
    return found


def _logs(found: Answered) -> Floats:
    safe = np.clip(found.odds, 0.01, 0.99)
    return np.asarray(-(found.happened * np.log(safe) + (1 - found.happened) * np.log(1 - safe)))
