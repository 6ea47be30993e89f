"""The rate game of many channels: random orders of joining, until the error is small, and the error with its certainty.

Castro, Gómez and Tejada, "Polynomial calculation of the Shapley value based on sampling", Computers & Operations
Research 36, 2009; the bound is Maurer and Pontil's empirical Bernstein inequality (COLT 2009), which asks nothing of
the shape of what is drawn, only that it is bounded.
"""

from __future__ import annotations

from itertools import pairwise
from math import log

import numpy as np

from otdel.analytics.attribution.shapes import Credit, Floats, Paths, Places, Whole, summed
from otdel.analytics.compiled import compiled

DOUBT = 0.05  # of any channel's error being larger than said
CLOSE = 0.01  # of all conversions: the error at which drawing ends
WORK = 2_000_000_000  # steps of distinct sets looked at, at most
ROUND, LEAST = 500, 2000  # pairs of orders drawn between two looks; pairs drawn at least when work allows


def estimated(paths: Paths, *, seed: int = 0, close: float = CLOSE, work: int = WORK) -> Credit:
    """Credit by random orders, each with its reverse; `error` [K] holds for all channels together with 95 %.

    The credit adds up, for every order does. What is said of conversions is not said of the value.
    """
    size, started = len(paths.channels), paths.conversions + paths.nulls
    offsets, members, masses = _sets(paths, started)
    most = max(LEAST, work // max(1, 2 * len(members)))
    chance, sums, squares, drawn = np.random.default_rng(seed), np.zeros((2, size)), np.zeros(size), 0
    whole = float(started.sum())
    while True:
        ranks = np.argsort(np.argsort(chance.random((ROUND, size)), axis=1), axis=1)
        _drawn(offsets, members, masses, ranks, sums, squares)
        drawn += ROUND
        error = _error(sums[0], squares, drawn, _largest(masses)) * whole
        if drawn >= most or (drawn >= LEAST and error.max() <= close * paths.conversions.sum()):
            break
    found = sums / drawn * whole
    return Credit(found[0], None if paths.value is None else found[1], error=error)


def _sets(paths: Paths, started: Floats) -> tuple[Whole, Places, Floats]:
    """Distinct sets of channels as offsets and members, and their paths, conversions and value [3, sets]."""
    value = np.zeros_like(started) if paths.value is None else paths.value
    where, steps = paths.of_touch, paths.steps
    ordered = np.lexsort((steps, where))
    where, steps = where[ordered], steps[ordered]
    fresh = np.ones(len(steps), dtype=bool)
    fresh[1:] = (where[1:] != where[:-1]) | (steps[1:] != steps[:-1])
    where, steps = where[fresh], steps[fresh]
    offsets = np.searchsorted(where, np.arange(len(paths) + 1))
    known: dict[bytes, int] = {}
    owner = np.array([known.setdefault(steps[a:b].tobytes(), len(known)) for a, b in pairwise(offsets)])
    masses = np.stack([summed(owner, one, len(known)) for one in (started, paths.conversions, value)])
    sets = [np.frombuffer(one, np.int32) for one in known]
    bounds = np.concatenate([[0], np.cumsum([len(one) for one in sets])]).astype(np.int64)
    return bounds, np.concatenate(sets), masses


def _largest(masses: Floats) -> float:
    """The best rate of a set: no coalition's is better, being an average of its sets'."""
    return float((masses[1] / np.where(masses[0] > 0, masses[0], 1.0)).max())


def _error(sums: Floats, squares: Floats, drawn: int, largest: float) -> Floats:
    """How far means [K] of `drawn` pairs may be off; a pair's mean lies between plus and minus `largest`."""
    spread = np.maximum(squares - sums**2 / drawn, 0.0) / (drawn - 1)
    logarithm = log(4 * len(sums) / DOUBT)
    return np.sqrt(2 * spread * logarithm / drawn) + 7 * 2 * largest * logarithm / (3 * (drawn - 1))


@compiled
def _drawn(offsets: Whole, members: Places, masses: Floats, ranks: Whole, sums: Floats, squares: Floats) -> None:
    """Adds to `sums` [2, K] and `squares` [K] what each channel brings where it stands in an order and its reverse."""
    size = ranks.shape[1]
    brings = np.empty((2, size))
    for row in range(len(ranks)):
        brings[:] = 0.0
        for turned in range(2):
            complete = np.zeros((3, size))
            for one in range(len(offsets) - 1):
                latest = -1
                for place in range(offsets[one], offsets[one + 1]):
                    rank = ranks[row, members[place]]
                    latest = max(latest, size - 1 - rank if turned else rank)
                for kind in range(3):
                    complete[kind, latest] += masses[kind, one]
            _brought(complete, ranks[row], turned, brings)
        for channel in range(size):
            sums[0, channel] += brings[0, channel]
            sums[1, channel] += brings[1, channel]
            squares[channel] += brings[0, channel] ** 2


@compiled
def _brought(complete: Floats, ranks: Whole, turned: int, brings: Floats) -> None:
    """Half of what the rates of conversions and value rise by when each channel joins."""
    size = len(ranks)
    for kind in range(2):
        for channel in range(size):
            rank = size - 1 - ranks[channel] if turned else ranks[channel]
            paths, got = 0.0, 0.0
            for place in range(rank):
                paths += complete[0, place]
                got += complete[kind + 1, place]
            before = got / paths if paths > 0 else 0.0
            paths += complete[0, rank]
            got += complete[kind + 1, rank]
            brings[kind, channel] += 0.5 * ((got / paths if paths > 0 else 0.0) - before)
