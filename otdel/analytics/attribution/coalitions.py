"""Shapley values: what a channel adds, averaged over every order in which channels could join.

Two games, both exact. In `conversions` the worth of a coalition is the conversions of paths that need nobody outside
it; then each path's conversions are shared equally by its distinct channels (its dividend, Harsanyi 1963), whatever
the number of channels. In `rate` the worth is the part of such paths that converts, which learns from failures too;
it is worked out over all 2^K coalitions, and beyond `MOST` channels it is estimated (see `orders`).
"""

from __future__ import annotations

import numpy as np

from otdel.analytics.attribution.orders import estimated
from otdel.analytics.attribution.shapes import Credit, Floats, Paths, Places, Whole
from otdel.analytics.compiled import compiled

MOST = 20  # channels of which all coalitions are weighed: a million of them
WORTHS = ("conversions", "rate")


def shapley(paths: Paths, worth: str = "conversions", *, seed: int = 0) -> Credit:
    """Credit by the game `worth`. Raises ValueError for another, and for `rate` when no failed path is known."""
    if worth not in WORTHS or (worth == "rate" and not paths.nulls_known):
        raise ValueError(f"worth {worth}")
    if worth == "conversions":
        value = np.zeros(0) if paths.value is None else paths.value
        found = _dividends(paths.offsets, paths.steps, paths.conversions, value, len(paths.channels))
        return Credit(found[0].copy(), None if paths.value is None else found[1].copy())
    return _by_rate(paths) if len(paths.channels) <= MOST else estimated(paths, seed=seed)


@compiled
def _dividends(offsets: Whole, steps: Places, conversions: Floats, value: Floats, size: int) -> Floats:
    """Conversions and value [2, K], each path's shared equally by its distinct channels."""
    found, seen = np.zeros((2, size)), np.full(size, -1)
    for path in range(len(conversions)):
        distinct = 0
        for place in range(offsets[path], offsets[path + 1]):
            if seen[steps[place]] != path:
                seen[steps[place]] = path
                distinct += 1
        part = 1.0 / distinct
        for place in range(offsets[path], offsets[path + 1]):
            if seen[steps[place]] == path:
                seen[steps[place]] = -1
                found[0, steps[place]] += conversions[path] * part
                if len(value):
                    found[1, steps[place]] += value[path] * part
    return found


def _by_rate(paths: Paths) -> Credit:
    size, started = len(paths.channels), paths.conversions + paths.nulls
    brought = paths.conversions[None, :] if paths.value is None else np.stack([paths.conversions, paths.value])
    rates = _rates(*_masses(paths.offsets, paths.steps, started, np.ascontiguousarray(brought), size), size)
    found = _weighed(rates, _weights(size), size) * started.sum()
    return Credit(found[0].copy(), None if paths.value is None else found[1].copy())


def _weights(size: int) -> Floats:
    """Of joining a coalition of s others: s! (K - s - 1)! / K! [K]."""
    weights = np.empty(size)
    weights[0] = 1.0 / size
    for s in range(1, size):
        weights[s] = weights[s - 1] * s / (size - s)
    return weights


@compiled
def _masses(offsets: Whole, steps: Places, started: Floats, brought: Floats, size: int) -> tuple[Floats, Floats]:
    """Paths [2^K] and what they brought [r, 2^K] by the set of their channels."""
    paths, sums = np.zeros(1 << size), np.zeros((len(brought), 1 << size))
    for path in range(len(started)):
        mask = 0
        for place in range(offsets[path], offsets[path + 1]):
            mask |= 1 << steps[place]
        paths[mask] += started[path]
        for row in range(len(brought)):
            sums[row, mask] += brought[row, path]
    return paths, sums


@compiled
def _rates(paths: Floats, sums: Floats, size: int) -> Floats:
    """Brought per path [r, 2^K] of all paths within each set; nothing where there is no such path."""
    _within(paths, size)
    for row in range(len(sums)):
        _within(sums[row], size)
        for coalition in range(1 << size):
            sums[row, coalition] = sums[row, coalition] / paths[coalition] if paths[coalition] > 0 else 0.0
    return sums


@compiled
def _within(values: Floats, size: int) -> None:
    """Sums over all subsets, in place: a channel at a time (Yates)."""
    for channel in range(size):
        half = 1 << channel
        for block in range(0, 1 << size, 2 * half):
            for place in range(block, block + half):
                values[place + half] += values[place]


@compiled
def _weighed(rates: Floats, weights: Floats, size: int) -> Floats:
    """Shapley values [r, K]: every coalition speaks for its members and against all others."""
    found = np.zeros((len(rates), size))
    with_it, without = np.zeros(size + 1), np.zeros(size + 1)
    with_it[1:], without[:-1] = weights, weights
    for row in range(len(rates)):
        against = 0.0
        for coalition in range(1 << size):
            members, left = 0, coalition
            while left:
                members += 1
                left &= left - 1
            rate = rates[row, coalition]
            against += without[members] * rate
            both = (with_it[members] + without[members]) * rate
            for channel in range(size):
                if coalition >> channel & 1:
                    found[row, channel] += both
        for channel in range(size):
            found[row, channel] -= against
    return found
