"""Everything measures are counted from, as it stands at one moment, and the value of any name in a formula."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cached_property
from weakref import WeakKeyDictionary

from otdel.evidence.asked import Asked as Address
from otdel.evidence.queries.company import company_question
from otdel.evidence.queries.facts import Asked
from otdel.evidence.queries.question import MoneyQuestion
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.measurement.store import warehouse
from otdel.scorecard.measures.cube import Cube
from otdel.scorecard.measures.facts import FactValues
from otdel.scorecard.measures.found import Found, missing
from otdel.scorecard.measures.planned import Plan, Plans
from otdel.scorecard.measures.records import Records
from otdel.scorecard.measures.registry import MEASURES, Meaning, meaning
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.measures.told import Told, ToldValues
from otdel.scorecard.models import PlanValue, Reading
from otdel.scorecard.queries.answer import Scope
from otdel.scorecard.queries.brands import brand_words, channel_kinds
from otdel.scorecard.queries.readings import counting, waits
from otdel.scorecard.rules.units import Way
from otdel.scorecard.rules.windows import Window
from otdel.warehouse import Snapshot

WAITING = {"second": "waits_for_second_reader", "differs": "readings_differ"}
Key = tuple[MoneyQuestion, tuple[str, ...], tuple[tuple[str, str], ...]]
_cubes: WeakKeyDictionary[Snapshot, dict[Key, FactValues]] = WeakKeyDictionary()


class Book:
    """Answers from memory; each part is read when first needed. A value once found is kept: many people share one.

    Plans of days outside `planned` are not read, when it is given: a page asks for the goals of one period. The same
    for tasks and promises that cannot count on the day `recorded` or later.
    """

    def __init__(self, today: date, planned: Period | None = None, recorded: date | None = None) -> None:
        self.today = today
        self.planned = planned
        self.recorded = recorded
        self._apart: dict[tuple[str, Scope], Scope] = {}
        self._kept: dict[tuple[str, Scope, Period], Found] = {}
        self._meanings: dict[str, Meaning] = {}

    @cached_property
    def facts(self) -> FactValues:
        """Raises NotSetUp when there is no company."""
        return _facts(self.today)

    @cached_property
    def records(self) -> Records:
        return Records.load(self.recorded)

    def _records_of(self, period: Period) -> Records:
        """Asked of earlier days than was expected, everything is read after all."""
        if self.recorded is not None and period.start < self.recorded:
            self.recorded = None
            self.__dict__.pop("records", None)
        return self.records

    @cached_property
    def told(self) -> ToldValues:
        found = _told()
        for row in self.facts.cube.told:
            days = Period(row["day"], row["until"])
            one = Told(days, row["value"], "", 0, row["import_id"], row["sheet"], row["row"], row["source"])
            found.add(row["code"], 0, one)
        return found

    @cached_property
    def plans(self) -> Plans:
        return _plans(self.planned)

    def name(self, name: str, scope: Scope, window: Window) -> Found:
        """What a name in a formula stands for. Raises KeyError for one that stands for nothing."""
        if name not in self._meanings:
            found = meaning(name)
            if found is None:
                raise KeyError(name)
            self._meanings[name] = found
        one = self._meanings[name]
        return self.measure(one.measure, scope, window.of(one.shift))

    def measure(self, measure: Measure, scope: Scope, period: Period) -> Found:
        """A measure over days that are over."""
        apart = self.apart(measure, scope)
        key = (measure.code, apart, period)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._count(measure, apart, period)
        return found

    def apart(self, measure: Measure, scope: Scope) -> Scope:
        """The part of a scope the measure depends on, the same for all whose numbers cannot differ."""
        key = (measure.code, scope)
        found = self._apart.get(key)
        if found is None:
            found = self._apart[key] = self._narrowed(measure, scope)
        return found

    def _narrowed(self, measure: Measure, scope: Scope) -> Scope:
        narrowed = scope.channels or scope.regions or scope.products
        match measure.way:
            case Way.RECORDS:
                return Scope(_known(scope.members, self.records.people))
            case Way.PLAN:
                return Scope(_known(scope.members, self.plans.of.get(measure.how, ())), SOME if narrowed else ())
            case Way.TYPED:
                return Scope(_known(scope.members, self.told.of_whom(measure)), SOME if narrowed else ())
        tellers = set(self.told.of.get(measure.code, ()))
        if measure.how == "no_result":
            tellers |= {member for code in AIMED for member in self.plans.of.get(code, ())}
        return Scope(_known(scope.members, tellers), scope.channels, scope.regions, scope.products)

    def _count(self, measure: Measure, scope: Scope, period: Period) -> Found:
        match measure.way:
            case Way.PLAN:
                return self.plans.value(measure, scope, period)
            case Way.RECORDS:
                return self._records_of(period).value(measure, scope.members, period)
            case Way.TYPED:
                return self.told.value(measure, scope, period)
        found = self._from_facts(measure, scope, period)
        if isinstance(found.value, NoData):
            told = self.told.value(measure, scope, period)
            return found if isinstance(told.value, NoData) else told
        return found

    def _from_facts(self, measure: Measure, scope: Scope, period: Period) -> Found:
        if scope.regions or scope.products:
            return missing(Way.FACTS, NoData.because("scope_not_in_facts"))
        aimed = self.aimed_cost(scope, period) if measure.how == "no_result" else None
        return self.facts.value(measure, scope.channels, period, aimed)

    def aimed_cost(self, scope: Scope, period: Period) -> Decimal | None:
        """The cost of a qualified lead of paid channels that the plans aim at; None without both plans."""
        spend = self.measure(PLANS["spend_paid_plan"], scope, period).value
        leads = self.measure(PLANS["qualified_leads_paid_plan"], scope, period).value
        if isinstance(spend, NoData) or isinstance(leads, NoData) or not leads:
            return None
        return spend / leads


PLANS = {code: MEASURES[code] for code in ("spend_paid_plan", "qualified_leads_paid_plan")}


AIMED = ("spend_paid", "qualified_leads_paid")
SOME = ("some",)  # a scope is narrowed, by what does not matter
STRANGER = -1  # somebody nothing was ever said of


def _known(members: tuple[int, ...], known: Collection[int]) -> tuple[int, ...]:
    """Of a holder and those who report to them, the ones something is known of, the holder in their place."""
    if not members:
        return ()
    holder, *others = members
    return (holder if holder in known else STRANGER, *(one for one in others if one in known))


def _facts(today: date) -> FactValues:
    """Kept as long as neither the facts nor what the company says of them change."""
    snapshot = warehouse().snapshot()
    question = company_question(AT_TERMINAL, Address(None, with_vat=False), today)
    brands, kinds = brand_words(), channel_kinds()
    key = question, brands, tuple(sorted(kinds.items()))
    kept = _cubes.setdefault(snapshot, {})
    if key not in kept:
        kept.clear()
        kept[key] = FactValues(Cube.of(Asked(AT_TERMINAL, snapshot), question, brands, kinds))
    return kept[key]


def _told() -> ToldValues:
    found = ToldValues()
    for row in Reading.objects.filter(replaced_by=None, end__isnull=False).order_by("-id"):
        assert row.end is not None
        value = counting(row)
        waiting = "" if value is not None else WAITING[waits(row)]
        found.add(
            row.measure, row.member_id or 0, Told(Period(row.start, row.end), value, waiting, row.pk, by=row.name)
        )
    return found


def _plans(within: Period | None) -> Plans:
    found, rows = Plans(), PlanValue.objects.filter(end__isnull=False)
    if within:
        rows = rows.filter(start__lt=within.end, end__gt=within.start)
    names = ("pk", "measure", "member_id", "start", "end", "value")
    for pk, measure, member, start, end, value in rows.values_list(*names):
        assert end is not None
        found.add(measure, member or 0, Plan(pk, Period(start, end), value))
    return found
