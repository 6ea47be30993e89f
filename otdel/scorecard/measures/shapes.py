"""The shape of a measure: its unit, the way it comes to a value, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from otdel.scorecard.rules.units import Unit, Way

Aggregate = Literal["sum", "last", "first", "median", "state"]
EXACT, CLOSE, ROUGH = Decimal(0), Decimal("0.01"), Decimal("0.03")  # how far two readers may be apart


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the measures formulas are made of.

    `way` is where its value comes from first; a measure of facts that no imported fact can answer may be typed in.
    `how` names the series of facts, or the count of records. `sources` are the systems that know it. `aggregate` says
    how a longer period is made of shorter ones: added up, the state at its end or its start, a middle value, or the
    state of a register. `tolerance` is the share by which two readings may differ. `dimension` refines the unit for
    the unit checks: "money/count/months". `holds_salaries` keeps it from those who may not see salaries.
    """

    code: str
    unit: Unit
    way: Way
    how: str = ""
    sources: tuple[str, ...] = ()
    aggregate: Aggregate = "sum"
    tolerance: Decimal = CLOSE
    dimension: str = ""
    holds_salaries: bool = False


def facts(code: str, unit: Unit, how: str, *sources: str, **more: object) -> Measure:
    return Measure(code, unit, Way.FACTS, how, sources, **more)  # type: ignore[arg-type]  # names of its own fields


def records(code: str, unit: Unit, *sources: str, **more: object) -> Measure:
    return Measure(code, unit, Way.RECORDS, code, sources, **more)  # type: ignore[arg-type]


def typed(code: str, unit: Unit, *sources: str, **more: object) -> Measure:
    return Measure(code, unit, Way.TYPED, "", sources, **more)  # type: ignore[arg-type]


def plan(of: Measure) -> Measure:
    """The approved plan of a measure."""
    return Measure(
        f"{of.code}_plan", of.unit, Way.PLAN, of.code, ("plan",), of.aggregate, EXACT, of.dimension, of.holds_salaries
    )
