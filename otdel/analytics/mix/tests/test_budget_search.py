"""The searches for a plan, held against trying every plan there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otdel.analytics.mix.budget.caution import improved, worst_mean
from otdel.analytics.mix.budget.lattice import best_on_lattice, feasible, origin, share_out, step_of
from otdel.analytics.mix.budget.limits import Bounds
from otdel.analytics.mix.budget.optimum import best_plan
from otdel.analytics.mix.budget.table import CENTS, Table, gains
from otdel.analytics.mix.shapes import Floats, Whole

SEEDS = st.integers(0, 10_000)


def table_of(seed: int, channels: int, *, draws: int = 25, s_shaped: bool = False) -> Table:
    """Rising curves between random knots; S-shaped ones have a slow start and are not concave."""
    random = np.random.default_rng(seed)
    knots = np.tile(np.linspace(0.0, 40.0, 9), (channels, 1))
    half, top = random.uniform(3, 25, (channels, 1, draws)), random.uniform(5, 90, (channels, 1, draws))
    bend = 3.0 if s_shaped else 1.0
    x = knots[:, :, None]
    values = top * x**bend / (x**bend + half**bend)
    slopes = top * bend * half**bend * x ** (bend - 1) / (x**bend + half**bend) ** 2
    now = random.integers(300, 1500, channels)
    names = tuple(f"channel {place}" for place in range(channels))
    return Table(names, 1, 1.0, True, now, knots, values, slopes)


def lattice_plans(start: Whole, step: int, bounds: Bounds) -> list[Whole]:
    """Every plan of whole steps from `start` within the bounds."""
    own = [
        [cents for cents in range(base - 50 * step, base + 51 * step, step) if low <= cents <= high]
        for base, low, high in zip(start, bounds.low, bounds.high, strict=True)
    ]
    return [np.array(plan) for plan in product(*own) if sum(plan) == bounds.budget]


def mean_curves(table: Table) -> tuple[Floats, Floats, Floats]:
    return table.knots, table.values.mean(2), table.slopes.mean(2)


def around(table: Table, share: float) -> Bounds:
    now = table.now
    return Bounds(np.ceil(now * (1 - share)).astype(np.int64), (now * (1 + share)).astype(np.int64), int(now.sum()))


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(2, 4), st.booleans(), st.floats(0.05, 1.0))
def test_the_best_on_the_lattice_is_the_best_of_all(seed: int, channels: int, s_shaped: bool, share: float) -> None:
    table = table_of(seed, channels, s_shaped=s_shaped)
    bounds, step = around(table, share), max(int(table.now.sum()) // 12, 1)
    found = best_on_lattice(table.now, step, bounds, mean_curves(table))
    every = lattice_plans(table.now, step, bounds)
    assert found is not None
    assert bounds.allow(found)
    assert gains(table, found).mean() == pytest.approx(max(gains(table, plan).mean() for plan in every), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(2, 3), st.booleans())
def test_the_whole_search_is_at_least_as_good_as_any_coarse_plan(seed: int, channels: int, s_shaped: bool) -> None:
    table = table_of(seed, channels, s_shaped=s_shaped)
    bounds = around(table, 0.6)
    found = best_plan(table, bounds, cautious=False)
    every = lattice_plans(table.now, step_of(bounds.budget) * 40, bounds)
    assert bounds.allow(found)
    assert gains(table, found).mean() >= max(gains(table, plan).mean() for plan in every) - 1e-9


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(2, 3))
def test_the_cautious_search_is_as_good_as_trying_every_coarse_plan(seed: int, channels: int) -> None:
    table = table_of(seed, channels)
    bounds = around(table, 0.6)
    found = best_plan(table, bounds, cautious=True)
    every = lattice_plans(table.now, step_of(bounds.budget) * 40, bounds)
    best = max(worst_mean(gains(table, plan)) for plan in every)
    assert bounds.allow(found)
    assert worst_mean(gains(table, found)) >= best - 1e-3 * float(table.values[:, -1].mean())


def test_caution_gives_up_mean_for_the_worst_fifth() -> None:
    table = table_of(3, 4)
    bounds = around(table, 0.8)
    bold, careful = (gains(table, best_plan(table, bounds, cautious=cautious)) for cautious in (False, True))
    assert worst_mean(careful) > worst_mean(bold)
    assert careful.mean() < bold.mean()


def test_the_worst_fifth_is_the_mean_of_the_lowest_fifth() -> None:
    gains_of_ten = np.array([5.0, -3, 8, 1, 9, 2, 7, -1, 4, 6])
    assert worst_mean(gains_of_ten) == pytest.approx(-2.0)
    assert worst_mean(np.array([4.0])) == 4.0


def test_an_exchange_keeps_the_sum_and_the_gains_in_step() -> None:
    table = table_of(9, 4)
    bounds = around(table, 0.5)
    curves = table.knots, table.values, table.slopes
    plan = improved(table.now, 7, bounds.low, bounds.high, table.now, curves, 1e-9)
    assert bounds.allow(plan)
    assert worst_mean(gains(table, plan)) > 0


def test_money_that_does_not_fit_is_said_not_squeezed() -> None:
    table = table_of(1, 2)
    chosen = np.empty(2, dtype=np.int64)
    curves = mean_curves(table)
    assert not share_out(table.now, 10, np.array([3, 2]), 6, *curves, chosen)
    assert share_out(table.now, 10, np.array([3, 2]), 5, *curves, chosen)
    assert chosen.tolist() == [3, 2]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6), st.data())
def test_where_a_search_begins_is_the_budget_to_the_cent(now: list[int], data: st.DataObject) -> None:
    spend = np.array(now, dtype=np.int64)
    low = np.array([data.draw(st.integers(0, cents)) for cents in now])
    high = np.array([data.draw(st.integers(cents, 2 * cents + 5)) for cents in now])
    bounds = Bounds(low, high, data.draw(st.integers(int(low.sum()), int(high.sum()))))
    start = origin(spend, bounds)
    assert bounds.allow(feasible(start, bounds))
    if (low < high).any():
        assert int(start.sum()) == bounds.budget


@pytest.mark.parametrize(("budget", "step"), [(3_695_390, 2000), (150, 1), (1_500_000, 1000), (99, 1)])
def test_steps_are_round_sums(budget: int, step: int) -> None:
    assert step_of(budget) == step
    assert CENTS % step == 0 or step % CENTS == 0
