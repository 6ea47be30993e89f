"""From chains of several forms to one set of equally likely answers in natural units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from otdel.analytics.compiled import compiled
from otdel.analytics.mix.density import curves, workspace
from otdel.analytics.mix.design import Linear
from otdel.analytics.mix.packing import Packed
from otdel.analytics.mix.shapes import Draws, Floats, Form, FormFit


def weights_of(logs: Sequence[float]) -> Floats:
    """What each form deserves [F] when all were equally likely before: its evidence over the sum of all."""
    parts = np.exp(np.asarray(logs) - max(logs))
    return np.asarray(parts / parts.sum())


def averaged(fits: Sequence[FormFit], weights: Floats, packed: Packed, linear: Linear, *, seed: int) -> Draws:
    """As many draws as one form has, of every form its share, in random order."""
    random = np.random.default_rng((seed, 77))
    total = max(fit.draws.shape[0] * fit.draws.shape[1] for fit in fits)
    counts = shares_of(total, weights)
    pieces = [
        natural(fit.form, _some(fit.draws, count, random), packed, linear, random)
        for fit, count in zip(fits, counts, strict=True)
        if count
    ]
    order = random.permutation(total)
    return Draws(*(np.concatenate([getattr(piece, name) for piece in pieces])[order] for name in Draws.__slots__))


def shares_of(total: int, weights: Floats) -> list[int]:
    """Whole numbers in proportion to the weights that add up to `total`: largest remainders."""
    exact = total * weights
    counts = np.floor(exact).astype(int)
    missing = np.argsort(counts - exact, kind="stable")[: total - counts.sum()]
    counts[missing] += 1
    return [int(count) for count in counts]


def _some(draws: Floats, count: int, random: np.random.Generator) -> Floats:
    """So many of the draws [M, N, d], none twice while there are enough."""
    flat = draws.reshape(-1, draws.shape[-1])
    if count == len(flat):
        return flat
    return flat[random.choice(len(flat), count, replace=count > len(flat))]


def natural(form: Form, points: Floats, packed: Packed, linear: Linear, random: np.random.Generator) -> Draws:
    """Points u [S, d] as carry, money and target; coefficients of the linear block drawn from what they must be."""
    channels, count = len(packed.totals), len(points)
    points = np.ascontiguousarray(points)
    ceilings, along = np.empty((count, channels)), np.empty((count, len(packed.weights)))
    seen(points, int(form), packed, workspace(packed), ceilings, along)
    slopes = np.exp(points[:, 3 * channels + 1 :]) if form is Form.FREE_HILL else np.ones((count, channels))
    noise = np.exp(points[:, 3 * channels])
    return Draws(
        form=np.full(count, int(form), dtype=np.int64),
        carry=1 / (1 + np.exp(-points[:, :channels])),
        half=np.exp(points[:, channels : 2 * channels]) * packed.means,
        slope=slopes,
        ceiling=ceilings * packed.unit,
        roi=np.exp(points[:, 2 * channels : 3 * channels]),
        noise=noise * packed.unit,
        linear=coefficients(along, noise, linear, random) * packed.unit,
    )


def coefficients(along: Floats, noise: Floats, linear: Linear, random: np.random.Generator) -> Floats:
    """Exact draws [S, L] of the linear block in units, by noise [S] and the residual's part [S, K] `along` the basis.

    In the rotated basis every weight is normal by itself; directions the columns do not have keep their prior. The
    prior level is part of the first coefficient, the constant.
    """
    lengths = np.sqrt(linear.weights)
    turned = (linear.columns * linear.scales).T @ linear.basis.T / lengths  # [L, K], V of the singular values
    variance = noise[:, None] ** 2
    both = variance + linear.weights
    known = along * lengths / both + np.sqrt(variance / both) * random.standard_normal(along.shape)
    before = random.standard_normal((len(along), len(linear.scales)))
    standard = before + (known - before @ turned) @ turned.T
    out = standard * linear.scales
    out[:, 0] += linear.level
    return np.asarray(out)


@compiled
def seen(points: Floats, form: int, packed: Packed, work: Floats, ceilings: Floats, along: Floats) -> None:
    """Fill the `ceilings` [S, C] in units and the residual's part `along` [S, K] each basis vector."""
    channels = len(packed.totals)
    sums, residual = np.zeros((channels, 4)), work[channels + 1, 0]
    for one in range(len(points)):
        curves(points[one], form, packed, work, sums, ceilings[one], residual)
        for k in range(len(packed.weights)):
            along[one, k] = (packed.basis[k] * residual).sum()
