"""Ten thousand paths pay what the exact engine pays, path by path, on plans nobody thought of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otdel.analytics.payouts import floats, pay
from otdel.motivation.library import Example, example_cases
from otdel.motivation.queries.compiling import MEASURE, Column, columns_of, compiled
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.lines import Inputs, Result
from otdel.motivation.rules.plan import By, Component, Condition, Gate, Plan, Point, Team, Tier, UnitPay

D = Decimal
CENTS = Decimal("0.005")
figures = st.decimals(D("0.3"), D("1.9"), places=4)
factors = st.decimals(D("0"), D("1"), places=2)


def inputs_of(columns: tuple[Column, ...], row: list[Decimal]) -> Inputs:
    """Exact inputs of one path."""
    values = dict(zip(columns, row, strict=True))
    codes = {one.code for one in columns if one.by != MEASURE}
    results = {
        code: Result(values.get(Column(code, "value"), D(1)), values.get(Column(code, "attainment"), D(1)))
        for code in codes
    }
    return Inputs(results, {one.code: values[one] for one in columns if one.by == MEASURE})


def variable(plan: Plan, inputs: Inputs) -> Decimal:
    made = compute(plan, inputs)
    return made.earned - made.lines[0].amount


@st.composite
def curves(draw: st.DrawFn) -> tuple[Point, ...]:
    ats = sorted(draw(st.sets(st.decimals(D("0.4"), D("1.6"), places=2), min_size=2, max_size=4)))
    return tuple(Point(at, draw(st.decimals(D(0), D(2), places=2))) for at in ats)


@st.composite
def gates(draw: st.DrawFn, own: str) -> Gate:
    low = draw(figures)
    hard = Condition(By.VALUE, high=low / 2, high_open=True) if draw(st.booleans()) else None
    passes = Condition(draw(st.sampled_from(list(By))), low=low, low_open=draw(st.booleans()))
    if hard and passes.by is By.ATTAINMENT:
        hard = replace(hard, by=By.ATTAINMENT)
    return Gate(draw(st.sampled_from(["g1", "g2"])), passes, draw(factors), hard, draw(factors), own)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    weights = draw(st.sampled_from([("0.5", "0.5"), ("0.6", "0.25", "0.15"), ("0.33", "0.33", "0.34")]))
    parts = tuple(
        Component(f"k{place}", D(weight), draw(curves()), draw(st.sampled_from(list(By))))
        for place, weight in enumerate(weights)
    )
    tiers = (Tier(D("0.4"), D("0.9"), D("13.37")), Tier(D("0.9"), D("1.5"), D("21.5")))
    return Plan(
        "random", "ppc", "month", "USD", D(1000), draw(st.decimals(D(100), D(90_000), places=2)),
        cap=draw(st.none() | st.decimals(D("0.5"), D(2), places=1)),
        components=parts,
        unit_pay=UnitPay("leads", tiers) if draw(st.booleans()) else None,
        gates=tuple(draw(gates(own)) for own in draw(st.lists(st.sampled_from(["", "", "k1"]), max_size=3))),
        team=Team("t", draw(curves())) if draw(st.booleans()) else None,
    )  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(plans(), st.data())
def test_every_path_pays_what_the_exact_engine_pays(plan: Plan, data: st.DataObject) -> None:
    columns = columns_of(plan)
    rows = [[data.draw(figures) for _ in columns] for _ in range(6)]
    fast = pay(compiled(plan), np.array([floats(row) for row in rows])).variable
    for row, paid in zip(rows, fast, strict=True):
        exact = variable(plan, inputs_of(columns, row))
        assert abs(D(repr(round(float(paid), 6))) - exact) <= CENTS, f"{paid} is not {exact}"


@pytest.mark.parametrize("case", example_cases(), ids=lambda one: f"{one.plan.code}-{one.variable}")
def test_worked_examples_come_out_of_the_arrays_too(case: Example) -> None:
    row = [_input(case.inputs, column) for column in columns_of(case.plan)]
    paid = float(pay(compiled(case.plan), np.array([floats(row)])).variable[0])
    assert paid == pytest.approx(float(case.variable), abs=0.005)


def _input(given: Inputs, column: Column) -> Decimal:
    found = given.measures[column.code] if column.by == MEASURE else getattr(given.results[column.code], column.by)
    assert isinstance(found, Decimal), column
    return found


def test_a_path_that_lacks_an_input_pays_nothing_that_could_be_mistaken_for_zero() -> None:
    case = example_cases()[0]
    row = [_input(case.inputs, column) for column in columns_of(case.plan)]
    gap = np.array([floats([None, *row[1:]])])
    assert np.isnan(pay(compiled(case.plan), gap).variable[0])
