"""Arithmetic of forecasts, by hand."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from otdel.forecasting.rules.alarms import Kept, Limit, breaks, low_odds
from otdel.forecasting.rules.arrays import over_paths
from otdel.forecasting.rules.chances import Aim, chance, pace
from otdel.forecasting.rules.run_rate import run_rate_odds
from otdel.forecasting.rules.splitting import split
from otdel.kit.reason import NoData
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.rules.formula import evaluate, parse

FORMULAS = [
    "ratio(contribution_margin_marketing - marketing_cost_total, marketing_cost_total)",
    "1 - ratio(abs(spend_paid - 700), 700)",
    "clip(spend_paid / leads, 10, 60) + -max(leads, 3, 1) * min(2, leads)",
    "abs(-(spend_paid - leads * 400)) / (1 + leads)",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_over_one_path_is_what_the_scorecard_counts(text: str) -> None:
    formula = parse(text)
    for seed in range(20):
        random = np.random.default_rng(seed)
        known = {name: Decimal(str(round(float(random.uniform(0, 2000)), 2))) for name in formula.names}
        exact = evaluate(formula, known.__getitem__)
        assert isinstance(exact, Decimal)
        found = over_paths(formula, {name: np.array([float(value)] * 3) for name, value in known.items()})
        assert found == pytest.approx([float(exact)] * 3, rel=1e-12)


def test_a_path_that_divides_by_zero_has_no_value_and_the_others_have() -> None:
    found = over_paths(
        parse("ratio(spend_paid, leads)"), {"spend_paid": np.array([90.0, 90]), "leads": np.array([0.0, 3])}
    )
    assert np.isnan(found[0])
    assert found[1] == 30
    assert isinstance(evaluate(parse("ratio(spend_paid, leads)"), lambda name: Decimal(0)), NoData)


def test_odds_count_the_paths_and_are_never_quite_sure_before_the_end() -> None:
    values = np.arange(100.0)
    found, over = chance(values, Aim(low=80)), chance(values, Aim(low=200), over=True)
    assert found is not None
    assert over is not None
    assert found.odds == pytest.approx(20.5 / 101)
    assert over.odds == 0.0
    never = chance(values, Aim(low=200))
    assert never is not None
    assert never.odds == pytest.approx(0.5 / 101)
    assert found.at(0.5) == 49.5
    assert len(found.dots) == 20
    assert found.dots[0] == pytest.approx(np.quantile(values, 0.025))


def test_a_corridor_has_two_edges_and_a_plan_of_cost_only_the_upper() -> None:
    values = np.array([90.0, 95, 100, 103, 110])
    corridor, cost = chance(values, Aim(95, 103), over=True), chance(values, Aim(high=100), over=True)
    assert corridor is not None
    assert cost is not None
    assert corridor.odds == 0.6
    assert cost.odds == 0.6


def test_what_has_no_value_on_any_path_has_no_odds() -> None:
    assert chance(np.array([np.nan, np.nan]), Aim(low=1)) is None


def test_the_pace_needed_is_what_is_missing_over_the_days_left() -> None:
    past = np.array([10.0] * 28 + [30.0] * 7)
    found = pace(past, so_far=100, gone=20, left=7, plan=310)
    assert found is not None
    assert (found.so_far, found.needed) == (5, 30)
    assert (found.reached, found.tried) == (1, 5), "one week of five in which 30 a day came"
    assert pace(past, 100, 30, 0, 310) is None


def test_the_run_rate_stretches_what_there_is() -> None:
    days = np.array([10.0, 12, 8, 10] * 20)
    assert run_rate_odds(days, 72, 20, plan=200) == pytest.approx(0.5)
    assert run_rate_odds(days, 72, 20, plan=400) == 0.01
    assert run_rate_odds(days, 60, 20, plan=199) == 1.0, "the period is over and 200 came"


def test_a_quarters_plan_follows_last_years_months_or_else_its_days() -> None:
    shares, seasonal = split(600, [31, 30, 31], [120, 200, 280])
    assert seasonal is True
    assert shares == pytest.approx([120, 200, 280])
    even, followed = split(920, [31, 30, 31], [100, None, 300])
    assert followed is False
    assert even == pytest.approx([310, 300, 310])
    gap, followed = split(920, [31, 30, 31], [5, 200, 300])
    assert followed is False, "a month with a tenth of its share had no data, not a season"
    assert sum(gap) == pytest.approx(920)


def test_people_are_told_once_and_again_only_when_it_got_much_worse() -> None:
    limit = Limit(odds=0.2, share=0.25)
    assert not low_odds(0.15, 0.1, limit), "too early in the period"
    assert low_odds(0.15, 0.3, limit)
    assert not low_odds(0.2, 0.9, limit)
    assert not low_odds(0.12, 0.4, limit, told=[0.15])
    assert low_odds(0.07, 0.5, limit, told=[0.15])
    assert not low_odds(None, 0.9, limit)


def test_a_day_outside_its_corridor_is_business_or_a_file() -> None:
    values = np.array([100.0] * 70 + [100, 150, 0])
    edges = np.full(3, 80.0), np.full(3, 100.0), np.full(3, 120.0)
    high, zero = breaks(values, *edges, faults={})
    assert (high.sort, high.place, high.fault) == ("corridor", 71, "")
    assert (zero.sort, zero.place, zero.fault) == ("import", 72, "nothing")
    (named,) = breaks(values[:72], edges[0][:2], edges[1][:2], edges[2][:2], faults={71: "twice"})
    assert (named.sort, named.fault) == ("import", "twice")


def test_precision_and_recall_are_empty_when_there_is_nothing_to_share() -> None:
    assert Kept(right=3, wrong=1, missed=2).precision == 0.75
    assert Kept(right=3, wrong=1, missed=2).recall == 0.6
    assert Kept(0, 0, 0).precision is None
    assert Kept(0, 0, 0).recall is None


def test_every_part_of_a_whole_is_a_measure_in_the_same_unit() -> None:
    from otdel.forecasting.rules.pieces import PARTS

    for whole, parts in PARTS.items():
        assert all(MEASURES[part].unit == MEASURES[whole].unit for part in parts), whole
