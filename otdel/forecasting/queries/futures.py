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
from otdel.forecasting.rules.arrays import Floats
from otdel.forecasting.rules.pieces import PARTS
from otdel.forecasting.rules.ripening import swings, widened
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.queries.answer import Scope
from otdel.scorecard.queries.periods import months_before

SEED = 20_260_101


@dataclass(frozen=True, slots=True, eq=False)
class ByDay:
    """What is known of each day, and paths [S, H] of the days after. `off` [S] scales what is still due.

    With `parts` the paths are theirs, added up.
    """

    days: Days
    off: Floats
    paths: Floats
    weights: Mapping[str, float]
    parts: tuple[ByDay, ...] = ()
    counted: bool = False  # whole things: a path has no half lead

    def total(self, period: Period) -> Floats:
        """Of the days in the period, by path [S]."""
        if self.parts:
            return np.asarray(sum((one.total(period) for one in self.parts), np.zeros(len(self.off))))
        found = self.known(period) + self.off * self._sum(self.days.due, period) + self._ahead(period)
        return np.rint(found) if self.counted else found

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
        pasts = [one.whole if isinstance(one, Days) else one.values for one in found.values()]
        rhythm = DAYS if any(isinstance(one, Days) for one in found.values()) else MONTHS
        drawn: list[Floats] = []
        weights: list[Mapping[str, float]] = []
        for past, steps in zip(pasts, ahead, strict=True):
            if not steps:
                drawn.append(np.zeros((self.draws, 0)))
                weights.append({})
                continue
            made = imagine(past, rhythm, steps, draws=self.draws, seed=self.seed)
            drawn.append(made.paths)
            weights.append(dict(made.weights))
        paths = ordered_together(drawn, pasts, rhythm.period, self.seed)
        for (key, one), each, weight in zip(found.items(), paths, weights, strict=True):
            self._kept[key] = self._alone(key, one, each, weight)

    def _alone(self, key: Key, known: Days | Months, paths: Floats, weights: Mapping[str, float]) -> Line:
        if isinstance(known, Months):
            return ByMonth(known, paths, MEASURES[key[0].removesuffix(REST)].aggregate == "sum", weights)
        chance = np.random.default_rng((self.seed, 1)).random(self.draws)
        off = np.sort(known.wrong)[(chance * len(known.wrong)).astype(int)]
        if known.sales is not None and paths.shape[1]:
            ratios = swings(known.sales, known.start.toordinal(), known.seen, paths.shape[1])
            paths, off = widened(paths, off, float(known.due.sum()), ratios)
        return ByDay(known, off, paths, weights, counted=_counted(key, known))

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
            return ByDay(known, days[0].off, sum_of([one.paths for one in days]), rest.weights, days)
        months = tuple(one for one in every if isinstance(one, ByMonth))
        adds = measure.aggregate == "sum"
        return ByMonth(known, sum_of([one.paths for one in months]), adds, rest.weights, months)


REST = "~rest"


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
        return Days(start, known, np.maximum(due, 0.0), whole.wrong, whole.sales, whole.seen)
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
