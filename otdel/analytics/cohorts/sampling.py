"""Draws of coefficients and variances, compiled: sparse rows, cohorts eliminated first, no threads of a library.

All chance comes in from outside, so the same seed gives the same draws on every machine.
"""

from __future__ import annotations

import numpy as np

from otdel.analytics.cohorts.shapes import Floats, Ints
from otdel.analytics.compiled import compiled

FREEDOM = 4.0  # of the half-t priors of spreads
TRUST = 8.0  # cells that the noise told by customers is worth
TINIEST = 1e-8


@compiled
def coefficients(
    starts: Ints, places: Ints, values: Floats, cohort: Ints, weight: Floats, response: Floats,
    ridge: Floats, pull: Floats, cohort_ridge: Floats, noise: Floats, cohort_noise: Floats,
) -> tuple[Floats, Floats]:  # fmt: skip
    """One draw [R] and [C] from the Gaussian with these weights [N]; without noise its middle.

    Rows are sparse: row n has `values` at `places` from `starts[n]` up to `starts[n + 1]`. `ridge` is the precision of
    the prior and `pull` that times its mean.
    """
    width, count = len(ridge), len(cohort_ridge)
    inner, right = np.diag(ridge), pull.copy()
    cross, own, own_right = np.zeros((count, width)), cohort_ridge.copy(), np.zeros(count)
    for row in range(len(weight)):
        heavy, at = weight[row], cohort[row]
        own[at] += heavy
        own_right[at] += heavy * response[row]
        for first in range(starts[row], starts[row + 1]):
            part = heavy * values[first]
            right[places[first]] += part * response[row]
            cross[at, places[first]] += part
            for second in range(starts[row], first + 1):
                inner[places[first], places[second]] += part * values[second]
    for at in range(count):
        for first in range(width):
            part = cross[at, first] / own[at]
            if part != 0.0:
                right[first] -= part * own_right[at]
                for second in range(first + 1):
                    inner[first, second] -= part * cross[at, second]
    factor(inner)
    found = solved(inner, right, noise)
    levels = np.empty(count)
    for at in range(count):
        left = own_right[at]
        for first in range(width):
            left -= cross[at, first] * found[first]
        levels[at] = left / own[at] + cohort_noise[at] / np.sqrt(own[at])
    return found, levels


@compiled
def factor(table: Floats) -> None:
    """The lower half becomes its Cholesky factor."""
    for row in range(len(table)):
        for column in range(row + 1):
            left = table[row, column]
            for inner in range(column):
                left -= table[row, inner] * table[column, inner]
            table[row, column] = np.sqrt(max(left, 1e-300)) if row == column else left / table[column, column]


@compiled
def solved(lower: Floats, right: Floats, noise: Floats) -> Floats:
    """The middle of a Gaussian with precision lower * lower', and noise shaped by it."""
    found = right.copy()
    for row in range(len(found)):
        for inner in range(row):
            found[row] -= lower[row, inner] * found[inner]
        found[row] /= lower[row, row]
    found += noise
    for row in range(len(found) - 1, -1, -1):
        for inner in range(row + 1, len(found)):
            found[row] -= lower[inner, row] * found[inner]
        found[row] /= lower[row, row]
    return found


@compiled
def part(total: Floats, first: Floats, second: Floats, noise: Floats) -> Floats:
    """The first of two Gaussian parts with these variances, given their sum."""
    both = first + second
    return total * first / both + noise * np.sqrt(first * second / both)


@compiled
def variance(effects: Floats, at: int, state: Floats, believed: Floats, chance: Floats) -> None:
    """Variance `at` and its helper, given its effects; `chance` holds two draws from gamma distributions."""
    rate = FREEDOM / state[1, at] + np.sum(effects * effects) / 2
    state[0, at] = max(rate / chance[0], TINIEST)
    state[1, at] = (FREEDOM / state[0, at] + 1 / believed[at]) / max(chance[1], TINIEST)


@compiled
def chain(
    starts: Ints, places: Ints, values: Floats, cohort: Ints, response: Floats, spread: Floats, group: Ints,
    ridge: Floats, pull: Floats, unlike: Floats, believed: Floats, state: Floats, normal: Floats, gamma: Floats,
) -> tuple[Floats, Floats, Floats]:  # fmt: skip
    """Draws [T, R] of coefficients, [T, C] of cohorts and [T, G + 2] of variances; `state` [2, G + 2] moves on.

    Groups of variances: those of `group` [R] from 0, then the cohorts', the cells' shocks and the noise's multiplier.
    `ridge` and `pull` [R] count where group is -1. `normal` [T, R + 2C + N] and `gamma` [T, G + 2, 2] are chance.
    """
    width, count, rows = len(group), len(unlike), len(cohort)
    groups = len(believed) - 2
    kept, levels_kept = np.empty((len(normal), width)), np.empty((len(normal), count))
    spreads = np.empty((len(normal), groups + 2))
    for step in range(len(normal)):
        drawn = normal[step]
        own = np.array([1 / state[0, group[at]] if group[at] >= 0 else ridge[at] for at in range(width)])
        level = np.full(count, state[0, groups - 1])
        found, levels = coefficients(
            starts, places, values, cohort, 1 / (state[0, groups + 1] * spread + state[0, groups]), response,
            own, pull, 1 / (level + unlike), drawn[:width], drawn[width : width + count],
        )  # fmt: skip
        for at in range(groups - 1):
            variance(found[group == at], at, state, believed, gamma[step, at])
        shared = part(levels, level, unlike, drawn[width + count : width + 2 * count])
        variance(shared, groups - 1, state, believed, gamma[step, groups - 1])
        left = response.copy()
        for row in range(rows):
            left[row] -= levels[cohort[row]]
            for place in range(starts[row], starts[row + 1]):
                left[row] -= values[place] * found[places[place]]
        shocks = part(left, np.full(rows, state[0, groups]), state[0, groups + 1] * spread, drawn[width + 2 * count :])
        variance(shocks, groups, state, believed, gamma[step, groups])
        strays = np.sum((left - shocks) ** 2 / spread)
        state[0, groups + 1] = (TRUST + strays) / 2 / gamma[step, groups + 1, 0]
        kept[step], levels_kept[step], spreads[step] = found, levels, state[0]
    return kept, levels_kept, spreads
