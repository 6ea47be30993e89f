"""The same posterior written a second time, in NumPyro's distributions, must agree: density, gradient and quantiles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpyro.distributions as dist
import pytest
from numpyro.infer import MCMC, NUTS

from otdel.analytics.mix.beliefs import default_priors
from otdel.analytics.mix.chains import mean_ess
from otdel.analytics.mix.density import safe_density, workspace
from otdel.analytics.mix.design import linear
from otdel.analytics.mix.fit import fit
from otdel.analytics.mix.laplace import middle_of_priors
from otdel.analytics.mix.packing import pack
from otdel.analytics.mix.shapes import Floats, Form, LiftTest, MixData
from otdel.analytics.mix.tests.worlds import company, true_test
from otdel.analytics.mix.transforms import WEEKS

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
LAGS = 13


def reference(data: MixData, form: Form, tests: tuple[LiftTest, ...]) -> Callable[[Any], Any]:
    """The log density of u for jax: lags as a matrix, the linear block as a covariance, tests day by day."""
    block, priors = linear(data), default_priors(data)
    steps, channels = data.spend.shape
    means = np.array([column[column > 0].mean() for column in data.spend.T])
    scaled = block.columns * block.scales
    target, totals = data.target / block.unit - block.level, data.spend.sum(axis=0) / block.unit
    medians = np.array([priors.roi[name].median for name in data.channels])
    spreads = np.array([priors.roi[name].spread for name in data.channels])

    def reached(spend: Floats, carry: Any, half: Any, slope: Any) -> Any:
        lagged = np.stack([np.concatenate([np.zeros(lag), spend[: steps - lag]]) for lag in range(LAGS)])
        weights = carry ** jnp.arange(LAGS)
        pressure = (weights / weights.sum()) @ lagged
        if form is Form.LOGISTIC:
            return jnp.tanh(pressure * jnp.log(3.0) / 2 / half)
        if form is Form.HILL:
            return pressure / (pressure + half)
        some = jnp.where(pressure > 0, pressure, 1.0)
        return jnp.where(pressure > 0, 1 / (1 + (half / some) ** slope), 0.0)

    def log_density(u: Any) -> Any:
        carry, half, roi = (
            jax.nn.sigmoid(u[:channels]),
            jnp.exp(u[channels : 2 * channels]),
            jnp.exp(u[2 * channels : 3 * channels]),
        )
        noise, log_slope = jnp.exp(u[3 * channels]), u[3 * channels + 1 :]
        slope = jnp.exp(log_slope) if form is Form.FREE_HILL else jnp.ones(channels)
        total = dist.Beta(priors.carry_a, priors.carry_b).log_prob(carry).sum() + jnp.log(carry * (1 - carry)).sum()
        total += (
            dist.LogNormal(jnp.log(priors.half_median), priors.half_spread).log_prob(half).sum() + jnp.log(half).sum()
        )
        total += dist.LogNormal(jnp.log(medians), spreads).log_prob(roi).sum() + jnp.log(roi).sum()
        total += dist.HalfNormal(priors.noise).log_prob(noise) + jnp.log(noise)
        if form is Form.FREE_HILL:
            total += dist.Normal(0, priors.slope_spread).log_prob(log_slope).sum()
        shares = [reached(data.spend[:, c] / means[c], carry[c], half[c], slope[c]) for c in range(channels)]
        ceilings = [roi[c] * totals[c] / shares[c].sum() for c in range(channels)]
        media = sum(ceiling * share for ceiling, share in zip(ceilings, shares, strict=True))
        noises = jnp.full(steps, noise**2)
        total += dist.LowRankMultivariateNormal(media, jnp.asarray(scaled), noises).log_prob(target)
        for test in tests:
            c = data.channels.index(test.channel)
            less = data.spend[:, c] / means[c] * (1 - test.share * covered(data, test.start, test.end))
            seen = covered(data, test.start, test.measured_to or test.end)
            lift = ceilings[c] * (seen * (shares[c] - reached(less, carry[c], half[c], slope[c]))).sum() * block.unit
            total += dist.Normal(lift, test.error).log_prob(test.lift) + jnp.log(block.unit)
        return total

    return log_density


def covered(data: MixData, start: Any, end: Any) -> Floats:
    """The part of each step's days in [start, end), counted day by day."""
    days = range(data.step_days)
    return np.array(
        [sum(start <= day + timedelta(days=more) < end for more in days) / data.step_days for day in data.starts]
    )


def tried(data: MixData) -> tuple[LiftTest, ...]:
    """A switch-off of whole weeks, and a rise that begins and is measured in the middle of weeks."""
    off = true_test(data, 0, 60, 64)
    rise = LiftTest(
        data.channels[1],
        data.starts[20] + timedelta(days=2),
        data.starts[26] + timedelta(days=5),
        lift=20_000.0,
        error=6_000.0,
        share=1 / 3,
        measured_to=data.starts[29] + timedelta(days=3),
    )
    return off, rise


@pytest.mark.parametrize(("form", "tested"), [(Form.HILL, False), *((form, True) for form in Form)])
def test_density_and_gradient_agree_with_a_second_writing(form: Form, tested: bool) -> None:
    assert LAGS == WEEKS
    data = company(dark=0.1)
    tests = tried(data) if tested else ()
    packed = pack(data, linear(data), default_priors(data), tests)
    theirs = jax.jit(jax.value_and_grad(reference(data, form, tests)))
    middle, width = middle_of_priors(int(form), packed)
    random, gradient = np.random.default_rng(int(form)), np.empty(len(middle))
    for _ in range(20):
        u = middle + width * random.standard_normal(len(middle))
        value = safe_density(u, int(form), packed, workspace(packed), gradient)
        other, slope = theirs(u)
        assert value == pytest.approx(float(other), rel=1e-9)
        assert np.abs(gradient - np.asarray(slope)).max() <= 1e-9 * np.abs(np.asarray(slope)).max()


@pytest.mark.slow
def test_nuts_finds_the_same_quantiles() -> None:
    """Every quantile of ours and of NUTS within four Monte Carlo standard errors of their difference."""
    data = company(40, 2)
    tests = (true_test(data, 0, 30, 34),)
    log_density = reference(data, Form.HILL, tests)
    ours = fit(data, None, tests, forms=[Form.HILL], draws=2000, seed=3).fits[0].draws
    sampler = MCMC(
        NUTS(potential_fn=lambda u: -log_density(u), dense_mass=True, target_accept_prob=0.8),
        num_warmup=200,
        num_samples=500,
        num_chains=2,
        chain_method="sequential",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(1), init_params=jnp.array(ours[:2, 0]))
    theirs = np.asarray(sampler.get_samples(group_by_chain=True))
    for probability in (0.1, 0.5, 0.9):
        apart, error = quantile_gap(ours, theirs, probability)
        assert (np.abs(apart) <= 4 * error).all(), (probability, apart / error)


def quantile_gap(ours: Floats, theirs: Floats, probability: float) -> tuple[Floats, Floats]:
    """The difference of a quantile and its standard error: that of the share below it, over the density there."""
    pooled = np.concatenate([ours.reshape(-1, ours.shape[-1]), theirs.reshape(-1, theirs.shape[-1])])
    at, low, high = np.quantile(pooled, (probability, probability - 0.05, probability + 0.05), axis=0)
    per_share = (high - low) / 0.1
    below = [(draws <= at).astype(float) for draws in (ours, theirs)]
    error = np.sqrt(sum(probability * (1 - probability) / mean_ess(one) for one in below))
    return (below[1].mean(axis=(0, 1)) - below[0].mean(axis=(0, 1))) * per_share, error * per_share
