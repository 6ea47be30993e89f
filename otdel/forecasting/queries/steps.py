"""A planned measure by month and week: what was planned for each, and what came so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from otdel.accounts.queries import company_today
from otdel.forecasting.queries.goals import role_for
from otdel.forecasting.queries.rights import may_ask
from otdel.forecasting.rules.splitting import split
from otdel.kit.calendar import Named, Unit, containing
from otdel.kit.period import Period
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Member
from otdel.scorecard.measures.registry import MEASURES, meaning
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.models import PlanValue
from otdel.scorecard.queries.answer import EVERYTHING, Scope
from otdel.scorecard.queries.rights import HIDDEN, hides
from otdel.scorecard.queries.valuing import Valuer
from otdel.scorecard.rules.windows import year_before


@dataclass(frozen=True, slots=True)
class Step:
    """One month or week. `plan` None where none was approved; `value` of the days that are over."""

    named: Named
    plan: float | None
    value: float | NoData
    over: bool


@dataclass(frozen=True, slots=True)
class PlanSteps:
    """`split` says how months were made of a longer plan; None when each month has its own."""

    unit: str
    months: tuple[Step, ...]
    weeks: tuple[Step, ...]
    split: Reason | None


def plan_steps(viewer: Viewer, code: str, whose: int, named: Named) -> PlanSteps | NoData:
    """Of a planned measure. Raises NotAllowed, KeyError for a measure there is not."""
    may_ask(viewer, whose or None)
    measure = MEASURES[code]
    if hides(viewer, holds_salaries=measure.holds_salaries):
        return HIDDEN
    valuer = Valuer.load(company_today(viewer))
    return _Stepping(valuer, measure, _scope(valuer, code, whose, named.period), whose).of(named)


def _scope(valuer: Valuer, code: str, whose: int, period: Period) -> Scope:
    if not whose or not Member.objects.filter(pk=whose).exists():
        return EVERYTHING
    return valuer.holders.scope_of(whose, role_for(valuer, code, whose, period) or None, period)


@dataclass(frozen=True)
class _Stepping:
    valuer: Valuer
    measure: Measure
    scope: Scope
    whose: int

    def of(self, named: Named) -> PlanSteps:
        months = list(_within(named.period, "month"))
        plans, split_by = self._plans(named, months)
        return PlanSteps(
            str(self.measure.unit),
            tuple(self._step(month, plan) for month, plan in zip(months, plans, strict=True)),
            tuple(self._step(week, self._planned(week.period)) for week in _within(named.period, "week")),
            split_by,
        )

    def _plans(self, named: Named, months: list[Named]) -> tuple[list[float | None], Reason | None]:
        """Each month's own plan; of a longer plan, months in the shape of the year before."""
        plans = [self._planned(month.period) for month in months]
        longer = PlanValue.objects.filter(
            measure=self.measure.code, member=self.whose or None, start__lte=named.period.start,
            end__gte=named.period.end,
        )  # fmt: skip
        whole = self._planned(named.period)
        if len(months) < 2 or whole is None or not longer.exists() or self._own_months(months):
            return plans, None
        before = [self._value(year_before(month.period)) for month in months]
        shares, seasonal = split(
            whole, [month.period.days for month in months], [None if isinstance(v, NoData) else v for v in before]
        )
        return list(shares), Reason.of("plan_split_by_last_year" if seasonal else "plan_split_evenly")

    def _own_months(self, months: list[Named]) -> bool:
        starts = [month.period.start for month in months]
        rows = PlanValue.objects.filter(measure=self.measure.code, member=self.whose or None, start__in=starts)
        return {(one.start, one.end) for one in rows} >= {(month.period.start, month.period.end) for month in months}

    def _step(self, named: Named, plan: float | None) -> Step:
        today = self.valuer.book.today
        over = named.period.end <= today
        if named.period.start >= today:
            return Step(named, plan, NoData.because("period_not_begun"), over)
        return Step(named, plan, self._value(Period(named.period.start, min(named.period.end, today))), over)

    def _planned(self, period: Period) -> float | None:
        found = meaning(f"{self.measure.code}_plan")
        value = self.valuer.book.measure(found.measure, self.scope, period).value if found else None
        return None if value is None or isinstance(value, NoData) else float(value)

    def _value(self, period: Period) -> float | NoData:
        value = self.valuer.book.measure(self.measure, self.scope, period).value
        return value if isinstance(value, NoData) else float(value)


def _within(period: Period, unit: Unit) -> Iterator[Named]:
    """Every month or week that begins in the period."""
    one = containing(period.start, unit)
    while one.period.start < period.end:
        if one.period.start >= period.start:
            yield one
        one = one.later()
