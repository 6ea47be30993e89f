"""Missing steps of a series: found, and filled so that nothing is learnt from them but their place in the week."""

from __future__ import annotations

import numpy as np

from otdel.analytics.forecast.smoothing import Floats

NEAR = 4  # known values on either side that speak for a missing one


def without_gaps(values: Floats, period: int) -> Floats:
    """From the first known value on; each gap takes the middle of its neighbours of the same day of the week.

    A step that is not finite counts as missing. Nothing known at all gives an empty series.
    """
    known = np.isfinite(values)
    if not known.any():
        return np.zeros(0)
    found = np.array(values[int(np.argmax(known)) :], dtype=float)
    missing = np.flatnonzero(~np.isfinite(found))
    if not len(missing):
        return found
    filled = found.copy()
    places = np.arange(len(found))
    for step in missing:
        alike = places[(places % period == step % period) & np.isfinite(found)]
        pool = alike if len(alike) else places[np.isfinite(found)]
        near = pool[np.argsort(np.abs(pool - step), kind="stable")[: 2 * NEAR]]
        filled[step] = np.median(found[near])
    return filled


MISSING_SPREAD = 0.3  # of what a missing step is taken for, as a share of it


def missing_total(values: Floats, period: int, first: int, paths: int, chance: np.random.Generator) -> Floats:
    """What the missing steps from place `first` on may have brought [S]; zeros where none is missing.

    A total known but for some days is not known: they are neither zero nor certain.
    """
    missing = np.flatnonzero(~np.isfinite(values[first:])) + first
    filled = without_gaps(values, period)
    if not len(missing) or not len(filled):
        return np.zeros(paths)
    likely = filled[missing - (len(values) - len(filled))]
    drawn = np.maximum(1 + MISSING_SPREAD * chance.standard_normal((paths, len(missing))), 0)
    return np.asarray(drawn @ likely)
