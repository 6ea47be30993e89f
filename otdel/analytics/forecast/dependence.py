"""Several series imagined together: path number s of each is the same future, so that sums and ratios hold.

Each series keeps its own paths; only their order changes, so that totals go up and down together as the series did
before: the Schaake shuffle (Clark et al. 2004) with ranks from a normal copula, whose correlations are those of past
deviations from the recent level (by rank), shrunk towards none by how few there are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from otdel.analytics.forecast.smoothing import Floats

RECENT = 60  # periods whose deviations are compared
BEFORE = 8  # periods whose mean a deviation is from
DOUBT = 10.0  # periods that would have to show nothing in common for the correlation to be halved


def ordered_together(paths: Sequence[Floats], past: Sequence[Floats], period: int, seed: int = 0) -> list[Floats]:
    """The same paths [S, H] of every series in a common order. `past` [n] of each ends at the same step.

    Raises ValueError when the numbers of paths differ.
    """
    if len({len(path) for path in paths}) > 1:
        raise ValueError("every series needs the same number of paths")
    if not paths:
        return []
    draws = len(paths[0])
    likeness = correlations(past, period)
    chance = np.random.default_rng((seed, len(paths)))
    normal = chance.standard_normal((draws, len(paths))) @ np.linalg.cholesky(likeness).T
    ordered = []
    for place, path in enumerate(paths):
        by_total = np.argsort(path.sum(axis=1) + 0.0, kind="stable")
        rank = np.argsort(np.argsort(normal[:, place], kind="stable"), kind="stable")
        ordered.append(path[by_total[rank]])
    return ordered


def correlations(past: Sequence[Floats], period: int) -> Floats:
    """Of the series' deviations [K, K], positive definite."""
    found = np.eye(len(past))
    apart = [_deviations(values, period) for values in past]
    for one in range(len(past)):
        for other in range(one):
            both = min(len(apart[one]), len(apart[other]))
            if both >= 5:
                found[one, other] = found[other, one] = _alike(apart[one][-both:], apart[other][-both:])
    values, vectors = np.linalg.eigh(found)
    fixed = (vectors * np.maximum(values, 1e-3)) @ vectors.T
    size = np.sqrt(np.diag(fixed))
    return np.asarray(fixed / np.outer(size, size))


def _deviations(values: Floats, period: int) -> Floats:
    """Totals of whole periods from the end, against the mean of the periods before; gaps are left out."""
    whole = len(values) // period
    rows = values[len(values) - whole * period :].reshape(whole, period)[-RECENT - BEFORE :]
    totals = np.array([np.nan if not np.isfinite(row).any() else np.nanmean(row) for row in rows])
    if len(totals) <= BEFORE:
        return np.zeros(0)
    totals = np.where(np.isfinite(totals), totals, np.nanmean(totals) if np.isfinite(totals).any() else 0.0)
    before = np.convolve(totals, np.ones(BEFORE) / BEFORE, "valid")[:-1]
    return np.asarray(totals[BEFORE:] - before)


def _alike(one: Floats, other: Floats) -> float:
    """Rank correlation as a normal copula's, shrunk."""
    if one.std() == 0 or other.std() == 0:
        return 0.0
    ranks = [np.argsort(np.argsort(each, kind="stable"), kind="stable").astype(float) for each in (one, other)]
    spearman = float(np.corrcoef(ranks)[0, 1])
    return float(2 * np.sin(np.pi * spearman / 6) * len(one) / (len(one) + DOUBT))
