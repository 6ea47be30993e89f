"""KPIs as people ask for them: one in a period, and whose they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.kit.calendar import Named
from otdel.kit.period import Period
from otdel.kit.viewer import Viewer
from otdel.organisation.queries.members import MemberRef
from otdel.organisation.words import kpi_name, role_title
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.models import Kpi, KpiValue
from otdel.scorecard.queries.answer import KpiAnswer, MeasureAnswer, Scope, Unit
from otdel.scorecard.queries.cards import scorecard
from otdel.scorecard.queries.expected import NOT_MADE, expected
from otdel.scorecard.queries.holders import Holders
from otdel.scorecard.queries.measures import answered, company_currency
from otdel.scorecard.queries.periods import Span
from otdel.scorecard.queries.rights import HIDDEN, hides, may_ask
from otdel.scorecard.queries.stored import alone_of, as_valued, corrections_of
from otdel.scorecard.queries.valuing import Valued, Valuer

__all__ = ["Span", "UnknownKpi", "kpi_value", "kpis_of", "scope_of", "scorecard"]


Direction = Literal["higher", "lower", "corridor"]


class UnknownKpi(LookupError):
    """There is no KPI of this code."""


def kpi_value(viewer: Viewer, code: str, who: MemberRef | None, named: Named) -> KpiAnswer:
    """The KPI of a member, or of the department: as frozen, otherwise as facts and records stand now.

    Raises UnknownKpi, NotAllowed.
    """
    may_ask(viewer, who.id if who else None)
    kpi = in_force(code, named)
    valuer = Valuer.load(company_today(viewer))
    kept = KpiValue.objects.filter(
        kpi=code, whose=who.id if who else 0, unit=named.unit, start=named.period.start
    ).first()
    if kept is not None and kept.frozen_at is not None:
        rule = valuer.rule(kpi)
        goal, alone = valuer.goal(kpi, who, named), alone_of(kept, rule, named)
        found = as_valued(kept, named, goal, mature=valuer.book.today >= rule.matures_on(named), alone=alone)
    else:
        found = valuer.value(kpi, who, named)
    return _Answering(viewer, valuer, kpi, who).answer(kept, found)


def in_force(code: str, named: Named) -> Kpi:
    """The KPI's version on the period's last day, else the nearest one. Raises UnknownKpi."""
    found = all_in_force((code,), named)
    if not found:
        raise UnknownKpi(code)
    return found[code]


def all_in_force(codes: Collection[str], named: Named) -> dict[str, Kpi]:
    """Those of the KPIs that exist, each in its version on the period's last day, else the nearest one."""
    found: dict[str, Kpi] = {}
    for one in Kpi.objects.filter(code__in=codes).select_related("role").order_by("start"):
        if one.code not in found or one.start <= named.period.last_day:
            found[one.code] = one
    return found


@dataclass(frozen=True)
class _Answering:
    """One KPI of one holder, on the way to a page."""

    viewer: Viewer
    valuer: Valuer
    kpi: Kpi
    who: MemberRef | None

    def answer(self, kept: KpiValue | None, found: Valued) -> KpiAnswer:
        rule, frozen = self.valuer.rule(self.kpi), kept.frozen_at if kept else None
        corrections = corrections_of(kept) if kept else ()
        value = corrections[-1].new if corrections else found.value
        hidden = hides(self.viewer, holds_salaries=any(one.holds_salaries for one in rule.measures))
        key = self.kpi.code, self.who.id if self.who else 0
        return KpiAnswer(
            code=self.kpi.code,
            name=kpi_name(self.kpi.role, self.kpi.code, self.kpi.own),
            role=role_title(self.kpi.role),
            who=self.who,
            named=found.named,
            formula=self.kpi.formula,
            unit=cast(Unit, str(self.kpi.settings.get("unit", "ratio"))),
            direction=cast(Direction, rule.direction),
            currency=company_currency(),
            value=HIDDEN if hidden else value,
            computed=HIDDEN if hidden else found.value,
            goal=replace(found.goal, planned=None) if hidden else found.goal,
            attainment=HIDDEN if hidden else found.judged.attainment,
            state="" if hidden else found.judged.state,
            coverage=found.coverage,
            fresh_to=found.fresh_to,
            mature=self.valuer.book.today >= rule.matures_on(found.named),
            matures_on=rule.matures_on(found.named),
            small_sample=found.small_sample,
            alone=() if hidden else found.alone,
            parts=self._parts(found),
            plans=self._plans(found.named),
            corrections=() if hidden else corrections,
            frozen_at=frozen,
            computed_at=kept.computed_at if kept and frozen else timezone.now(),
            forecast=expected(self.viewer, found.named, [key], self.valuer.book.today).get(key, NOT_MADE),
        )

    def _parts(self, found: Valued) -> tuple[MeasureAnswer, ...]:
        """Each measure of the formula with its own days: a year ago, the period before."""
        seen, scope = self.valuer.window(found.named), self.valuer.scope(self.kpi, self.who, found.named)
        answers = []
        for name, part in found.parts.items():
            if told := meaning(name):
                period = seen.of(told.shift) if seen else found.named.period
                answers.append(answered(self.viewer, told.measure.code, told.measure, scope, period, part))
        return tuple(answers)

    def _plans(self, named: Named) -> tuple[MeasureAnswer, ...]:
        """The plan of each measure of the formula, of the days that are over."""
        seen, scope = self.valuer.window(named), self.valuer.scope(self.kpi, self.who, named)
        answers = []
        for name, part in self.valuer.plans(self.kpi, self.who, named).items():
            if seen and (told := meaning(f"{name}_plan")):
                answers.append(answered(self.viewer, told.measure.code, told.measure, scope, seen.period, part))
        return tuple(answers)


def kpis_of(viewer: Viewer, member_id: int | None, day: date) -> list[Kpi]:
    """KPIs a member holds on a day, or the department's when `member_id` is None. Raises NotAllowed."""
    may_ask(viewer, member_id)
    holders = Holders.load()
    period = Period.day(day)
    if member_id is None:
        found = holders.of_department(day)
    else:
        found = [one for one in holders.kpis_on(day) if member_id in holders.of_role(one.role_id, period)]
    for one in found:
        one.role = holders.role_of(one)
    return found


def scope_of(member_id: int | None, day: date) -> Scope:
    """What a member's numbers are counted over on a day; everything for the department (None)."""
    return Holders.load().scope_of(member_id, None, Period.day(day))
