"""Measures as people ask for them: a value with its rows, and the dictionary of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.answer import MeasureAnswer, MeasureRows, Scope, Unit, Way


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A line of the dictionary. `used_by` are codes of KPIs in force; `last_month` is its value for the department."""

    code: str
    unit: Unit
    way: Way
    sources: tuple[str, ...]
    used_by: tuple[str, ...]
    last_month: MeasureAnswer


def measure(viewer: Viewer, code: str, scope: Scope, period: Period) -> MeasureAnswer:
    """The measure over the scope and period. Raises KeyError for a measure there is not, NotAllowed."""
    found = MEASURES[code]
    return MeasureAnswer(code, found.unit, found.way, period, scope, NoData.because("not_counted_yet"))


def measure_rows(viewer: Viewer, code: str, scope: Scope, period: Period, limit: int = 200) -> MeasureRows:
    """The rows or records behind the measure, the largest first. Raises KeyError, NotAllowed."""
    answer = measure(viewer, code, scope, period)
    return MeasureRows(answer, (), 0, answer.value)


def dictionary(viewer: Viewer) -> list[MeasureEntry]:
    """All measures in the order of the registry."""
    raise NotImplementedError


def used_by() -> dict[str, tuple[str, ...]]:
    """Codes of KPIs by the measure their formula mentions."""
    return {one.formula: (one.code,) for one in Kpi.objects.none()}
