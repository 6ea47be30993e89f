"""How good forecasts were: stored ones whose period is over, against what came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

import numpy as np

from otdel.analytics.forecast.scores import brier, reliability
from otdel.forecasting.models import Forecast, Outcome
from otdel.forecasting.queries.forecasts import Lines, is_hidden
from otdel.forecasting.queries.rights import READERS, sight
from otdel.forecasting.rules.chances import LEVELS
from otdel.forecasting.rules.months import Weighed, weighed
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer

BINS = 5  # of odds: a year of one department has few cases for more
FEWEST = 10  # cases under which a share says too little to be told
HORIZONS = ((0.25, "first_quarter"), (0.5, "second_quarter"), (0.75, "third_quarter"), (1.01, "last_quarter"))


@dataclass(frozen=True, slots=True)
class Cover:
    """How often what came lay in the range that should have held it with chance `should`.

    `weighed` tells how much that says, forecasts of one month being right or wrong together.
    """

    inside: int
    count: int
    should: float
    weighed: Weighed | None = None

    @property
    def share(self) -> float | None:
        return self.inside / self.count if self.count else None


@dataclass(frozen=True, slots=True)
class Bin:
    """Odds between `low` and `high`: how many, their mean, and the share that came true."""

    low: float
    high: float
    count: int
    said: float
    happened: float


@dataclass(frozen=True, slots=True)
class Score:
    """Of some forecasts. `skill` is 1 - brier / brier_naive over those a run rate could answer too; more is better.

    `gain` is brier_naive - brier of them, weighed by months: better or worse for sure when both its ends are.
    """

    count: int
    cover80: Cover
    brier: float | None
    brier_naive: float | None
    skill: float | None
    gain: Weighed | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A score of one goal, or of one part of the period."""

    code: str
    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class Quality:
    """`forecasts` were judged, of `goals` goal-periods. `replayed` of them were made later from what was known then."""

    since: date
    until: date
    forecasts: int
    goals: int
    replayed: int
    cover50: Cover
    cover80: Cover
    cover95: Cover
    odds: tuple[Bin, ...]
    ece: float | None
    score: Score
    by_goal: tuple[Named, ...]
    by_horizon: tuple[tuple[Reason, Score], ...]


@dataclass(frozen=True, slots=True)
class _Case:
    row: Forecast
    came: float
    reached: bool | None

    @property
    def gone(self) -> float:
        """The share of the period that was over."""
        return (self.row.seen_on - self.row.start).days / (self.row.end - self.row.start).days

    def inside(self, level: float) -> bool:
        low, high = (self.row.quantiles[LEVELS.index(round(edge, 4))] for edge in ((1 - level) / 2, (1 + level) / 2))
        edge = 1e-6 * max(1.0, abs(self.came))
        return bool(low - edge <= self.came <= high + edge)


def quality(viewer: Viewer, unit: str = "") -> Quality | NoData:
    """Of every stored forecast the viewer may see whose period came to its end. Raises NotAllowed."""
    viewer.must(*READERS)
    sees = sight(viewer)
    hidden = cache(partial(is_hidden, viewer))
    cases = [case for case in _cases(unit) if sees(case.row.whose) and not hidden(case.row.kind, case.row.code)]
    if not cases:
        return NoData.because("no_forecast_judged_yet")
    judged = [case for case in cases if case.reached is not None and case.row.odds is not None]
    said = np.array([case.row.odds for case in judged], dtype=float)
    came = np.array([case.reached for case in judged], dtype=float)
    lines = Lines(viewer)
    first = {(case.row.kind, case.row.code): case.row for case in reversed(cases)}
    names = {key: lines.of(first[key]).name for key in dict.fromkeys((one.row.kind, one.row.code) for one in cases)}
    return Quality(
        since=min(case.row.seen_on for case in cases),
        until=max(case.row.seen_on for case in cases),
        forecasts=len(cases),
        goals=len({(case.row.kind, case.row.code, case.row.whose, case.row.unit, case.row.start) for case in cases}),
        replayed=sum(case.row.replayed for case in cases),
        cover50=_cover(cases, 0.5),
        cover80=_cover(cases, 0.8),
        cover95=_cover(cases, 0.95),
        odds=_bins(said, came),
        ece=reliability(said, came, BINS).error if len(judged) >= FEWEST else None,
        score=_score(cases),
        by_goal=tuple(
            Named(f"{kind}:{code}", name, _score(found))
            for (kind, code), name in names.items()
            if (found := [case for case in cases if (case.row.kind, case.row.code) == (kind, code)])
        ),
        by_horizon=tuple(_by_horizon(cases)),
    )


def _cases(unit: str) -> Iterable[_Case]:
    came = {(one.kind, one.code, one.whose, one.unit, one.start): one for one in Outcome.objects.exclude(value=None)}
    rows = Forecast.objects.filter(reason__isnull=True).defer("fan", "dots", "parts", "notes").order_by("seen_on", "id")
    latest = {
        (row.kind, row.code, row.whose, row.unit, row.start, row.seen_on): row
        for row in (rows.filter(unit=unit) if unit else rows)
    }
    for key, row in latest.items():
        outcome = came.get(key[:5])
        if outcome is not None and outcome.value is not None:
            yield _Case(row, outcome.value, outcome.reached)


def _cover(cases: Sequence[_Case], level: float) -> Cover:
    held = np.array([case.inside(level) for case in cases], dtype=float)
    return Cover(int(held.sum()), len(cases), level, weighed(held, _months(cases), least=0.0, most=1.0))


def _months(cases: Sequence[_Case]) -> list[date]:
    return [case.row.start for case in cases]


def _bins(said: np.ndarray[tuple[int], np.dtype[np.float64]], came: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[Bin, ...]:  # fmt: skip  # noqa: E501
    if not len(said):
        return ()
    found = reliability(said, came, BINS)
    return tuple(
        Bin(place / BINS, (place + 1) / BINS, int(count), float(found.said[place]), float(found.happened[place]))
        for place, count in enumerate(found.count)
    )


def _score(cases: Sequence[_Case]) -> Score:
    judged = [case for case in cases if case.reached is not None and case.row.odds is not None]
    plain = [case for case in judged if case.row.naive is not None]
    whole, ours, naive = (
        _brier(judged, _odds), _brier(plain, _odds), _brier(plain, _naive)
    )  # fmt: skip
    skill = 1 - ours / naive if ours is not None and naive else None
    return Score(len(cases), _cover(cases, 0.8), whole, naive, skill, _gain(plain))


def _gain(cases: Sequence[_Case]) -> Weighed | None:
    happened = np.array([case.reached for case in cases], dtype=float)
    ours, naive = (np.array([of(case.row) for case in cases], dtype=float) for of in (_odds, _naive))
    return weighed((naive - happened) ** 2 - (ours - happened) ** 2, _months(cases))


def _odds(row: Forecast) -> float | None:
    return row.odds


def _naive(row: Forecast) -> float | None:
    return row.naive


def _brier(cases: Sequence[_Case], of: Callable[[Forecast], float | None]) -> float | None:
    if not cases:
        return None
    return brier(np.array([of(case.row) for case in cases], float), np.array([case.reached for case in cases], float))


def _by_horizon(cases: Sequence[_Case]) -> Iterable[tuple[Reason, Score]]:
    low = 0.0
    for high, code in HORIZONS:
        found = [case for case in cases if low <= case.gone < high]
        low = high
        if found:
            yield Reason.of(f"seen_in_{code}"), _score(found)
