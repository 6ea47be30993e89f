"""The goals there are: company, department and people, as a tree, for one period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from otdel.forecasting.queries.subjects import COMPANY, OF_PEOPLE, Subject
from otdel.kit.calendar import Named, containing
from otdel.kit.period import Period
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.periods import Span
from otdel.scorecard.queries.valuing import Valuer

LONGER: dict[str, tuple[Span, ...]] = {  # the KPI's own unit -> units it is forecast for
    "week": ("week", "month"),
    "month": ("month", "quarter"),
    "quarter": ("quarter",),
    "year": ("year",),
}


@dataclass(frozen=True, slots=True)
class Aimed:
    """A subject with the version of the KPI that is in force."""

    subject: Subject
    kpi: Kpi | None = None


def goals_in(valuer: Valuer, named: Named) -> Iterator[Aimed]:
    """Every planned measure and every KPI with a target in a period of this unit, company first, then by person."""
    yield from measures_in(valuer, named.period)
    yield from kpis_in(valuer, named)


def measures_in(valuer: Valuer, period: Period) -> Iterator[Aimed]:
    """Measures planned on a day of the period: the company's, then those of people."""
    plans = valuer.book.plans.of
    for code in COMPANY:
        if any(one.period.clip(period) for one in plans.get(code, {}).get(0, ())):
            yield Aimed(Subject("measure", code))
    people = {held.member.id: held.member for held in valuer.holders.held if held.on(period.last_day)}
    for code in OF_PEOPLE:
        for member, planned in plans.get(code, {}).items():
            if member in people and any(one.period.clip(period) for one in planned):
                yield Aimed(Subject("measure", code, people[member], role_for(valuer, code, member, period)))


def by_the_year(valuer: Valuer, on: date) -> Callable[[Aimed], bool]:
    """What is worth forecasting to the year's end: KPIs judged by it, and measures with a plan for each of its days."""
    year = containing(on, "year").period

    def wanted(aimed: Aimed) -> bool:
        plans = valuer.book.plans.of.get(aimed.subject.code, {}).get(aimed.subject.whose, ())
        return aimed.kpi is not None or covers([one.period for one in plans], year)

    return wanted


def covers(parts: Iterable[Period], whole: Period) -> bool:
    """Whether no day of the whole is without a part."""
    reached = whole.start
    for part in sorted(parts, key=lambda one: one.start):
        if part.start <= reached < part.end:
            reached = part.end
    return reached >= whole.end


def kpis_in(valuer: Valuer, named: Named) -> Iterator[Aimed]:
    """KPIs judged by this unit of period or a shorter one that adds up to it, for the department and each holder."""
    last = named.period.last_day
    for kpi in valuer.holders.of_department(last):
        if _judged_by(valuer, kpi, None, named):
            yield Aimed(Subject("kpi", kpi.code, None, kpi.role_id), kpi)
    for kpi in valuer.holders.kpis_on(last):
        for who in valuer.holders.of_role(kpi.role_id, Period.day(last)).values():
            if _judged_by(valuer, kpi, who, named):
                yield Aimed(Subject("kpi", kpi.code, who, kpi.role_id), kpi)


def _judged_by(valuer: Valuer, kpi: Kpi, who: MemberRef | None, named: Named) -> bool:
    rule = valuer.rule(kpi)
    if rule.wrong or named.unit not in LONGER.get(rule.period, ()):
        return False
    targets = [one for one in valuer.targets if one.kpi == kpi.code and one.target is not None]
    own = any(one.member_id in (None, who.id if who else None) for one in targets)
    return rule.steps.pattern != "monitor" or own


def role_for(valuer: Valuer, code: str, member: int, period: Period) -> int:
    """The role by which a member answers for a measure: one of its KPIs names it; 0 when none does."""
    for kpi in valuer.holders.kpis_on(period.last_day):
        if code in valuer.rule(kpi).names and member in valuer.holders.of_role(
            kpi.role_id, Period.day(period.last_day)
        ):
            return int(kpi.role_id)
    return 0
