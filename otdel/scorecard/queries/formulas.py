"""A formula somebody is about to write: what is wrong with it, and what it would have shown in the last periods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from otdel.kit.calendar import Named, containing
from otdel.kit.period import Period
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.queries.members import must_see
from otdel.scorecard.measures.registry import MEASURES, Shift, meaning
from otdel.scorecard.queries.measures import measure
from otdel.scorecard.queries.values import scope_of
from otdel.scorecard.rules.formula import FormulaWrong, check, evaluate, parse
from otdel.scorecard.rules.units import Dimension, dimension

PREVIEWED = 6


@dataclass(frozen=True, slots=True)
class Compared:
    """One period under the formula in force and under the one written now."""

    named: Named
    old: Decimal | NoData
    new: Decimal | NoData


def wrong_with(text: str, unit: str = "") -> list[Reason]:
    """What is wrong with a formula, as reasons; nothing when it may be used. `unit` is what the KPI is declared in."""
    try:
        formula = parse(text)
    except FormulaWrong as wrong:
        return [wrong.reason]
    return list(check(formula, unit_of, unit, list(MEASURES)))


def unit_of(name: str) -> Dimension | None:
    """The unit of a name in a formula; nothing when there is no such measure."""
    found = meaning(name)
    return dimension(found.measure.dimension or found.measure.unit) if found else None


def compared(viewer: Viewer, old: str, new: str, member_id: int | None, last: Named) -> list[Compared]:
    """Both formulas over the last periods up to `last`, oldest first. Raises NotAllowed, FormulaWrong."""
    if member_id is not None:
        must_see(viewer, member_id)
    nameds = [last]
    while len(nameds) < PREVIEWED:
        nameds.insert(0, nameds[0].earlier())
    asked = _asking(viewer, member_id)
    return [Compared(one, _value(old, one, asked), _value(new, one, asked)) for one in nameds]


def shifted(named: Named, shift: Shift) -> Period:
    """The period itself, the same one a year ago (52 weeks for a week), or the one before."""
    if shift == "prev":
        return named.earlier().period
    if shift == "yoy":
        days = timedelta(weeks=52) if named.unit == "week" else timedelta(0)
        start = named.period.start
        return containing(start - days if days else start.replace(year=start.year - 1), named.unit).period
    return named.period


Asking = Callable[[str, Period], Decimal | NoData]


def _asking(viewer: Viewer, member_id: int | None) -> Asking:
    """A measure over a period, asked once: both formulas name most measures alike."""

    @lru_cache(maxsize=256)
    def ask(code: str, period: Period) -> Decimal | NoData:
        return measure(viewer, code, scope_of(member_id, period.last_day), period).value

    return ask


def _value(text: str, named: Named, asked: Asking) -> Decimal | NoData:
    try:
        formula = parse(text)
    except FormulaWrong as wrong:
        return NoData(wrong.reason)

    def value(name: str) -> Decimal | NoData:
        found = meaning(name)
        if found is None:
            return NoData.because("measure_gone", measure=name)
        return asked(found.measure.code, shifted(named, found.shift))

    return evaluate(formula, value)
