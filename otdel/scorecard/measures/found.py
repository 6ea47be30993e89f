"""What one measure came to: its value with the days, rows and sources behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.scorecard.rules.units import Way

ABANDONED = timedelta(days=92)  # a source silent for longer is not waited for any more
Span = tuple[date, date]  # the first and the last day a source speaks for


UNKNOWN = NoData.because("coverage_not_known")


@dataclass(frozen=True, slots=True)
class Found:
    """`coverage` is the share of the period's days its sources speak for, `fresh_to` the last day all of them do."""

    value: Decimal | NoData
    way: Way
    rows: int = 0
    coverage: Decimal | NoData = UNKNOWN
    fresh_to: date | None = None
    question: str = ""


def missing(way: Way, reason: NoData, question: str = "") -> Found:
    return Found(reason, way, question=question)


@dataclass(frozen=True, slots=True)
class Covered:
    """Share of a period's days some sources speak for; `last` is the last day that all of them still do."""

    share: Decimal
    last: date | None


def covered(spans: Iterable[Span], period: Period) -> Covered | None:
    """How far the sources that still speak around the period cover it; None when none of them does."""
    alive = [span for span in spans if span[0] < period.end and span[1] + ABANDONED >= period.start]
    if not alive:
        return None
    first = max(min(start for start, _ in alive), period.start)
    days = sum(max(0, (min(last, period.last_day) - first).days + 1) for _, last in alive)
    return Covered(Decimal(days) / (len(alive) * period.days), min(last for _, last in alive))
