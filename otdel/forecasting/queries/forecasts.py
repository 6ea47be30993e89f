"""Stored forecasts as pages and programs see them: the tree of goals, one goal, and how it was seen before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.db.models import QuerySet

from otdel.accounts.queries import company_today
from otdel.forecasting.models import Forecast
from otdel.forecasting.queries.rights import READERS, may_ask, sight
from otdel.forecasting.queries.subjects import Kind, Level, Subject
from otdel.forecasting.rules.chances import LEVELS
from otdel.kit.calendar import Named, Unit, containing
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, ref
from otdel.organisation.words import kpi_name
from otdel.scorecard.measures.checking import Ready, ready
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Kpi
from otdel.scorecard.pages.formula_words import measure_name
from otdel.scorecard.queries.measures import company_currency
from otdel.scorecard.queries.rights import hides

HIDDEN = Reason.of("holds_salaries")


class NoSuchGoal(LookupError):
    """Nothing of this kind and code was ever forecast for this person and period."""


@dataclass(frozen=True, slots=True)
class Range:
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FanPoint:
    """The value up to (not including) `day`, and the plan up to it."""

    day: date
    low80: float
    low50: float
    middle: float
    high50: float
    high80: float
    plan: float | None


@dataclass(frozen=True, slots=True)
class PaceLine:
    """Worth of a day: so far, and needed on each of the `left` days; `reached` of `tried` past stretches did it."""

    so_far: float | None
    needed: float
    left: int
    reached: int
    tried: int


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal's forecast. Without one, `reason` says why and the figures are empty.

    Values are in the goal's own `unit` ("money" in `currency`; "ratio" 0..1). On target is from `low` to `high`;
    `plan` is the figure to tell (None for a corridor). `odds` 0..1. `dots` are twenty equally likely ends.
    """

    id: int
    kind: Kind
    code: str
    name: str
    who: MemberRef | None
    level: Level
    role: str
    named: Named
    unit: str
    currency: str
    direction: str
    seen_on: date
    made_at: datetime
    reason: Reason | None
    odds: float | None = None
    plan: float | None = None
    low: float | None = None
    high: float | None = None
    so_far: float | None = None
    middle: float | None = None
    range50: Range | None = None
    range80: Range | None = None
    range95: Range | None = None
    dots: tuple[float, ...] = ()
    fan: tuple[FanPoint, ...] = ()
    pace: PaceLine | None = None
    naive: float | None = None
    parts: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Reason, ...] = ()

    @property
    def subject(self) -> Subject:
        return Subject(self.kind, self.code, self.who)

    @property
    def expected_share(self) -> float | None:
        """The expected end as a share of the plan."""
        return self.middle / self.plan if self.middle is not None and self.plan else None


@dataclass(frozen=True, slots=True)
class PersonGoals:
    who: MemberRef
    lines: tuple[GoalLine, ...]


@dataclass(frozen=True, slots=True)
class GoalTree:
    """Goals of one period. `seen_on` None when nothing was forecast yet: then all are empty."""

    named: Named
    seen_on: date | None
    company: tuple[GoalLine, ...]
    department: tuple[GoalLine, ...]
    people: tuple[PersonGoals, ...]

    @property
    def every(self) -> tuple[GoalLine, ...]:
        return (*self.company, *self.department, *(line for one in self.people for line in one.lines))


def running(viewer: Viewer, unit: Unit) -> Named:
    """The month, quarter, ... that runs today."""
    return containing(company_today(viewer), unit)


def goal_tree(viewer: Viewer, named: Named) -> GoalTree:
    """Every goal of the period the viewer may see, as last forecast. Raises NotAllowed for an accountant."""
    viewer.must(*READERS)
    rows = list(_latest(_told(viewer).filter(unit=named.unit, start=named.period.start)))
    lines, sees = Lines(viewer), sight(viewer)
    seen = [line for row in rows if sees(row.whose) and (line := lines.of(row))]
    people: dict[MemberRef, list[GoalLine]] = {}
    for line in seen:
        if line.who:
            people.setdefault(line.who, []).append(line)
    return GoalTree(
        named,
        max((row.seen_on for row in rows), default=None),
        tuple(line for line in seen if line.level == "company"),
        tuple(line for line in seen if line.level == "department"),
        tuple(PersonGoals(who, tuple(found)) for who, found in sorted(people.items(), key=lambda one: one[0].name)),
    )


def goal(viewer: Viewer, kind: str, code: str, whose: int, named: Named, seen_on: date | None = None) -> GoalLine:
    """One goal as last forecast, or as it was seen on a day. Raises NotAllowed, NoSuchGoal."""
    may_ask(viewer, whose or None)
    rows = _told(viewer).filter(kind=kind, code=code, whose=whose, unit=named.unit, start=named.period.start)
    row = (rows.filter(seen_on=seen_on) if seen_on else rows).order_by("-seen_on", "-id").first()
    if row is None:
        raise NoSuchGoal(f"{kind}:{code}")
    return Lines(viewer).of(row)


@dataclass(frozen=True, slots=True)
class Seen:
    """How a goal was seen on one day."""

    id: int
    seen_on: date
    replayed: bool
    odds: float | None
    middle: float | None
    range80: Range | None
    plan: float | None


def seen_before(viewer: Viewer, kind: str, code: str, whose: int, named: Named) -> tuple[Seen, ...]:
    """Every forecast of the goal, oldest first, the last of each day. Raises NotAllowed."""
    may_ask(viewer, whose or None)
    if is_hidden(viewer, kind, code):
        return ()
    rows = _told(viewer).filter(kind=kind, code=code, whose=whose, unit=named.unit, start=named.period.start)
    by_day = {row.seen_on: row for row in rows.order_by("seen_on", "id")}
    return tuple(_seen(row) for row in by_day.values())


def paths_of(viewer: Viewer, kpis: Collection[str], whose: int, named: Named) -> dict[str, tuple[float, ...]]:
    """Equally likely ends of KPIs of a member (0: the department), lowest first; a KPI not forecast is left out.

    Raises NotAllowed.
    """
    may_ask(viewer, whose or None)
    rows = _told(viewer).filter(
        kind="kpi", code__in=kpis, whose=whose, unit=named.unit, start=named.period.start, reason__isnull=True
    )
    found: dict[str, tuple[float, ...]] = {}
    for code, dots in rows.order_by("-seen_on", "-id").values_list("code", "dots"):
        found.setdefault(code, tuple(dots))
    hidden = hidden_kpis(viewer, found)
    return {code: dots for code, dots in found.items() if code not in hidden}


def _told(viewer: Viewer) -> QuerySet[Forecast]:
    """Up to today: what a clock that ran ahead has left waits for its day."""
    return Forecast.objects.filter(seen_on__lte=company_today(viewer))


def _seen(row: Forecast) -> Seen:
    known = bool(row.quantiles)
    return Seen(
        row.pk, row.seen_on, row.replayed, row.odds, _at(row, 0.5) if known else None,
        Range(_at(row, 0.1), _at(row, 0.9)) if known else None, row.plan,
    )  # fmt: skip


def _at(row: Forecast, level: float) -> float:
    return float(row.quantiles[LEVELS.index(level)])


def _latest(rows: Any) -> Iterable[Forecast]:
    """The newest of each goal, in the order goals were looked at, on the newest day only."""
    newest = rows.order_by("-seen_on").values_list("seen_on", flat=True).first()
    found: dict[tuple[str, str, int], Forecast] = {}
    for row in rows.filter(seen_on=newest).order_by("id"):
        found[row.kind, row.code, row.whose] = row
    return found.values()


def is_hidden(viewer: Viewer, kind: str, code: str) -> bool:
    """Whether nothing of this number may be told: it is counted from salaries, or was by a KPI that is gone."""
    if kind == "measure":
        return code in MEASURES and hides(viewer, holds_salaries=MEASURES[code].holds_salaries)
    return code in hidden_kpis(viewer, (code,))


def hidden_kpis(viewer: Viewer, codes: Collection[str]) -> set[str]:
    """Those of which any version is counted from what this viewer may not see, and those that are gone."""
    if not hides(viewer, holds_salaries=True):
        return set()
    formulas = list(Kpi.objects.filter(code__in=codes).values_list("code", "formula"))
    gone = set(codes) - {code for code, _ in formulas}
    return gone | {code for code, formula in formulas if _holds_salaries(formula)}


def _holds_salaries(formula: str) -> bool:
    return isinstance(made := ready(formula), Ready) and made.holds_salaries


def name_of(kind: str, code: str, kpi: Kpi | None) -> str:
    """What is gone since it was forecast is called by its code."""
    if kpi is not None:
        return kpi_name(kpi.role, kpi.code, kpi.own)
    return measure_name(code) if kind == "measure" and code in MEASURES else code


def unit_of(kind: str, code: str, kpi: Kpi | None) -> str:
    if kpi is not None:
        return str(kpi.settings.get("unit", "ratio"))
    return str(MEASURES[code].unit) if kind == "measure" and code in MEASURES else "ratio"


class Lines:
    """Rows put into words; KPIs and people are read once."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.currency = company_currency()
        self._kpis: dict[str, Kpi] = {}
        self._people: dict[int, MemberRef] = {}
        self._hidden: dict[tuple[str, str], bool] = {}

    def of(self, row: Forecast) -> GoalLine:
        kpi = self._kpi(row.code) if row.kind == "kpi" else None
        who = self._who(row.member_id)
        kind: Kind = "kpi" if row.kind == "kpi" else "measure"
        hidden = self._is_hidden(row)
        reason = HIDDEN if hidden else reason_of(row.reason)
        head: dict[str, Any] = {
            "id": row.pk, "kind": kind, "code": row.code, "who": who, "level": Subject(kind, row.code, who).level,
            "named": named_of(row), "seen_on": row.seen_on, "made_at": row.made_at, "currency": self.currency,
            "name": name_of(kind, row.code, kpi), "role": kpi.role.code if kpi else "",
            "unit": unit_of(kind, row.code, kpi),
            "direction": str(kpi.settings.get("direction", "higher")) if kpi else "higher", "reason": reason,
        }  # fmt: skip
        return GoalLine(**head) if reason else GoalLine(**head, **_figures(row))

    def _is_hidden(self, row: Forecast) -> bool:
        key = row.kind, row.code
        if key not in self._hidden:
            self._hidden[key] = is_hidden(self.viewer, *key)
        return self._hidden[key]

    def _kpi(self, code: str) -> Kpi | None:
        if not self._kpis:
            self._kpis = {one.code: one for one in Kpi.objects.select_related("role").order_by("start")}
        return self._kpis.get(code)

    def _who(self, member: int | None) -> MemberRef | None:
        if not self._people:
            self._people = {one.pk: ref(one) for one in Member.objects.all()}
        return self._people.get(member) if member else None


def _figures(row: Forecast) -> dict[str, Any]:
    return {
        "odds": row.odds, "plan": row.plan, "low": row.low, "high": row.high, "so_far": row.so_far,
        "middle": _at(row, 0.5), "range50": Range(_at(row, 0.25), _at(row, 0.75)),
        "range80": Range(_at(row, 0.1), _at(row, 0.9)), "range95": Range(_at(row, 0.025), _at(row, 0.975)),
        "dots": tuple(row.dots), "naive": row.naive, "parts": row.parts,
        "fan": tuple(FanPoint(date.fromisoformat(day), *rest) for day, *rest in row.fan),
        "pace": PaceLine(**row.pace) if row.pace else None,
        "notes": tuple(one for said in row.notes if (one := reason_of(said))),
    }  # fmt: skip


def reason_of(plain: Mapping[str, Any] | None) -> Reason | None:
    return Reason.of(str(plain["code"]), **plain.get("values", {})) if plain else None


def named_of(row: Forecast) -> Named:
    return containing(row.start, cast(Unit, row.unit))
