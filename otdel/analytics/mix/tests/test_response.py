"""What a channel's spend brings, held against the truth of a made-up company and against sums done the long way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from otdel.analytics.mix.response import (
    Range,
    best,
    comes_back,
    effects,
    next_back,
    recent_spend,
    response,
    steady,
)
from otdel.analytics.mix.shapes import Form, Mix
from otdel.analytics.mix.tests import synthetic
from otdel.analytics.mix.tests.synthetic import CHANNELS, exactly, fitted, world
from otdel.kit.reason import NoData

SEARCH, SOCIAL, DISPLAY, VIDEO = (CHANNELS.index(name) for name in ("search", "social", "display", "video"))
FORMS = tuple(Form)


def known(form: Form = Form.HILL, *, step_days: int = 7) -> tuple[Mix, synthetic.Truth]:
    data, truth = world(3, form=form, step_days=step_days)
    return exactly(data, truth), truth


def number(found: Range | NoData) -> Range:
    assert isinstance(found, Range)
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("step_days", [7, 1])
def test_effects_step_by_step_are_those_of_the_company(form: Form, step_days: int) -> None:
    mix, truth = known(form, step_days=step_days)
    for place in range(len(CHANNELS)):
        found = effects(mix.draws, place, mix.data.spend[:, place], step_days=step_days)
        assert np.allclose(found, truth.effects[:, place], rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("form", FORMS)
def test_a_steady_run_settles_where_a_long_series_settles(form: Form) -> None:
    mix, _ = known(form)
    long_run = effects(mix.draws, VIDEO, np.full(200, 6200.0), step_days=7)
    assert np.allclose(steady(mix.draws, VIDEO, np.array([6200.0]))[0][:, 0], long_run[:, -1], rtol=1e-12)


@pytest.mark.parametrize("form", FORMS)
def test_the_next_1_is_the_slope_of_the_curve(form: Form) -> None:
    mix = fitted()
    draws = replace(mix.draws, form=np.full(len(mix.draws), int(form)))
    at, step = np.array([500.0, 4000.0, 30_000.0]), 0.01
    slope = (steady(draws, SOCIAL, at + step)[0] - steady(draws, SOCIAL, at - step)[0]) / (2 * step)
    assert np.allclose(steady(draws, SOCIAL, at)[1], slope, rtol=1e-6)


def test_the_recent_level_counts_weeks_without_spend() -> None:
    mix = fitted()
    spend = mix.data.spend[:, VIDEO]
    assert (spend[-13:] == 0).any()
    assert recent_spend(mix.data)[VIDEO] == pytest.approx(spend[-13:].sum() / 13)


def test_at_its_best_spend_the_next_1_returns_1() -> None:
    mix, _ = known()
    assert next_at(mix, best(mix, SEARCH).median) == pytest.approx(1.0, abs=1e-6)
    assert next_at(mix, best(mix, SEARCH, margin=0.6).median) * 0.6 == pytest.approx(1.0, abs=1e-6)


def next_at(mix: Mix, spend: float) -> float:
    return number(next_back(mix, SEARCH, spend)).mean


def test_an_s_shaped_channel_is_not_sent_to_its_foot() -> None:
    """On a curve with a slow start the next 1 returns 1 twice; the first time is the worst place to stand."""
    mix, _ = known(Form.FREE_HILL)
    found = best(mix, VIDEO)
    spends = np.linspace(1.0, 40_000.0, 40_000)
    earned = steady(mix.draws, VIDEO, spends)[0][0] - spends
    assert found.median == pytest.approx(spends[earned.argmax()] if earned.max() > 0 else 0.0, abs=1.0)


def test_whole_spend_returns_its_cost_at_break_even() -> None:
    mix, _ = known()
    even = best(mix, SEARCH, margin=0.5).even.median
    assert even > best(mix, SEARCH, margin=0.5).median
    assert 0.5 * steady(mix.draws, SEARCH, np.array([even]))[0][0, 0] == pytest.approx(even, rel=1e-6)


def test_a_channel_that_never_pays_has_no_best_spend() -> None:
    mix, _ = known()
    found = best(mix, DISPLAY, margin=0.2)
    assert (found.low, found.high, found.even.high80, found.never) == (0.0, 0.0, 0.0, 1.0)


def test_half_of_the_effect_comes_with_the_half_of_the_carry() -> None:
    mix, truth = known()
    found = comes_back(mix, VIDEO)
    assert not isinstance(found, NoData)
    weights = truth.carry[VIDEO] ** np.arange(13)
    arrived = np.cumsum(weights) / weights.sum()
    assert found.half.median == pytest.approx(7 * np.interp(0.5, [0, *arrived], np.arange(14)), rel=1e-9)


def test_money_comes_back_only_where_the_spend_is_below_break_even() -> None:
    mix = fitted()
    for place in range(len(CHANNELS)):
        found, spend = comes_back(mix, place), recent_spend(mix.data)[place]
        assert not isinstance(found, NoData)
        earned = steady(mix.draws, place, np.array([spend]))[0][:, 0]
        assert found.never == pytest.approx((earned < spend).mean())


def test_a_channel_that_is_off_has_no_next_1_and_says_so() -> None:
    mix = fitted()
    spend = mix.data.spend.copy()
    spend[-13:, SOCIAL] = 0
    found = response(replace(mix, data=replace(mix.data, spend=spend)), SOCIAL)
    assert isinstance(found.next_back, NoData)
    assert found.next_back.reason.code == "mix.off_lately"
    assert isinstance(found.comes_back, NoData)
    assert isinstance(found.back, Range)


def test_a_channel_that_never_spent_has_a_curve_and_nothing_tried() -> None:
    mix = fitted()
    spend = mix.data.spend.copy()
    spend[:, SOCIAL] = 0
    found = response(replace(mix, data=replace(mix.data, spend=spend)), SOCIAL)
    assert isinstance(found.tried, NoData)
    assert isinstance(found.back, NoData)
    assert np.isfinite(found.effect.high80).all()


def test_bands_hold_each_other_and_the_curve_starts_at_nothing() -> None:
    found = response(fitted(), SEARCH)
    band = found.effect
    assert band.mean[0] == 0
    for inner, outer in ((band.median, band.high50), (band.high50, band.high80), (band.low80, band.low50)):
        assert (inner <= outer).all()
    assert not isinstance(found.tried, NoData)
    assert found.tried.holds(found.recent)
    assert found.spends[-1] == pytest.approx(1.6 * max(found.tried.high, found.recent))
