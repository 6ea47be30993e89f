"""Values people read from other systems: whose they are, for which days, and whether two readers agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.measures.found import Found, missing
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.measures.sums import needs
from otdel.scorecard.queries.answer import Scope
from otdel.scorecard.rules.units import Way

MONTH = timedelta(days=31)  # a state so much older than another's is of somebody who handed over to them
STALE = timedelta(days=92)  # how old a state may be to serve as the state a period began with


@dataclass(frozen=True, slots=True)
class Told:
    """A value for some days. `value` is empty while it does not count yet, and then `waits` says for what.

    It is a `reading` (its id), or a row of an imported file.
    """

    period: Period
    value: Decimal | None
    waits: str = ""
    reading: int = 0
    import_id: int = 0
    sheet: str = ""
    row: int = 0
    by: str = ""


@dataclass
class ToldValues:
    """All such values by measure and member (0 for the department), the newest first."""

    of: dict[str, dict[int, list[Told]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def add(self, code: str, member: int, one: Told) -> None:
        self.of[code][member].append(one)

    def value(self, measure: Measure, scope: Scope, period: Period) -> Found:
        """The measure over days that are over."""
        used = self.used(measure, scope, period)
        if not used:
            return missing(Way.TYPED, self._why_not(measure, scope, period))
        values = [one.value for one in used if one.value is not None]
        days = _days(used, period) if measure.aggregate == "sum" else period.days
        last = min(period.last_day, max(one.period.last_day for one in used))
        return Found(sum(values, Decimal(0)), Way.TYPED, len(used), Decimal(days) / period.days, last)

    def used(self, measure: Measure, scope: Scope, period: Period) -> list[Told]:
        """The values that make the measure: the holder's own, or the department's, or those of who reports to them."""
        by_member = self.of.get(measure.code, {})
        for members in tellers(scope, by_member):
            found = [one for member in members for one in _picked(measure, by_member.get(member, []), period)]
            if found:
                return found if measure.aggregate == "sum" else _of_now(found)
        return self._state_before(_twin(measure), scope, period) if measure.aggregate == "first" else []

    def of_whom(self, measure: Measure) -> set[int]:
        """Members something was told of, of the measure or of the state its periods begin with."""
        return {*self.of.get(measure.code, ()), *self.of.get(_twin(measure), ())}

    def _state_before(self, code: str, scope: Scope, period: Period) -> list[Told]:
        """A period begins as the one before it ended."""
        by_member = self.of.get(code, {})
        for members in tellers(scope, by_member):
            found = []
            for member in members:
                counting = [one for one in by_member.get(member, []) if one.value is not None]
                before = [one for one in counting if period.start - STALE < one.period.end <= period.start]
                found += sorted(before, key=lambda one: one.period.end)[-1:]
            if found:
                return found
        return []

    def _why_not(self, measure: Measure, scope: Scope, period: Period) -> NoData:
        by_member = self.of.get(measure.code, {})
        known = [
            one for members in tellers(scope, by_member) for member in members for one in by_member.get(member, [])
        ]
        touching = [one for one in known if one.period.clip(period)]
        if waiting := next((one.waits for one in touching if one.value is None), ""):
            return NoData.because(waiting)
        if touching:
            return NoData.because("reading_is_longer")
        return NoData.because("not_read_yet") if known else needs(measure)


def _twin(measure: Measure) -> str:
    """A period begins in the state the one before it ended in."""
    return measure.code.removesuffix("_start") + "_end"


def tellers(scope: Scope, known: Iterable[int]) -> list[list[int]]:
    """Whose values to look at, the first that has some: the holder, the department, who reports to the holder.

    A narrowed scope is never answered with what was said of the whole department.
    """
    members = sorted(set(known) - {0})
    if not scope.members:
        return [[0], members]
    holder, *others = scope.members
    narrowed = scope.channels or scope.regions or scope.products
    return [[holder], *([] if narrowed else [[0]]), [member for member in members if member in others]]


def _picked(measure: Measure, values: Sequence[Told], period: Period) -> list[Told]:
    """Of one member's values: those inside the period for a sum, each day once, or one for a state."""
    counting = [one for one in values if one.value is not None]
    if measure.aggregate == "sum":
        return _apart(one for one in counting if one.period.start >= period.start and one.period.end <= period.end)
    touching = [one for one in counting if one.period.clip(period)]
    if measure.aggregate == "first":
        opening = [one for one in touching if one.period.start <= period.start]
        return sorted(opening, key=lambda one: one.period.start)[-1:]
    return sorted(touching, key=lambda one: (one.period.end, one.period.start))[-1:]


def _of_now(found: Sequence[Told]) -> list[Told]:
    """States of several people at one time: without those of whoever had left by then."""
    newest = max(one.period.end for one in found)
    return [one for one in found if one.period.end > newest - MONTH]


def _apart(values: Iterable[Told]) -> list[Told]:
    """Values whose days do not meet: the longest first, of equally long ones the newest."""
    found: list[Told] = []
    for one in sorted(values, key=lambda one: -one.period.days):
        if not any(one.period.clip(other.period) for other in found):
            found.append(one)
    return found


def _days(used: Sequence[Told], period: Period) -> int:
    known: set[date] = set()
    for one in used:
        known.update(one.period.clip(period) or ())
    return len(known)
