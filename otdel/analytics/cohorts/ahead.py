"""Every cohort's margin per customer as whole futures: what is known stays, what is not is drawn."""

from __future__ import annotations

import numpy as np

from otdel.analytics.cohorts.curves import Curves
from otdel.analytics.cohorts.shapes import Floats, Ints, Triangle


def ahead(curves: Curves, cohorts: Triangle, horizon: int, seed: int = 0) -> Floats:
    """[S, C, horizon + 1] cumulative margin per customer by age. Cohorts are those the curves were fitted to."""
    chance = np.random.default_rng((seed, 1))
    draws, count = len(curves.cell), len(cohorts.size)
    ages = np.arange(horizon + 1)
    paths = np.zeros((draws, count, horizon + 1))
    width = min(horizon + 1, cohorts.sums.shape[1])
    known = np.isfinite(cohorts.sums[:, :width])
    paths[:, :, :width] = np.where(known, cohorts.sums[:, :width] / cohorts.size[:, None], 0)
    cohort, age = np.nonzero(ages[None, :] > cohorts.known[:, None])
    if len(age):
        paths[:, cohort, age] = _drawn(curves, cohorts, cohort, age, chance)
    return np.cumsum(paths, axis=2)


def _drawn(curves: Curves, cohorts: Triangle, cohort: Ints, age: Ints, chance: np.random.Generator) -> Floats:
    """[S, N] months to come: a month's shock is one for all cohorts, so is the bend of an age nobody has reached."""
    found = curves.logarithms(cohort, np.maximum(age, 1))
    draws = len(found)
    month = cohorts.month[cohort] + age - cohorts.last - 1
    shocks = chance.standard_normal((draws, int(month.max()) + 1)) * np.sqrt(curves.variances["time"])[:, None]
    found += shocks[:, month]
    oldest = curves.frame.oldest
    if (older := int(age.max()) - oldest) > 0:
        steps = np.log(np.arange(oldest + 1, oldest + older + 1) / np.arange(oldest, oldest + older))
        bends = chance.standard_normal((draws, older)) * np.sqrt(curves.variances["bend"][:, None] * steps)
        drift = np.concatenate([np.zeros((draws, 1)), np.cumsum(bends, axis=1)], axis=1)
        found += drift[:, np.maximum(age - oldest, 0)]
    cell = curves.cell[:, None]
    found += chance.standard_normal(found.shape) * np.sqrt(cell) - cell / 2
    mean = np.exp(np.clip(found, np.log(curves.frame.usual) - 12, np.log(curves.frame.usual) + 4))
    size = cohorts.size[cohort]
    lump = curves.noise.lump * curves.stray[:, None] / size
    return np.asarray(chance.standard_gamma(np.maximum(mean / lump, 1e-9)) * lump)
