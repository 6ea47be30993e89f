"""What the augmented synthetic control adds: a ridge regression on what plain weights could not fit, its strength
chosen on blocks of steps left out (Ben-Michael, Feller and Rothstein 2021)."""

from __future__ import annotations

import numpy as np

from otdel.analytics.experiments.geo.shapes import Floats

BLOCKS, STRENGTHS = 8, 20
WEAKEST = 1e-8  # of the largest eigenvalue


def correction(products: Floats, missed: Floats, strength: float) -> Floats:
    """[N] to be added to the weights, of any sign and with sum 0, from products of controls [N, N] and of each with
    what the weights missed [N]. Controls are taken less their mean of each step, which products can do as well."""
    apart = products - products.mean(axis=0)
    square = apart - apart.mean(axis=1, keepdims=True) + strength * np.eye(len(products))
    return np.asarray(np.linalg.solve(square, missed - missed.mean()))


def strength_of(controls: Floats, missed: Floats) -> float:
    """The strongest ridge whose error on steps left out is within one standard error of the least, from controls
    before the test [N, T] and what the weights missed [T]."""
    centred = controls - controls.mean(axis=0)
    largest = float(np.linalg.eigvalsh(centred @ centred.T)[-1])
    if not largest > 0:
        return 1.0
    grid = largest * np.geomspace(1.0, WEAKEST, STRENGTHS)
    blocks = np.array_split(np.arange(len(missed)), min(BLOCKS, len(missed)))
    errors = np.array([_errors(centred, missed, block, grid) for block in blocks])
    middle = errors.mean(axis=0)
    least = int(np.argmin(middle))
    spread = float(errors[:, least].std(ddof=1) / np.sqrt(len(blocks))) if len(blocks) > 1 else 0.0
    return float(grid[int(np.flatnonzero(middle <= middle[least] + spread)[0])])


def _errors(centred: Floats, missed: Floats, block: np.ndarray, grid: Floats) -> Floats:
    """Mean square of what is missed in the block when the others are fitted, by strength."""
    kept = np.ones(len(missed), dtype=bool)
    kept[block] = False
    values, vectors = np.linalg.eigh(centred[:, kept] @ centred[:, kept].T)
    turned = vectors.T @ (centred[:, kept] @ missed[kept])
    shown = centred[:, block].T @ vectors
    guesses = shown @ (turned[:, None] / (np.maximum(values, 0)[:, None] + grid[None, :]))
    return np.asarray(((missed[block, None] - guesses) ** 2).mean(axis=0))
