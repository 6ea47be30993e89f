"""How sure it is what unfinished days come to: drawn from how finished days ended and how such guesses went before."""

from __future__ import annotations

import numpy as np

from otdel.forecasting.rules.arrays import Floats
from otdel.forecasting.rules.ripening import COHORTS, LEAST, NEAR, WIDEST, Ints, Sales, ages, expected

ORIGINS, APART, YOUNGEST = 20, 7, 14  # past days of guessing, days between them, and of the newest to now
BELIEVED, USUAL = 5.0, 0.3  # guesses' worth of belief that a guess is off by so much
LEAST_OFF = 0.02
FINISHED = 0.97  # of a day's value: then its ending shows how days end
LEAST_ENDED = 14
LEVEL_DAYS = 28  # newest days that tell the level the next days go on from


def endings(sales: Sales, first: int, until: int, seen: int, draws: int, seed: int) -> Floats:
    """What is due of the newest days [S, u] as a multiple of what is expected of each; means are near 1.

    Each unfinished day ends as a finished one drawn by chance ended after the same age: a few large sales that come
    late make it uneven. What all of them share, a level or a delay misjudged, is one factor a path, as far as earlier
    guesses were off by more than chance explains.
    """
    table = sales.by_age(max(first, until - COHORTS - NEAR), until, seen)
    if until - first < LEAST:
        return np.ones((draws, 0))
    old = ages(len(table), seen - until)
    found = expected(table, old)
    chance = np.random.default_rng((seed, 2))
    common = chance.standard_normal(draws)
    drawn = _ended(table, old, found.shares, len(found.due), chance.random((draws, len(found.due))))
    whole = float(found.due.sum())
    if whole <= 0:
        return drawn
    own = float((drawn @ found.due / whole).std())
    off = np.sqrt(max(LEAST_OFF**2, _missed(table, seen - until) ** 2 - own**2))
    return np.asarray(drawn * np.exp(off * common - off**2 / 2)[:, None])


def _ended(table: Floats, old: Ints, shares: Floats, count: int, place: Floats) -> Floats:
    """Of `count` newest days [S, count], each its own finished day's ending over the mean ending of its age."""
    finished = np.flatnonzero(old >= max(1, int(np.searchsorted(shares, FINISHED))))[-COHORTS:]
    if len(finished) < LEAST_ENDED:
        return np.ones(place.shape)
    so_far = np.cumsum(table[finished], axis=1)
    left = so_far[:, -1:] - so_far  # [days, age]
    picked = len(finished) - 1 - (place * len(finished)).astype(int)
    found = np.ones(place.shape)
    for day, age in enumerate(old[len(old) - count :]):
        mean = left[:, age].mean()
        if mean > 0:
            found[:, day] = left[picked[:, day], age] / mean
    return found


def _missed(table: Floats, behind: int) -> float:
    """How far guesses of earlier days were off, as a share of them: the root of the mean square, shrunk to the usual.

    A guess is compared with what came of it since, over what of it should have come by now.
    """
    squares, count = BELIEVED * USUAL**2, BELIEVED
    lags = np.arange(WIDEST + 1)
    for place in range(ORIGINS):
        origin = len(table) - YOUNGEST - place * APART
        if origin < LEAST:
            break
        old = ages(origin, behind)
        then = np.where(lags <= old[:, None], table[:origin], 0.0)
        found = expected(then, old)
        newest = slice(origin - len(found.due), None)
        now = np.minimum(old[newest] + len(table) - origin, WIDEST)
        said = float((found.level * (found.shares[now] - found.shares[old[newest]])).sum())
        came = float(table[:origin].sum() - then.sum())
        if said > 0:
            squares += (np.clip(came / said, 0.0, 4.0) - 1) ** 2
            count += 1
    return float(np.sqrt(squares / count))


def lifted(paths: Floats, coming: Floats, known: Floats, due: Floats) -> Floats:
    """Paths [S, H] of the days after, each going on from the level its own endings `coming` [S, u] make of the newest.

    `known` and `due` [n] are of the days before.
    """
    count = min(LEVEL_DAYS, coming.shape[1])
    if not count or not paths.shape[1]:
        return paths
    before = float(known[-count:].sum())
    usual = before + float(due[-count:].sum())
    if usual <= 0:
        return paths
    return np.asarray(paths * np.maximum((before + coming[:, -count:].sum(axis=1)) / usual, 0.0)[:, None])


def one_of(known: Floats, due: Floats, coming: Floats) -> Floats:
    """The days [n] as one of the paths has them, at the expected level: as uneven as finished days are."""
    whole, count = known + due, coming.shape[1]
    total = float(due.sum())
    if not count or total <= 0:
        return whole
    for one in coming[:20]:
        if one.sum() > total / 4:
            found = known.copy()
            found[-count:] += one * (total / one.sum())
            return found
    return whole
