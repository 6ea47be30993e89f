"""What treated regions would have had without the treatment, by each estimator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.experiments.geo.ridge import corrected, strength_of
from otdel.analytics.experiments.geo.shapes import Estimator, Floats
from otdel.analytics.experiments.geo.simplex import weights_of


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """`path` [T] of the mean treated region without the treatment; `weights` [N] of controls, None where there are
    none; `strength` of the ridge, 0 for the others."""

    path: Floats
    weights: Floats | None = None
    strength: float = 0.0


def fit(kind: Estimator, treated: Floats, controls: Floats, before: int, strength: float | None = None) -> Fit:
    """From the first `before` steps of [T] and [N, T]; `strength` holds a ridge found already."""
    if kind is Estimator.REGRESSION:
        return Fit(_regression(treated, controls, before))
    if kind is Estimator.DIFFERENCE:
        return Fit(_difference(treated, controls, before))
    if kind is Estimator.PLAIN:
        weights = _weights(treated[:before], controls[:, :before])
        return Fit(weights @ controls, weights)
    return _demeaned(kind, treated, controls, before, strength)


def _demeaned(kind: Estimator, treated: Floats, controls: Floats, before: int, strength: float | None) -> Fit:
    """Each region less its own mean before the test, so that only how they move has to agree, not how large they
    are (Doudchenko and Imbens 2016; Ferman and Pinto 2021)."""
    level = float(treated[:before].mean())
    moves = controls - controls[:, :before].mean(axis=1, keepdims=True)
    own = treated - level
    weights, found = _weights(own[:before], moves[:, :before]), 0.0
    if kind is Estimator.AUGMENTED:
        found = strength_of(weights, moves[:, :before], own[:before]) if strength is None else strength
        weights = corrected(weights, moves[:, :before], own[:before], found)
    return Fit(level + weights @ moves, weights, found)


def _weights(treated: Floats, controls: Floats) -> Floats:
    return weights_of(controls @ controls.T, controls @ treated, float(treated @ treated))


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
