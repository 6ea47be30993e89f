"""What values rest on, month by month, as short digests: by them a computing finds what changed since the last one."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from otdel.kit.calendar import Named
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.organisation.models import Access, AccessCheck, Drill, Holding, Process, ProcessRun
from otdel.planning.queries.counts import CODES
from otdel.scorecard.measures.checking import ready
from otdel.scorecard.measures.cube import Cube
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.measures.sums import SUMS
from otdel.scorecard.models import Kpi, PlanValue, Reading
from otdel.scorecard.queries.valuing import AVERAGED, Valuer
from otdel.scorecard.rules.units import Way

PRIME = (1 << 61) - 1
STATE_LASTS = 4  # months a state somebody read, and a half-year a proof of cover, reach into later ones
PROOF_LASTS = 7
COHORT_REACH = timedelta(days=183 + 366)
RECENT = timedelta(days=31)
EXTRA = ("unpriced", "anonymous", "uncosted", "returned", "variable_cost", "revenue", "won")  # beside what SUMS adds up
Months = dict[str, int]  # "2026-10" -> a digest


@dataclass(frozen=True)
class Digests:
    """`rules` is of everything that is not of a month: KPIs, targets, people, how the company counts."""

    rules: str
    register: str
    months: Mapping[str, Months]  # by family: facts, work, register, told, plan
    on: date

    def written(self) -> dict[str, Any]:
        months = {family: {month: str(one) for month, one in known.items()} for family, known in self.months.items()}
        return {"rules": self.rules, "register": self.register, "months": months}

    @classmethod
    def read(cls, kept: Mapping[str, Any], on: date) -> Digests:
        months = {
            family: {month: int(one) for month, one in known.items()}
            for family, known in kept.get("months", {}).items()
        }
        return cls(str(kept.get("rules", "")), str(kept.get("register", "")), months, on)


@dataclass(frozen=True)
class Touched:
    """What a change can have touched."""

    everything: bool
    register: bool
    months: Mapping[str, frozenset[str]]
    since: date  # periods that had not ended then are computed again

    @classmethod
    def between(cls, before: Digests | None, now: Digests, on: date) -> Touched:
        if before is None or before.rules != now.rules:
            return cls(everything=True, register=True, months={}, since=on)
        months = {family: _differing(before.months.get(family, {}), known) for family, known in now.months.items()}
        return cls(everything=False, register=before.register != now.register, months=months, since=before.on)

    def by(self, kpi: Kpi, named: Named) -> bool:
        """Whether the KPI's value in the period has to be computed again."""
        if self.everything or named.period.end > self.since:
            return True
        families, cohort = families_of(kpi.formula, str((kpi.settings.get("min_sample") or {}).get("measure", "")))
        if self.register and "register" in families:
            return True
        reach = _reach(named, cohort=cohort)
        return any(not reach.isdisjoint(self.months.get(family, frozenset())) for family in families)


def _differing(before: Months, now: Months) -> frozenset[str]:
    return frozenset(month for month in before.keys() | now.keys() if before.get(month) != now.get(month))


@lru_cache(maxsize=4096)
def _reach(named: Named, *, cohort: bool) -> frozenset[str]:
    """Months a value may rest on: of the period, of those before it a small sample is averaged over, of a year ago."""
    first = named
    for _ in range(AVERAGED - 1):
        first = first.earlier()
    start = min(first.period.start, named.period.start - RECENT)
    if cohort:
        start = min(start, named.period.end - COHORT_REACH)
    year = Period(start - timedelta(days=366), named.period.end - timedelta(days=364))
    return frozenset((*_months(Period(start, named.period.end)), *_months(year)))


@lru_cache(maxsize=2048)
def families_of(formula: str, sample: str) -> tuple[frozenset[str], bool]:
    """Where the measures of a KPI come from, and whether one of them looks far back."""
    made = ready(formula)
    names = () if isinstance(made, Reason) else made.names
    found: set[str] = set()
    cohort = False
    for name in (*names, *([sample] if sample else ())):
        if one := meaning(name):
            found |= _families(one.measure.way, one.measure.code)
            cohort = cohort or one.measure.how == "cohort"
    return frozenset(found | {"plan"}), cohort


def _families(way: Way, code: str) -> set[str]:
    match way:
        case Way.FACTS:
            return {"facts", "told"}
        case Way.RECORDS:
            return {"work"} if code in CODES else {"register"}
    return {"told"} if way is Way.TYPED else {"plan"}


def digests_of(valuer: Valuer) -> Digests:
    """As everything stands now."""
    book = valuer.book
    months = {
        "facts": _facts(book.facts.cube, valuer),
        "work": _work(valuer),
        "register": _proofs(),
        "told": _told(valuer),
        "plan": _plans(),
    }
    return Digests(_rules(valuer), _register(), months, book.today)


def _facts(cube: Cube, valuer: Valuer) -> Months:
    found: Months = defaultdict(int)
    columns = {(one.table, one.column) for one in SUMS.values() if one.column != "margin"}
    columns |= {("sales", name) for name in EXTRA}
    columns |= {("cohorts", name) for name in ("customers", "margin", "costless")}
    names = [_place_name(cube, number) for number in range(len(cube.base.origins.places))]
    for table, column in sorted(columns):
        for place, by_day in cube.column(table, column).items():
            where = cube.channels[place] if table == "sessions" else names[place]
            weight = _number(f"{table} {column} {where}")
            for day, amount in by_day.items():
                month, of_day = _of_day(day)
                found[month] += amount * weight * of_day
    clicks = valuer.book.facts.search.clicks
    for name, series in (("brand", clicks.brand), ("other", clicks.other)):
        _add_series(found, _number(name), series.first, series.sums)
    for row in cube.ranks:
        found[_month(row["day"])] += _number(f"{row['day']} {row['subject']} {row['position']}")
    return {month: one % PRIME for month, one in found.items()}


def _add_series(found: Months, weight: int, first: int, sums: list[int]) -> None:
    for place in range(len(sums) - 1):
        month, of_day = _of_day(first + place)
        found[month] += (sums[place + 1] - sums[place]) * weight * of_day


def _place_name(cube: Cube, number: int) -> str:
    channel, campaign = cube.base.origins.places[number]
    one = cube.base.origins.campaigns[campaign] if campaign is not None else None
    kind = cube.own_kind(number) or cube.kinds[channel]
    return f"{channel} {kind} {one.source} {one.account} {one.campaign_id or one.name}" if one else f"{channel} {kind}"


def _work(valuer: Valuer) -> Months:
    """Of every record a measure may count, by the month of its day: whose it is, when, how much."""
    found: Months = defaultdict(int)
    codes = {code: number for number, code in enumerate(CODES)}
    for code, one in valuer.book.records.work.every():
        by = one.by.toordinal() if one.by else 0
        said = (codes[code], len(one.kind), one.id, one.owner, one.day.toordinal(), int(one.amount * 100), by)
        found[_month_of(one.day.toordinal())] += hash(said)  # of whole numbers: the same in every process
    return {month: one % PRIME for month, one in found.items()}


def _proofs() -> Months:
    found: Months = defaultdict(int)
    rows: Iterable[tuple[Any, ...]] = (
        *ProcessRun.objects.exclude(evidence="").order_by().values_list("day", "process_id", "member_id").distinct(),
        *Drill.objects.order_by().values_list("day", "process_id", "access_id", "member_id", "result"),
        *AccessCheck.objects.order_by().values_list("day", "access_id", "found"),
    )
    by_month: Months = defaultdict(int)
    for row in rows:
        by_month[_month(row[0])] += _number(str(row))
    for month, total in by_month.items():
        for following in _following(month, PROOF_LASTS):
            found[following] += total
    return {month: one % PRIME for month, one in found.items()}


def _register() -> str:
    names = ("id", "critical", "holder_id", "backup_id", "start", "end")
    rows = [
        *Process.objects.order_by("id").values_list(*names, "role__retired_on"),
        *Access.objects.order_by("id").values_list("id", "critical", "owner_id", "backup_id", "closed_on"),
        *Holding.objects.order_by("id").values_list("id", "access_id", "member_id", "start", "end"),
    ]
    return _digest(rows)


def _told(valuer: Valuer) -> Months:
    found: Months = defaultdict(int)
    names = ("measure", "member_id", "start", "end", "value", "second", "settled", "replaced_by_id")
    for measure, member, start, end, *said in Reading.objects.filter(end__isnull=False).values_list(*names):
        for month in _spanned(start, end or start, STATE_LASTS):
            found[month] += _number(f"{measure} {member} {start} {end} {said}")
    for row in valuer.book.facts.cube.told:
        for month in _spanned(row["day"], row["until"], STATE_LASTS):
            found[month] += _number(f"{row['code']} {row['day']} {row['until']} {row['value']}")
    return {month: one % PRIME for month, one in found.items()}


def _plans() -> Months:
    found: Months = defaultdict(int)
    rows = PlanValue.objects.filter(end__isnull=False).values_list(
        "measure", "member_id", "start", "end", "value", "id"
    )
    for measure, member, start, end, value, pk in rows:
        for month in _spanned(start, end or start, 0):
            found[month] += _number(f"{measure} {member} {start} {end} {value} {pk}")
    return {month: one % PRIME for month, one in found.items()}


def _rules(valuer: Valuer) -> str:
    cube, holders = valuer.book.facts.cube, valuer.holders
    kpis = [(one.code, one.role_id, one.start, one.end, one.formula, one.settings) for one in holders.kpis]
    targets = [
        (one.kpi, one.member_id, one.start, one.end, one.floor, one.target, one.stretch) for one in valuer.targets
    ]
    people = [
        (one.member.id, one.role, one.role_position, one.start, one.end, one.leader, one.scope, one.ramp)
        for one in holders.held
    ]
    own = cube.question
    counts = (own.currency, own.default_margin, own.zone, cube.brands, sorted(cube.said.items()))
    sources = sorted((one.shape, one.source, one.currency, one.first_day) for one in cube.base.coverage)
    began = sorted(valuer.book.records.work.first_days().items())
    return _digest([kpis, targets, people, counts, sources, began])


# Small tools


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


@lru_cache(maxsize=100_000)
def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=50_000)
def _month_of(ordinal: int) -> str:
    return _month(date.fromordinal(ordinal))


@lru_cache(maxsize=50_000)
def _of_day(ordinal: int) -> tuple[str, int]:
    day = date.fromordinal(ordinal)
    return _month(day), _number(str(ordinal))


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def _months(period: Period) -> Iterator[str]:
    month = date(period.start.year, period.start.month, 1)
    while month < period.end:
        yield _month(month)
        month = (month + timedelta(days=31)).replace(day=1)


def _following(month: str, count: int) -> Iterator[str]:
    first = date(int(month[:4]), int(month[5:]), 1)
    return _months(Period(first, first + timedelta(days=31 * count)))


def _spanned(start: date, end: date, more: int) -> Iterator[str]:
    return _months(Period(start, max(end, start + timedelta(days=1)) + timedelta(days=31 * more)))
