"""Joint futures of measures: the same number of a path means the same future in every measure.

Parts are imagined and added up to their wholes. What is imagined by itself is put in a common order, so that measures
go up and down together as they did before (analytics.forecast.dependence).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from otdel.analytics.forecast.components import DAYS, MONTHS
from otdel.analytics.forecast.dependence import ordered_together
from otdel.analytics.forecast.mixture import imagine
from otdel.forecasting.queries.history import Days, History, Key, Months
from otdel.forecasting.queries.known_days import company_country, days_off
from otdel.forecasting.rules.arrays import Floats
from otdel.forecasting.rules.pieces import PARTS
from otdel.forecasting.rules.unfinished import endings, lifted, one_of
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.queries.answer import Scope
from otdel.scorecard.queries.periods import months_before

SEED = 20_260_101


@dataclass(frozen=True, slots=True, eq=False)
class ByDay:
    """What is known of each day, and paths [S, H] of the days after. `coming` [S, u] is still due of the newest days.

    With `parts` the paths are theirs, added up.
    """

    days: Days
    coming: Floats
    paths: Floats
    weights: Mapping[str, float]
    parts: tuple[ByDay, ...] = ()
    counted: bool = False  # whole things: a path has no half lead

    def total(self, period: Period) -> Floats:
        """Of the days in the period, by path [S]."""
        if self.parts:
            return np.asarray(sum((one.total(period) for one in self.parts), np.zeros(len(self.paths))))
        found = self.known(period) + self._due(period) + self._ahead(period)
        return np.rint(found) if self.counted else found

    def known(self, period: Period) -> float:
        first, last = (max(0, (day - self.days.start).days) for day in (period.start, period.end))
        return float(self.days.known[first:last].sum())

    def _due(self, period: Period) -> Floats:
        begin = self.days.end - timedelta(days=self.coming.shape[1])
        first, last = (max(0, (day - begin).days) for day in (period.start, period.end))
        return np.asarray(self.coming[:, first:last].sum(axis=1))

    def _ahead(self, period: Period) -> Floats:
        first, last = (max(0, (day - self.days.end).days) for day in (period.start, period.end))
        return np.asarray(self.paths[:, first:last].sum(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class ByMonth:
    """Months that are over, and paths [S, M] of those after."""

    months: Months
    paths: Floats
    adds: bool
    weights: Mapping[str, float]
    parts: tuple[ByMonth, ...] = ()

    def total(self, period: Period) -> Floats | NoData:
        """Of whole months: added up, or the state of the last."""
        if period.start.day != 1 or period.end.day != 1:
            return NoData.because("read_by_month")
        every = np.concatenate([np.tile(self.months.values, (len(self.paths), 1)), self.paths], axis=1)
        first, last = (months_between(self.months.start, day) for day in (period.start, period.end))
        if first < 0 or last > every.shape[1]:
            return NoData.because("not_known_then")
        return np.asarray(every[:, first:last].sum(axis=1) if self.adds else every[:, last - 1])

    def known(self, period: Period) -> float | None:
        """Of the months that are over; None when none of the period is."""
        first, last = (months_between(self.months.start, day) for day in (period.start, period.end))
        found = self.months.values[max(0, first) : last]
        return None if not len(found) else float(found.sum() if self.adds else found[-1])


Line = ByDay | ByMonth
Asked = tuple[Measure, Scope]


@dataclass
class Futures:
    """As imagined on the morning of `on`, up to `until`. `prepare` first, with everything that is to go together."""

    history: History
    on: date
    until: date
    draws: int = 900
    seed: int = SEED
    country: str = field(default_factory=company_country)
    _kept: dict[Key, Line | NoData] = field(default_factory=dict)
    _known: dict[Key, Days | Months | NoData] = field(default_factory=dict)

    def prepare(self, asked: Iterable[Asked]) -> None:
        """Imagine these measures together. What is asked for later and was not named here goes its own way."""
        alone: dict[Key, Days | Months] = {}
        for measure, scope in asked:
            self._collect(measure, scope, alone)
        days = {key: one for key, one in alone.items() if isinstance(one, Days)}
        months = {key: one for key, one in alone.items() if isinstance(one, Months)}
        self._together(days, [self._ahead(one) for one in days.values()])
        self._together(months, [self._ahead(one) for one in months.values()])

    def of(self, measure: Measure, scope: Scope) -> Line | NoData:
        key = self._key(measure, scope)
        if key not in self._kept:
            self.prepare([(measure, scope)])
            self._kept[key] = self._line(measure, scope)
        return self._kept[key]

    def _key(self, measure: Measure, scope: Scope) -> Key:
        return self.history.key(measure, scope)

    def _collect(self, measure: Measure, scope: Scope, alone: dict[Key, Days | Months]) -> None:
        """The measure, or its parts and the rest, that are to be imagined by themselves."""
        key = self._key(measure, scope)
        if key in self._kept or key in alone:
            return
        known = self._of_past(measure, scope)
        if isinstance(known, NoData):
            return
        parts = self._pieces(measure, scope)
        if not parts:
            alone[key] = known
            return
        for part in parts:
            self._collect(part, scope, alone)
        rest = self._rest(known, measure, scope, parts)
        if rest is not None:
            alone[_rest_key(key)] = rest

    def _of_past(self, measure: Measure, scope: Scope) -> Days | Months | NoData:
        key = self._key(measure, scope)
        if key not in self._known:
            days = self.history.days(measure, scope, self.on)
            by_day = isinstance(days, Days) or days.reason.code != "not_by_day"
            self._known[key] = days if by_day else self.history.months(measure, scope, self.on)
        return self._known[key]

    def _pieces(self, measure: Measure, scope: Scope) -> tuple[Measure, ...]:
        """Parts that were known over the same time as the whole, and never more than it."""
        known = self._of_past(measure, scope)
        found = tuple(MEASURES[code] for code in PARTS.get(measure.code, ()))
        pasts = [self._of_past(part, scope) for part in found]
        fitting = [part for part, past in zip(found, pasts, strict=True) if _alike(known, past)]
        if not fitting or self._rest(known, measure, scope, fitting) is None:
            return ()
        return tuple(fitting)

    def _rest(self, known: Days | Months | NoData, measure: Measure, scope: Scope, parts: Sequence[Measure]) -> Days | Months | None:  # fmt: skip  # noqa: E501
        pasts = [self._of_past(part, scope) for part in parts]
        rest = _less(known, pasts)
        if rest is None:
            return None
        values = rest.whole if isinstance(rest, Days) else rest.values
        negative = measure.unit == "money" and "margin" in measure.code
        return rest if negative or values.min() >= -1e-6 * max(1.0, float(np.abs(values).max())) else None

    def _ahead(self, known: Days | Months) -> int:
        if isinstance(known, Days):
            return max(0, (self.until - known.end).days)
        return max(0, months_between(known.end, self.until + timedelta(days=27)))

    def _together(self, found: Mapping[Key, Days | Months], ahead: Sequence[int]) -> None:
        """Imagine each by itself, then order the paths together."""
        coming = [_coming(one, self.draws, self.seed) for one in found.values()]
        pasts = [_past(one, due) for one, due in zip(found.values(), coming, strict=True)]
        rhythm = DAYS if any(isinstance(one, Days) for one in found.values()) else MONTHS
        drawn: list[Floats] = []
        weights: list[Mapping[str, float]] = []
        for one, past, steps in zip(found.values(), pasts, ahead, strict=True):
            if not steps:
                drawn.append(np.zeros((self.draws, 0)))
                weights.append({})
                continue
            known_days = self._known_days(one, len(past) + steps)
            made = imagine(past, rhythm, steps, draws=self.draws, seed=self.seed, calendar=known_days)
            drawn.append(made.paths)
            weights.append(dict(made.weights))
        paths = ordered_together(drawn, pasts, rhythm.period, self.seed)
        for (key, one), due, each, weight in zip(found.items(), coming, paths, weights, strict=True):
            self._kept[key] = self._alone(key, one, due, each, weight)

    def _known_days(self, known: Days | Months, count: int) -> Floats | None:
        """Holidays, gift days and Black Friday of the company's country by day [count, F]; months have none."""
        return days_off(self.country, known.start, count) if isinstance(known, Days) else None

    def _alone(self, key: Key, known: Days | Months, due: Floats, paths: Floats, weights: Mapping[str, float]) -> Line:
        if isinstance(known, Months):
            return ByMonth(known, paths, MEASURES[key[0].removesuffix(REST)].aggregate == "sum", weights)
        ahead = lifted(paths, due, known.known, known.due)
        return ByDay(known, due, ahead, weights, counted=_counted(key, known))

    def _line(self, measure: Measure, scope: Scope) -> Line | NoData:
        """After everything was imagined: the measure by itself, or its parts and the rest."""
        key = self._key(measure, scope)
        if key in self._kept:
            return self._kept[key]
        known = self._of_past(measure, scope)
        if isinstance(known, NoData):
            return known
        lines = [self.of(part, scope) for part in self._pieces(measure, scope)]
        rest = self._kept[_rest_key(key)]
        assert not isinstance(rest, NoData)
        every = (*(one for one in lines if not isinstance(one, NoData)), rest)
        if isinstance(known, Days):
            days = tuple(one for one in every if isinstance(one, ByDay))
            return ByDay(known, np.zeros((self.draws, 0)), sum_of([one.paths for one in days]), rest.weights, days)
        months = tuple(one for one in every if isinstance(one, ByMonth))
        adds = measure.aggregate == "sum"
        return ByMonth(known, sum_of([one.paths for one in months]), adds, rest.weights, months)


REST = "~rest"


def _coming(known: Days | Months, draws: int, seed: int) -> Floats:
    """What is still due of the newest days [S, u], each path its own way; the same path is the same world for all."""
    if isinstance(known, Months) or known.sales is None:
        return np.zeros((draws, 0))
    days = known.start.toordinal(), known.end.toordinal(), known.seen
    found = endings(known.sales, *days, draws, seed)
    return found * known.due[len(known.due) - found.shape[1] :]


def _past(known: Days | Months, coming: Floats) -> Floats:
    return one_of(known.known, known.due, coming) if isinstance(known, Days) else known.values


def _counted(key: Key, days: Days) -> bool:
    measure = MEASURES[key[0].removesuffix(REST)]
    return measure.unit == "count" and bool((days.whole == np.rint(days.whole)).all())


def _rest_key(key: Key) -> Key:
    return key[0] + REST, key[1]


def sum_of(arrays: Sequence[Floats]) -> Floats:
    return np.asarray(np.sum(arrays, axis=0))


def _alike(whole: Days | Months | NoData, part: Days | Months | NoData) -> bool:
    if isinstance(whole, Days) and isinstance(part, Days):
        return whole.end == part.end
    return isinstance(whole, Months) and isinstance(part, Months) and whole.end == part.end


def _less(whole: Days | Months | NoData, parts: Sequence[Days | Months | NoData]) -> Days | Months | None:
    """The whole without its parts, from the day all are known."""
    if isinstance(whole, Days):
        days = [one for one in parts if isinstance(one, Days)]
        start = whole.start
        known, due = whole.known.copy(), whole.due.copy()
        for one in days:
            at = (one.start - start).days  # a part that begins later was nothing before
            shown = slice(max(0, -at), None)
            known[max(0, at) :] -= one.known[shown]
            due[max(0, at) :] -= one.due[shown]
        return Days(start, known, np.maximum(due, 0.0), whole.sales, whole.seen)
    if isinstance(whole, Months):
        months = [one for one in parts if isinstance(one, Months)]
        start = max([whole.start, *(one.start for one in months)])
        values = whole.values[months_between(whole.start, start) :].copy()
        for part in months:
            values -= part.values[months_between(part.start, start) :]
        return Months(start, values) if len(values) >= 4 else None
    return None


def months_between(first: date, day: date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month


def month_after(day: date) -> date:
    return months_before(day, -1)
