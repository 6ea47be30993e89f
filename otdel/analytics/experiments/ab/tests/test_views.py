"""The definition of lift, power, false discovery, guardrails, beliefs and sequences do what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otdel.analytics.experiments.ab.bayes import believe
from otdel.analytics.experiments.ab.discovery import adjusted
from otdel.analytics.experiments.ab.guard import Guard, guard
from otdel.analytics.experiments.ab.lift import compare
from otdel.analytics.experiments.ab.measure import Measured
from otdel.analytics.experiments.ab.power import Baseline, days, noticeable, of_share, power, users
from otdel.analytics.experiments.ab.sequential import always_valid, half_width, sequence


def arm(mean: float, spread: float = 1.0, count: int = 1000) -> Measured:
    return Measured(mean, spread, count)


@given(st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0.01, 20), st.integers(5, 5000))
def test_a_lift_lies_in_its_range_and_never_under_minus_one(one: float, two: float, spread: float, count: int) -> None:
    found = compare(arm(one, spread, count), arm(two, spread, count)).lift
    assert found is not None
    assert found.value == pytest.approx(two / one - 1, abs=1e-12)
    assert -1 <= found.range.low <= found.value <= found.range.high


def test_no_lift_is_said_of_a_control_at_zero_or_under() -> None:
    for control in (0.0, -2.0):
        assert compare(arm(control), arm(1.0)).lift is None
        assert believe(arm(control), arm(1.0)) is None


def test_arms_that_never_vary_are_alike_or_apart_for_certain() -> None:
    assert compare(arm(1, 0), arm(1, 0)).chance == 1.0
    assert compare(arm(1, 0), arm(2, 0)).chance == 0.0


@pytest.mark.parametrize(
    ("lift", "count", "times"), [(0.1, 800, 1.0), (0.03, 9000, 1.0), (0.2, 150, 3.0), (0.1, 20, 1)]
)
def test_power_is_that_of_statsmodels(lift: float, count: int, times: float) -> None:
    theirs = pytest.importorskip("statsmodels.stats.power").TTestIndPower()
    baseline = Baseline(5.0, 4.0, times)
    wanted = theirs.power(effect_size=lift * 5 / 4, nobs1=count, alpha=0.05, ratio=times)
    assert power(baseline, lift, count) == pytest.approx(wanted, abs=2e-4)


def test_users_asked_for_are_just_enough_and_what_is_noticeable_goes_back_to_them() -> None:
    baseline = of_share(0.04)
    count = users(baseline, 0.1)
    assert count is not None
    assert power(baseline, 0.1, count) >= 0.8 > power(baseline, 0.1, count - 1)
    assert noticeable(baseline, count) == pytest.approx(0.1, rel=1e-3)
    assert days(count, 1.0, 5000) == -(-2 * count // 5000)


def test_no_users_are_enough_for_no_lift_and_cuped_needs_fewer() -> None:
    assert users(of_share(0.04), 0.0) is None
    assert noticeable(Baseline(0.0, 1.0), 100) is None
    plain, helped = users(Baseline(5, 4), 0.02), users(Baseline(5, 4, saved=0.5), 0.02)
    assert plain is not None
    assert helped == pytest.approx(plain / 2, abs=3)


def test_chances_among_others_are_those_of_benjamini_and_hochberg() -> None:
    multi = pytest.importorskip("statsmodels.stats.multitest")
    chances = np.random.default_rng(5).uniform(size=40) ** 3
    assert adjusted(list(chances)) == pytest.approx(multi.multipletests(chances, method="fdr_bh")[1])
    assert adjusted([0.04]) == (0.04,)
    assert adjusted([]) == ()


def test_a_guardrail_is_safe_only_when_harm_is_ruled_out() -> None:
    assert guard(compare(arm(10, 1), arm(10, 1))) is Guard.SAFE
    assert guard(compare(arm(10, 30), arm(10, 30))) is Guard.UNSURE
    assert guard(compare(arm(10, 1), arm(9, 1))) is Guard.HARMED
    assert guard(compare(arm(10, 1), arm(11, 1)), less_is_better=True) is Guard.HARMED
    assert guard(compare(arm(0, 1), arm(0, 1))) is Guard.UNSURE


def test_a_belief_lies_between_what_was_believed_and_what_was_seen() -> None:
    seen = compare(arm(10, 10, 400), arm(12, 10, 400)).lift
    found = believe(arm(10, 10, 400), arm(12, 10, 400))
    open_minded = believe(arm(10, 10, 400), arm(12, 10, 400), before=100.0)
    assert seen is not None
    assert found is not None
    assert open_minded is not None
    assert 0 < found.lift < seen.value
    assert open_minded.lift == pytest.approx(seen.value, rel=1e-4)
    assert (open_minded.range.low, open_minded.range.high) == pytest.approx((seen.range.low, seen.range.high), rel=5e-3)


def test_expected_losses_are_those_of_many_draws() -> None:
    found = believe(arm(10, 10, 400), arm(10.3, 10, 400))
    assert found is not None
    error = np.hypot(10 / 20 / 10, 10 / 20 / 10.3)
    weight = found.before**2 / (found.before**2 + error**2)
    draws = np.expm1(np.random.default_rng(1).normal(weight * np.log(1.03), error * np.sqrt(weight), 2_000_000))
    assert found.loss_if_taken == pytest.approx(np.maximum(0, -draws).mean(), rel=5e-3)
    assert found.loss_if_left == pytest.approx(np.maximum(0, draws).mean(), rel=5e-3)
    assert found.better == pytest.approx((draws > 0).mean(), abs=2e-3)


def test_looking_every_day_does_not_raise_false_alarms_over_the_level() -> None:
    """A/A tests looked at thirty times: the fixed test cries wolf, the sequence does not."""
    chance = np.random.default_rng(11)
    fixed = always = 0
    for _ in range(400):
        arms = chance.exponential(1.0, size=(2, 30, 200))
        looks = [
            tuple(Measured(float(one.mean()), float(one.std(ddof=1)), one.size) for one in arms[:, : day + 1])
            for day in range(30)
        ]
        fixed += any(compare(control, tested).chance < 0.05 for control, tested in looks)
        always += sequence([(control, tested) for control, tested in looks])[-1].chance < 0.05
    assert fixed / 400 > 0.15
    assert always / 400 < 0.05


def test_the_sequence_ends_its_range_where_its_chance_is_the_level() -> None:
    half = half_width(0.02, 0.05, 0.05)
    assert always_valid(half, 0.02, 0.05) == pytest.approx(0.05)
    assert half > 1.96 * 0.02


def test_early_looks_wait_for_users_and_evidence_once_had_stays() -> None:
    looks = sequence(
        [(arm(1, 1, 20), arm(2, 1, 20)), (arm(1, 1, 900), arm(1.5, 1, 900)), (arm(1, 1, 950), arm(1, 1, 950))]
    )
    assert looks[0].range is None
    assert looks[0].chance == 1.0
    assert looks[2].chance <= looks[1].chance < 0.001
