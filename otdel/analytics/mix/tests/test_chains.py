"""R-hat and effective draws against published software, and against what is known of the chains."""

from __future__ import annotations

import numpy as np
import pytest

from otdel.analytics.mix.chains import CONVERGED, ENOUGH, bulk_ess, effective, mean_ess, r_hat, split, tail_ess
from otdel.analytics.mix.chains import TAIL as TRUSTED
from otdel.analytics.mix.fit import enough
from otdel.analytics.mix.shapes import Floats

# Of `walks()` by ArviZ 0.x (az.rhat; az.ess with method bulk, tail, mean), which follows the same paper.
R_HAT = [1.006535854711296, 1.0056982194304622, 1.1565146548853502]
BULK = [273.090973052008, 5126.591972249479, 1679.5239786053194]
TAIL = [514.5473217691813, 1412.2942934298753]  # of the third its quantile misses a tie by rounding
MEAN = [272.9838760811161, 5126.591972249479, 1745.189192404611]


def walks() -> Floats:
    """Four chains of 400: one slow, one that swings back, one whose first chain is three times as wide; with ties."""
    steps = np.random.default_rng(12).standard_normal((4, 400, 3))
    out = steps.copy()
    for draw in range(1, 400):
        out[:, draw, 0] = 0.8 * out[:, draw - 1, 0] + steps[:, draw, 0]
        out[:, draw, 1] = -0.5 * out[:, draw - 1, 1] + steps[:, draw, 1]
    out[0, :, 2] *= 3
    return np.asarray(np.round(out, 2))


def test_r_hat_and_effective_draws_are_those_of_arviz() -> None:
    chains = walks()
    assert r_hat(chains) == pytest.approx(R_HAT, rel=1e-7)
    assert bulk_ess(chains) == pytest.approx(BULK, rel=1e-7)
    assert tail_ess(chains)[:2] == pytest.approx(TAIL, rel=1e-7)
    assert mean_ess(chains) == pytest.approx(MEAN, rel=1e-7)


def test_effective_draws_of_a_known_process() -> None:
    """Of an autoregression with 0.5 a third of the draws count: (1 - 0.5) / (1 + 0.5)."""
    random = np.random.default_rng(2)
    walk = np.zeros((4, 20_000))
    for draw in range(1, 20_000):
        walk[:, draw] = 0.5 * walk[:, draw - 1] + random.standard_normal(4)
    assert mean_ess(walk)[0] == pytest.approx(80_000 / 3, rel=0.05)


def test_chains_in_different_places_disagree() -> None:
    apart = np.random.default_rng(3).standard_normal((4, 500)) + np.array([[0.0], [0.0], [0.0], [2.0]])
    assert r_hat(apart)[0] > 1.3
    assert bulk_ess(apart)[0] < 50


def test_a_chain_that_never_moved_is_seen() -> None:
    still = np.random.default_rng(4).standard_normal((4, 500))
    still[2] = 5.0
    assert r_hat(still)[0] > 1.05
    assert r_hat(np.repeat([[0.0], [1.0]], 100, axis=1))[0] > 100


def test_constants_count_in_full() -> None:
    assert effective(np.ones((4, 100))) == 400
    assert split(np.arange(10.0).reshape(2, 5)).shape == (4, 2, 1)


def test_chains_that_know_the_middle_and_not_the_ends_are_not_enough() -> None:
    """Swings that come in long spells: signs forget at once, so middles are well known; large ones come together."""
    random = np.random.default_rng(4)
    calm = random.standard_normal((4, 1000, 1))
    spells = np.abs(np.sin(np.arange(1000) / 150 + np.arange(4)[:, None]))[:, :, None]
    wild = calm * np.where(spells > 0.95, 4.0, 1.0)
    assert bulk_ess(wild)[0] > ENOUGH and r_hat(wild)[0] < CONVERGED
    assert tail_ess(wild)[0] < TRUSTED
    assert enough(calm) and not enough(wild)
