"""The value a KPI or a planned measure may end a period with, path by path, and what it is to reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import numpy as np

from otdel.forecasting.queries.aims import aim_of
from otdel.forecasting.queries.futures import ByDay, ByMonth, Futures, Line
from otdel.forecasting.queries.subjects import Subject
from otdel.forecasting.rules.arrays import Floats, over_paths
from otdel.forecasting.rules.chances import Aim
from otdel.forecasting.rules.pieces import PARTS
from otdel.kit.calendar import Named
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.book import Book
from otdel.scorecard.measures.checking import Ready, ready
from otdel.scorecard.measures.registry import MEASURES, meaning
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.answer import EVERYTHING, Scope
from otdel.scorecard.queries.valuing import Valuer
from otdel.scorecard.rules.units import Way
from otdel.scorecard.rules.windows import Window, window

FAN = 16  # points of a fan at most, besides the first


@dataclass(frozen=True, slots=True, eq=False)
class Ended:
    """`values` [S] are the period's ends; `aim` in the same unit. `lines` are the measures by name in the formula.

    `amounts` [S] and `plan` are of the measure itself where the value is its share of the plan.
    """

    values: Floats
    aim: Aim
    plan: float | None
    so_far: float | None
    lines: Mapping[str, Line]
    window: Window
    ramp: Decimal = Decimal(1)
    averaged: bool = False


@dataclass
class Reaching:
    """Puts futures of measures through formulas. `valuer` counts as of the latest day."""

    valuer: Valuer
    futures: Futures
    _goals: dict[date, Valuer] = field(default_factory=dict)

    @property
    def book(self) -> Book:
        return self.valuer.book

    def prepare(self, wanted: Iterable[tuple[Subject, Kpi | None, Named]]) -> None:
        """Imagine the measures of all these goals together."""
        asked: dict[tuple[str, Scope], tuple[Measure, Scope]] = {}
        for subject, kpi, named in wanted:
            whole = window(named, named.period.end)
            assert whole is not None
            scope = self.scope(subject, whole)
            names = (subject.code,) if kpi is None else self.valuer.rule(kpi).names
            for name in names:
                told = meaning(name)
                if told and not told.shift and told.measure.way is not Way.PLAN:
                    asked[self.futures.history.key(told.measure, scope)] = told.measure, scope
        self.futures.prepare(asked.values())

    def ended(self, subject: Subject, kpi: Kpi | None, named: Named) -> Ended | NoData:
        """NoData says why there is no forecast: no history, a state, a formula that is wrong."""
        whole = window(named, named.period.end)
        assert whole is not None  # the period is over on its last morning
        if subject.kind == "measure":
            return self._measure(subject, whole)
        assert kpi is not None
        return self._kpi(subject, kpi, whole)

    def _measure(self, subject: Subject, whole: Window) -> Ended | NoData:
        scope = self.scope(subject, whole)
        line = self.futures.of(MEASURES[subject.code], scope)
        if isinstance(line, NoData):
            return line
        values = line.total(whole.period)
        if isinstance(values, NoData):
            return values
        plan = self.planned(subject.code, scope, whole.period)
        aim = Aim(low=plan)
        return Ended(values, aim, plan, line.known(whole.period), {subject.code: line}, whole)

    def planned(self, code: str, scope: Scope, period: Period) -> float | None:
        """The approved plan of a measure over all days of the period."""
        found = meaning(f"{code}_plan")
        value = self.book.measure(found.measure, scope, period).value if found else None
        return None if value is None or isinstance(value, NoData) else float(value)

    def scope(self, subject: Subject, whole: Window) -> Scope:
        if subject.who is None:
            return EVERYTHING
        return self.valuer.holders.scope_of(subject.who.id, subject.role or None, whole.period)

    def _kpi(self, subject: Subject, kpi: Kpi, whole: Window) -> Ended | NoData:
        made = ready(kpi.formula)
        if not isinstance(made, Ready):
            return NoData(made)
        scope = self.scope(subject, whole)
        lines: dict[str, Line] = {}
        parts = self._parts(made.names, scope, whole, whole.period, lines)
        if isinstance(parts, NoData):
            return parts
        if not lines:
            return NoData.because("nothing_to_forecast")
        values = np.broadcast_to(over_paths(made.formula, parts), (self.futures.draws,))
        averaged = self._averaged(kpi, scope, whole, np.array(values))
        goal = self._goals_at(whole.period.end).goal(kpi, subject.who, whole.named)
        aim, plan = aim_of(goal, self.valuer.rule(kpi).direction)
        against = self._year_ago(kpi, made, scope, whole) if goal.pattern == "growth_yoy" else None
        if against is not None:
            aim = Aim(None if aim.low is None else aim.low * against)
        so_far = self._so_far(kpi, subject, whole)
        ends = np.asarray(values) if averaged is None else averaged
        return Ended(ends, aim, plan, so_far, lines, whole, goal.ramp, averaged is not None)

    def _year_ago(self, kpi: Kpi, made: Ready, scope: Scope, whole: Window) -> float | None:
        """What growth is compared with, unless the formula divides by it already."""
        if made.against_year:
            return None
        found = made.run(lambda name: self.book.measure(MEASURES[name], scope, whole.yoy).value)
        return None if isinstance(found, NoData) else float(found)

    def _goals_at(self, end: date) -> Valuer:
        """Goals of a whole period are those of its last morning."""
        if end not in self._goals:
            book = Book(end)
            book.__dict__["plans"] = self.book.plans
            self._goals[end] = Valuer(book, self.valuer.holders, self.valuer.targets)
        return self._goals[end]

    def _parts(
        self, names: tuple[str, ...], scope: Scope, whole: Window, period: Period, lines: dict[str, Line]
    ) -> dict[str, Floats] | NoData:
        """Each name of the formula over `period`, the first days of the window: by path, or one number."""
        found: dict[str, Floats] = {}
        for name in names:
            one = self._part(name, scope, whole, period, lines)
            if isinstance(one, NoData):
                return one
            found[name] = one
        for all_of, parts in PARTS.items():  # no part is more than its whole on any path
            for part in parts:
                if all_of in found and part in found:
                    found[part] = np.minimum(found[part], found[all_of])
        return found

    def _part(self, name: str, scope: Scope, whole: Window, period: Period, lines: dict[str, Line]) -> Floats | NoData:
        told = meaning(name)
        if told is None:
            return NoData.because("measure_unknown", measure=name)
        if told.shift or told.measure.way is Way.PLAN:
            value = self.book.measure(told.measure, scope, whole.of(told.shift) if told.shift else period).value
            return value if isinstance(value, NoData) else np.asarray(float(value))
        line = self.futures.of(told.measure, scope)
        if isinstance(line, NoData):
            return line
        lines[name] = line
        return line.total(period)

    def _averaged(self, kpi: Kpi, scope: Scope, whole: Window, values: Floats) -> Floats | None:
        """Where the sample stays small, the value is the mean with the two periods before, as on the scorecard."""
        rule = self.valuer.rule(kpi)
        told = meaning(rule.sample) if rule.sample else None
        line = self.futures.of(told.measure, scope) if told else None
        if line is None or isinstance(line, NoData):
            return None
        sample = line.total(whole.period)
        if isinstance(sample, NoData) or not (sample < float(rule.least)).any():
            return None
        earlier, named = [], whole.named
        for _ in range(2):
            named = named.earlier()
            seen = window(named, named.period.end)
            assert seen is not None
            value = rule.run(partial(self._of_window, scope, seen))
            earlier += [] if isinstance(value, NoData) else [float(value)]
        return np.where(sample < float(rule.least), (values + sum(earlier)) / (1 + len(earlier)), values)

    def _of_window(self, scope: Scope, seen: Window, name: str) -> Decimal | NoData:
        return self.book.name(name, scope, seen).value

    def _so_far(self, kpi: Kpi, subject: Subject, whole: Window) -> float | None:
        """The number of the scorecard for the days that are over."""
        if self.futures.on < self.book.today:
            return None
        value = self.valuer.value(kpi, subject.who, whole.named).value
        return None if isinstance(value, NoData) else float(value)

    def fan(self, subject: Subject, kpi: Kpi | None, ended: Ended) -> list[tuple[date, Floats, float | None]]:
        """The value up to some days of the period by path, and the plan up to them."""
        if any(isinstance(one, ByMonth) for one in ended.lines.values()) or ended.averaged:
            return []
        whole, scope = ended.window, self.scope(subject, ended.window)
        found = []
        for day in fan_days(whole.period):
            period = Period(whole.period.start, day)
            if subject.kind == "measure":
                line = ended.lines[subject.code]
                assert isinstance(line, ByDay)
                found.append((day, line.total(period), self.planned(subject.code, scope, period)))
                continue
            assert kpi is not None
            made = ready(kpi.formula)
            assert isinstance(made, Ready)
            parts = self._parts(made.names, scope, whole, period, {})
            if not isinstance(parts, NoData):
                values = np.broadcast_to(over_paths(made.formula, parts), (self.futures.draws,))
                found.append((day, np.asarray(values), ended.plan))
        return found


def fan_days(period: Period) -> list[date]:
    """Evenly spread days, the last the end of the period."""
    count = min(FAN, period.days)
    places = sorted({round(period.days * (n + 1) / count) for n in range(count)})
    return [period.start + timedelta(days=place) for place in places]
