"""What a page of pay says of each KPI besides its figure: name, unit, what it was counted from, how fresh it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from otdel.kit.calendar import Named
from otdel.motivation.models import Snapshot
from otdel.motivation.queries.inputs import value_for
from otdel.motivation.rules.likely import Past
from otdel.motivation.rules.lines import Known, Result
from otdel.motivation.rules.recorded import inputs_from
from otdel.organisation.words import kpi_name
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.models import Adjustment, Kpi, KpiValue
from otdel.scorecard.pages.figures import compared_to
from otdel.scorecard.pages.formula_words import measure_name
from otdel.scorecard.queries.periods import Span, last_periods
from otdel.scorecard.queries.ruling import Ruled
from otdel.scorecard.queries.stored import NOT_COUNTED, parts_of, value_of
from otdel.scorecard.queries.values import all_in_force
from otdel.scorecard.queries.valuing import AVERAGED

PAST = 24  # finished periods looked at, at most
COUNTS = ("count", "points")
RATIO = re.compile(r"\s*ratio\(\s*(\w+)\s*,\s*(\w+)\s*\)\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One measure a KPI was counted from, by its name in the formula."""

    code: str
    name: str
    unit: str
    value: Known


@dataclass(frozen=True, slots=True)
class Averaged:
    """What a small sample, fewer than `least` of a measure, is the mean of: each period's own value, newest first."""

    code: str
    sample: str
    least: Decimal
    periods: tuple[tuple[Named, Decimal], ...]


@dataclass(frozen=True, slots=True)
class KpiFact:
    """`lower` says that less is better, `of_another` that it is a share of a plan or of another period.

    `adds` is true for what only grows through a period: a bare count. `moves_until` is the day after which late facts
    hardly change it. `closed` values are frozen. `averaged` is there when the sample was too small to stand alone.
    """

    code: str
    name: str
    unit: str
    lower: bool
    of_another: bool
    adds: bool
    pieces: tuple[Piece, ...]
    formula: str
    fresh_to: date | None
    moves_until: date
    closed: bool
    averaged: Averaged | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts by KPI, and the finished periods before, newest first."""

    of: Mapping[str, KpiFact]
    past: tuple[Past, ...]

    @property
    def lower(self) -> dict[str, bool]:
        return {code: one.lower for code, one in self.of.items()}

    @property
    def adds(self) -> set[str]:
        return {code for code, one in self.of.items() if one.adds}


def is_ratio(formula: str, names: Sequence[str]) -> bool:
    """Whether the formula is nothing but the first of two measures over the second, in that order."""
    found = RATIO.fullmatch(formula)
    return found is not None and list(found.groups()) == list(names)


def facts_of(
    member: int, named: Named, kpis: Collection[str], measures: Collection[str] = (), *, past: int = PAST
) -> Facts:
    """What is stored of these KPIs for a member in a period and in those before it."""
    now = _whose_own(KpiValue.objects.filter(kpi__in=kpis, unit=named.unit, start=named.period.start), member)
    found = {code: _fact(kpi, now.get(code), named, member) for code, kpi in all_in_force(kpis, named).items()}
    return Facts(found, _past(member, kpis, measures, named, past) if past else ())


def _whose_own(rows: Iterable[KpiValue], member: int) -> dict[str, KpiValue]:
    """By KPI: the member's own value, else the department's, else the only holder's."""
    found: dict[str, list[KpiValue]] = {}
    for row in rows:
        found.setdefault(row.kpi, []).append(row)
    return {kpi: one for kpi, several in found.items() if (one := _own(several, member)) is not None}


def _own(rows: list[KpiValue], member: int) -> KpiValue | None:
    return value_for({one.whose: one for one in rows}, member)


def _fact(kpi: Kpi, row: KpiValue | None, named: Named, member: int) -> KpiFact:
    rule, unit = Ruled.of(kpi), str(kpi.settings.get("unit", "ratio"))
    return KpiFact(
        code=kpi.code,
        name=kpi_name(kpi.role, kpi.code, kpi.own),
        unit=unit,
        lower=rule.direction == "lower",
        of_another=bool(compared_to(kpi.formula)),
        adds=unit in COUNTS and rule.grows,
        pieces=tuple(_pieces(row)) if row else (),
        formula=kpi.formula,
        fresh_to=row.fresh_to if row else None,
        moves_until=rule.matures_on(named),
        closed=bool(row and row.frozen_at),
        averaged=_averaged(rule, row, named, member) if row and row.small_sample else None,
    )


def _averaged(rule: Ruled, row: KpiValue, named: Named, member: int) -> Averaged:
    """The periods a small sample was averaged over, each by its own measures as they are stored."""
    periods, found = [named], []
    for _ in range(AVERAGED - 1):
        periods.append(periods[-1].earlier())
    asked = KpiValue.objects.filter(kpi=row.kpi, unit=named.unit, start__in=[one.period.start for one in periods[1:]])
    rows = {named.period.start: row}
    for one in periods[1:]:
        if own := _own([each for each in asked if each.start == one.period.start], member):
            rows[one.period.start] = own
    for one in periods:
        value = _alone(rule, rows.get(one.period.start))
        found += [(one, value)] if isinstance(value, Decimal) else []
    return Averaged(rule.sample, measure_name(rule.sample), rule.least, tuple(found))


def _alone(rule: Ruled, row: KpiValue | None) -> Known:
    """The formula over the measures of one period only."""
    parts = parts_of(row) if row else {}
    return rule.run(lambda name: parts[name].value if name in parts else NOT_COUNTED)


def _pieces(row: KpiValue) -> Iterable[Piece]:
    for code, part in parts_of(row).items():
        if told := meaning(code):
            yield Piece(code, measure_name(code), str(told.measure.unit), part.value)


def _past(member: int, kpis: Collection[str], measures: Collection[str], named: Named, count: int) -> tuple[Past, ...]:
    """Finished periods, newest first, with their corrections; what they were counted from only when measures are."""
    since = last_periods(cast(Span, named.unit), named.period.start, count + 1)[0].period.start
    asked = KpiValue.objects.filter(kpi__in=kpis, unit=named.unit, start__gte=since, start__lt=named.period.start)
    rows: dict[date, list[KpiValue]] = {}
    for row in asked if measures else asked.defer("parts"):
        rows.setdefault(row.start, []).append(row)
    corrected, kept = _corrections(kpis, named, since), _kept(member, measures, named, since)
    return tuple(
        _period(_whose_own(rows.get(start, []), member), measures, corrected, kept.get(start, {}))
        for start in sorted({*rows, *kept}, reverse=True)
    )


def _kept(member: int, measures: Collection[str], named: Named, since: date) -> dict[date, dict[str, Known]]:
    """Measures as pay of earlier periods was calculated from them: some are part of no KPI, points of work for one."""
    if not measures:
        return {}
    asked = Snapshot.objects.filter(run__unit=named.unit, run__start__gte=since, run__start__lt=named.period.start)
    found: dict[date, dict[str, Known]] = {}
    for start, kept in asked.order_by("number").values_list("run__start", "inputs"):
        for person in kept["people"]:
            if person["member"] == member:
                found[start] = dict(inputs_from(person["inputs"]).measures)
    return found


def _corrections(kpis: Collection[str], named: Named, since: date) -> dict[int, Decimal | None]:
    """The newest correction of each value."""
    found = Adjustment.objects.filter(of__kpi__in=kpis, of__unit=named.unit, of__start__gte=since)
    return dict(found.order_by("at", "id").values_list("of", "new"))


def _period(
    rows: Mapping[str, KpiValue],
    measures: Collection[str],
    corrected: Mapping[int, Decimal | None],
    kept: Mapping[str, Known],
) -> Past:
    results = {kpi: _result(row, corrected.get(row.pk, row.value)) for kpi, row in rows.items()}
    return Past(results, {one: _measured(rows, one, kept) for one in measures})


def _result(row: KpiValue, value: Decimal | None) -> Result:
    return Result(value_of(value, row.reason), value_of(row.attainment, row.reason))


def _measured(rows: Mapping[str, KpiValue], measure: str, kept: Mapping[str, Known]) -> Known:
    """A measure as it stood among the parts of any KPI of the period, else as pay was calculated from it."""
    for row in rows.values():
        said = row.parts.get(measure) or {}
        if said.get("value") is not None:
            return Decimal(said["value"])
    return kept.get(measure, NOT_COUNTED)
