"""Age curves of all cohorts together: a log-linear model with every group of effects pooled, drawn by Gibbs sampling.

Margin per customer of cohort c at age a is exp(level + fall * log a + bends + season + month + channel + cohort) with
noise of few customers and a shock of the cell. The noise is Gaussian around that mean; the logarithm is linearised at
its mode, as in penalised quasi-likelihood (Breslow and Clayton, Journal of the American Statistical Association 88,
1993), and coefficients and variances are then drawn in turn. Variances have half-t priors by the auxiliary of Makalic
and Schmidt, IEEE Signal Processing Letters 23 (2016).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.linalg import solve_triangular

from otdel.analytics.cohorts.design import SCALES, Columns, Frame, columns, frame_of
from otdel.analytics.cohorts.noise import Noise, noise_of
from otdel.analytics.cohorts.shapes import Floats, Ints, Triangle

WARM, DRAWS, THIN = 240, 600, 1
AROUND, LINEARISED = 15, 12  # steps between new linearisations, how many of them
FREEDOM = 4.0  # of the half-t priors
TRUST = 8.0  # cells that the noise told by customers is worth
REACH = 6.0  # how far a logarithm may lie from the usual


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Draws [S] of coefficients [S, P] and of the variance of each group; `cell` [S] is the variance of shocks.

    `stray` [S] multiplies the noise that customers tell: one of them far above the rest makes it look too large.
    """

    frame: Frame
    noise: Noise
    coefficients: Floats
    variances: dict[str, Floats]
    cell: Floats
    stray: Floats

    def logarithms(self, cohort: Ints, age: Ints) -> Floats:
        """[S, N] of margin per customer, without what months to come and bends of older ages will add."""
        return np.asarray(self.coefficients @ columns(self.frame, cohort, age).values.T)


@dataclass(slots=True, eq=False)
class _State:
    beta: Floats
    scale: Floats  # by group, variance
    helper: Floats
    cell: float = 0.02
    cell_helper: float = 1.0
    stray: float = 1.0
    kept: list[tuple[Floats, Floats, float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """What is observed [N]: margin per customer and the customers of its cohort; `unlike` [P] is known variance."""

    value: Floats
    size: Floats
    columns: Columns
    unlike: Floats
    lump: float


def fit(cohorts: Triangle, seed: int = 0, draws: int = DRAWS) -> Curves:
    """Of cohorts whose customers' first purchases are in the data. Raises ValueError when no age over 0 is known."""
    seen = np.isfinite(cohorts.sums)
    seen[:, 0] = False
    cohort, age = np.nonzero(seen)
    if not len(age):
        raise ValueError("no month after the first is known of any cohort")
    frame, noise = frame_of(cohorts), noise_of(cohorts)
    design = columns(frame, cohort, age)
    unlike = np.zeros(len(design.group))
    unlike[design.group == design.names.index("cohort")] = noise.unlike / cohorts.size
    value = cohorts.sums[cohort, age] / cohorts.size[cohort]
    cells = _Cells(value, cohorts.size[cohort], design, unlike, noise.lump)
    state = _drawn(cells, np.log(frame.usual), np.random.default_rng(seed), draws)
    beta, scale, shock, stray = (np.array(one) for one in zip(*state.kept, strict=True))
    return Curves(frame, noise, beta, {name: scale[:, at] for at, name in enumerate(design.names)}, shock, stray)


def _drawn(cells: _Cells, usual: float, chance: np.random.Generator, draws: int) -> _State:
    names = cells.columns.names
    believed = np.array([SCALES[name] ** 2 for name in names])
    state = _State(cells.columns.mean.copy(), believed.copy(), np.ones(len(names)))
    middle = _mode(cells, np.full(len(cells.value), usual), state, usual)
    response, variance = _linear(cells, middle)
    for step in range(WARM + draws):
        if step < WARM and step and step % AROUND == 0:
            middle = _mode(cells, middle, state, usual)
            response, variance = _linear(cells, middle)
        _coefficients(cells, response, variance, state, chance)
        _variances(cells, response, variance, believed, state, chance)
        if step >= WARM:
            state.kept.append((state.beta.copy(), state.scale.copy(), state.cell, state.stray))
    return state


def _linear(cells: _Cells, middle: Floats) -> tuple[Floats, Floats]:
    """The logarithm as a straight line at the middle: response and variance of noise [N]."""
    mean = np.exp(middle)
    return middle + (cells.value - mean) / mean, cells.lump / (cells.size * mean)


def _mode(cells: _Cells, middle: Floats, state: _State, usual: float) -> Floats:
    """Fitted logarithms [N] with the variances as they are."""
    for _ in range(LINEARISED):
        response, variance = _linear(cells, middle)
        precision, right = _equations(cells, response, variance, state)
        fitted = cells.columns.values @ np.linalg.solve(precision, right)
        moved = np.clip(fitted - middle, -0.7, 0.7)
        middle = np.clip(middle + moved, usual - REACH, usual + REACH)
        if np.abs(moved).max() < 1e-4:
            break
    return middle


def _equations(cells: _Cells, response: Floats, variance: Floats, state: _State) -> tuple[Floats, Floats]:
    design = cells.columns
    weight = 1 / (state.stray * variance + state.cell)
    believed = np.where(design.group < 0, design.spread**2, state.scale[design.group] + cells.unlike)
    weighted = design.values * weight[:, None]
    precision = design.values.T @ weighted
    precision[np.diag_indices_from(precision)] += 1 / believed
    return precision, weighted.T @ response + np.where(design.group < 0, design.mean / believed, 0)


def _coefficients(
    cells: _Cells, response: Floats, variance: Floats, state: _State, chance: np.random.Generator
) -> None:
    precision, right = _equations(cells, response, variance, state)
    lower = np.linalg.cholesky(precision)
    middle = solve_triangular(lower, right, lower=True, check_finite=False)
    noise = chance.standard_normal(len(right))
    state.beta = solve_triangular(lower.T, middle + noise, lower=False, check_finite=False)


def _variances(
    cells: _Cells, response: Floats, variance: Floats, believed: Floats, state: _State, chance: np.random.Generator
) -> None:
    """Of each group from its effects, of the shocks from what is left; both parts of a sum are told apart by a draw."""
    design = cells.columns
    own = _part(state.beta, state.scale[design.group], cells.unlike, chance)
    for at in range(len(design.names)):
        effects = own[design.group == at]
        state.scale[at], state.helper[at] = _variance(effects, state.helper[at], believed[at], chance)
    left = response - design.values @ state.beta
    shocks = _part(left, np.full(len(left), state.cell), state.stray * variance, chance)
    state.cell, state.cell_helper = _variance(shocks, state.cell_helper, SCALES["cell"] ** 2, chance)
    noise = (left - shocks) ** 2 / variance
    state.stray = float((TRUST + noise.sum()) / 2 / chance.standard_gamma((TRUST + len(noise)) / 2))


def _part(total: Floats, first: Floats, second: Floats, chance: np.random.Generator) -> Floats:
    """The first of two Gaussian parts with these variances, given their sum."""
    share = first / (first + second)
    noise = chance.standard_normal(len(total))
    return np.asarray(total * share + noise * np.sqrt(first * second / (first + second)))


def _variance(effects: Floats, helper: float, believed: float, chance: np.random.Generator) -> tuple[float, float]:
    shape = (FREEDOM + len(effects)) / 2
    rate = FREEDOM / helper + float(effects @ effects) / 2
    found = rate / chance.standard_gamma(shape)
    inverse = chance.standard_gamma((FREEDOM + 1) / 2) / (FREEDOM / found + 1 / believed)
    return float(max(found, 1e-8)), float(1 / inverse) if inverse > 0 else helper
