"""The shape of a move: how much to spend where for the coming weeks, what it should bring, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from otdel.analytics.mix.response.ranges import Range
from otdel.kit.reason import NoData, Reason


@dataclass(frozen=True, slots=True)
class Line:
    """One channel of a move: spend a week now and then, within `low` to `high`, and what the next 1 brings at each.

    `beyond_tried` is the most ever spent in a week when the move goes over it: there the curve is a guess.
    """

    channel: str
    now: Decimal
    to: Decimal
    low: Decimal
    high: Decimal
    next_before: Range | NoData
    next_after: Range | NoData
    beyond_tried: Decimal | None
    why: Reason

    @property
    def change(self) -> Decimal:
        return self.to - self.now


@dataclass(frozen=True, slots=True)
class Move:
    """`lines` whose `to` add up to `budget`, money a week, exactly; held for `weeks`.

    `gain` is what it brings more than going on as now, over the weeks and what still comes after them, the cost of a
    larger budget taken off: in money when `in_money`, else in target. `odds` that it is more at all; None when nothing
    moves. `worst` is the mean gain of the worst fifth of the draws. `said` is what was counted and how.
    """

    weeks: int
    budget: Decimal
    now: Decimal
    lines: tuple[Line, ...]
    cautious: bool
    in_money: bool
    gain: Range
    odds: float | None
    worst: float
    said: tuple[Reason, ...]

    @property
    def stays(self) -> bool:
        return all(line.to == line.now for line in self.lines)
