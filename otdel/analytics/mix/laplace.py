"""Where a form's density peaks and how wide it is there: the quick answer, and the map the chains start with."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from otdel.analytics.compiled import compiled
from otdel.analytics.mix.density import FREE, safe_density, workspace
from otdel.analytics.mix.packing import Packed
from otdel.analytics.mix.shapes import Floats

STARTS = 2
CLIMB = 400  # steps at most
REMEMBERED = 12  # pairs of step and change of gradient
NUDGE = 1e-4  # for differences of gradients
LEAST_CURVATURE, MOST_CURVATURE = 0.25, 1e9  # widths of 2, wider than any default prior, and of next to nothing
FARTHEST = 2.0  # of one step in any direction


class Peak(NamedTuple):
    """The highest point [d], the log density there, and the covariance [d, d] of the normal that touches it."""

    mode: Floats
    value: float
    covariance: Floats


def peak(form: int, packed: Packed, *, seed: int = 0, starts: int = STARTS) -> Peak:
    """Climb from the priors' middle and from random points of them; the best is the peak."""
    random, work = np.random.default_rng((seed, form)), workspace(packed)
    middle, width = middle_of_priors(form, packed)
    best, height = middle, -np.inf
    for start in range(starts):
        u = middle + (width * random.standard_normal(len(middle)) * 0.5 if start else 0.0)
        value = climb(u, form, packed, work)
        if value > height:
            best, height = u, value
    bend = np.empty((len(best), len(best)))
    curvature(best, form, packed, work, bend)
    return Peak(best, float(height), covariance_of(bend))


def middle_of_priors(form: int, packed: Packed) -> tuple[Floats, Floats]:
    """About where the priors put u and how widely, [d] each; the noise begins at a third of its scale."""
    channels = len(packed.totals)
    a, b, half, half_width, slope, noise = packed.beliefs
    ones = np.ones(channels)
    slopes = channels if form == FREE else 0
    middle = np.concatenate(
        [ones * np.log(a / b), ones * half, packed.roi[:, 0], [np.log(noise / 3)], np.zeros(slopes)]
    )
    width = np.concatenate([ones, ones * half_width, packed.roi[:, 1], [0.3], np.full(slopes, slope)])
    return middle, width


def covariance_of(bend: Floats) -> Floats:
    """The inverse of minus the second derivatives, flat or upward directions given the least curvature."""
    steepness, directions = np.linalg.eigh(-0.5 * (bend + bend.T))
    covariance = (directions / np.clip(steepness, LEAST_CURVATURE, MOST_CURVATURE)) @ directions.T
    return np.asarray(0.5 * (covariance + covariance.T))


@compiled
def curvature(u: Floats, form: int, packed: Packed, work: Floats, bend: Floats) -> None:
    """Fill the second derivatives `bend` [d, d] by central differences of the gradient."""
    ahead, behind, point = np.empty(len(u)), np.empty(len(u)), u.copy()
    for k in range(len(u)):
        point[k] = u[k] + NUDGE
        safe_density(point, form, packed, work, ahead)
        point[k] = u[k] - NUDGE
        safe_density(point, form, packed, work, behind)
        point[k] = u[k]
        for j in range(len(u)):
            bend[k, j] = (ahead[j] - behind[j]) / (2.0 * NUDGE)


@compiled
def climb(u: Floats, form: int, packed: Packed, work: Floats) -> float:
    """Raise u [d] in place to a maximum by limited-memory BFGS (Nocedal 1980) with backtracking; the value there."""
    size = len(u)
    moves, turns, scales = np.zeros((REMEMBERED, size)), np.zeros((REMEMBERED, size)), np.zeros(REMEMBERED)
    gradient, ahead, point = np.empty(size), np.empty(size), np.empty(size)
    value, known = safe_density(u, form, packed, work, gradient), 0
    for _ in range(CLIMB):
        way = uphill(gradient, moves, turns, scales, known)
        gain = (way * gradient).sum()
        if not gain > 1e-9:
            break
        farthest = FARTHEST if known else 0.5
        stride, raised = min(1.0, farthest / np.abs(way).max()), -np.inf
        for _ in range(30):
            point[:] = u + stride * way
            raised = safe_density(point, form, packed, work, ahead)
            if raised >= value + 1e-4 * stride * gain:
                break
            stride *= 0.5
        if not raised > value:
            if known == 0:
                break
            known = 0  # what was remembered misleads: begin anew with the gradient
            continue
        slot = known % REMEMBERED
        moves[slot], turns[slot] = point - u, gradient - ahead
        bent = (moves[slot] * turns[slot]).sum()
        if bent > 1e-10 * (turns[slot] * turns[slot]).sum():
            scales[slot] = 1.0 / bent
            known += 1
        u[:], gradient[:] = point, ahead
        value = raised
    return value


@compiled
def uphill(gradient: Floats, moves: Floats, turns: Floats, scales: Floats, known: int) -> Floats:
    """The gradient times the inverse curvature that the remembered steps imply (the two-loop recursion)."""
    way, parts = gradient.copy(), np.zeros(REMEMBERED)
    oldest = max(0, known - REMEMBERED)
    for step in range(known - 1, oldest - 1, -1):
        slot = step % REMEMBERED
        parts[slot] = scales[slot] * (moves[slot] * way).sum()
        way -= parts[slot] * turns[slot]
    if known:
        slot = (known - 1) % REMEMBERED
        way /= scales[slot] * (turns[slot] * turns[slot]).sum()
    for step in range(oldest, known):
        slot = step % REMEMBERED
        way += (parts[slot] - scales[slot] * (turns[slot] * way).sum()) * moves[slot]
    return way
