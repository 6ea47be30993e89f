"""Age curves of all cohorts together: a log-linear model with every group of effects pooled, drawn by Gibbs sampling.

Margin per customer of cohort c at age a is exp(level + fall * log a + bends + season + month + channel + cohort) with
noise of few customers and a shock of the cell. The noise is Gaussian around that mean; the logarithm is linearised at
its mode, as in penalised quasi-likelihood (Breslow and Clayton, Journal of the American Statistical Association 88,
1993), and coefficients and variances are then drawn in turn. Variances have half-t priors by the auxiliary of Makalic
and Schmidt, IEEE Signal Processing Letters 23 (2016).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.cohorts import sampling
from otdel.analytics.cohorts.design import SCALES, Columns, Frame, columns, frame_of
from otdel.analytics.cohorts.noise import Noise, noise_of
from otdel.analytics.cohorts.sampling import FREEDOM, TRUST
from otdel.analytics.cohorts.shapes import Floats, Ints, Triangle

WARM, AROUND, DRAWS = 240, 15, 600  # draws thrown away, between two linearisations of those, and kept
LINEARISED = 12  # steps to a mode
FAR = 3.0  # standard errors; a month farther off is one customer's fortune, and counts as this far (Huber, 1964)
REACH = 6.0  # how far a logarithm may lie from the usual


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Draws [S] of coefficients [S, R] and cohorts [S, C], and the variance of each group.

    `cell` [S] is the variance of shocks. `stray` [S] multiplies the noise that customers tell: one of them far above
    the rest makes it too large.
    """

    frame: Frame
    noise: Noise
    coefficients: Floats
    cohorts: Floats
    variances: dict[str, Floats]
    cell: Floats
    stray: Floats

    def logarithms(self, cohort: Ints, age: Ints) -> Floats:
        """[S, N] of margin per customer, without what months to come and bends of older ages will add."""
        values = columns(self.frame, cohort, age).values
        found = np.einsum("sr,nr->sn", self.coefficients, values)
        return np.asarray(found + self.cohorts[:, cohort])


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """What is observed [N]: margin per customer, the cohort and its customers; `unlike` [C] is variance known before.

    `starts`, `places` and `values` are the rows of the columns without their zeros.
    """

    margin: Floats
    size: Floats
    cohort: Ints
    columns: Columns
    unlike: Floats
    lump: float
    usual: float
    starts: Ints
    places: Ints
    values: Floats


def fit(cohorts: Triangle, seed: int = 0, draws: int = DRAWS) -> Curves:
    """Of cohorts whose customers' first purchases are in the data. Raises ValueError when no age over 0 is known."""
    seen = np.isfinite(cohorts.sums)
    seen[:, 0] = False
    cohort, age = np.nonzero(seen)
    if not len(age):
        raise ValueError("no month after the first is known of any cohort")
    frame, noise = frame_of(cohorts), noise_of(cohorts)
    design = columns(frame, cohort, age)
    rows, places = np.nonzero(design.values)
    cells = _Cells(
        cohorts.sums[cohort, age] / cohorts.size[cohort], cohorts.size[cohort], cohort, design,
        noise.unlike / cohorts.size, noise.lump, float(np.log(frame.usual)),
        np.searchsorted(rows, np.arange(len(age) + 1)), places, design.values[rows, places],
    )  # fmt: skip
    found, levels, spreads = _drawn(cells, np.random.default_rng(seed), draws)
    names = (*design.names, "cohort")
    variances = {name: spreads[:, at] for at, name in enumerate(names)}
    return Curves(frame, noise, found, levels, variances, spreads[:, -2], spreads[:, -1])


def _drawn(cells: _Cells, chance: np.random.Generator, draws: int) -> tuple[Floats, Floats, Floats]:
    believed = np.array([*(SCALES[name] ** 2 for name in (*cells.columns.names, "cohort", "cell")), 1.0])
    state = np.stack([believed, np.ones(len(believed))])
    middle, levels = np.full(len(cells.margin), cells.usual), np.zeros(len(cells.unlike))
    for _ in range(WARM // AROUND):
        middle, levels = _mode(cells, middle, levels, state)
        _chain(cells, _linear(cells, middle, levels), state, believed, chance, AROUND)
    return _chain(cells, _linear(cells, middle, levels), state, believed, chance, draws)


def _chain(
    cells: _Cells, line: tuple[Floats, Floats], state: Floats, believed: Floats, chance: np.random.Generator, steps: int
) -> tuple[Floats, Floats, Floats]:
    design = cells.columns
    response, spread = line
    counts = [(design.group == at).sum() for at in range(len(design.names))]
    shapes = np.array([*((FREEDOM + count) / 2 for count in (*counts, len(cells.unlike), len(response)))])
    gamma = np.empty((steps, len(believed), 2))
    gamma[:, :-1, 0] = chance.standard_gamma(shapes, (steps, len(shapes)))
    gamma[:, -1, 0] = chance.standard_gamma((TRUST + len(response)) / 2, steps)
    gamma[:, :, 1] = chance.standard_gamma((FREEDOM + 1) / 2, (steps, len(believed)))
    normal = chance.standard_normal((steps, len(design.group) + 2 * len(cells.unlike) + len(response)))
    ridge, pull = _prior(design, state)
    return sampling.chain(
        cells.starts, cells.places, cells.values, cells.cohort, response, spread, design.group,
        ridge, pull, cells.unlike, believed, state, normal, gamma,
    )  # fmt: skip


def _linear(cells: _Cells, middle: Floats, levels: Floats) -> tuple[Floats, Floats]:
    """The logarithm as a straight line at the middle: response and variance of noise [N].

    The noise is that of an ordinary cohort of the size: one that stands high must not look surer of it.
    """
    mean = np.exp(middle)
    spread = cells.lump / (cells.size * np.exp(middle - levels[cells.cohort]))
    far = FAR * np.sqrt(spread)
    return middle + np.clip((cells.margin - mean) / mean, -far, far), spread


def _prior(design: Columns, state: Floats) -> tuple[Floats, Floats]:
    """Precision [R], and that times the mean."""
    free = design.group < 0
    ridge = np.where(free, design.spread**-2.0, 1 / state[0, design.group])
    return ridge, np.where(free, design.mean * ridge, 0.0)


def _mode(cells: _Cells, middle: Floats, levels: Floats, state: Floats) -> tuple[Floats, Floats]:
    """Fitted logarithms [N] and cohorts [C] with the variances as they are."""
    ridge, pull = _prior(cells.columns, state)
    level, shock, stray = state[0, -3:]
    for _ in range(LINEARISED):
        response, spread = _linear(cells, middle, levels)
        found, levels = sampling.coefficients(
            cells.starts, cells.places, cells.values, cells.cohort, 1 / (stray * spread + shock), response,
            ridge, pull, 1 / (level + cells.unlike), np.zeros(len(ridge)), np.zeros(len(cells.unlike)),
        )  # fmt: skip
        fitted = np.einsum("nr,r->n", cells.columns.values, found) + levels[cells.cohort]
        moved = np.clip(fitted - middle, -0.7, 0.7)
        middle = np.clip(middle + moved, cells.usual - REACH, cells.usual + REACH)
        if np.abs(moved).max() < 1e-4:
            break
    return middle, levels
