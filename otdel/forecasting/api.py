"""Forecasts for programs: the tree of goals, one goal with its versions, early warnings, quality."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from otdel.accounts.viewers import viewer_of
from otdel.forecasting.queries import warnings as warned
from otdel.forecasting.queries.forecasts import GoalLine, NoSuchGoal, goal, goal_tree, running, seen_before
from otdel.forecasting.queries.quality import Cover, Score, quality
from otdel.forecasting.queries.warnings import WarningLine
from otdel.kit.calendar import Named, Unit, named
from otdel.kit.reason import NoData, Reason
from otdel.web.answers import Named as Who
from otdel.web.reasons import say

router = Router(tags=["forecasts"])
Kind = Literal["measure", "kpi"]


class RangeOut(Schema):
    low: float
    high: float


class PointOut(Schema):
    """The value up to (not including) `day`: 8 in 10 from `low80` to `high80`."""

    day: date
    low80: float
    low50: float
    middle: float
    high50: float
    high80: float
    plan: float | None


class PaceOut(Schema):
    so_far: float | None
    needed: float
    left: int
    reached: int
    tried: int


class GoalOut(Schema):
    """A goal's forecast in its own unit; `no_forecast` says why there is none. `odds` are 0 to 1."""

    kind: str
    code: str
    name: str
    level: str
    who: Who | None
    period: str
    unit: str
    currency: str
    direction: str
    seen_on: date
    no_forecast: str | None
    odds: float | None
    plan: float | None
    low: float | None
    high: float | None
    so_far: float | None
    middle: float | None
    range50: RangeOut | None
    range80: RangeOut | None
    range95: RangeOut | None
    dots: list[float]
    fan: list[PointOut]
    pace: PaceOut | None
    run_rate_odds: float | None
    notes: list[str]


class SeenOut(Schema):
    seen_on: date
    replayed: bool
    odds: float | None
    middle: float | None
    range80: RangeOut | None
    plan: float | None


class VersionsOut(Schema):
    now: GoalOut
    seen: list[SeenOut]


class WarningOut(Schema):
    """`right` is told when the period is over."""

    id: int
    sort: str
    what: str
    kind: str
    code: str
    name: str
    who: Who | None
    period: str
    raised_on: date
    to: Who | None
    state: str
    task: int | None
    right: bool | None
    evidence: dict[str, Any]


class ScoreOut(Schema):
    count: int
    inside80: float | None
    brier: float | None
    brier_run_rate: float | None
    skill: float | None


class BinOut(Schema):
    low: float
    high: float
    count: int
    said: float
    happened: float


class NamedScoreOut(ScoreOut):
    goal: str
    name: str


class QualityOut(Schema):
    no_data: str | None
    forecasts: int = 0
    goals: int = 0
    replayed: int = 0
    inside50: float | None = None
    inside80: float | None = None
    inside95: float | None = None
    ece: float | None = None
    odds: list[BinOut] = []
    score: ScoreOut | None = None
    by_goal: list[NamedScoreOut] = []


@router.get("/forecasts", response=list[GoalOut], summary="Every goal of a period with its odds")
def tree(request: HttpRequest, period: str = "", unit: Literal["month", "quarter"] = "month") -> list[dict[str, Any]]:
    """`period` as addresses carry it (2026-11, 2026-q4); the running one of `unit` when empty."""
    viewer = viewer_of(request)
    found = goal_tree(viewer, _named(period) if period else running(viewer, unit))
    return [_goal(line) for line in found.every]


@router.get("/forecasts/warnings", response=list[WarningOut], summary="Early warnings")
def early(request: HttpRequest, state: Literal["", "open", "acted", "dismissed"] = "open") -> list[dict[str, Any]]:
    return [_warning(one) for one in warned.warnings_for(viewer_of(request), state)]


@router.get("/forecasts/quality", response=QualityOut, summary="How good past forecasts were")
def how_good(request: HttpRequest, unit: Literal["", "month", "quarter"] = "") -> dict[str, Any]:
    found = quality(viewer_of(request), unit)
    if isinstance(found, NoData):
        return {"no_data": say(found.reason)}
    return {
        "no_data": None, "forecasts": found.forecasts, "goals": found.goals, "replayed": found.replayed,
        "inside50": _share(found.cover50), "inside80": _share(found.cover80), "inside95": _share(found.cover95),
        "ece": found.ece, "score": _score(found.score),
        "odds": [{name: getattr(one, name) for name in BinOut.model_fields} for one in found.odds],
        "by_goal": [{"goal": one.code, "name": one.name, **_score(one.score)} for one in found.by_goal],
    }  # fmt: skip


@router.get("/forecasts/{kind}/{code}", response=VersionsOut, summary="One goal, and how it was seen before")
def one_goal(request: HttpRequest, kind: Kind, code: str, period: str, whose: int = 0) -> dict[str, Any]:
    """`whose` is a member's id; 0 for the company and the department."""
    viewer = viewer_of(request)
    try:
        line = goal(viewer, kind, code, whose, _named(period))
    except NoSuchGoal as missing:
        raise Http404 from missing
    seen = seen_before(viewer, kind, code, whose, line.named)
    return {"now": _goal(line), "seen": [_plain(one, SeenOut) for one in seen]}


def _named(period: str) -> Named:
    found = named(period)
    units: tuple[Unit, ...] = ("week", "month", "quarter", "year")
    if found is None or found.unit not in units:
        raise Http404
    return found


def _goal(line: GoalLine) -> dict[str, Any]:
    names = set(GoalOut.model_fields) - {"who", "period", "no_forecast", "notes", "run_rate_odds", "pace"}
    return {
        **{name: getattr(line, name) for name in names},
        "who": _who(line.who), "period": line.named.code, "no_forecast": _said(line.reason),
        "notes": [say(one) for one in line.notes], "run_rate_odds": line.naive,
        "pace": _plain(line.pace, PaceOut) if line.pace else None,
        "range50": _range(line.range50), "range80": _range(line.range80), "range95": _range(line.range95),
        "fan": [_plain(one, PointOut) for one in line.fan], "dots": list(line.dots),
    }  # fmt: skip


def _range(found: Any) -> dict[str, float] | None:
    return {"low": found.low, "high": found.high} if found else None


def _plain(one: Any, shape: type[Schema]) -> dict[str, Any]:
    found = {name: getattr(one, name) for name in shape.model_fields}
    return found | ({"range80": _range(found["range80"])} if "range80" in found else {})


def _warning(one: WarningLine) -> dict[str, Any]:
    names = set(WarningOut.model_fields) - {"what", "who", "to", "period"}
    return {
        **{name: getattr(one, name) for name in names},
        "what": say(one.reason), "who": _who(one.who), "to": _who(one.to), "period": one.named.code,
        "evidence": dict(one.evidence),
    }  # fmt: skip


def _who(member: Any) -> dict[str, Any] | None:
    return {name: getattr(member, name) for name in Who.model_fields} if member else None


def _said(reason: Reason | None) -> str | None:
    return say(reason) if reason else None


def _share(cover: Cover) -> float | None:
    return cover.share


def _score(score: Score) -> dict[str, Any]:
    return {
        "count": score.count, "inside80": score.cover80.share, "brier": score.brier,
        "brier_run_rate": score.brier_naive, "skill": score.skill,
    }  # fmt: skip
