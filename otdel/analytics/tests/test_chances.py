"""Chances, ranges, heaps and luck against answers worked out on paper."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from otdel.analytics import bunching, chances, luck
from otdel.analytics.drawing import draw, rolled
from otdel.analytics.payouts import ENDLESS, Bend, Compiled

D = Decimal


def test_what_never_happened_in_nine_periods_may_still_happen() -> None:
    found = chances.chance(np.zeros(10_000, dtype=bool), 9)
    assert (found.low, found.middle) == (D(0), D(0))
    assert found.high == pytest.approx(D("0.1543"), abs=D("0.0002"))  # z2 / (9 + z2), z = 1.28


def test_a_chance_in_the_middle_has_wilsons_range() -> None:
    found = chances.chance(np.array([True, False] * 5_000), 24)
    assert found.middle == D("0.5")
    assert (found.low, found.high) == (D("0.3735"), D("0.6265"))


def test_more_paths_from_the_same_periods_say_no_more() -> None:
    few, many = (chances.chance(np.array([True, False] * count), 12) for count in (50, 5_000))
    assert few == many


def test_eight_of_ten_amounts_lie_in_the_spread() -> None:
    found = chances.spread(np.arange(0.0, 1001.0))
    assert (found.low, found.middle, found.high) == (D("100.00"), D("500.00"), D("900.00"))


def test_the_average_of_equal_periods_is_certain() -> None:
    found = chances.expected(np.full(8, 500.0), seed=1)
    assert found.low == found.middle == found.high == D("500.00")


def test_series_that_move_as_one_go_together_and_those_that_never_move_say_nothing() -> None:
    up = np.arange(12.0)
    assert (found := chances.together(up, -2 * up)) is not None
    assert found.middle == D("-1.00")
    assert chances.together(up, np.ones(12)) is None
    gaps = np.where(up < 8, np.nan, up)
    assert chances.together(up, gaps) is None, "four periods in common say nothing"


def test_steps_of_a_heap_are_round_and_hold_every_path() -> None:
    steps = chances.heap(np.array([0.0, 120.0, 130.0, 980.0]))
    assert sum(share for _low, _high, share in steps) == 1
    assert {high - low for low, high, _share in steps} == {D("100.00")}
    assert chances.heap(np.full(5, 300.0)) == ((D("300.00"), D("300.00"), D(1)),)


def test_the_same_seed_draws_the_same_whole_periods() -> None:
    history = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])
    drawn = draw(3, 500, seed=7)
    paths = drawn.of(history)
    assert (paths == draw(3, 500, seed=7).of(history)).all()
    assert (paths[:, 1] == paths[:, 0] * 10).all(), "what belongs to one period stays together"
    assert {1.0, 2.0, 3.0} == set(paths[:, 0])


def test_a_rolling_average_leaves_unknown_periods_out() -> None:
    series = np.array([1.0, np.nan, 3.0, 5.0])
    assert rolled(series, 3).tolist()[2:] == [2.0, 4.0]
    assert np.isnan(rolled(series, 3)[1]), "a period that is unknown stays unknown"


def test_luck_on_a_straight_curve_is_the_noise_times_the_slope() -> None:
    straight = Compiled(1000.0, ENDLESS, (1.0,), (Bend(0, np.array([0.0, 2.0]), np.array([0.0, 2.0])),), ())
    table, noise = np.ones((40_000, 1)), np.full((40_000, 1), 0.1)
    assert luck.luck(straight, table, noise, seed=3) == pytest.approx(100, rel=0.03)
    assert luck.luck(straight, table, np.full((40_000, 1), np.nan), seed=3) == 0


def test_noise_of_shares_and_counts() -> None:
    assert luck.of_share(D("0.5"), D(100)) == pytest.approx(0.1)  # sqrt(.25/100) is .05, a tenth of .5
    assert luck.of_count(D(25)) == pytest.approx(0.2)


def test_a_crowd_just_above_the_line_is_told_from_an_even_spread() -> None:
    crowd = bunching.bunch([1.005, 1.01, 1.0, 1.015, 1.012, 1.003, 1.001, 1.008, 0.97, 1.04])
    assert (crowd.at, crowd.beside) == (8, 2)
    assert crowd.likely < 0.001
    even = bunching.bunch([0.965, 0.975, 0.985, 0.995, 1.005, 1.015, 1.025, 1.035, 1.045, 1.055])
    assert (even.at, even.beside) == (2, 8)
    assert even.likely > 0.5


def test_the_tail_of_a_coin() -> None:
    assert bunching.tail(2, 3, 0.5) == pytest.approx(0.5)
    assert bunching.tail(0, 3, 0.5) == pytest.approx(1.0)
