"""The value of a KPI for one holder in one period, from a book of measures: what pages show and the clock stores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from otdel.kit.calendar import Named
from otdel.kit.reason import NoData, Reason
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.measures.book import Book
from otdel.scorecard.measures.checking import Ready, ready
from otdel.scorecard.measures.found import Found
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.models import Kpi, Target
from otdel.scorecard.queries.answer import Goal, Scope
from otdel.scorecard.queries.holders import Holders
from otdel.scorecard.rules import goals
from otdel.scorecard.rules.goals import ONE, Judged, Steps
from otdel.scorecard.rules.windows import Window, window

Known = Decimal | NoData
PLACES = Decimal("0.00000001")
AVERAGED = 3  # periods a small sample is averaged over
ENOUGH = Decimal("0.9")  # below this coverage a value is shown and not judged
UNMEASURED = NoData.because("coverage_not_known")


@dataclass(frozen=True, slots=True)
class Valued:
    """What one KPI came to. `parts` are its measures by the names the formula gives them."""

    kpi: str
    member: int | None
    named: Named
    value: Known
    goal: Goal
    judged: Judged
    coverage: Known
    fresh_to: date | None
    matures_on: date
    mature: bool = False
    small_sample: bool = False
    parts: Mapping[str, Found] = field(default_factory=dict)


@dataclass
class Valuer:
    """Computes values from one book."""

    book: Book
    holders: Holders
    targets: list[Target]
    _targets: dict[str, list[Target]] = field(default_factory=dict)
    _windows: dict[Named, Window | None] = field(default_factory=dict)
    _raw: dict[tuple[str, Scope, Named], Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.targets:
            self._targets.setdefault(one.kpi, []).append(one)

    @classmethod
    def load(cls, today: date) -> Valuer:
        return cls(Book(today), Holders.load(), list(Target.objects.order_by("-start", "-id")))

    def window(self, named: Named) -> Window | None:
        if named not in self._windows:
            self._windows[named] = window(named, self.book.today)
        return self._windows[named]

    def value(self, kpi: Kpi, who: MemberRef | None, named: Named) -> Valued:
        """The KPI of a member, or of the department, as seen today."""
        made, seen = ready(kpi.formula), self.window(named)
        if isinstance(made, Reason) or seen is None:
            lacking = NoData(made) if isinstance(made, Reason) else NoData.because("period_not_begun")
            return self._without(kpi, who, named, lacking)
        scope = self.holders.scope_of(who.id if who else None, kpi.role_id if who else None, seen.period)
        parts = {name: self.book.name(name, scope, seen) for name in made.names}
        value = self._run(made, scope, named)
        small = self._is_small(kpi, scope, seen)
        if small and isinstance(value, Decimal):
            value = self._averaged(made, scope, named)
        coverage = _least(part.coverage for part in parts.values())
        steps = self._steps(kpi, made, who, seen)
        against = self._against(made, scope, seen, steps) if steps else None
        judged = _judge(kpi, steps, value, against)
        trusted = isinstance(coverage, Decimal) and coverage >= ENOUGH and not (small and judged.state == "off")
        return Valued(
            kpi.code, who.id if who else None, named, _neat(value), self._goal(kpi, who, seen, steps, against),
            judged if trusted else replace(judged, state=""), coverage,
            min((part.fresh_to for part in parts.values() if part.fresh_to), default=None),
            matures_on(kpi, named), self.book.today >= matures_on(kpi, named), small, parts,
        )  # fmt: skip

    def _without(self, kpi: Kpi, who: MemberRef | None, named: Named, lacking: NoData) -> Valued:
        goal = Goal(str(kpi.settings.get("threshold", {}).get("pattern", "")))
        judged = Judged(lacking, "")
        return Valued(
            kpi.code, who.id if who else None, named, lacking, goal, judged, UNMEASURED, None, matures_on(kpi, named)
        )

    def _run(self, made: Ready, scope: Scope, named: Named) -> Known:
        key = (made.formula.text, scope, named)
        if key not in self._raw:
            seen = self.window(named)
            if seen is None:
                return NoData.because("period_not_begun")
            self._raw[key] = made.run(lambda name: self.book.name(name, scope, seen).value)
        return self._raw[key]

    def _is_small(self, kpi: Kpi, scope: Scope, seen: Window) -> bool:
        sample = kpi.settings.get("min_sample") or {}
        if not sample.get("measure") or meaning(str(sample["measure"])) is None:
            return False
        found = self.book.name(str(sample["measure"]), scope, seen).value
        return isinstance(found, Decimal) and found < Decimal(str(sample.get("n", 0)))

    def _averaged(self, made: Ready, scope: Scope, named: Named) -> Known:
        """The mean of the last periods that have a value."""
        found, one = [], named
        for _ in range(AVERAGED):
            value = self._run(made, scope, one)
            if isinstance(value, Decimal):
                found.append(value)
            one = one.earlier()
        return sum(found, Decimal(0)) / len(found) if found else NoData.because("small_sample")

    # Goals

    def _steps(self, kpi: Kpi, made: Ready, who: MemberRef | None, seen: Window) -> Steps | None:
        """What is to be reached in a period of this length, the person's own target and ramp laid over the KPI's."""
        steps = goals.steps_of(kpi.settings.get("threshold") or {})
        if target := self._target(kpi.code, who, seen):
            steps = goals.laid_over(steps, target.floor, target.target, target.stretch)
        grown: Steps | None = steps
        if made.grows and steps.pattern == "absolute":
            grown = goals.scaled(steps, str(kpi.settings.get("period", "month")), str(seen.named.unit))
        ramp = self._ramp(kpi, who, seen)
        if grown is None or ramp == ONE:
            return grown
        return goals.times(grown, ramp, lower=kpi.settings.get("direction") == "lower" and steps.pattern == "absolute")

    def _ramp(self, kpi: Kpi, who: MemberRef | None, seen: Window) -> Decimal:
        pattern = (kpi.settings.get("threshold") or {}).get("pattern")
        if who is None or pattern not in goals.RAMPED:
            return ONE
        return self.holders.ramp_of(who.id, kpi.role_id, seen.period)

    def _target(self, code: str, who: MemberRef | None, seen: Window) -> Target | None:
        """The person's own, otherwise everybody's, in force on the period's last day."""
        day = seen.period.last_day
        fitting = [one for one in self._targets.get(code, ()) if one.holds_on(day)]
        own = [one for one in fitting if who and one.member_id == who.id]
        return next(iter(own or [one for one in fitting if one.member_id is None]), None)

    def _against(self, made: Ready, scope: Scope, seen: Window, steps: Steps) -> Known | None:
        """What a pattern of comparison divides by; None when the formula has divided already."""
        if steps.pattern in goals.OF_PLAN:
            return None if made.against_plan else self._planned(made, scope, seen)
        if steps.pattern == "growth_yoy" and not made.against_year:
            return made.run(lambda name: self._year_ago(name, scope, seen))
        return None

    def _planned(self, made: Ready, scope: Scope, seen: Window) -> Known:
        """The same formula over the plans of its measures."""

        def plan_of(name: str) -> Known:
            found = meaning(f"{name}_plan")
            return self.book.measure(found.measure, scope, seen.period).value if found else no_plan(name)

        return made.run(plan_of)

    def _year_ago(self, name: str, scope: Scope, seen: Window) -> Known:
        found = meaning(name)
        if found is None or found.shift:
            return NoData.because("nothing_to_compare_with")
        return self.book.measure(found.measure, scope, seen.yoy).value

    def _goal(
        self, kpi: Kpi, who: MemberRef | None, seen: Window, steps: Steps | None, against: Known | None
    ) -> Goal:  # fmt: skip
        if steps is None:
            return Goal(str((kpi.settings.get("threshold") or {}).get("pattern", "")))
        planned = against if isinstance(against, Decimal) else None
        ramp = self._ramp(kpi, who, seen)
        return Goal(steps.pattern, steps.floor, steps.target, steps.stretch, steps.low, steps.high, ramp, planned)


def _judge(kpi: Kpi, steps: Steps | None, value: Known, against: Known | None) -> Judged:
    if steps is None:
        return Judged(NoData.because("period_too_short"), "")
    return goals.judged(steps, str(kpi.settings.get("direction", "higher")), value, against)


def no_plan(name: str) -> NoData:
    return NoData.because("no_plan", measure=name)


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
