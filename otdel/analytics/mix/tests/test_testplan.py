"""Tests that would tell a channel's effect: powerful enough, affordable, or honestly impossible."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from otdel.analytics.mix.shapes import Mix
from otdel.analytics.mix.testplan import POWER, Change, Plan, plan_for, plan_for_pair, plans, power, standard_error
from otdel.analytics.mix.tests import synthetic
from otdel.analytics.mix.transforms import window


def mix_with_noise(times: float) -> Mix:
    mix = synthetic.fitted(draws=400)
    return replace(mix, draws=replace(mix.draws, noise=mix.draws.noise * times))


def chosen(found: list[Plan], change: Change, weeks: int, share: float) -> Plan:
    return next(one for one in found if (one.change, one.weeks, one.share) == (change, weeks, share))


def test_power_is_how_often_a_repeated_test_would_show_the_effect() -> None:
    """2.8 standard errors are the textbook's 80 %; nothing at all is found in five cases of a hundred."""
    assert power(2.8016, 1.0) == pytest.approx(0.8, abs=0.0005)
    assert power(-2.8016, 1.0) == power(2.8016, 1.0)
    assert power(0.0, 1.0) == pytest.approx(0.05, abs=1e-6)
    estimates = 1.7 + np.random.default_rng(1).standard_normal(200_000)
    assert power(1.7, 1.0) == pytest.approx(np.mean(np.abs(estimates) > 1.96), abs=0.004)


def test_the_error_is_that_of_regions_simulated_by_themselves() -> None:
    """Ten regions whose noise adds up to the country's; three are changed, the rest and the past are compared."""
    mix, counted, before = synthetic.fitted(draws=400), 5, 52
    noise = float(np.median(mix.draws.noise))
    random = np.random.default_rng(2)
    regions = noise / np.sqrt(10) * random.standard_normal((20_000, before + counted, 10))
    apart = regions[..., :3].sum(axis=-1) - 3 / 7 * regions[..., 3:].sum(axis=-1)
    measured = apart[:, before:].sum(axis=1) - counted * apart[:, :before].mean(axis=1)
    assert standard_error(mix, 0.3, counted, 0.0) == pytest.approx(measured.std(), rel=0.03)


def test_noise_that_lasts_makes_a_test_less_sure() -> None:
    mix = synthetic.fitted(draws=400)
    assert standard_error(mix, 0.3, 4, 0.5) == pytest.approx(np.sqrt(3) * standard_error(mix, 0.3, 4, 0.0))
    assert standard_error(mix, 0.3, 4, -0.5) == standard_error(mix, 0.3, 4, 0.0), "luck is not counted on"


def test_what_a_switch_off_would_find_is_the_channel_s_own_effect() -> None:
    """Affiliate off for 4 weeks everywhere, worked out by the plain formulas of the made-up company."""
    data, truth = synthetic.world(weeks=104)
    off = chosen(plans(synthetic.exactly(data, truth), "affiliate"), Change.OFF, 4, 1.0)
    usual = float(data.spend[-13:, 5].mean())
    spend = np.full(80, usual)
    without = np.where((np.arange(80) >= 40) & (np.arange(80) < 44), 0.0, usual)
    steady, interrupted = (
        truth.ceiling[5]
        * synthetic.saturation(truth.form, synthetic.adstock(one, truth.carry[5], window(7)), truth.half[5], 1.0)
        for one in (spend, without)
    )
    assert off.lift == pytest.approx((interrupted - steady)[40 : 44 + off.after].sum())
    assert off.lift < 0.88 * (interrupted - steady)[40:].sum(), "nine tenths of it and more"
    assert off.saved == pytest.approx(4 * usual)
    assert off.cost == pytest.approx(-off.lift - off.saved)


def test_longer_tests_and_halves_of_the_country_see_more() -> None:
    found = plans(synthetic.fitted(draws=400), "search")
    by_weeks = [chosen(found, Change.OFF, weeks, 0.2).power for weeks in (2, 4, 8)]
    by_share = [chosen(found, Change.OFF, 3, share).power for share in (0.1, 0.2, 0.5)]
    assert all(less < more for less, more in pairwise(by_weeks))
    assert all(less < more for less, more in pairwise(by_share))


def test_a_raise_costs_the_spend_it_adds_less_what_it_brings() -> None:
    double = chosen(plans(synthetic.fitted(draws=400), "search"), Change.DOUBLE, 2, 0.2)
    assert double.saved < 0 < double.lift
    assert double.cost == pytest.approx(-double.saved - double.lift)


def test_a_slow_channel_is_counted_for_longer_after() -> None:
    """Video carries 0.7 of a week over to the next; shopping a tenth."""
    mix = synthetic.fitted(draws=400, doubt=0.05)
    slow, fast = (chosen(plans(mix, name), Change.OFF, 2, 0.2).after for name in ("video", "shopping"))
    assert slow >= 2
    assert fast <= 1


def test_the_plan_for_a_pair_is_feasible_cheap_and_in_some_regions_only() -> None:
    mix = mix_with_noise(0.5)
    plan = plan_for_pair(mix, "search", "shopping")
    others = [one for name in ("search", "shopping") for one in plans(mix, name) if one.feasible and one.share < 1]
    assert plan.power >= POWER
    assert plan.share <= 0.5
    assert max(plan.cost, 0) == min(max(one.cost, 0) for one in others)
    assert 0 < plan.narrows < 1


def test_where_noise_drowns_every_test_the_plan_says_so() -> None:
    plan = plan_for(mix_with_noise(20), "display")
    assert not plan.feasible
    assert plan.power < 0.2


def test_a_channel_that_is_paused_cannot_be_tested_by_changing_nothing() -> None:
    mix = synthetic.fitted(draws=400)
    spend = mix.data.spend.copy()
    spend[-20:, 3] = 0
    plan = plan_for(replace(mix, data=replace(mix.data, spend=spend)), "display")
    assert not plan.feasible
    assert (plan.lift, plan.weeks, plan.share) == (0.0, 8, 1.0), "the largest test there is, and it would show nothing"


def test_a_count_costs_the_spend_that_is_added_and_nothing_else() -> None:
    """Orders lost are no money that we know of."""
    mix = synthetic.fitted(draws=400)
    orders = replace(mix, data=replace(mix.data, target_is_money=False))
    assert chosen(plans(orders, "search"), Change.OFF, 2, 0.2).cost == 0
    double = chosen(plans(orders, "search"), Change.DOUBLE, 2, 0.2)
    assert double.cost == -double.saved
