"""Approved plans by measure and month, and targets in force, as pages and files show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otdel.kit.period import Period
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Engagement, Member
from otdel.organisation.queries.members import MemberRef, may_see, ref
from otdel.organisation.words import kpi_name
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.models import Kpi, PlanValue, Target
from otdel.scorecard.queries.answer import Way
from otdel.scorecard.queries.readings import NAMES
from otdel.scorecard.queries.rights import hides
from otdel.scorecard.rules.goals import OF_PLAN

READS = (Role.OWNER, Role.HEAD, Role.SPECIALIST)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Plans of one measure by month. `whole` are plans of other periods: a quarter's, a year's."""

    measure: Measure
    months: Mapping[date, PlanValue]
    whole: tuple[PlanValue, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in force. `ramp` is what is asked of a newcomer by month, empty for none."""

    id: int
    who: MemberRef | None
    start: date
    end: date | None
    floor: Decimal | None
    target: Decimal | None
    stretch: Decimal | None
    note: str
    ramp: tuple[Decimal, ...]


def plan_lines(viewer: Viewer, year: int, member: Member | None) -> list[PlanLine]:
    """Every measure that can be planned: first those the KPIs in force ask a plan of. Raises NotAllowed."""
    viewer.must(*READS)
    days = Period.year(year)
    kept = PlanValue.objects.during(days.start, days.end).filter(member=member).order_by("start")
    by_measure: dict[str, list[PlanValue]] = {}
    for one in kept:
        by_measure.setdefault(one.measure, []).append(one)
    asked = _asked(days)
    hidden = hidden_from(viewer)
    by_measure = {code: found for code, found in by_measure.items() if code not in hidden}
    asked = [code for code in asked if code not in hidden]
    lines = [_line(code, by_measure.get(code, []), code in asked) for code in dict.fromkeys([*asked, *by_measure])]
    return [line for line in lines if line is not None]


def plannable() -> list[Measure]:
    """Measures a plan may be written for: all but plans themselves and twins of other years."""
    return [one for one in MEASURES.values() if one.way != Way.PLAN and not one.code.endswith("_yoy")]


def plans_for_export(viewer: Viewer) -> Iterator[PlanValue]:
    """All plans the viewer may see, oldest first. Raises NotAllowed."""
    viewer.must(*READS)
    plans = PlanValue.objects.exclude(measure__in=hidden_from(viewer)).select_related("member")
    yield from (one for one in plans.order_by("start", "measure", "id") if _theirs(viewer, one))


def hidden_from(viewer: Viewer) -> set[str]:
    """Measures that hold salaries, from those who may not see these."""
    return {one.code for one in MEASURES.values() if hides(viewer, holds_salaries=one.holds_salaries)}


def _theirs(viewer: Viewer, plan: PlanValue) -> bool:
    return plan.member_id is None or may_see(viewer, plan.member_id)


def target_lines(viewer: Viewer, kpi: str, day: date) -> list[TargetLine]:
    """Targets of a KPI that hold on `day` or later, for everybody and by person, those the viewer may see."""
    viewer.must(*READS)
    found = Target.objects.during(day, date.max).filter(kpi=kpi).select_related("member").order_by("member", "start")
    return [
        TargetLine(
            one.pk, ref(one.member) if one.member else None, one.start, one.end, one.floor, one.target, one.stretch,
            one.note, _ramp(kpi, one.member_id, day),
        )
        for one in found
        if one.member_id is None or may_see(viewer, one.member_id)
    ]  # fmt: skip


def kpi_choices(day: date) -> list[tuple[str, str]]:
    """Codes and names of KPIs in force."""
    kpis = Kpi.objects.on(day).select_related("role")
    return sorted(((one.code, kpi_name(one.role, one.code, one.own)) for one in kpis), key=lambda pair: pair[1])


def people(viewer: Viewer, day: date) -> list[MemberRef]:
    """Everybody engaged on the day whose numbers the viewer may see."""
    engaged = Member.objects.filter(engagements__in=Engagement.objects.on(day)).distinct()
    return [ref(one) for one in engaged if may_see(viewer, one.pk)]


def _asked(days: Period) -> list[str]:
    """Measures whose plan a KPI in force asks for, in the order of the registry.

    A KPI judged by its plan, whose formula names no plan, is planned by its own measures.
    """
    named: set[str] = set()
    for kpi in Kpi.objects.during(days.start, days.end):
        names = set(NAMES.findall(kpi.formula))
        by_plan = (kpi.settings.get("threshold") or {}).get("pattern") in OF_PLAN
        planned = {name for name in names if name.endswith("_plan")}
        named |= {f"{name}_plan" for name in names} if by_plan and not planned else planned
    return [code for code in MEASURES if f"{code}_plan" in named]


def _line(code: str, kept: list[PlanValue], asked: bool) -> PlanLine | None:  # noqa: FBT001
    measure = MEASURES.get(code)
    if measure is None:
        return None
    months = {one.start: one for one in kept if one.end and Period(one.start, one.end) == _month(one.start)}
    return PlanLine(measure, months, tuple(one for one in kept if one not in months.values()), asked)


def _month(day: date) -> Period:
    return Period.month(day.year, day.month)


def _ramp(kpi: str, member: int | None, day: date) -> tuple[Decimal, ...]:
    """The ramp of the engagement this member holds the KPI by."""
    if member is None:
        return ()
    roles = Kpi.objects.filter(code=kpi).values("role")
    engaged = Engagement.objects.on(day).filter(member_id=member, role__in=roles).first()
    return tuple(Decimal(str(step)) for step in engaged.ramp) if engaged and engaged.ramp else ()
