"""A Markov chain over what was met last: transitions counted once, its equations, and what a removed channel leaves.

States are the last `order` touches; before the first touch stands 0. From a state one goes on to the next touch, or
ends: in a conversion or in none. Anderl, Becker, von Wangenheim and Schumann, "Mapping the customer journey",
International Journal of Research in Marketing 33, 2016.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from otdel.analytics.attribution.shapes import Floats, Paths, Places, Whole, summed
from otdel.analytics.compiled import compiled

DENSE = 1500  # states up to which the inverse is kept whole; beyond, the same equations are solved by sweeps
COUNTED = 100_000_000  # codes that are counted rather than sorted
CLOSE = 1e-14  # change of a sweep, of the largest answer, at which sweeps end
SWEEPS = 100_000


class Chain(NamedTuple):
    """m states, the first of them the start.

    `last` [m] is the place of a state's last channel, -1 at the start. Out of state s go `counts[k]` paths to state
    `targets[k]` for k in `begins[s]:begins[s + 1]`, and `ends` [m, 2] conversions and value; `leaving` [m] is how many
    paths leave it in all, those that end in nothing among them.
    """

    last: Whole
    begins: Whole
    targets: Whole
    counts: Floats
    ends: Floats
    leaving: Floats


class Removal(NamedTuple):
    """Per path that starts: conversions and value `whole` [2], and `without` [K, 2] each channel."""

    whole: Floats
    without: Floats


def counted(paths: Paths, order: int) -> Chain:
    """The chain of these paths."""
    weights = paths.conversions + paths.nulls
    value = np.zeros_like(weights) if paths.value is None else paths.value
    size = len(paths.channels)
    if order == 1:
        moves, ends, leaving = _count(paths.offsets, paths.steps, weights, paths.conversions, value, size)
        rows, columns = np.nonzero(moves)
        last = np.arange(-1, size, dtype=np.int64)
        return _packed(last, rows, columns, moves[rows, columns], ends, leaving)
    return _of_order(paths, order, weights, value)


@compiled
def _count(
    offsets: Whole, steps: Places, weights: Floats, conversions: Floats, value: Floats, size: int
) -> tuple[Floats, Floats, Floats]:
    """Moves [K + 1, K + 1] from 0 the start or channel + 1, ends [K + 1, 2] and paths leaving [K + 1]."""
    moves, ends, leaving = np.zeros((size + 1, size + 1)), np.zeros((size + 1, 2)), np.zeros(size + 1)
    for path in range(len(weights)):
        before, weight = 0, weights[path]
        for place in range(offsets[path], offsets[path + 1]):
            now = steps[place] + 1
            moves[before, now] += weight
            before = now
        ends[before, 0] += conversions[path]
        ends[before, 1] += value[path]
        leaving[before] += weight
    for state in range(size + 1):
        for target in range(size + 1):
            leaving[state] += moves[state, target]
    return moves, ends, leaving


def _of_order(paths: Paths, order: int, weights: Floats, value: Floats) -> Chain:
    base = len(paths.channels) + 1
    known, states = _numbered(_codes(paths, order, base), base**order)
    count = len(known) + 1
    before = np.concatenate([[0], states[:-1]])
    before[paths.offsets[:-1]] = 0
    moves, where = _numbered(before * base + paths.steps.astype(np.int64), count * base)
    moved = summed(where - 1, weights[paths.of_touch], len(moves))
    targets = np.empty(len(moves), np.int64)
    targets[where - 1] = states  # the state before and the channel met tell the state after
    final = states[paths.last]
    ends = np.column_stack([summed(final, one, count) for one in (paths.conversions, value)])
    leaving = summed(final, weights, count) + summed(moves // base, moved, count)
    last = np.concatenate([[-1], known // base ** (order - 1) - 1]).astype(np.int64)
    return _packed(last, moves // base, targets, moved, ends, leaving)


def _numbered(codes: Whole, size: int) -> tuple[Whole, Whole]:
    """Codes that occur, in order, and each one's number among them from 1; by counting where `size` allows it."""
    if size > COUNTED:
        known, where = np.unique(codes, return_inverse=True)
        return known, where.reshape(-1) + 1
    seen = np.zeros(size, dtype=bool)
    seen[codes] = True
    return np.flatnonzero(seen), np.cumsum(seen)[codes]


def _codes(paths: Paths, order: int, base: int) -> Whole:
    """A number for the last `order` touches up to each one [t]; the latest weighs most, 0 stands before the first."""
    now = paths.steps.astype(np.int64) + 1
    codes = now * base ** (order - 1)
    reached = np.arange(len(now)) - paths.offsets[:-1][paths.of_touch]
    for back in range(1, order):
        earlier = np.where(reached >= back, np.concatenate([np.zeros(back, np.int64), now[:-back]])[: len(now)], 0)
        codes += earlier * base ** (order - 1 - back)
    return np.asarray(codes, dtype=np.int64)


def _packed(last: Whole, rows: Whole, columns: Whole, counts: Floats, ends: Floats, leaving: Floats) -> Chain:
    begins = np.searchsorted(rows, np.arange(len(last) + 1)).astype(np.int64)
    return Chain(last, begins, columns.astype(np.int64), np.ascontiguousarray(counts), ends, leaving)


def removed(chain: Chain, channels: int) -> Removal:
    """What starts bring, whole and without each channel: whoever would meet it next is lost instead."""
    return _by_inverse(chain, channels) if len(chain.last) <= DENSE else _by_sweeps(chain, channels)


def _by_inverse(chain: Chain, channels: int) -> Removal:
    """One inverse F of I - Q. Without the states R of a channel the start brings x0 - F[0, R] F[R, R]^-1 x[R]."""
    ends, inverse = _shares(chain)[1], np.linalg.inv(_matrix(chain))
    brings = inverse @ ends
    without = np.tile(brings[0], (channels, 1))
    for channel in range(channels):
        gone = np.flatnonzero(chain.last == channel)
        if len(gone) == 1:  # of rank one: no equations left to solve
            without[channel] -= inverse[0, gone[0]] / inverse[gone[0], gone[0]] * brings[gone[0]]
        elif len(gone):
            without[channel] -= inverse[0, gone] @ np.linalg.solve(inverse[np.ix_(gone, gone)], brings[gone])
    return Removal(brings[0], without)


def _matrix(chain: Chain) -> Floats:
    """I - Q [m, m]."""
    size = len(chain.last)
    found = np.eye(size)
    rows = np.repeat(np.arange(size), np.diff(chain.begins))
    np.subtract.at(found, (rows, chain.targets), _shares(chain)[0])
    return found


def _shares(chain: Chain) -> tuple[Floats, Floats]:
    """Chances of moves, in the order of `targets`; conversions and value a visit [m, 2]; 0 where nobody leaves."""
    leaving = np.where(chain.leaving > 0, chain.leaving, 1.0)
    return chain.counts / np.repeat(leaving, np.diff(chain.begins)), chain.ends / leaving[:, None]


def _by_sweeps(chain: Chain, channels: int) -> Removal:
    """The equations of every removal at once, by Gauss-Seidel: chances that lead out make it converge."""
    moves, ends = _shares(chain)
    found = _swept(chain.last, chain.begins, chain.targets, moves, ends, channels, CLOSE, SWEEPS)
    return Removal(found[channels], found[:channels])


@compiled
def _swept(
    last: Whole, begins: Whole, targets: Whole, moves: Floats, ends: Floats, channels: int, close: float, sweeps: int
) -> Floats:
    """What the start brings [K + 1, 2] without each channel, and whole in the last row."""
    wide = 2 * (channels + 1)  # conversions of every world, then value of every world
    brings, total = np.zeros((len(last), wide)), np.empty(wide)
    for _sweep in range(sweeps):
        change, largest = 0.0, 0.0
        for state in range(len(last) - 1, -1, -1):
            total[: channels + 1], total[channels + 1 :] = ends[state, 0], ends[state, 1]
            stays = 0.0
            for k in range(begins[state], begins[state + 1]):
                if targets[k] == state:
                    stays = moves[k]
                else:
                    for one in range(wide):
                        total[one] += moves[k] * brings[targets[k], one]
            if last[state] >= 0:
                total[last[state]], total[last[state] + channels + 1] = 0.0, 0.0
            for one in range(wide):
                now = total[one] / (1.0 - stays)
                change = max(change, abs(now - brings[state, one]))
                largest = max(largest, abs(now))
                brings[state, one] = now
        if change <= close * largest:
            break
    found: Floats = brings[0].reshape(2, channels + 1).T.copy()
    return found
