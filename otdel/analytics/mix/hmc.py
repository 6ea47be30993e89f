"""Hamiltonian Monte Carlo on a density whose shape is roughly known: one chain, compiled, a function of its arrays.

Steps are taken in whitened space z with u = centre + root z, so that every direction is about one wide. Trajectories
have a jittered length; the step is set in the warm-up by dual averaging (Hoffman and Gelman, "The No-U-Turn sampler",
2014, section 3.2). All chance is drawn beforehand by numpy, so a chain is the same whichever thread runs it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from otdel.analytics.compiled import compiled
from otdel.analytics.mix.density import safe_density, workspace
from otdel.analytics.mix.packing import Packed
from otdel.analytics.mix.shapes import Floats

ACCEPTANCE = 0.8  # aimed at
FIRST_STRIDE = 0.3
LENGTH = 1.75  # of a trajectory on average, a little over the quarter period of a normal of width one
MOST_STEPS = 64
DIVERGED = 1000.0  # energy lost in one trajectory that no rounding explains


class Metric(NamedTuple):
    """Where the density lies: u = centre [d] + root [d, d] z, root lower triangular."""

    centre: Floats
    root: Floats


class Chain(NamedTuple):
    """What one run gave: `draws` [N, d], log `values` [N], the stride it ended with, and counts."""

    draws: Floats
    values: Floats
    stride: float
    acceptance: float
    divergences: int
    gradients: int


def run(
    start: Floats,
    metric: Metric,
    form: int,
    packed: Packed,
    *,
    warm_up: int,
    draws: int,
    seed: tuple[int, ...],
    stride: float = FIRST_STRIDE,
    length: float = LENGTH,
) -> Chain:
    """One chain from `start` [d]. Without warm-up the stride stays as given."""
    random = np.random.default_rng(seed)
    kicks = random.standard_normal((warm_up + draws, len(start)))
    chances = random.random((warm_up + draws, 2))
    out, values, told = np.empty((draws, len(start))), np.empty(draws), np.zeros(4)
    work = workspace(packed)
    walk(start, metric, form, packed, work, kicks, chances, stride, length, out, values, told)
    return Chain(out, values, float(told[0]), float(told[1]), int(told[2]), int(told[3]))


@compiled
def walk(
    start: Floats,
    metric: Metric,
    form: int,
    packed: Packed,
    work: Floats,
    kicks: Floats,
    chances: Floats,
    stride: float,
    length: float,
    out: Floats,
    values: Floats,
    told: Floats,
) -> None:
    """The chain itself: fills `out` [N, d], `values` [N] and `told` (stride, acceptance, divergences, gradients)."""
    dimensions, warm_up = len(start), len(kicks) - len(out)
    u, gradient = start.copy(), np.empty(dimensions)
    z, force, momentum = np.empty(dimensions), np.empty(dimensions), np.empty(dimensions)
    whiten(metric, u, z)
    value = safe_density(u, form, packed, work, gradient)
    times_transposed(metric.root, gradient, force)
    new_z, new_force = z.copy(), force.copy()
    tuning = np.array([np.log(stride), np.log(stride), 0.0])  # log stride, its mean over the warm-up, the error
    gradients, accepted, diverged = 1, 0.0, 0
    for turn in range(len(kicks)):
        now = np.exp(tuning[0] if turn < warm_up else tuning[1])
        steps = int(min(MOST_STEPS, max(1.0, np.ceil(length * (0.5 + chances[turn, 0]) / now))))
        momentum[:] = kicks[turn]
        new_z[:] = z
        new_force[:] = force
        energy = value - 0.5 * dot(momentum, momentum)
        new_value = leap(steps, now, metric, form, packed, work, new_z, momentum, u, gradient, new_force)
        gradients += steps
        change = new_value - 0.5 * dot(momentum, momentum) - energy
        chance = min(1.0, np.exp(min(change, 0.0))) if np.isfinite(change) else 0.0
        if turn >= warm_up and not change > -DIVERGED:
            diverged += 1
        if chances[turn, 1] < chance:
            z[:] = new_z
            force[:] = new_force
            value = new_value
        if turn < warm_up:
            tune(tuning, stride, chance, turn + 1.0)
        else:
            colour(metric, z, out[turn - warm_up])
            values[turn - warm_up] = value
            accepted += chance
    told[0], told[1] = np.exp(tuning[1]), accepted / max(len(out), 1)
    told[2], told[3] = diverged, gradients


@compiled
def leap(
    steps: int,
    stride: float,
    metric: Metric,
    form: int,
    packed: Packed,
    work: Floats,
    z: Floats,
    momentum: Floats,
    u: Floats,
    gradient: Floats,
    force: Floats,
) -> float:
    """Leapfrog `steps` times in place; the density's logarithm at the end, or minus infinity as soon as it is lost."""
    value = -np.inf
    for _ in range(steps):
        for k in range(len(z)):
            momentum[k] += 0.5 * stride * force[k]
            z[k] += stride * momentum[k]
        colour(metric, z, u)
        value = safe_density(u, form, packed, work, gradient)
        if not np.isfinite(value):
            return -np.inf
        times_transposed(metric.root, gradient, force)
        for k in range(len(z)):
            momentum[k] += 0.5 * stride * force[k]
    return value


@compiled
def tune(tuning: Floats, first: float, chance: float, turn: float) -> None:
    """One step of dual averaging: longer strides where too much was accepted, shorter where too little."""
    rate = 1.0 / (turn + 10.0)
    tuning[2] = (1.0 - rate) * tuning[2] + rate * (ACCEPTANCE - chance)
    tuning[0] = np.log(1.5 * first) - np.sqrt(turn) / 0.05 * tuning[2]
    part = turn**-0.75
    tuning[1] = part * tuning[0] + (1.0 - part) * tuning[1]


@compiled
def dot(left: Floats, right: Floats) -> float:
    total = 0.0
    for k in range(len(left)):
        total += left[k] * right[k]
    return total


@compiled
def colour(metric: Metric, z: Floats, u: Floats) -> None:
    """u = centre + root z."""
    for row in range(len(z)):
        total = metric.centre[row]
        for column in range(row + 1):
            total += metric.root[row, column] * z[column]
        u[row] = total


@compiled
def whiten(metric: Metric, u: Floats, z: Floats) -> None:
    """z with u = centre + root z, by forward substitution."""
    for row in range(len(u)):
        total = u[row] - metric.centre[row]
        for column in range(row):
            total -= metric.root[row, column] * z[column]
        z[row] = total / metric.root[row, row]


@compiled
def times_transposed(root: Floats, values: Floats, out: Floats) -> None:
    """out = root' values."""
    out[:] = 0.0
    for row in range(len(values)):
        for column in range(row + 1):
            out[column] += root[row, column] * values[row]
