"""What treated regions would have had without the treatment, by each estimator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from otdel.analytics.experiments.geo.ridge import correction, strength_of
from otdel.analytics.experiments.geo.shapes import Estimator, Floats
from otdel.analytics.experiments.geo.simplex import weights_of


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """`path` [T] of the mean treated region without the treatment; `weights` [N] of controls, None where there are
    none; `strength` of the ridge, 0 for the others."""

    path: Floats
    weights: Floats | None = None
    strength: float = 0.0


class Ground:
    """What fits have in common whatever is treated: the first `before` steps of controls [N, T], their moves around
    their own means and all products, made once."""

    def __init__(self, controls: Floats, before: int) -> None:
        self.controls, self.before = controls, before
        self.moves = np.asarray(controls - controls[:, :before].mean(axis=1, keepdims=True))
        self.products = np.asarray(self.moves[:, :before] @ self.moves[:, :before].T)

    def without(self, chosen: Sequence[int]) -> Ground:
        """Of the other controls."""
        kept = np.setdiff1d(np.arange(len(self.controls)), np.array(chosen))
        found = Ground.__new__(Ground)
        found.controls, found.before, found.moves = self.controls[kept], self.before, self.moves[kept]
        found.products = np.asarray(self.products[np.ix_(kept, kept)])
        return found


def fit(kind: Estimator, treated: Floats, controls: Floats, before: int, strength: float | None = None) -> Fit:
    """From the first `before` steps of [T] and [N, T]; `strength` holds a ridge found already."""
    return fit_on(kind, treated, Ground(controls, before), strength)


def fit_on(kind: Estimator, treated: Floats, ground: Ground, strength: float | None = None) -> Fit:
    """The same on what has been made ready."""
    before = ground.before
    if kind is Estimator.REGRESSION:
        return Fit(_regression(treated, ground.controls, before))
    if kind is Estimator.DIFFERENCE:
        return Fit(_difference(treated, ground.controls, before))
    if kind is Estimator.PLAIN:
        weights = _plain(treated[:before], ground)
        return Fit(weights @ ground.controls, weights)
    return _demeaned(kind, treated, ground, strength)


def _plain(treated: Floats, ground: Ground) -> Floats:
    """Products of the values themselves from those of their moves: x·y = moves + steps × means."""
    means = ground.controls[:, : ground.before].mean(axis=1)
    products = ground.products + ground.before * np.outer(means, means)
    return weights_of(products, ground.controls[:, : ground.before] @ treated, float(treated @ treated))


def _demeaned(kind: Estimator, treated: Floats, ground: Ground, strength: float | None) -> Fit:
    """Each region less its own mean before the test, so that only how they move has to agree, not how large they
    are (Doudchenko and Imbens 2016; Ferman and Pinto 2021)."""
    level = float(treated[: ground.before].mean())
    own, moves = treated[: ground.before] - level, ground.moves[:, : ground.before]
    weights, found = weights_of(ground.products, moves @ own, float(own @ own)), 0.0
    if kind is Estimator.AUGMENTED:
        missed = own - weights @ moves
        found = strength_of(moves, missed) if strength is None else strength
        weights = weights + correction(ground.products, moves @ missed, found)
    return Fit(level + weights @ ground.moves, weights, found)


def _regression(treated: Floats, controls: Floats, before: int) -> Floats:
    """Time-based regression (Kerman, Wang and Vaver 2017): on the mean of all controls, by least squares."""
    mean = controls.mean(axis=0)
    slope, level = line(mean[:before], treated[:before])
    return np.asarray(level + slope * mean)


def line(along: Floats, values: Floats) -> tuple[float, float]:
    """Slope and level by least squares; a flat line where nothing moves."""
    apart = along - along.mean()
    square = float(apart @ apart)
    slope = float(apart @ values) / square if square > 0 else 0.0
    return slope, float(values.mean() - slope * along.mean())


def _difference(treated: Floats, controls: Floats, before: int) -> Floats:
    """Before and after with a control: the treated mean before, grown as controls together grew. A step before the
    test has the same growth, so that the seasons of controls are taken over too."""
    mean = controls.mean(axis=0)
    level = float(mean[:before].mean())
    grown = mean / level if level else np.ones_like(mean)
    return np.asarray(float(treated[:before].mean()) * grown)
