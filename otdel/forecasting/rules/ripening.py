"""Days that are not finished: sales are counted on the day of their lead, and recent days still wait for theirs.

Each sale has two days: the lead's, which it counts for, and the payment's, from which it is known. So what was known
on any day of the past can be told exactly, and how much of a day's value is usually in at each age.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.forecasting.rules.arrays import Floats

Ints = NDArray[np.int64]
WIDEST = 120  # days after which nothing more is waited for
RECENT = 14  # days the level of unfinished days is taken from
COHORTS = 365  # days of finished leads the curve is measured on
SETTLED = 0.985  # of a day's value: then it is taken for finished
WIDER = 4.0  # times a spread is widened at most
LEAST = 60  # finished days a curve needs
ORIGINS, APART = 20, 14


@dataclass(frozen=True, slots=True, eq=False)
class Sales:
    """Amounts [n] by the ordinal of the day they count for and of the day they became known."""

    day: Ints
    known: Ints
    amount: Floats

    def by_day(self, first: int, until: int, seen: int) -> Floats:
        """What each day in [first, until) was worth as known before the day `seen`."""
        chosen = (self.known < seen) & (self.day >= first) & (self.day < until)
        found = np.bincount(self.day[chosen] - first, weights=self.amount[chosen], minlength=until - first)
        return np.asarray(found, dtype=np.float64)


def curve(sales: Sales, seen: int, first: int) -> Floats | None:
    """Share [WIDEST + 1] of a day's value that is known at each age in whole days; None without enough finished days.

    Measured on days old enough to be finished, so that the quick sales are not favoured.
    """
    last = seen - WIDEST
    since = max(first, last - COHORTS)
    if last - since < LEAST:
        return None
    chosen = (sales.day >= since) & (sales.day < last) & (sales.known < seen)
    age = np.clip(sales.known[chosen] - sales.day[chosen], 0, WIDEST)
    by_age = np.bincount(age, weights=sales.amount[chosen], minlength=WIDEST + 1)
    whole = by_age.sum()
    return np.clip(np.cumsum(by_age) / whole, 1e-6, 1.0) if whole > 0 else None


@dataclass(frozen=True, slots=True, eq=False)
class Ripened:
    """Days as known, what each is expected to come to, and by how much such expectations were wrong before [K]."""

    known: Floats
    due: Floats  # expected to come yet, by day
    wrong: Floats  # what came over what was expected, at earlier origins; [1.0] when never tried

    @property
    def whole(self) -> Floats:
        return self.known + self.due


def ripened(sales: Sales, first: int, until: int, seen: int) -> Ripened:
    """The days [first, until) as known before `seen`, with what is still due of each."""
    shares = curve(sales, seen, first)
    known = sales.by_day(first, until, seen)
    if shares is None:
        return Ripened(known, np.zeros_like(known), np.ones(1))
    return Ripened(known, _due(known, shares, seen - until), _wrong(sales, first, seen, shares))


def swings(sales: Sales, first: int, seen: int, horizon: int) -> Floats:
    """At earlier days [K]: what came of unfinished days and the next `horizon` days over what a level would have said.

    Everything as known then, so it holds what a level misses: months that differ, and sales that come later than usual.
    """
    shares = curve(sales, seen, first)
    if shares is None:
        return np.ones(1)
    settled = int(np.searchsorted(shares, SETTLED))
    ratios = []
    for place in range(ORIGINS):
        origin = seen - settled - horizon - place * APART
        if origin - first < 2 * RECENT:
            break
        known = sales.by_day(first, origin, origin)
        due = _due(known, shares, 0)
        level = (known[-RECENT:] + due[-RECENT:]).mean()
        came = sales.by_day(first, origin + horizon, seen).sum() - known.sum()
        said = due.sum() + level * horizon
        ratios += [came / said] if said > 0 else []
    return np.clip(np.array(ratios), 0.0, 5.0) if len(ratios) >= 5 else np.ones(1)


def widened(paths: Floats, off: Floats, due: float, ratios: Floats) -> tuple[Floats, Floats]:
    """Paths [S, H] and scales [S] of what is due, spread around their means as far as `ratios` were spread before.

    Never narrowed: unfinished days are filled smoothly, which makes a series look calmer than it was.
    """
    totals = off * due + paths.sum(axis=1)
    middle = totals.mean()
    if len(ratios) < 5 or middle <= 0:
        return paths, off
    own = np.subtract(*np.quantile(totals / middle, [0.9, 0.1]))
    factor = float(np.clip(np.subtract(*np.quantile(ratios, [0.9, 0.1])) / max(own, 1e-6), 1.0, WIDER))
    mean = paths.mean(axis=0)
    return np.maximum(mean + (paths - mean) * factor, min(0.0, paths.min(initial=0.0))), np.maximum(
        off.mean() + (off - off.mean()) * factor, 0.0
    )


def _due(known: Floats, shares: Floats, behind: int) -> Floats:
    """What is to come of each day: its missing share of the level that recent days are on their way to.

    The level pools the last days: what is known of them over the share of them that should be (Cape Cod reserving,
    Bühlmann & Straub 1983). `behind` is how many days lie between the last day and the day it is seen from.
    """
    age = np.minimum(np.arange(len(known))[::-1] + behind, WIDEST)
    in_by_now = shares[age]
    recent = slice(max(0, len(known) - RECENT), None)
    level = known[recent].sum() / max(in_by_now[recent].sum(), 1e-9)
    return np.where(age >= WIDEST, 0.0, (1 - in_by_now) * level)


def _wrong(sales: Sales, first: int, seen: int, shares: Floats) -> Floats:
    """At earlier days: what came later of the days before over what would have been expected."""
    ratios = []
    for place in range(ORIGINS):
        origin = seen - WIDEST - place * APART
        if origin - first < 2 * RECENT:
            break
        known = sales.by_day(first, origin, origin)
        expected = _due(known, shares, 0).sum()
        came = sales.by_day(first, origin, origin + WIDEST)[-WIDEST:].sum() - known[-WIDEST:].sum()
        if expected > 0:
            ratios.append(came / expected)
    return np.clip(np.array(ratios), 0.0, 5.0) if len(ratios) >= 5 else np.ones(1)
