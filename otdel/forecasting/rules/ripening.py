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
COHORTS = 365  # newest days the curve of ages is measured on
HALF_LIFE = 14.0  # days from a day at which others count half for its level
BELIEVED = 1.0  # finished days' worth of belief in the level of the whole year
NEAR = WIDEST + 60  # newest days that can say anything of the level of an unfinished one
LEAST = 60  # days of history without which nothing is waited for


@dataclass(frozen=True, slots=True, eq=False)
class Sales:
    """Amounts [n] by the ordinal of the day they count for and of the day they became known."""

    day: Ints
    known: Ints
    amount: Floats

    def by_day(self, first: int, until: int, seen: int) -> Floats:
        """What each day in [first, until) was worth as known before the day `seen`."""
        return np.asarray(self.by_age(first, until, seen).sum(axis=1))

    def by_age(self, first: int, until: int, seen: int) -> Floats:
        """The same by how many days after its own day it became known [days, WIDEST + 1]."""
        chosen = (self.known < seen) & (self.day >= first) & (self.day < until)
        day = self.day[chosen] - first
        age = np.clip(self.known[chosen] - self.day[chosen], 0, WIDEST)
        width = WIDEST + 1
        found = np.bincount(day * width + age, weights=self.amount[chosen], minlength=(until - first) * width)
        return np.asarray(found, dtype=np.float64).reshape(until - first, width)


def ages(count: int, behind: int) -> Ints:
    """The last age fully seen of each of `count` days, of which the last is `behind` days before the day of seeing."""
    return np.minimum(np.arange(count)[::-1] + behind, WIDEST)


def shares_in(table: Floats, seen_ages: Ints) -> Floats:
    """Share [WIDEST + 1] of a day's value that is in at each age, of days by age [n, WIDEST + 1].

    A chain ladder read backwards (Lagakos, Barraj and De Gruttola 1988): of what had come by an age, the part that came
    on it, over the days old enough to show it. So days that are not finished yet speak too, and a short history does.
    """
    recent, old = table[-COHORTS:], seen_ages[-COHORTS:]
    shown = old[:, None] >= np.arange(WIDEST + 1)
    came = (recent * shown).sum(axis=0)
    so_far = (np.cumsum(recent, axis=1) * shown).sum(axis=0)
    late = np.clip(np.divide(came, so_far, out=np.zeros(WIDEST + 1), where=so_far > 0), 0.0, 0.999)
    before = np.cumprod((1 - late)[::-1])[::-1]
    return np.asarray(np.clip(np.append(before[1:], 1.0), 1e-6, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """Of the newest [u] days: their `level`, and what is `due` of each; `shares` are by age."""

    shares: Floats
    level: Floats
    due: Floats


def expected(table: Floats, seen_ages: Ints) -> Expected:
    """What each unfinished day comes to: its missing share of the level around it.

    The level of a day pools its neighbours, what is known of them over the share of them that should be, near ones more
    than far ones (Cape Cod reserving with decay; Buehlmann and Straub 1983, Gluck 1997).
    """
    count = len(table)
    shares = shares_in(table, seen_ages)
    inside, known = shares[seen_ages], table.sum(axis=1)
    usual = known[-COHORTS:].sum() / max(float(inside[-COHORTS:].sum()), 1e-9)
    newest, near = np.arange(max(0, count - WIDEST), count), np.arange(max(0, count - NEAR), count)
    weight = 0.5 ** (np.abs(np.subtract.outer(newest, near)) / HALF_LIFE)
    level = (weight @ known[near] + BELIEVED * usual) / (weight @ inside[near] + BELIEVED)
    return Expected(shares, level, (1 - inside[newest]) * level)


@dataclass(frozen=True, slots=True, eq=False)
class Ripened:
    """Days as known, and what each is expected to come to yet."""

    known: Floats
    due: Floats

    @property
    def whole(self) -> Floats:
        return self.known + self.due


def ripened(sales: Sales, first: int, until: int, seen: int) -> Ripened:
    """The days [first, until) as known before `seen`, with what is still due of each."""
    table = sales.by_age(first, until, seen)
    known = table.sum(axis=1)
    due = np.zeros(len(known))
    if len(known) >= LEAST:
        found = expected(table, ages(len(known), seen - until)).due
        due[len(known) - len(found) :] = found
    return Ripened(known, due)
