"""How well a form foretells the data: its evidence from draws, and whether importance weights may be trusted.

Bridge sampling after Meng and Wong, "Simulating ratios of normalizing constants via a simple identity" (Statistica
Sinica 6, 1996), its error after Frühwirth-Schnatter (Econometrics Journal 7, 2004). Pareto-smoothed importance
sampling after Vehtari, Simpson, Gelman, Yao and Gabry (JMLR 25, 2024).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from otdel.analytics.mix.chains import effective
from otdel.analytics.mix.packing import LOG_ROOT_2PI
from otdel.analytics.mix.shapes import Floats

Density = Callable[[Floats], Floats]  # points [N, d] -> log densities [N]
TRUSTED = 0.7  # k-hat of the weights below which they may be used
ROUNDS = 200


class Evidence(NamedTuple):
    """The logarithm of the normalising constant and its standard error."""

    log: float
    error: float


class Normal(NamedTuple):
    """A normal density with `mean` [d] and covariance root root'."""

    mean: Floats
    root: Floats

    def log_density(self, points: Floats) -> Floats:
        spread = np.linalg.solve(self.root, (points - self.mean).T)
        constant = len(self.mean) * LOG_ROOT_2PI + np.log(np.diag(self.root)).sum()
        return np.asarray(-0.5 * (spread**2).sum(axis=0) - constant)

    def draw(self, count: int, random: np.random.Generator) -> Floats:
        return np.asarray(self.mean + random.standard_normal((count, len(self.mean))) @ self.root.T)


def evidence(draws: Floats, values: Floats, density: Density, *, seed: tuple[int, ...]) -> Evidence:
    """The evidence by draws [M, N, d] with their unnormalised log densities `values` [M, N].

    One half of every chain shapes the normal at the other end of the bridge, the other half is weighed; then the
    halves change places and the mean is taken.
    """
    random, half = np.random.default_rng(seed), draws.shape[1] // 2
    early, late = slice(None, half), slice(draws.shape[1] - half, None)
    both = [
        _one_way(draws[:, a], draws[:, b], values[:, b], density, random) for a, b in ((early, late), (late, early))
    ]
    logs, errors = [one.log for one in both], [one.error for one in both]
    return Evidence(float(np.mean(logs)), float(np.sqrt(np.mean(np.square(errors)))))


def _one_way(shape: Floats, draws: Floats, values: Floats, density: Density, random: np.random.Generator) -> Evidence:
    other = normal_like(shape.reshape(-1, shape.shape[-1]))
    flat = draws.reshape(-1, draws.shape[-1])
    proposed = other.draw(len(flat), random)
    mine = values - other.log_density(flat).reshape(values.shape)
    theirs = density(proposed) - other.log_density(proposed)
    return bridge(mine, theirs)


def normal_like(points: Floats) -> Normal:
    """The normal with the mean and covariance of points [N, d], a hair wider so that it is never flat."""
    covariance = np.atleast_2d(np.cov(points.T))
    return Normal(points.mean(axis=0), root_of(covariance + 1e-9 * np.diag(np.diag(covariance) + 1e-12)))


def root_of(covariance: Floats) -> Floats:
    """The lower triangular root of a covariance [d, d]."""
    return np.asarray(np.linalg.cholesky(covariance), dtype=np.float64)


def bridge(mine: Floats, theirs: Floats) -> Evidence:
    """The optimal bridge from log ratios density / normal of its own draws [M, N] and of the normal's [K].

    Draws that hang together count as their effective number.
    """
    independent = min(effective(mine), float(mine.size))
    flat, shift = mine.ravel(), float(np.median(mine))
    own, other = flat - shift, theirs - shift
    part_own, part_other = independent / (independent + len(other)), len(other) / (independent + len(other))
    log = 0.0
    for _ in range(ROUNDS):
        above = other - np.logaddexp(np.log(part_own) + other, np.log(part_other) + log)
        below = -np.logaddexp(np.log(part_own) + own, np.log(part_other) + log)
        before, log = log, _log_mean(above) - _log_mean(below)
        if abs(log - before) < 1e-10:
            break
    error = _error(own - log, other - log, mine.shape, part_own, part_other)
    return Evidence(log + shift, error)


def _log_mean(logs: Floats) -> float:
    top = float(logs.max())
    return top + float(np.log(np.exp(logs - top).mean())) if np.isfinite(top) else top


def _error(own: Floats, other: Floats, shape: tuple[int, ...], part_own: float, part_other: float) -> float:
    """The standard error of the log: relative variance of both means, that of the chain's with its autocorrelation."""
    above = np.exp(other - np.logaddexp(np.log(part_own) + other, np.log(part_other)))
    below = np.exp(-np.logaddexp(np.log(part_own) + own, np.log(part_other)))
    if not (above.mean() > 0 and below.mean() > 0):  # the two ends of the bridge do not meet
        return np.inf
    of_above = above.var() / above.mean() ** 2 / len(above)
    of_below = below.var() / below.mean() ** 2 / effective(below.reshape(shape))
    return float(np.sqrt(of_above + of_below))


class Smoothed(NamedTuple):
    """Importance weights [N] adding up to 1 and the shape k-hat of their tail."""

    weights: Floats
    k_hat: float

    @property
    def trusted(self) -> bool:
        return self.k_hat < TRUSTED


def smoothed(log_ratios: Floats) -> Smoothed:
    """Weights whose largest follow the quantiles of the generalised Pareto that fits them; the rest stay."""
    logs = np.where(np.isfinite(log_ratios), log_ratios, -np.inf)
    if not np.isfinite(logs).any():
        return Smoothed(np.full(len(logs), 1 / len(logs)), np.inf)
    raw, count = np.exp(logs - logs.max()), len(logs)
    order, tail = np.argsort(raw, kind="stable"), int(min(0.2 * count, 3 * np.sqrt(count)))
    cut = raw[order[-tail - 1]] if tail >= 5 else np.inf
    above = raw[order[-tail:]] - cut if tail >= 5 else np.empty(0)
    if tail < 5 or above[-1] <= 0:
        return Smoothed(raw / raw.sum(), np.inf)
    k, sigma = pareto(np.maximum(above, 1e-300))
    quantiles = (np.arange(tail) + 0.5) / tail
    reach = -np.log1p(-quantiles) if abs(k) < 1e-12 else np.expm1(-k * np.log1p(-quantiles)) / k
    raw[order[-tail:]] = np.minimum(cut + sigma * reach, 1.0)
    return Smoothed(raw / raw.sum(), float(k))


def pareto(above: Floats) -> tuple[float, float]:
    """Shape k and scale of a generalised Pareto for sorted exceedances [n], by Zhang and Stephens (2009).

    k is drawn a little towards 1/2, as ten more values would, as PSIS does.
    """
    count = len(above)
    grid = 30 + int(np.sqrt(count))
    places = np.arange(1, grid + 1)
    quarter = above[int(count / 4 + 0.5) - 1]
    theta = 1 / above[-1] + (1 - np.sqrt(grid / (places - 0.5))) / (3 * quarter)
    shapes = np.log1p(-theta[:, None] * above).mean(axis=1)
    profile = count * (np.log(-theta / shapes) - shapes - 1)
    weights = 1 / np.exp(profile - profile[:, None]).sum(axis=1)
    best = float((theta * weights).sum() / weights.sum())
    k = float(np.log1p(-best * above).mean())
    return (count * k + 10 * 0.5) / (count + 10), -k / best
