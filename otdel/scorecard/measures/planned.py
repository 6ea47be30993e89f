"""Approved plans of measures, spread over their days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from otdel.kit.money import MICRO as MICROS
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.found import Found, missing
from otdel.scorecard.measures.series import MICRO, Series, amount, whole
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.measures.told import tellers
from otdel.scorecard.queries.answer import Scope
from otdel.scorecard.rules.units import Way

LONGEST = 5 * 366  # days one plan may last; a mistyped year must not fill the memory


@dataclass(frozen=True, slots=True)
class Plan:
    id: int
    period: Period
    value: Decimal


@dataclass(frozen=True)
class _Laid:
    """One member's plan of a measure by day: what is spread, which days it speaks of, and the plan of each day."""

    shares: Series
    known: Series
    of_day: dict[int, Plan]  # by the day's ordinal


@dataclass
class Plans:
    """All plans by measure and member (0 for the department)."""

    of: dict[str, dict[int, list[Plan]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    _laid: dict[tuple[str, int], _Laid] = field(default_factory=dict)

    def add(self, code: str, member: int, plan: Plan) -> None:
        self.of[code][member].append(plan)

    def value(self, measure: Measure, scope: Scope, period: Period) -> Found:
        """The plan for the period: added up over its days; of a state, the plan for its last day."""
        by_member = self.of.get(measure.how, {})
        asked = period if measure.aggregate == "sum" else Period.day(period.last_day)
        lacking = asked.days
        for members in tellers(scope, by_member):
            laid = [self._by_day(measure.how, member) for member in members if member in by_member]
            touching = [one for one in laid if one.known.total(asked)]
            missed = max((asked.days - one.known.total(asked) // MICRO for one in touching), default=asked.days)
            if not missed:
                return self._found(measure, touching, asked)
            lacking = min(lacking, missed)
        if lacking < asked.days:
            return missing(Way.PLAN, NoData.because("plan_not_whole", days=lacking))
        return missing(Way.PLAN, NoData.because("no_plan", measure=measure.how))

    def _found(self, measure: Measure, laid: list[_Laid], period: Period) -> Found:
        if measure.aggregate == "sum":
            value = amount(sum(one.shares.total(period) for one in laid))
        else:
            value = sum((one.of_day[period.last_day.toordinal()].value for one in laid), Decimal(0))
        plans = {one.of_day[day.toordinal()].id for one in laid for day in _sampled(one, period)}
        return Found(value, Way.PLAN, len(plans), Decimal(1), period.last_day)

    def used(self, measure: Measure, scope: Scope, period: Period) -> list[tuple[Plan, Decimal]]:
        """The plans that make the value, each with its share of it."""
        by_member = self.of.get(measure.how, {})
        for members in tellers(scope, by_member):
            laid = [self._by_day(measure.how, member) for member in members if member in by_member]
            if found := [pair for one in laid for pair in _shares(measure, one, period)]:
                return found
        return []

    def _by_day(self, code: str, member: int) -> _Laid:
        """The newest plan has the word on a day several speak of."""
        if (code, member) not in self._laid:
            shares: dict[int, int] = {}
            of_day: dict[int, Plan] = {}
            for plan in sorted(self.of[code][member], key=lambda one: -one.id):
                first, last = plan.period.start.toordinal(), plan.period.end.toordinal() - 1
                each = (plan.value / plan.period.days).quantize(MICROS, ROUND_HALF_EVEN)  # as kit.money.spread does
                share, rest = whole(each), whole(plan.value - each * (plan.period.days - 1))
                for day in range(first, last + 1):
                    if day not in of_day:
                        of_day[day] = plan
                        shares[day] = share if day < last else rest
            self._laid[code, member] = _Laid(Series(shares), Series(dict.fromkeys(shares, MICRO)), of_day)
        return self._laid[code, member]


def _sampled(laid: _Laid, period: Period) -> list[date]:
    """Days enough to meet every plan of the period: no plan is shorter than a week unless it was cut by a newer one."""
    step = timedelta(days=7)
    days = [period.start + step * n for n in range(period.days // 7 + 1)]
    return [day for day in (*days, period.last_day) if day.toordinal() in laid.of_day and day in period]


def _shares(measure: Measure, laid: _Laid, period: Period) -> list[tuple[Plan, Decimal]]:
    if measure.aggregate != "sum":
        last = laid.of_day.get(period.last_day.toordinal())
        return [(last, last.value)] if last else []
    found: dict[int, tuple[Plan, int]] = {}
    for day in period:
        if plan := laid.of_day.get(day.toordinal()):
            so_far = found.get(plan.id, (plan, 0))[1]
            found[plan.id] = plan, so_far + laid.shares.total(Period.day(day))
    return [(plan, amount(share)) for plan, share in found.values()]
