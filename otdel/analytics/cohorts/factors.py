"""Development factors: how much margin per customer grew from one age to the next, as the chain ladder has it."""

from __future__ import annotations

import numpy as np

from otdel.analytics.cohorts.shapes import Floats, Triangle


def factors(cohorts: Triangle) -> Floats:
    """[A - 1] cumulative margin at age a + 1 over that at age a, of all cohorts known at both; nan where there is none.

    Volume-weighted, as in Mack, "Distribution-free calculation of the standard error of chain ladder reserve
    estimates", ASTIN Bulletin 23 (1993).
    """
    totals = np.cumsum(cohorts.sums, axis=1)
    before, after = totals[:, :-1], totals[:, 1:]
    both = np.isfinite(after)
    under = np.where(both, before, 0).sum(axis=0)
    over = np.where(both, after, 0).sum(axis=0)
    return np.asarray(np.where(under > 0, over / np.where(under > 0, under, 1), np.nan))


def ladder(cohorts: Triangle) -> Floats:
    """[C, A] cumulative margin per customer: what is known, and after it the last known times the factors."""
    found, grow = cohorts.per_customer, factors(cohorts)
    for age in range(1, found.shape[1]):
        missing = ~np.isfinite(found[:, age])
        found[missing, age] = found[missing, age - 1] * grow[age - 1]
    return found
