"""A fit from weeks to answers: the same twice, converged, near the truth, moved by tests, and always numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from otdel.analytics.mix.averaging import natural
from otdel.analytics.mix.beliefs import default_priors
from otdel.analytics.mix.chains import CONVERGED, ENOUGH, bulk_ess, r_hat
from otdel.analytics.mix.density import safe_density, workspace
from otdel.analytics.mix.design import linear
from otdel.analytics.mix.fit import fit, preview
from otdel.analytics.mix.packing import pack, within
from otdel.analytics.mix.shapes import Draws, Form, Mix, MixData
from otdel.analytics.mix.tests.worlds import ROI, company, true_test


@pytest.fixture(scope="module")
def plain() -> Mix:
    return fit(company(), seed=7)


def same(one: Draws, other: Draws) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Draws.__slots__)


def finite(draws: Draws) -> bool:
    return all(bool(np.isfinite(getattr(draws, name)).all()) for name in Draws.__slots__)


def test_the_same_seed_gives_the_same_bits_and_another_seed_others(plain: Mix) -> None:
    again, other = fit(company(), seed=7), fit(company(), forms=[Form.HILL], seed=8)
    assert same(plain.draws, again.draws)
    assert [one.log_evidence for one in plain.fits] == [one.log_evidence for one in again.fits]
    assert not np.array_equal(plain.fits[0].draws[:, :500], other.fits[0].draws[:, :500])


def test_every_form_has_converged_and_is_worth_enough_draws(plain: Mix) -> None:
    for one in plain.fits:
        assert len(one.names) == one.draws.shape[2]
        assert r_hat(one.draws).max() < CONVERGED
        assert bulk_ess(one.draws).min() >= ENOUGH


def test_answers_are_shared_by_weight_and_near_the_truth(plain: Mix) -> None:
    assert plain.weights.sum() == pytest.approx(1)
    shares = [(plain.draws.form == int(one.form)).mean() for one in plain.fits]
    assert shares == pytest.approx(list(plain.weights), abs=0.001)
    low, high = np.quantile(plain.draws.roi, (0.02, 0.98), axis=0)
    assert ((low < ROI) & (high > ROI)).all()


def test_ceiling_is_roi_times_spend_over_what_was_reached(plain: Mix) -> None:
    """By the definition of the form, written out for a few answers."""
    data, draws = plain.data, plain.draws
    for one in np.flatnonzero(draws.form == int(Form.HILL))[:5]:
        weights = draws.carry[one, 0] ** np.arange(13)
        pressure = np.convolve(data.spend[:, 0], weights / weights.sum())[: len(data.starts)]
        reached = pressure / (pressure + draws.half[one, 0])
        brought = draws.ceiling[one, 0] * reached.sum()
        assert brought == pytest.approx(draws.roi[one, 0] * data.spend[:, 0].sum(), rel=1e-9)


def test_a_lift_test_narrows_its_channel_and_agrees_with_it(plain: Mix) -> None:
    data = plain.data
    test = true_test(data, 0, 60, 66, error=0.08)
    tested = fit(data, None, [test], seed=7)
    before, after = plain.draws.roi[:, 0].std(), tested.draws.roi[:, 0].std()
    assert after < 0.8 * before
    assert tested.tests == (test,)


def test_a_test_that_reaches_outside_of_the_data_is_left_out_and_said() -> None:
    data = company(30, 2)
    early = replace(true_test(data, 0, 0, 4), start=data.starts[0].replace(year=2023))
    assert within(data, [early, true_test(data, 1, 5, 9)]) == (true_test(data, 1, 5, 9),)
    with pytest.raises(ValueError, match="names the channel 'radio'"):
        within(data, [replace(early, channel="radio")])
    with pytest.raises(ValueError, match="standard error"):
        within(data, [replace(early, error=0.0)])


@pytest.mark.parametrize("data", [company(26, 3), company(60, 2, dark=0.8), company(52, 4, together=0.99)], ids=str)
def test_hard_weeks_still_converge(data: MixData) -> None:
    mix = fit(data, forms=[Form.HILL], draws=500, seed=2)
    assert finite(mix.draws)
    assert r_hat(mix.fits[0].draws).max() < CONVERGED
    assert bulk_ess(mix.fits[0].draws).min() >= ENOUGH


def test_a_channel_that_never_spent_does_no_harm() -> None:
    data = company(40, 2)
    spend = data.spend.copy()
    spend[:, 1] = 0.0
    mix = fit(replace(data, spend=spend), forms=[Form.FREE_HILL], draws=300)
    assert finite(mix.draws)
    assert (mix.draws.ceiling[:, 1] == 0).all()


def test_lost_points_have_no_density_and_no_gradient() -> None:
    data = company(40, 2)
    packed = pack(data, linear(data), default_priors(data))
    gradient = np.ones(9)
    for lost in (np.nan, np.inf, 1e3):
        u = np.zeros(9)
        u[4] = lost  # log ROI
        assert safe_density(u, int(Form.FREE_HILL), packed, workspace(packed), gradient) == -np.inf
        assert (gradient == 0).all()


def test_far_away_the_density_is_low_however_large_the_residual() -> None:
    """A residual of 1e50 squared must not be lost in rounding and come out as a peak."""
    data = company(40, 2)
    packed = pack(data, linear(data), default_priors(data))
    u, gradient = np.zeros(7), np.empty(7)
    u[4] = 115.0
    assert safe_density(u, int(Form.HILL), packed, workspace(packed), gradient) < -1e50


def test_coefficients_are_drawn_from_their_exact_conditional() -> None:
    """Given one point of the curves and noise, mean and covariance are those of the textbook's linear model."""
    data = company(40, 2)
    block, priors = linear(data), default_priors(data)
    packed = pack(data, block, priors)
    u = np.array([-1.0, -0.5, 0.1, -0.2, 0.3, 0.5, -3.2])
    draws = natural(Form.HILL, np.tile(u, (40_000, 1)), packed, block, np.random.default_rng(1))
    media = sum(
        draws.ceiling[0, c] * (p / (p + draws.half[0, c]))
        for c in range(2)
        for weights in [draws.carry[0, c] ** np.arange(13)]
        for p in [np.convolve(data.spend[:, c], weights / weights.sum())[:40]]
    )
    scaled, noise = block.columns * block.scales, np.exp(-3.2)
    covariance = np.linalg.inv(np.eye(scaled.shape[1]) + scaled.T @ scaled / noise**2)
    mean = covariance @ scaled.T @ ((data.target - media) / block.unit - block.level) / noise**2
    expected = mean * block.scales
    expected[0] += block.level
    widths = np.sqrt(np.diag(covariance)) * block.scales
    found = draws.linear / block.unit
    assert (np.abs(found.mean(axis=0) - expected) < 5 * widths / 200).all()
    assert np.cov(found.T) == pytest.approx(
        covariance * np.outer(block.scales, block.scales), abs=0.03 * float(widths.max()) ** 2
    )


def test_preview_is_near_the_fit(plain: Mix) -> None:
    quick = preview(plain.data, seed=1)
    assert finite(quick.draws)
    apart = np.abs(np.median(np.log(quick.draws.roi), axis=0) - np.median(np.log(plain.draws.roi), axis=0))
    assert (apart < np.log(plain.draws.roi).std(axis=0)).all()
