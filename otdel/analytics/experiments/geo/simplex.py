"""Weights over zero that add up to one and come nearest to a series: the inner problem of synthetic control, solved
exactly.

For weights w with sum 1 the miss is ‖Σ wᵢ(xᵢ − b)‖². The same w, up to a factor, minimises
‖Σ uᵢ(xᵢ − b)‖² + (Σ uᵢ − 1)² over u ≥ 0 (Lawson and Hanson 1974, ch. 23). That is a problem of non-negative least
squares, and its active set is searched on products alone (Bro and De Jong 1997): how long the series is costs nothing.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.compiled import compiled_fast
from otdel.analytics.experiments.geo.shapes import Floats

Marks: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.int64]
RIDGE = 1e-12  # of the mean square: keeps regions that move as one solvable


def weights_of(products: Floats, cross: Floats, own: float) -> Floats:
    """[N] from products of controls [N, N], of each with the treated series [N], and of that with itself."""
    apart = products - cross[:, None] - cross[None, :] + own
    scale = float(np.trace(apart)) / len(apart)
    if not scale > 0:
        return np.full(len(apart), 1 / len(apart))
    found = np.asarray(_active(np.ascontiguousarray(apart / scale) + 1.0 + RIDGE * np.eye(len(apart))))
    total = float(found.sum())
    return found / total if total > 0 else np.full(len(apart), 1 / len(apart))


@compiled_fast
def _active(square: Floats) -> Floats:
    """Minimises u'Hu/2 − Σu over u ≥ 0. The factor of those inside grows by a row as one comes in."""
    count = len(square)
    found, inside = np.zeros(count), np.zeros(count, dtype=np.bool_)
    order, lower = np.zeros(count, dtype=np.int64), np.zeros((count, count))
    size = 0
    for _ in range(3 * count + 10):
        place = _steepest(square, found, inside, order, size)
        if place < 0:
            break
        inside[place] = True
        order[size] = place
        _row(square, order, size, lower)
        size = _settle(square, found, inside, order, size + 1, lower)
    return found


@compiled_fast
def _steepest(square: Floats, found: Floats, inside: Marks, order: Places, size: int) -> int:
    """Who, of those outside, would bring it down fastest; -1 for nobody."""
    slopes = np.ones(len(square))
    for at in range(size):
        slopes -= found[order[at]] * square[order[at]]
    best, place = 1e-9, -1
    for one in range(len(square)):
        if not inside[one] and slopes[one] > best:
            best, place = slopes[one], one
    return place


@compiled_fast
def _settle(square: Floats, found: Floats, inside: Marks, order: Places, size: int, lower: Floats) -> int:
    """The best point with these inside; whoever would go under zero is put out again. How many are left."""
    for _ in range(len(square) + 1):
        solved = _solve(lower, size)
        part = 1.0
        for at in range(size):
            if solved[at] <= 0.0:
                now = found[order[at]]
                part = min(part, now / (now - solved[at]) if now > 0.0 else 0.0)
        kept = 0
        for at in range(size):
            one = order[at]
            found[one] += part * (solved[at] - found[one])
            if part < 1.0 and found[one] <= 1e-15:
                found[one] = 0.0
                inside[one] = False
            else:
                order[kept] = one
                kept += 1
        if part == 1.0:
            return kept
        size = kept
        for row in range(size):
            _row(square, order, row, lower)
    return size


@compiled_fast
def _row(square: Floats, order: Places, row: int, lower: Floats) -> None:
    """One more row of the Cholesky factor."""
    for column in range(row + 1):
        left = square[order[row], order[column]] - _product(lower[row], lower[column], column)
        if row == column:
            lower[row, row] = np.sqrt(max(left, 1e-14))
        else:
            lower[row, column] = left / lower[column, column]


@compiled_fast
def _solve(lower: Floats, size: int) -> Floats:
    """The factor against ones, there and back."""
    found = np.ones(size)
    for row in range(size):
        found[row] = (found[row] - _product(lower[row], found, row)) / lower[row, row]
    for row in range(size - 1, -1, -1):
        found[row] /= lower[row, row]
        for inner in range(row):
            found[inner] -= lower[row, inner] * found[row]
    return found


@compiled_fast
def _product(one: Floats, other: Floats, size: int) -> float:
    total = 0.0
    for at in range(size):
        total += one[at] * other[at]
    return total
