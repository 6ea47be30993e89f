"""Odds and ranges read off paths, and several series that share one future."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.forecast.chance import chance, chance_of, needed, odds
from otdel.analytics.forecast.components import DAYS
from otdel.analytics.forecast.dependence import correlations
from otdel.analytics.forecast.family import each, ratio_of, sum_of, together

EVEN = np.arange(1.0, 101.0)  # a hundred futures, from 1 to 100


def test_odds_are_the_share_of_futures_at_the_plan_or_over_it() -> None:
    assert odds(EVEN, 81.0) == pytest.approx(20.5 / 101)
    assert chance(EVEN[:, None], so_far=50.0, plan=131.0).odds == pytest.approx(20.5 / 101)


def test_odds_never_rise_with_the_plan_and_are_never_quite_certain() -> None:
    said = [odds(EVEN, plan) for plan in np.linspace(-50, 200, 101)]
    assert said == sorted(said, reverse=True)
    assert 0 < said[-1] < 0.01
    assert 0.99 < said[0] < 1


def test_a_plan_already_reached_with_nothing_left_to_lose_is_certain() -> None:
    assert odds(np.full(10, 7.0), 7.0) == 1.0
    assert odds(np.full(10, 7.0), 7.1) == 0.0


def test_the_dots_are_twenty_equal_parts_and_the_ranges_hold_their_share() -> None:
    found = chance_of(EVEN, 50.0)
    assert len(found.dots) == 20
    assert list(found.dots) == sorted(found.dots)
    inside = ((found.range_of(0.8).low <= EVEN) & (found.range_of(0.8).high >= EVEN)).mean()
    assert inside == pytest.approx(0.8, abs=0.011)
    with pytest.raises(KeyError):
        found.range_of(0.66)


def test_without_a_plan_there_are_no_odds() -> None:
    assert chance_of(EVEN).odds is None


def test_what_is_needed_makes_the_wanted_odds() -> None:
    more = needed(EVEN, 100.0, 0.8)
    assert odds(EVEN + more, 100.0) == pytest.approx(0.8, abs=0.02)
    assert needed(EVEN, 5.0, 0.8) == 0.0


def test_totals_that_are_not_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        chance_of(np.array([1.0, np.nan]), 1.0)


def traffic(days: int = 280) -> dict[str, np.ndarray]:
    """Cost and leads go up and down together by weeks; the third has nothing to do with them."""
    make = np.random.default_rng(7)
    weeks = np.repeat(np.exp(make.normal(0, 0.4, days // 7)), 7)
    return {
        "cost": 100 * weeks * np.exp(make.normal(0, 0.05, days)),
        "leads": 10 * weeks * np.exp(make.normal(0, 0.05, days)),
        "other": 50 * np.exp(make.normal(0, 0.3, days)),
    }


def test_series_that_moved_together_share_their_futures() -> None:
    totals = {name: one.paths.sum(axis=1) for name, one in together(traffic(), DAYS, 28).items()}
    likeness = np.corrcoef([totals["cost"], totals["leads"], totals["other"]])
    assert likeness[0, 1] > 0.6
    assert abs(likeness[0, 2]) < 0.35


def test_a_ratio_is_surer_together_than_by_chance() -> None:
    """Cost of a lead hardly moves, though cost and leads do; apart, the forecast would not know it."""

    def width(found: dict[str, np.ndarray]) -> float:
        ratio = ratio_of(found["cost"], found["leads"])
        low, high = np.quantile(ratio, [0.1, 0.9])
        return float(high - low)

    shared = {name: one.paths.sum(axis=1) for name, one in together(traffic(), DAYS, 28).items()}
    apart = {name: one.paths.sum(axis=1) for name, one in each(traffic(), DAYS, 28).items()}
    apart["leads"] = np.random.default_rng(1).permutation(apart["leads"])
    assert width(shared) < 0.7 * width(apart)


def test_order_is_all_that_changes() -> None:
    alone, shared = each(traffic(), DAYS, 28), together(traffic(), DAYS, 28)
    for name, one in alone.items():
        assert sorted(one.paths.sum(axis=1)) == pytest.approx(sorted(shared[name].paths.sum(axis=1)))


def test_sums_over_a_tree_are_those_of_its_leaves_path_by_path() -> None:
    found = [one.paths for one in together(traffic(), DAYS, 28).values()]
    assert sum_of(found).sum(axis=1) == pytest.approx(sum(path.sum(axis=1) for path in found))


def test_threads_change_nothing() -> None:
    single, double = (each(traffic(), DAYS, 14, threads=threads) for threads in (1, 2))
    for name in single:
        assert (single[name].paths == double[name].paths).all()


def test_nothing_to_divide_by_is_no_data() -> None:
    assert np.isnan(ratio_of(np.array([1.0, 2.0]), np.array([0.0, 4.0]))).tolist() == [True, False]


def test_correlations_can_always_be_drawn_from() -> None:
    one = traffic()["cost"]
    found = correlations([one, one, -one, one[-70:], np.zeros(280), np.full(280, np.nan)], 7)
    assert np.diag(found) == pytest.approx(np.ones(6))
    assert np.linalg.eigvalsh(found).min() > 0
