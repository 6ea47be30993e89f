"""What the augmented synthetic control adds: a ridge regression on what plain weights could not fit, its strength
chosen on blocks of steps left out (Ben-Michael, Feller and Rothstein 2021)."""

from __future__ import annotations

import numpy as np

from otdel.analytics.experiments.geo.shapes import Floats

BLOCKS, STRENGTHS = 8, 20
WEAKEST = 1e-8  # of the largest eigenvalue


def corrected(weights: Floats, controls: Floats, treated: Floats, strength: float) -> Floats:
    """[N] weights of any sign that still add up to 1, from steps before the test [N, T] and [T]."""
    centred = controls - controls.mean(axis=0)
    missed = treated - weights @ controls
    square = centred @ centred.T + strength * np.eye(len(centred))
    return weights + np.linalg.solve(square, centred @ missed)


def strength_of(weights: Floats, controls: Floats, treated: Floats) -> float:
    """The strongest ridge whose error on steps left out is within one standard error of the least."""
    centred = controls - controls.mean(axis=0)
    missed = treated - weights @ controls
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
