"""Joint futures of measures: the same number of a path means the same future in every measure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from otdel.analytics.forecast.components import DAYS, MONTHS
from otdel.analytics.forecast.mixture import imagine
from otdel.forecasting.queries.history import Days, History, Key, Months
from otdel.forecasting.rules.arrays import Floats
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.queries.answer import Scope
from otdel.scorecard.queries.periods import months_before

SEED = 20_260_101


@dataclass(frozen=True, slots=True, eq=False)
class ByDay:
    """What is known of each day, and paths [S, H] of the days after. `off` [S] scales what is still due."""

    days: Days
    off: Floats
    paths: Floats
    weights: dict[str, float]

    def total(self, period: Period) -> Floats:
        """Of the days in the period, by path [S]."""
        return self.known(period) + self.off * self._sum(self.days.due, period) + self._ahead(period)

    def known(self, period: Period) -> float:
        return self._sum(self.days.known, period)

    def _sum(self, values: Floats, period: Period) -> float:
        first, last = (max(0, (day - self.days.start).days) for day in (period.start, period.end))
        return float(values[first:last].sum())

    def _ahead(self, period: Period) -> Floats:
        first, last = (max(0, (day - self.days.end).days) for day in (period.start, period.end))
        return np.asarray(self.paths[:, first:last].sum(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class ByMonth:
    """Months that are over, and paths [S, M] of those after."""

    months: Months
    paths: Floats
    adds: bool
    weights: dict[str, float]

    def total(self, period: Period) -> Floats | NoData:
        """Of whole months: added up, or the state of the last."""
        if period.start.day != 1 or period.end.day != 1:
            return NoData.because("read_by_month")
        every = np.concatenate([np.tile(self.months.values, (len(self.paths), 1)), self.paths], axis=1)
        first, last = (_months_between(self.months.start, day) for day in (period.start, period.end))
        if first < 0 or last > every.shape[1]:
            return NoData.because("not_known_then")
        return np.asarray(every[:, first:last].sum(axis=1) if self.adds else every[:, last - 1])

    def known(self, period: Period) -> float | None:
        """Of the months that are over; None when none of the period is."""
        first, last = (_months_between(self.months.start, day) for day in (period.start, period.end))
        found = self.months.values[max(0, first) : last]
        return None if not len(found) else float(found.sum() if self.adds else found[-1])


Line = ByDay | ByMonth


@dataclass
class Futures:
    """As imagined on the morning of `on`, up to `until`. One seed for all measures keeps their days together."""

    history: History
    on: date
    until: date
    draws: int = 900
    seed: int = SEED
    _kept: dict[Key, Line | NoData] = field(default_factory=dict)

    def of(self, measure: Measure, scope: Scope) -> Line | NoData:
        key = measure.code, self.history.book.apart(measure, scope)
        if key not in self._kept:
            self._kept[key] = self._imagined(measure, scope)
        return self._kept[key]

    def _imagined(self, measure: Measure, scope: Scope) -> Line | NoData:
        days = self.history.days(measure, scope, self.on)
        if isinstance(days, Days):
            return self._by_day(days)
        if days.reason.code != "not_by_day":
            return days
        months = self.history.months(measure, scope, self.on)
        return self._by_month(months, measure) if isinstance(months, Months) else months

    def _by_day(self, days: Days) -> ByDay:
        ahead = max(0, (self.until - days.end).days)
        chance = np.random.default_rng((self.seed, 1)).random(self.draws)
        off = np.sort(days.wrong)[(chance * len(days.wrong)).astype(int)]
        if not ahead:
            return ByDay(days, off, np.zeros((self.draws, 0)), {})
        found = imagine(days.whole, DAYS, ahead, draws=self.draws, seed=self.seed)
        return ByDay(days, off, found.paths, dict(found.weights))

    def _by_month(self, months: Months, measure: Measure) -> ByMonth:
        ahead = max(0, _months_between(months.end, self.until + timedelta(days=27)))
        adds = measure.aggregate == "sum"
        if not ahead:
            return ByMonth(months, np.zeros((self.draws, 0)), adds, {})
        found = imagine(months.values, MONTHS, ahead, draws=self.draws, seed=self.seed)
        return ByMonth(months, found.paths, adds, dict(found.weights))


def _months_between(first: date, day: date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month


def month_after(day: date) -> date:
    return months_before(day, -1)
