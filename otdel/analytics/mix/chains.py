"""Whether chains agree, and how many independent draws they are worth.

After Vehtari, Gelman, Simpson, Carpenter and Bürkner, "Rank-normalization, folding, and localization: an improved
R-hat" (Bayesian Analysis 16, 2021). Chains are [M, N] of one quantity or [M, N, d] of many; every chain is cut in two
halves.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import lru_cache, wraps
from math import log10
from statistics import NormalDist

import numpy as np

from otdel.analytics.compiled import compiled
from otdel.analytics.mix.shapes import Floats

CONVERGED = 1.01  # R-hat below it
ENOUGH = 900.0  # effective draws in bulk
TAIL = 400.0  # effective draws at the 5 % and 95 % quantiles: the least the paper trusts a range with


def remembered(measure: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    """The measure, worked out once for as long as the very same array lives: a fit, its health and its report all ask.

    Chains are never changed in place once they are drawn.
    """
    known: dict[int, tuple[weakref.ref[Floats], Floats]] = {}

    @wraps(measure)
    def once(chains: Floats) -> Floats:
        key = id(chains)
        found = known.get(key)
        if found is None or found[0]() is not chains:
            found = known[key] = weakref.ref(chains, lambda _gone: _forget(known, key)), measure(chains)
        return found[1]

    return once


def _forget(known: dict[int, tuple[weakref.ref[Floats], Floats]], key: int) -> None:
    known.pop(key, None)


@remembered
def r_hat(chains: Floats) -> Floats:
    """The potential scale reduction [d]: the worse of place (rank-normalised) and width (folded at the median)."""
    halves = split(chains)
    folded = np.abs(halves - np.median(halves, axis=(0, 1)))
    return np.maximum(_scale_reduction(rank_normal(halves)), _scale_reduction(rank_normal(folded)))


@remembered
def bulk_ess(chains: Floats) -> Floats:
    """Effective draws [d] for means and middles."""
    return _ess(rank_normal(split(chains)))


@remembered
def tail_ess(chains: Floats) -> Floats:
    """Effective draws [d] for the 5 % and 95 % quantiles, the lesser of both."""
    halves = split(chains)
    low, high = np.quantile(halves, (0.05, 0.95), axis=(0, 1))
    return np.minimum(_ess((halves <= low).astype(float)), _ess((halves <= high).astype(float)))


def mean_ess(chains: Floats) -> Floats:
    """Effective draws [d] for the mean of the values as they are."""
    return _ess(split(chains))


def split(chains: Floats) -> Floats:
    """Halves [2 M, N / 2, d] of the chains; of an odd number of draws the middle one is left out."""
    if chains.ndim == 2:
        chains = chains[:, :, None]
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, -half:]])


def rank_normal(halves: Floats) -> Floats:
    """Every value's rank among all of its kind as the normal score of (rank - 3/8) / (number + 1/4)."""
    flat = halves.reshape(-1, halves.shape[-1])
    scores = normal_scores(len(flat))
    out = np.empty_like(flat)
    for place in range(flat.shape[1]):
        out[:, place] = scores[twice_ranks(flat[:, place])]
    return out.reshape(halves.shape)


def twice_ranks(values: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Twice the rank of each value, from 2; equal values share the mean of their ranks, hence twice."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    ends = np.append(begins[1:], len(values))
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[order] = np.repeat(begins + ends + 1, ends - begins)
    return ranks


@lru_cache(maxsize=8)
def normal_scores(count: int) -> Floats:
    """The normal score of every half rank of so many, by twice the rank."""
    score = NormalDist().inv_cdf
    return np.array([0.0, 0.0] + [score((twice / 2 - 0.375) / (count + 0.25)) for twice in range(2, 2 * count + 1)])


def _scale_reduction(halves: Floats) -> Floats:
    count = halves.shape[1]
    within = halves.var(axis=1, ddof=1).mean(axis=0)
    between = halves.mean(axis=1).var(axis=0, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        reduction = np.sqrt((count - 1) / count + between / within)
    return np.where(within > 0, reduction, np.where(between > 0, np.inf, 1.0))


def _ess(halves: Floats) -> Floats:
    columns = np.ascontiguousarray(np.moveaxis(halves, -1, 0))
    return np.array([effective(column) for column in columns])


def effective(chains: Floats) -> float:
    """Effective draws of chains [M, N]; as many as there are where nothing varies."""
    total = chains.shape[0] * chains.shape[1]
    if chains.shape[1] < 4 or np.ptp(chains) == 0:
        return float(total)
    return float(total / max(time_of(chains), 1 / log10(total)))


@compiled
def time_of(chains: Floats) -> float:
    """The autocorrelation time: Geyer's sums of pairs while they are positive, made falling."""
    many, count = chains.shape
    means = np.empty(many)
    for chain in range(many):
        means[chain] = chains[chain].mean()
    within = lagged(chains, means, 0) / (count - 1.0)
    middle = means.mean()
    between = ((means - middle) ** 2).sum() / (many - 1.0) if many > 1 else 0.0
    whole = within * (count - 1.0) / count + between
    even, odd = 1.0, 1.0 - (within - lagged(chains, means, 1) / count) / whole
    total: float = 0.0
    pair, lag = even + odd, 1
    while True:
        total += pair
        if lag + 2 > count - 3:
            time: float = 2.0 * total - 1.0
            return time
        even = 1.0 - (within - lagged(chains, means, lag + 1) / count) / whole
        odd = 1.0 - (within - lagged(chains, means, lag + 2) / count) / whole
        lag += 2
        if not even + odd > 0.0:
            time = 2.0 * total - 1.0 + max(even, 0.0)
            return time
        pair = min(pair, even + odd)


@compiled
def lagged(chains: Floats, means: Floats, lag: int) -> float:
    """The mean over chains of the sum of products of deviations `lag` draws apart."""
    total: float = 0.0
    for chain in range(len(chains)):
        for k in range(chains.shape[1] - lag):
            total += (chains[chain, k] - means[chain]) * (chains[chain, k + lag] - means[chain])
    mean: float = total / len(chains)
    return mean
