"""A pay plan as arrays: what it pays over thousands of paths at once, rounded line by line as the exact engine does.

The exact engine is motivation.rules.compute; a test holds both together on random plans. Amounts are floats in the
plan's currency; a table has one row a path and one column an input (a KPI's attainment or value, a measure).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
CENTS = 100.0
HALF = 0.5 + 1e-7  # half a cent goes up, also when its float fell a hair short
WHOLE = -1
ENDLESS = float("inf")


@dataclass(frozen=True, slots=True, eq=False)
class Bend:
    """A curve: straight lines between points, flat outside. `column` is the input it reads."""

    column: int
    at: Floats
    pays: Floats

    def of(self, table: Floats) -> Floats:
        column = table[:, self.column]
        return np.where(np.isnan(column), np.nan, np.interp(column, self.at, self.pays))


@dataclass(frozen=True, slots=True)
class Span:
    """`low` <= x <= `high`; an open end excludes its edge."""

    column: int
    low: float
    high: float
    low_open: bool
    high_open: bool

    def holds(self, table: Floats) -> Flags:
        x = table[:, self.column]
        above = x > self.low if self.low_open else x >= self.low
        below = x < self.high if self.high_open else x <= self.high
        return np.asarray(above & below, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Barrier:
    """A gate. `part` is the component it multiplies, WHOLE for the whole variable."""

    passes: Span
    fail: float
    hard: Span | None
    hard_factor: float
    part: int

    def factor(self, table: Floats) -> Floats:
        found = np.where(self.passes.holds(table), 1.0, self.fail)
        if self.hard is not None:
            found = np.where(self.hard.holds(table), self.hard_factor, found)
        return np.where(np.isnan(table[:, self.passes.column]), np.nan, found)


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """So much for each unit in marginal tiers: a curve of money by units."""

    column: int
    above: Floats
    upto: Floats
    rate: Floats

    def of(self, table: Floats) -> Floats:
        units = table[:, self.column][:, None]
        return np.asarray((np.clip(units, self.above, self.upto) - self.above) @ self.rate[:, None])[:, 0]


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """So much for each point, no more than `most` of them, times a factor of quality and one of time."""

    column: int
    rate: float
    most: float
    quality: Bend
    time: Bend

    def of(self, table: Floats) -> Floats:
        paid = cents(np.clip(table[:, self.column], 0.0, self.most) * self.rate)
        return cents(cents(paid * self.quality.of(table)) * self.time.of(table))


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A plan with one person's target variable. `cap` is in target variables, infinite without one."""

    target: float
    cap: float
    weights: tuple[float, ...]
    bends: tuple[Bend, ...]
    barriers: tuple[Barrier, ...]
    team: Bend | None = None
    units: Units | None = None
    points: Points | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Paid:
    """What each path pays: `variable` [paths], `parts` [paths, lines] before gates, and what happened on the way.

    `failed` [paths, gates] and `capped` [paths] are flags. A path that lacks an input is nan.
    """

    variable: Floats
    parts: Floats
    failed: Flags
    capped: Flags
    before_cap: Floats


def number(value: Decimal | None, missing: float = np.nan) -> float:
    return missing if value is None else float(value)


def bend(column: int, points: Iterable[tuple[Decimal, Decimal]]) -> Bend:
    pairs = list(points)
    return Bend(column, floats(at for at, _ in pairs), floats(pays for _, pays in pairs))


def floats(values: Iterable[Decimal | None]) -> Floats:
    """Numbers as floats; None is nan."""
    return np.array([number(value) for value in values], dtype=np.float64)


def span(column: int, condition: Any) -> Span:
    """From anything with low, high, low_open and high_open."""
    low, high = number(condition.low, -np.inf), number(condition.high, np.inf)
    return Span(column, low, high, bool(condition.low_open), bool(condition.high_open))


def cents(amounts: Floats) -> Floats:
    """Rounded half up, away from zero."""
    return np.asarray(np.sign(amounts) * np.floor(np.abs(amounts) * CENTS + HALF) / CENTS)


def gaps(table: Floats) -> Flags:
    """Rows that lack something."""
    return np.asarray(np.isnan(table).any(axis=1), dtype=np.bool_)


def pay(plan: Compiled, table: Floats) -> Paid:
    """The variable pay of a full period on every path."""
    factors = [one.factor(table) for one in plan.barriers]
    parts = _parts(plan, table, factors)
    whole = [factor for factor, one in zip(factors, plan.barriers, strict=True) if one.part == WHOLE]
    amount = np.asarray(parts.sum(axis=1))
    for factor in whole:
        amount = cents(amount * factor)
    if plan.team is not None:
        amount = cents(amount * plan.team.of(table))
    most = cents(np.array([plan.cap * plan.target]))[0] if np.isfinite(plan.cap) else np.inf
    failed = np.array([factor < 1.0 for factor in factors], dtype=np.bool_).reshape(len(factors), len(table)).T
    return Paid(np.minimum(amount, most), parts, failed, np.asarray(amount >= most, dtype=np.bool_), amount)


def _parts(plan: Compiled, table: Floats, factors: list[Floats]) -> Floats:
    """Each line rounded, a gate of its own included."""
    lines = [cents(plan.target * weight * one.of(table)) for weight, one in zip(plan.weights, plan.bends, strict=True)]
    lines += [cents(plan.units.of(table))] if plan.units else []
    lines += [plan.points.of(table)] if plan.points else []
    for factor, barrier in zip(factors, plan.barriers, strict=True):
        if barrier.part != WHOLE:
            lines[barrier.part] = cents(lines[barrier.part] * factor)
    return np.stack(lines, axis=1) if lines else np.zeros((len(table), 1))
