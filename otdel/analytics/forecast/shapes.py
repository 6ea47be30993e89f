"""What a forecast starts from and ends in: a series of equal steps, and joint paths of what follows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from otdel.analytics.forecast.components import DAYS, MONTHS, QUARTERS, WEEKS, Rhythm
from otdel.analytics.forecast.smoothing import Floats


class Step(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"

    @property
    def rhythm(self) -> Rhythm:
        return {Step.DAY: DAYS, Step.WEEK: WEEKS, Step.MONTH: MONTHS, Step.QUARTER: QUARTERS}[self]

    def after(self, start: date, count: int) -> date:
        """The first day of the step `count` steps after the one that starts on `start`."""
        if self in (Step.DAY, Step.WEEK):
            return start + timedelta(days=count * (7 if self is Step.WEEK else 1))
        months = start.year * 12 + start.month - 1 + count * (3 if self is Step.QUARTER else 1)
        return date(months // 12, months % 12 + 1, 1)

    def between(self, start: date, end: date) -> int:
        """Whole steps from `start` to `end`, both first days of a step."""
        if self in (Step.DAY, Step.WEEK):
            return (end - start).days // (7 if self is Step.WEEK else 1)
        months = (end.year - start.year) * 12 + end.month - start.month
        return months // (3 if self is Step.QUARTER else 1)

    def covering(self, start: date, end: date) -> int:
        """How many steps from `start`, the first day of one, it takes to reach `end`, wherever in a step that is."""
        count = self.between(start, end)
        return count if self.after(start, count) >= end else count + 1

    def shares(self, first: date, count: int, start: date, end: date) -> Floats:
        """How much of each of the `count` steps from `first` lies in [start, end), by its days: 0 to 1 [count]."""
        edges = np.array([self.after(first, place).toordinal() for place in range(count + 1)], dtype=float)
        inside = np.minimum(edges[1:], end.toordinal()) - np.maximum(edges[:-1], start.toordinal())
        return np.asarray(np.clip(inside, 0, None) / np.diff(edges))


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """`values` [n] by step from `start`, nan where nothing is known. `unit` is a currency or what is counted."""

    start: date
    step: Step
    values: Floats
    name: str = ""
    unit: str = ""

    @property
    def end(self) -> date:
        """The first day after the last step: where a forecast begins."""
        return self.step.after(self.start, len(self.values))

    def before(self, day: date) -> Series:
        """What was known when `day` began."""
        count = max(0, min(len(self.values), self.step.between(self.start, day)))
        return Series(self.start, self.step, self.values[:count], self.name, self.unit)

    def within(self, start: date, end: date) -> Floats:
        """Values of the steps that begin in [start, end)."""
        first = max(0, self.step.between(self.start, start))
        return self.values[first : max(first, self.step.between(self.start, end))]


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """`values` [S, H]: every row one future, joint over its steps; `start` is the first step's first day."""

    start: date
    step: Step
    values: Floats
    weights: Mapping[str, float] = field(default_factory=dict)

    def total(self) -> Floats:
        """Of all steps [S]."""
        return np.asarray(self.values.sum(axis=1))

    def within(self, start: date, end: date) -> Floats:
        """Totals [S] of the steps that begin in [start, end)."""
        first = max(0, self.step.between(self.start, start))
        return np.asarray(self.values[:, first : max(first, self.step.between(self.start, end))].sum(axis=1))

    def quantiles(self, levels: tuple[float, ...]) -> Floats:
        """Of every step [len(levels), H]."""
        return np.asarray(np.quantile(self.values, levels, axis=0))
