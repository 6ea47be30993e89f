"""The company's own past as simulations draw it: KPIs of people by period, the margin, and how noisy each figure is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import cast

import numpy as np
from django.db.models import QuerySet

from otdel.analytics import luck
from otdel.analytics.drawing import rolled
from otdel.analytics.payouts import Floats, floats, number
from otdel.kit.calendar import Named, containing
from otdel.kit.reason import NoData
from otdel.motivation.queries.compiling import MEASURE, Column
from otdel.motivation.rules.lints.context import KpiFacts
from otdel.organisation.models import Engagement, JobRole
from otdel.organisation.queries.members import MemberRef, ref
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.models import Adjustment, KpiValue
from otdel.scorecard.queries.periods import Span, last_periods
from otdel.scorecard.queries.values import UnknownKpi, in_force
from otdel.scorecard.queries.valuing import ENOUGH, Valuer
from otdel.scorecard.rules.units import Way

PAST = 24  # finished periods looked at, at most
MARGIN = "contribution_margin_marketing"
DEPARTMENT = 0
UNKNOWN = number(None)


@dataclass(frozen=True, slots=True)
class Seen:
    """A KPI of a period: its value and attainment, None where there was no data; `noise` is its relative noise.

    `measures` are what it was counted from. `coverage` is None when nobody knows it.
    """

    value: Decimal | None
    attainment: Decimal | None
    coverage: Decimal | None
    noise: float
    measures: Mapping[str, Decimal]


Rows = Mapping[tuple[str, int], Mapping[date, Seen]]  # by KPI and whose, by the period's first day


@dataclass(frozen=True)
class History:
    """`periods` are finished ones, oldest first. `before` are those who held the role earlier, by whose (id)."""

    periods: tuple[Named, ...]
    rows: Rows
    before: tuple[int, ...] = ()
    _tables: dict[tuple[int, tuple[Column, ...]], Floats] = field(default_factory=dict)

    def table(self, member: int, columns: tuple[Column, ...]) -> Floats:
        """[periods, columns] of a member's own past; nan where it is not known."""
        return self._cached(member, columns, lambda column: self._series(member, column))

    def noise(self, member: int, columns: tuple[Column, ...]) -> Floats:
        """[periods, columns]: the standard deviation of each figure from counting few things; nan when unknown."""
        return self._cached(-member - 1, columns, lambda column: self._noise(member, column))

    def with_earlier(self, member: int, columns: tuple[Column, ...]) -> tuple[Floats, Floats, int]:
        """The member's table and noise, with periods they lack filled from whoever held the role then; how many."""
        table, noise = self.table(member, columns).copy(), self.noise(member, columns).copy()
        filled = 0
        for other in self.before:
            theirs, their_noise = self.table(other, columns), self.noise(other, columns)
            rows = np.isnan(table).any(axis=1) & ~np.isnan(theirs).any(axis=1)
            table[rows], noise[rows] = theirs[rows], their_noise[rows]
            filled += int(rows.sum())
        return table, noise, filled

    @cached_property
    def margin(self) -> Floats:
        """The department's margin by period; nan where it is not known."""
        found: dict[date, Decimal] = {}
        for (_kpi, whose), by_start in self.rows.items():
            if whose == DEPARTMENT:
                found |= {start: one.measures[MARGIN] for start, one in by_start.items() if MARGIN in one.measures}
        return floats(found.get(one.period.start) for one in self.periods)

    def _cached(self, key: int, columns: tuple[Column, ...], series: Callable[[Column], Floats]) -> Floats:
        if (key, columns) not in self._tables:
            made = [series(column) for column in columns]
            self._tables[key, columns] = np.array(made).T if made else np.zeros((len(self.periods), 0))
        return self._tables[key, columns]

    def _series(self, member: int, column: Column) -> Floats:
        if column.by == MEASURE:
            return floats(self._measure(member, column.code, one.period.start) for one in self.periods)
        found = self.kpi(column.code, member)
        seen = [found.get(one.period.start) for one in self.periods]
        figures = floats(getattr(one, column.by) if one else None for one in seen)
        return rolled(figures, column.rolling)

    def _noise(self, member: int, column: Column) -> Floats:
        found = self.kpi(column.code, member)
        seen = [found.get(one.period.start) for one in self.periods]
        relative = np.array([one.noise if one else np.nan for one in seen], dtype=np.float64)
        return np.asarray(np.abs(self._series(member, column)) * relative / np.sqrt(column.rolling))

    def kpi(self, code: str, member: int) -> Mapping[date, Seen]:
        """The member's own values, else the department's: a shared result."""
        return self.rows.get((code, member)) or self.rows.get((code, DEPARTMENT)) or {}

    def _measure(self, member: int, measure: str, start: date) -> Decimal | None:
        for (_kpi, whose), by_start in self.rows.items():
            if whose == member and start in by_start and measure in by_start[start].measures:
                return by_start[start].measures[measure]
        return None


def history_of(
    unit: str,
    today: date,
    kpis: Collection[str],
    all_kpis: Mapping[str, KpiFacts],
    role: JobRole | None,
    members: Collection[MemberRef],
) -> History:
    """Finished periods of `unit` in which the KPIs are mature, at most 24, from the first with any value of one."""
    spans = last_periods(cast(Span, unit), today, PAST + 1)[:-1]
    kept = KpiValue.objects.filter(unit=unit, start__gte=spans[0].period.start, end__lte=today)
    rows = kept.filter(kpi__in=[*kpis, *(code for code in all_kpis if _tells_margin(all_kpis[code]))])
    judging = _Judging(today, _corrections(kept))
    found: dict[tuple[str, int], dict[date, Seen]] = {}
    for one in rows:
        if one.end + timedelta(days=all_kpis[one.kpi].lag_days) <= today:
            found.setdefault((one.kpi, one.whose), {})[one.start] = _seen(one, all_kpis[one.kpi], judging)
    known = {start for (kpi, _), by_start in found.items() if kpi in kpis for start in by_start}
    periods = tuple(one for one in spans if known and min(known) <= one.period.start <= max(known))
    return History(periods, found, _earlier_holders(role, {one.id for one in members}))


def _earlier_holders(role: JobRole | None, members: set[int]) -> tuple[int, ...]:
    """The newest first."""
    if role is None:
        return ()
    held = Engagement.objects.filter(role=role).exclude(member__in=members).order_by("-start")
    return tuple(dict.fromkeys(held.values_list("member_id", flat=True)))


def _corrections(kept: QuerySet[KpiValue]) -> dict[int, Adjustment]:
    """The latest of each corrected value."""
    return {one.of_id: one for one in Adjustment.objects.filter(of__in=kept).order_by("at", "id")}


def _tells_margin(facts: KpiFacts) -> bool:
    return any(name == MARGIN for name, _ in facts.parts)


@dataclass
class _Judging:
    """Attainments of corrected values; what it needs is read only when something was corrected."""

    today: date
    corrections: Mapping[int, Adjustment]

    @cached_property
    def valuer(self) -> Valuer:
        return Valuer.load(self.today)

    def attainment(self, one: KpiValue, value: Decimal) -> Decimal | None:
        named = containing(one.start, cast(Span, one.unit))
        try:
            kpi = in_force(one.kpi, named)
        except UnknownKpi:
            return None
        found = self.valuer.judge(kpi, ref(one.member) if one.member else None, named, value).attainment
        return None if isinstance(found, NoData) else found


def _seen(one: KpiValue, facts: KpiFacts, judging: _Judging) -> Seen:
    measures = {name: Decimal(said["value"]) for name, said in one.parts.items() if said.get("value") is not None}
    value, attainment = one.value, one.attainment
    if corrected := judging.corrections.get(one.pk):
        value = corrected.new
        attainment = None if value is None else judging.attainment(one, value)
    elif one.coverage is not None and one.coverage < ENOUGH:
        value = attainment = None
    return Seen(value, attainment, one.coverage, _relative_noise(facts, value, measures), measures)


def _relative_noise(facts: KpiFacts, value: Decimal | None, measures: Mapping[str, Decimal]) -> float:
    """How far counting few things moves the value, as a share of it; nan for what is no count of anything.

    A share's noise comes from what it is a share of; anything else from the fewest things counted that came from
    outside: leads, customers. What a person does themselves (tests, works) is no noise.
    """
    if not value:
        return UNKNOWN
    if facts.unit == "share":
        among = [measures[name] for name, sign in facts.parts if sign < 0 and name in measures and _is_count(name)]
        return luck.of_share(value, among[0]) if among else UNKNOWN
    counted = [measures[name] for name, _ in facts.parts if name in measures and _is_count(name, Way.FACTS)]
    return luck.of_count(min(counted)) if counted else UNKNOWN


def _is_count(name: str, way: Way | None = None) -> bool:
    told = meaning(name)
    return told is not None and told.measure.unit == "count" and way in (None, told.measure.way)


def coverage_of(
    history: History, kpis: Iterable[str], members: Collection[int]
) -> dict[str, tuple[Decimal | None, ...]]:
    """The least coverage among the members in each of the last three periods, the newest first."""
    last = [one.period.start for one in history.periods[-3:]][::-1]
    found: dict[str, tuple[Decimal | None, ...]] = {}
    for kpi in kpis:
        shares = []
        for start in last:
            seen = [one for member in members if (one := history.kpi(kpi, member).get(start)) is not None]
            known = [one.coverage for one in seen if one.coverage is not None]
            shares += [min(known) if known and all(one.value is not None for one in seen) else None] if seen else []
        found[kpi] = tuple(shares)
    return found
