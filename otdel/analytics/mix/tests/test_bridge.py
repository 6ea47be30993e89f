"""Evidence where it is known in closed form, and importance weights whose tail is known."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.mix.averaging import shares_of, weights_of
from otdel.analytics.mix.bridge import evidence, smoothed
from otdel.analytics.mix.shapes import Floats


def conjugate(seen: int, size: int) -> tuple[Floats, float, Floats, Floats]:
    """y ~ normal(X b, 1), b ~ normal(0, 1): columns, the log evidence, the posterior's mean and covariance."""
    random = np.random.default_rng(4)
    columns = random.standard_normal((seen, size))
    y = columns @ random.standard_normal(size) + random.standard_normal(seen)
    marginal = np.eye(seen) + columns @ columns.T
    known = -0.5 * (seen * np.log(2 * np.pi) + np.linalg.slogdet(marginal)[1] + y @ np.linalg.solve(marginal, y))
    covariance = np.linalg.inv(np.eye(size) + columns.T @ columns)
    return np.column_stack([columns, y]), float(known), covariance @ columns.T @ y, np.asarray(covariance, float)


def test_bridge_sampling_finds_the_evidence_of_a_conjugate_model() -> None:
    both, known, mean, covariance = conjugate(30, 8)
    columns, y = both[:, :-1], both[:, -1]

    def density(points: Floats) -> Floats:
        left = y - points @ columns.T
        constant = -0.5 * (len(y) + points.shape[1]) * np.log(2 * np.pi)
        return np.asarray(constant - 0.5 * (left**2).sum(axis=1) - 0.5 * (points**2).sum(axis=1))

    draws = np.random.default_rng(5).multivariate_normal(mean, covariance, (4, 1000))
    values = density(draws.reshape(-1, 8)).reshape(4, 1000)
    found = evidence(draws, values, density, seed=(1,))
    assert found.error < 0.02
    assert abs(found.log - known) < 4 * found.error


def test_bridge_sampling_finds_the_constant_of_a_skewed_density_within_its_own_error() -> None:
    """Gamma(3) of e**u in four directions: the constant is 2 each, far from a normal's."""

    def density(points: Floats) -> Floats:
        return np.asarray((3 * points - np.exp(points)).sum(axis=1))

    misses = []
    for seed in range(12):
        draws = np.log(np.random.default_rng(seed).gamma(3.0, size=(4, 500, 4)))
        found = evidence(draws, density(draws.reshape(-1, 4)).reshape(4, 500), density, seed=(seed,))
        misses.append((found.log - 4 * np.log(2.0)) / found.error)
    assert 0.3 < np.sqrt(np.mean(np.square(misses))) < 1.8
    assert np.abs(misses).max() < 4


@pytest.mark.parametrize("k", [0.2, 0.5, 0.9])
def test_the_tail_of_weights_is_recognised(k: float) -> None:
    """Ratios that follow a Pareto with shape k have k-hat about k."""
    found = [smoothed(-k * np.log(np.random.default_rng(seed).random(20_000))) for seed in range(5)]
    assert np.mean([one.k_hat for one in found]) == pytest.approx(k, abs=0.06)
    assert all(one.trusted == (one.k_hat < 0.7) for one in found)
    assert all(one.weights.sum() == pytest.approx(1) for one in found)


def test_weights_that_are_all_lost_are_not_trusted() -> None:
    lost = smoothed(np.full(100, -np.inf))
    assert not lost.trusted
    assert lost.weights == pytest.approx(np.full(100, 0.01))


def test_forms_are_weighed_by_their_evidence() -> None:
    assert weights_of([-1000.0, -1000.0 + np.log(3)]) == pytest.approx([0.25, 0.75])
    assert weights_of([5.0, -2000.0]) == pytest.approx([1, 0])


def test_shares_of_draws_add_up() -> None:
    assert shares_of(10, np.array([0.25, 0.25, 0.5])) == [3, 2, 5]
    assert shares_of(4000, np.array([1 / 3, 1 / 3, 1 / 3])) == [1334, 1333, 1333]
