"""Numbers for programs: KPI values, the scorecard, measures with their rows, readings and plans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import viewer_of
from otdel.kit.calendar import Named, Unit, containing, named
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, member_of, must_see, ref
from otdel.scorecard.exchange import plain
from otdel.scorecard.exchange.plans import currency_of
from otdel.scorecard.exchange.plans import export as plan_lines
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Reading
from otdel.scorecard.queries.about import must_hold, must_use
from otdel.scorecard.queries.measures import dictionary, measure_rows
from otdel.scorecard.queries.readings import ReadingLine, reading, readings
from otdel.scorecard.queries.values import UnknownKpi, kpi_value, kpis_of, scope_of, scorecard
from otdel.scorecard.services.common import known_member
from otdel.scorecard.services.plans import set_plan
from otdel.scorecard.services.readings import read_again, settle, type_reading
from otdel.web.answers import Named as Who

router = Router(tags=["numbers"])

NUMBERS = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR)
MOST_ROWS = 1000
EARLIEST = date(2000, 1, 1)  # no numbers are older, and sixty years before it are still dates


class ValueOut(Schema):
    """A value as text, or why there is none."""

    value: str | None
    no_data: str | None
    code: str


class GoalOut(Schema):
    pattern: str
    floor: str | None
    target: str | None
    stretch: str | None
    low: str | None
    high: str | None
    ramp: str


class MeasureOut(ValueOut):
    """A measure over [from, until). Money is in `currency`, shares are 0 to 1."""

    measure: str
    unit: str
    way: str
    currency: str
    rows: int
    coverage: ValueOut
    fresh_to: date | None
    question: str
    sources: list[str]
    next_step: str | None


class RowOut(Schema):
    day: date | None
    what: str
    value: str
    href: str
    file: str
    row: int | None


class RowsOut(MeasureOut):
    """Rows behind a measure, the largest first. They add up to `total` when `adds_up` is true."""

    count: int
    total: ValueOut
    adds_up: bool
    sql: str
    items: list[RowOut]


class CorrectionOut(Schema):
    at: str
    by: str
    old: ValueOut
    new: ValueOut
    why: str


class KpiOut(ValueOut):
    """A KPI in a period. `state` is good, near, off, or empty when it cannot be judged."""

    kpi: str
    name: str
    role: str
    who: Who | None
    period: str
    formula: str
    unit: str
    currency: str
    direction: str
    before_corrections: ValueOut
    goal: GoalOut
    attainment: ValueOut
    state: str
    coverage: ValueOut
    fresh_to: date | None
    mature: bool
    matures_on: date
    small_sample: bool
    frozen_at: str | None
    computed_at: str | None
    measures: list[MeasureOut]
    corrections: list[CorrectionOut]


class CellOut(ValueOut):
    period: str
    state: str
    off_again: bool
    small_sample: bool
    mature: bool
    frozen: bool


class ScoreRowOut(Schema):
    kpi: str
    name: str
    who: Who | None
    unit: str
    currency: str
    direction: str
    goal: GoalOut
    values: list[CellOut]


class ScorecardOut(Schema):
    """`off` counts rows off target in the last period, `off_twice` those off in the one before it as well."""

    unit: str
    periods: list[str]
    off: int
    off_twice: int
    no_data: int
    items: list[ScoreRowOut]


class EntryOut(Schema):
    """A line of the dictionary of measures."""

    measure: str
    unit: str
    way: str
    sources: list[str]
    used_by: list[str]
    last_month: ValueOut


class ReadingOut(Schema):
    """`state` is first, second, differs, agreed or settled. A value stays hidden until the second reader is done."""

    id: int
    measure: str
    who: Who | None
    state: str
    value: Decimal | None
    second: Decimal | None
    counts: Decimal | None
    read_by: str
    second_by: str


class ReadingIn(Schema):
    measure: str
    period: str
    value: Decimal
    who: str = ""
    source: str = ""


class SecondIn(Schema):
    value: Decimal


class SettledIn(Schema):
    value: Decimal
    why: str


class PlanOut(Schema):
    measure: str
    period: str
    who: str
    value: Decimal
    currency: str
    approved_by: str


class PlanIn(Schema):
    measure: str
    period: str
    value: Decimal
    who: str = ""


Span = Literal["week", "month", "quarter", "year"]


@router.get("/scorecard", response=ScorecardOut)
def score(request: HttpRequest, by: Span = "week", until: date | None = None, who: str = "", count: int = 13) -> Any:
    """KPIs of everybody the caller may see, or of one member, over the last `count` periods (1 to 60)."""
    viewer = _reader(request)
    found = _whose(viewer, who)
    last = min(max(until, EARLIEST), company_today(viewer)) if until else None
    last = last or containing(company_today(viewer), by).earlier().period.last_day
    card = scorecard(viewer, by, last, min(max(count, 1), 60), found.slug if found else "")
    return plain.scorecard(card)


@router.get("/kpis", response=list[dict[str, str]])
def kpis(request: HttpRequest, who: str = "") -> Any:
    """Codes and formulas of the KPIs a member holds today, or of the department."""
    viewer = _reader(request)
    found = _whose(viewer, who)
    held = kpis_of(viewer, found.id if found else None, company_today(viewer))
    return [{"kpi": one.code, "formula": one.formula, "unit": str(one.settings.get("unit", ""))} for one in held]


@router.get("/kpis/{code}", response=KpiOut)
def kpi(request: HttpRequest, code: str, period: str, who: str = "") -> Any:
    """One KPI in a period (2026-10, 2026-q4, 2026-w47, 2026) with its measures and corrections."""
    viewer = _reader(request)
    must_hold(viewer, code)
    try:
        return plain.kpi(kpi_value(viewer, code, _whose(viewer, who), _period(period)))
    except UnknownKpi as error:
        raise Http404 from error


@router.get("/measures", response=list[EntryOut])
def measures(request: HttpRequest) -> Any:
    """The dictionary of measures with the value of the last month. Not for contractors."""
    viewer = viewer_of(request)
    viewer.must(Role.OWNER, Role.HEAD, Role.SPECIALIST)
    return [
        {
            "measure": one.code, "unit": one.unit, "way": one.way.value, "sources": list(one.sources),
            "used_by": list(one.used_by), "last_month": plain.value(one.last_month.value),
        }
        for one in dictionary(viewer)
    ]  # fmt: skip


@router.get("/measures/{code}", response=RowsOut)
def measure(request: HttpRequest, code: str, period: str, who: str = "", limit: int = 100) -> Any:
    """One measure in a period with the rows behind it (1,000 at most)."""
    viewer = _reader(request)
    if code not in MEASURES:
        raise Http404
    must_use(viewer, code)
    found, asked = _whose(viewer, who), _period(period).period
    scope = scope_of(found.id if found else None, asked.last_day)
    return plain.rows(measure_rows(viewer, code, scope, asked, min(max(limit, 0), MOST_ROWS)))


@router.get("/readings", response=list[ReadingOut])
def list_readings(request: HttpRequest, period: str) -> Any:
    """What is to be read in a period, and what was."""
    return [_reading(one) for one in readings(_reader(request), _period(period))]


@router.post("/readings", response=ReadingOut)
def add_reading(request: HttpRequest, given: ReadingIn) -> Any:
    """Write down what a system shows, as the first reader."""
    viewer, asked = viewer_of(request), _period(given.period)
    member = known_member(given.who)
    kept = type_reading(viewer, given.measure, asked.period, given.value, member, source=given.source)
    return _reading(next(one for one in readings(viewer, asked) if one.id == kept.pk))


@router.post("/readings/{pk}/second", response=ReadingOut)
def add_second(request: HttpRequest, pk: int, given: SecondIn) -> Any:
    """Write down what the second reader saw, not knowing the first value. Not for the first reader."""
    viewer = viewer_of(request)
    read_again(viewer, _kept(viewer, pk), given.value)
    return _said(viewer, pk)


@router.post("/readings/{pk}/settle", response=ReadingOut)
def settle_reading(request: HttpRequest, pk: int, given: SettledIn) -> Any:
    """Say which value counts where two readers differ, and why. For owner and head."""
    viewer = viewer_of(request)
    settle(viewer, _kept(viewer, pk), given.value, given.why)
    return _said(viewer, pk)


@router.get("/plans", response=list[PlanOut])
def plans(request: HttpRequest) -> Any:
    """All approved plans. Not for contractors."""
    names = ("measure", "period", "who", "value", "currency", "approved_by")
    return [dict(zip(names, line, strict=True)) for line in plan_lines(viewer_of(request))]


@router.post("/plans", response=PlanOut)
def add_plan(request: HttpRequest, given: PlanIn) -> Any:
    """Set the plan of a measure for a period. For owner and head."""
    viewer = viewer_of(request)
    period, code = _period(given.period).period, given.measure.removesuffix("_plan")
    member = known_member(given.who)
    kept = set_plan(viewer, code, period, given.value, member, currency=currency_of(viewer, code))
    return {
        "measure": kept.measure, "period": given.period, "who": given.who, "value": kept.value,
        "currency": kept.currency, "approved_by": kept.name,
    }  # fmt: skip


def _reader(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    viewer.must(*NUMBERS)
    return viewer


def _whose(viewer: Viewer, slug: str) -> MemberRef | None:
    """The member asked about; a contractor's own when nobody is named. Raises NotAllowed."""
    if not slug:
        own = member_of(viewer) if viewer.may(Role.CONTRACTOR) else None
        if own is None and viewer.may(Role.CONTRACTOR):
            raise NotAllowed("a contractor sees their own numbers")
        return own
    found = Member.objects.filter(slug=slug).first()
    must_see(viewer, found.pk if found else 0)
    if found is None:
        raise Http404
    return ref(found)


def _period(text: str) -> Named:
    found = named(text.strip().lower())
    units: tuple[Unit, ...] = ("week", "month", "quarter", "year")
    if found is None or found.unit not in units:
        raise Refused(Reason.of("cell_no_period", column="period", text=text[:60]))
    return found


def _kept(viewer: Viewer, pk: int) -> Reading:
    """A reading this viewer may see."""
    if reading(viewer, pk) is None:
        raise Http404
    return Reading.objects.get(pk=pk)


def _said(viewer: Viewer, pk: int) -> dict[str, Any]:
    found = reading(viewer, pk)
    if found is None:
        raise Http404
    return _reading(found)


def _reading(one: ReadingLine) -> dict[str, Any]:
    return {
        "id": one.id,
        "measure": one.measure,
        "who": {"slug": one.holder.slug, "name": one.holder.name} if one.holder else None,
        "state": one.waits,
        "value": one.value,
        "second": one.second,
        "counts": one.counts,
        "read_by": one.name,
        "second_by": one.second_name,
    }
