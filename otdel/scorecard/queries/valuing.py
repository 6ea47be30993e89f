"""The value of a KPI in one scope and period, from a book of measures: what pages show and the clock stores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from otdel.kit.calendar import Named
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.measures.book import Book
from otdel.scorecard.measures.found import Found, missing
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.models import Kpi, Target
from otdel.scorecard.queries.answer import Goal, Scope
from otdel.scorecard.queries.holders import Holders
from otdel.scorecard.queries.ruling import Ruled
from otdel.scorecard.rules import goals
from otdel.scorecard.rules.goals import ONE, Judged, Steps
from otdel.scorecard.rules.units import Way
from otdel.scorecard.rules.windows import Window, window

Known = Decimal | NoData
Alone = tuple[tuple[Named, Decimal], ...]
PLACES = Decimal("0.00000001")
AVERAGED = 3  # periods a small sample is averaged over
ENOUGH = Decimal("0.9")  # below this coverage a value is shown and not judged
UNMEASURED = NoData.because("coverage_not_known")


@dataclass(frozen=True, slots=True, eq=False)
class Valued:
    """What one KPI came to. `parts` are its measures by the names the formula gives them.

    `alone` are the values of single periods, newest first, that a small sample is the mean of.
    """

    kpi: str
    named: Named
    value: Known
    goal: Goal
    judged: Judged
    coverage: Known = UNMEASURED
    fresh_to: date | None = None
    mature: bool = False
    small_sample: bool = False
    parts: Mapping[str, Found] = field(default_factory=dict)
    alone: Alone = ()


@dataclass
class Valuer:
    """Computes values from one book. People whose numbers cannot differ share one value."""

    book: Book
    holders: Holders
    targets: Iterable[Target]
    _targets: dict[str, list[Target]] = field(default_factory=dict)
    _rules: dict[int, Ruled] = field(default_factory=dict)
    _windows: dict[Named, Window | None] = field(default_factory=dict)
    _aparts: dict[tuple[int, Scope], tuple[Scope, ...]] = field(default_factory=dict)
    _kept: dict[tuple[object, ...], Valued] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.targets:
            self._targets.setdefault(one.kpi, []).append(one)

    @classmethod
    def load(cls, today: date, planned: Period | None = None, recorded: date | None = None) -> Valuer:
        """`planned` are the days whose plans are asked for, `recorded` the first whose work is; all when not given."""
        return cls(Book(today, planned, recorded), Holders.load(), Target.objects.order_by("-start", "-id"))

    def window(self, named: Named) -> Window | None:
        if named not in self._windows:
            self._windows[named] = window(named, self.book.today)
        return self._windows[named]

    def rule(self, kpi: Kpi) -> Ruled:
        if kpi.pk not in self._rules:
            self._rules[kpi.pk] = Ruled.of(kpi)
        return self._rules[kpi.pk]

    def value(self, kpi: Kpi, who: MemberRef | None, named: Named) -> Valued:
        """The KPI of a member, or of the department, as seen today."""
        rule, seen = self.rule(kpi), self.window(named)
        if rule.wrong or seen is None:
            lacking = NoData(rule.wrong) if rule.wrong else NoData.because("period_not_begun")
            return Valued(rule.code, named, lacking, Goal(rule.steps.pattern), Judged(lacking, ""))
        scope = self.holders.scope_of(who.id if who else None, kpi.role_id, seen.period)
        target = self._target(rule.code, who, seen) if rule.code in self._targets else None
        ramp = self._ramp(rule, kpi, who, seen)
        key = (kpi.pk, named.code, self._apart(rule, scope), ramp, target and target.pk)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _Valuing(self, rule, scope, seen, target, ramp).valued()
        return found

    def judge(self, kpi: Kpi, who: MemberRef | None, named: Named, value: Decimal) -> Judged:
        """How far another value, a corrected one, reaches the goal of the same period."""
        rule, seen = self.rule(kpi), self.window(named)
        if rule.wrong or seen is None:
            return Judged(NoData(rule.wrong) if rule.wrong else NoData.because("period_not_begun"), "")
        scope = self.holders.scope_of(who.id if who else None, kpi.role_id, seen.period)
        target = self._target(rule.code, who, seen) if rule.code in self._targets else None
        return _Valuing(self, rule, scope, seen, target, self._ramp(rule, kpi, who, seen)).judge(value)

    def scope(self, kpi: Kpi, who: MemberRef | None, named: Named) -> Scope:
        """What a holder's numbers are counted over."""
        seen = self.window(named)
        return self.holders.scope_of(who.id if who else None, kpi.role_id, seen.period if seen else named.period)

    def goal(self, kpi: Kpi, who: MemberRef | None, named: Named) -> Goal:
        """What is to be reached in a period, without looking at any value."""
        rule, seen = self.rule(kpi), self.window(named)
        if seen is None:
            return Goal(rule.steps.pattern, rule.steps.floor, rule.steps.target, rule.steps.stretch)
        target = self._target(rule.code, who, seen) if rule.code in self._targets else None
        ramp = self._ramp(rule, kpi, who, seen)
        return _goal(rule, steps_for(rule, target, ramp, seen), self._planned(rule, kpi, who, named), ramp)

    def _planned(self, rule: Ruled, kpi: Kpi, who: MemberRef | None, named: Named) -> Known | None:
        """What the plan of the same formula comes to; None when the value is not compared with one."""
        plans = self.plans(kpi, who, named)
        return rule.run(lambda name: plans[name].value) if plans else None

    def plans(self, kpi: Kpi, who: MemberRef | None, named: Named) -> dict[str, Found]:
        """The plan of each measure by its name in the formula; nothing when the formula has divided already."""
        rule, seen = self.rule(kpi), self.window(named)
        if seen is None or rule.steps.pattern not in goals.OF_PLAN or rule.against_plan:
            return {}
        scope = self.holders.scope_of(who.id if who else None, kpi.role_id, seen.period)
        return {name: planned(self.book, name, scope, seen) for name in rule.names}

    def _ramp(self, rule: Ruled, kpi: Kpi, who: MemberRef | None, seen: Window) -> Decimal:
        return self.holders.ramp_of(who.id, kpi.role_id, seen.period) if who and rule.ramped else ONE

    def _apart(self, rule: Ruled, scope: Scope) -> tuple[Scope, ...]:
        key = (rule.pk, scope)
        found = self._aparts.get(key)
        if found is None:
            found = self._aparts[key] = tuple(self.book.apart(one, scope) for one in rule.measures)
        return found

    def _target(self, code: str, who: MemberRef | None, seen: Window) -> Target | None:
        """The person's own, otherwise everybody's, in force on the period's last day."""
        fitting = [one for one in self._targets[code] if one.holds_on(seen.period.last_day)]
        own = [one for one in fitting if who and one.member_id == who.id]
        return next(iter(own or [one for one in fitting if one.member_id is None]), None)


@dataclass(frozen=True, slots=True)
class _Valuing:
    """One value in the making."""

    valuer: Valuer
    rule: Ruled
    scope: Scope
    seen: Window
    target: Target | None
    ramp: Decimal

    def valued(self) -> Valued:
        rule, seen = self.rule, self.seen
        parts = {name: self.valuer.book.name(name, self.scope, seen) for name in rule.names}
        value = rule.run(lambda name: parts[name].value)
        small = self._is_small()
        alone = self._alone() if small and isinstance(value, Decimal) else ()
        if alone:
            value = mean_of(alone)
        coverage = _least(part.coverage for part in parts.values())
        steps = steps_for(rule, self.target, self.ramp, seen)
        against = self._against(steps) if steps else None
        judged = _judge(rule, steps, value, against)
        trusted = isinstance(coverage, Decimal) and coverage >= ENOUGH and not (small and judged.state == "off")
        return Valued(
            rule.code,
            seen.named,
            _neat(value),
            _goal(rule, steps, against, self.ramp),
            judged if trusted else replace(judged, state=""),
            coverage,
            min((part.fresh_to for part in parts.values() if part.fresh_to), default=None),
            self.valuer.book.today >= rule.matures_on(seen.named),
            small,
            parts,
            alone,
        )

    def judge(self, value: Decimal) -> Judged:
        steps = steps_for(self.rule, self.target, self.ramp, self.seen)
        return _judge(self.rule, steps, value, self._against(steps) if steps else None)

    def _is_small(self) -> bool:
        if not self.rule.sample:
            return False
        found = self.valuer.book.name(self.rule.sample, self.scope, self.seen).value
        return isinstance(found, Decimal) and found < self.rule.least

    def _alone(self) -> Alone:
        """The last periods that have a value, this one first, each by itself."""
        found: list[tuple[Named, Decimal]] = []
        named = self.seen.named
        for _ in range(AVERAGED):
            if seen := self.valuer.window(named):
                value = self.rule.run(lambda name: self.valuer.book.name(name, self.scope, seen).value)
                found += [(named, value)] if isinstance(value, Decimal) else []
            named = named.earlier()
        return tuple(found)

    def _against(self, steps: Steps) -> Known | None:
        """What a pattern of comparison divides by; None when the formula has divided already."""
        if steps.pattern in goals.OF_PLAN and not self.rule.against_plan:
            return self.rule.run(self._plan_of)
        if steps.pattern == "growth_yoy" and not self.rule.against_year:
            return self.rule.run(self._year_ago)
        return None

    def _plan_of(self, name: str) -> Known:
        """For the same formula over the plans of its measures."""
        return planned(self.valuer.book, name, self.scope, self.seen).value

    def _year_ago(self, name: str) -> Known:
        found = meaning(name)
        if found is None or found.shift:
            return NoData.because("nothing_to_compare_with")
        return self.valuer.book.measure(found.measure, self.scope, self.seen.yoy).value


def mean_of(alone: Alone) -> Decimal:
    """What a small sample comes to; there is at least the period itself."""
    return sum((value for _named, value in alone), Decimal(0)) / len(alone)


def planned(book: Book, name: str, scope: Scope, seen: Window) -> Found:
    """The approved plan of a measure over the days of a period that are over."""
    found = meaning(f"{name}_plan")
    if found is None:
        return missing(Way.PLAN, NoData.because("no_plan", measure=name))
    return book.measure(found.measure, scope, seen.period)


def steps_for(rule: Ruled, target: Target | None, ramp: Decimal, seen: Window) -> Steps | None:
    """What is to be reached in a period of this length; the person's own target and ramp laid over the KPI's.

    None for a count in a period shorter than the KPI's own.
    """
    steps = rule.steps
    if target:
        steps = goals.laid_over(steps, target.floor, target.target, target.stretch)
    absolute = steps.pattern == "absolute"
    grown = goals.scaled(steps, rule.period, seen.named.unit) if rule.grows and absolute else steps
    if grown is None or ramp == ONE:
        return grown
    return goals.times(grown, ramp, lower=rule.direction == "lower" and absolute)


def _judge(rule: Ruled, steps: Steps | None, value: Known, against: Known | None) -> Judged:
    if steps is None:
        return Judged(NoData.because("period_too_short"), "")
    return goals.judged(steps, rule.direction, value, against)


def _goal(rule: Ruled, steps: Steps | None, against: Known | None, ramp: Decimal) -> Goal:
    if steps is None:
        return Goal(rule.steps.pattern)
    return Goal(
        steps.pattern, steps.floor, steps.target, steps.stretch, steps.low, steps.high, ramp,
        planned=against if isinstance(against, Decimal) else None,
        lacks_plan=isinstance(against, NoData) and steps.pattern in goals.OF_PLAN,
    )  # fmt: skip


def matures_on(kpi: Kpi, named: Named) -> date:
    """The day late facts can hardly change the value any more."""
    return named.period.end + timedelta(days=int(kpi.settings.get("lag_days") or 0))


def _least(coverages: Iterable[Known]) -> Known:
    known = [one for one in coverages if isinstance(one, Decimal)]
    return min(known).quantize(Decimal("0.0001")) if known else UNMEASURED


def _neat(value: Known) -> Known:
    if isinstance(value, NoData):
        return value
    return value.quantize(PLACES) if abs(value) < Decimal(10) ** 15 else NoData.because("number_too_large")
