"""Random plans and periods for property tests: everything the language of plans can say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

from otdel.kit.reason import NoData
from otdel.motivation.rules.lines import Booked, Inputs, Known, Result
from otdel.motivation.rules.plan import (
    ONE,
    By,
    Component,
    Condition,
    Curve,
    Draw,
    Gate,
    Holdback,
    Plan,
    Point,
    PointPay,
    Split,
    Team,
    Tier,
    UnitPay,
)

UNKNOWN = NoData.because("not_counted_yet")
KPIS = ("a", "b", "c", "d")
WEIGHTS = ((1,), (60, 40), (50, 30, 20), (40, 25, 20, 15))


def decimals(low: str | int, high: str | int, places: int = 2) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=places, allow_nan=False)


@st.composite
def curves(draw: st.DrawFn, *, growing: bool = False, low: str = "0", high: str = "1.6") -> Curve:
    ats = sorted(draw(st.lists(decimals(0, 2), min_size=2, max_size=5, unique=True)))
    pays = [draw(decimals(low, high)) for _ in ats]
    return tuple(Point(at, pay) for at, pay in zip(ats, sorted(pays) if growing else pays, strict=True))


bys = st.sampled_from(By)
teams = st.builds(Team, st.just("team"), curves(low="0.8", high="1.2"), bys)


@st.composite
def gates(draw: st.DrawFn, parts: tuple[str, ...]) -> Gate:
    kpi, by = draw(st.sampled_from(("g", "h", *parts))), draw(bys)
    hard = Condition(by, high=draw(decimals(0, "0.3"))) if draw(st.booleans()) else None
    of = draw(st.sampled_from(("", *parts)))
    worst = draw(decimals(0, 1)) if hard else Decimal(0)
    return Gate(kpi, Condition(by, low=draw(decimals(0, "1.2"))), draw(decimals(0, 1)), hard, worst, of)


@st.composite
def plans(draw: st.DrawFn, *, growing: bool = False) -> Plan:
    """Any plan that `read_plan` takes."""
    weights = draw(st.sampled_from(WEIGHTS))
    total = sum(weights)
    components = tuple(
        Component(kpi, Decimal(weight) / total, draw(curves(growing=growing)), draw(bys), draw(st.integers(1, 3)))
        for kpi, weight in zip(KPIS, weights, strict=False)
    )
    parts = tuple(one.kpi for one in components)
    pieces = draw(st.booleans())
    plan = Plan(
        "plan", "ppc", draw(st.sampled_from(("month", "quarter"))), "UAH",
        draw(decimals(0, 90000)), draw(decimals(1, 90000)),
        cap=draw(st.none() | decimals(1, 2)),
        ramp=tuple(draw(st.lists(decimals(0, 1), max_size=3))),
        components=components,
        unit_pay=UnitPay("units", tiers(draw)) if pieces else None,
        point_pay=_points(draw, growing=growing) if draw(st.booleans()) else None,
        gates=tuple(draw(st.lists(gates(parts), max_size=3))),
        team=draw(st.none() | teams),
    )  # fmt: skip
    return _later(draw, plan)


def tiers(draw: st.DrawFn) -> tuple[Tier, ...]:
    edges = sorted(draw(st.lists(st.integers(0, 300), min_size=2, max_size=4, unique=True)))
    return tuple(Tier(Decimal(a), Decimal(b), draw(decimals(0, 20))) for a, b in pairwise(edges))


def _points(draw: st.DrawFn, *, growing: bool) -> PointPay:
    quality, time = (Team(kpi, draw(curves(growing=growing, low="0.9", high="1.1"))) for kpi in ("quality", "time"))
    return PointPay("points", draw(decimals(0, 50)), quality, time, draw(decimals(1, 100, 0)))


def _later(draw: st.DrawFn, plan: Plan) -> Plan:
    return replace(
        plan,
        holdback=draw(st.none() | st.builds(Holdback, decimals(0, 1), st.just(30), st.just("returns"))),
        draw=draw(st.none() | st.builds(Draw, decimals(0, 20000), st.integers(1, 3), st.booleans())),
        splits=draw(
            st.sampled_from(((), (Split("a", (("ivan", Decimal("0.35")), ("olena", ONE - Decimal("0.35")))),)))
        ),
    )


known: st.SearchStrategy[Known] = st.one_of(decimals(0, 2, 6), decimals(0, 2, 6), st.just(UNKNOWN))


@st.composite
def inputs(draw: st.DrawFn, readings: st.SearchStrategy[Known] = known) -> Inputs:
    """Any period of such a plan."""
    names = (*KPIS, "g", "h", "team", "quality", "time")
    days = draw(st.integers(28, 92))
    first = draw(st.integers(0, days))
    codes = st.sampled_from(("extra", "correction", "clawback", "release", "reserve"))
    entries = st.builds(Booked, st.just("entry:1"), codes, decimals(-9000, 9000))
    results = {kpi: Result(draw(readings), draw(readings)) for kpi in names}
    earlier = (Result(draw(readings), draw(readings)),)
    return Inputs(
        {kpi: replace(one, history=earlier) for kpi, one in results.items()},
        {"units": draw(readings.map(_hundreds)), "points": draw(readings.map(_hundreds))},
        days, first, draw(st.integers(first, days)), draw(st.none() | st.integers(1, 12)),
        draw(st.sampled_from(("", "olena", "ivan", "stranger"))), tuple(draw(st.lists(entries, max_size=2))),
        draw(decimals(0, 9000)),
    )  # fmt: skip


def _hundreds(value: Known) -> Known:
    return value if isinstance(value, NoData) else value * 200
