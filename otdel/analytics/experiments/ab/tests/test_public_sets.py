"""Two public tests of users, reckoned again and held against statsmodels, tea-tasting and their known figures."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from otdel.analytics.experiments.ab.lift import Comparison, compare
from otdel.analytics.experiments.ab.measure import Columns, measure
from otdel.analytics.experiments.ab.split import split_of
from otdel.analytics.experiments.ab.sums import Floats, sums_of
from otdel.testing.shared import shared

MENS, WOMENS, NONE = "Mens E-Mail", "Womens E-Mail", "No E-Mail"


def hillstrom(column: str) -> dict[str, Floats]:
    """Values of a column by arm."""
    found: dict[str, list[float]] = {MENS: [], WOMENS: [], NONE: []}
    with shared("data/sets/hillstrom_email/hillstrom.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            found[row["segment"]].append(float(row[column]))
    return {arm: np.array(values) for arm, values in found.items()}


def compared(control: Floats, tested: Floats) -> Comparison:
    first, second = measure([sums_of(control[:, None]), sums_of(tested[:, None])], Columns())
    return compare(first, second)


def test_hillstrom_spent_what_everyone_finds() -> None:
    spend = hillstrom("spend")
    assert {arm: len(values) for arm, values in spend.items()} == {MENS: 21_307, WOMENS: 21_387, NONE: 21_306}
    means = {arm: round(float(values.mean()), 4) for arm, values in spend.items()}
    assert means == {MENS: 1.4226, WOMENS: 1.0772, NONE: 0.6528}


@pytest.mark.parametrize("column", ["spend", "visit", "conversion"])
@pytest.mark.parametrize("arm", [MENS, WOMENS])
def test_hillstrom_differences_and_ranges_are_those_of_statsmodels(column: str, arm: str) -> None:
    weightstats = pytest.importorskip("statsmodels.stats.weightstats")
    values = hillstrom(column)
    found = compared(values[NONE], values[arm])
    theirs = weightstats.CompareMeans(weightstats.DescrStatsW(values[arm]), weightstats.DescrStatsW(values[NONE]))
    low, high = theirs.tconfint_diff(usevar="unequal")
    assert (found.difference.range.low, found.difference.range.high) == pytest.approx((low, high), rel=1e-9)
    assert found.chance == pytest.approx(theirs.ttest_ind(usevar="unequal")[1], rel=1e-6, abs=1e-300)


@pytest.mark.parametrize("arm", [MENS, WOMENS])
def test_hillstrom_relative_lifts_are_those_of_tea_tasting(arm: str) -> None:
    tea = pytest.importorskip("tea_tasting")
    pandas = pytest.importorskip("pandas")
    spend = hillstrom("spend")
    frame = pandas.DataFrame(
        {
            "variant": np.repeat([0, 1], [len(spend[NONE]), len(spend[arm])]),
            "spend": np.concatenate([spend[NONE], spend[arm]]),
        }
    )
    theirs = tea.Experiment(spend=tea.Mean("spend")).analyze(frame)["spend"]
    lift = compared(spend[NONE], spend[arm]).lift
    assert lift is not None
    assert lift.value == pytest.approx(theirs.rel_effect_size, rel=1e-9)
    assert lift.range.low == pytest.approx(theirs.rel_effect_size_ci_lower, rel=1e-6)
    assert lift.range.high == pytest.approx(theirs.rel_effect_size_ci_upper, rel=1e-6)


def test_cookie_cats_did_not_split_in_halves() -> None:
    with shared("data/sets/cookie_cats/cookie_cats.csv").open(newline="") as file:
        arms = [row["version"] for row in csv.DictReader(file)]
    counts = (arms.count("gate_30"), arms.count("gate_40"))
    assert counts == (44_700, 45_489)
    split = split_of(counts)
    assert split.broken
    assert split.chance == pytest.approx(0.00861, abs=5e-6)


def test_an_even_split_does_not_alarm_and_a_meant_one_is_held_against_what_was_meant() -> None:
    assert not split_of((50_100, 49_900)).broken
    assert split_of((9_000, 1_000)).broken
    assert not split_of((9_000, 1_000), (90, 10)).broken
    with pytest.raises(ValueError, match="share"):
        split_of((10, 10), (1, 0))
