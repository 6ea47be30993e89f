"""What became of a promise, and which share of the promises due was kept in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from otdel.kit.reason import NoData


class PromiseState(StrEnum):
    OPEN = "open"
    LATE = "late"  # the day is over, and it is neither kept nor said to be broken
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"


def promise_state(due: date, kept_on: date | None, broken_on: date | None, today: date) -> PromiseState:
    if broken_on:
        return PromiseState.BROKEN
    if kept_on:
        return PromiseState.KEPT if kept_on <= due else PromiseState.KEPT_LATE
    return PromiseState.LATE if due < today else PromiseState.OPEN


def share_kept(states: Sequence[PromiseState]) -> Decimal | NoData:
    """Kept in time out of all whose day came; one kept before its day counts, one still open does not."""
    decided = [one for one in states if one is not PromiseState.OPEN]
    if not decided:
        return NoData.because("no_promise_due_yet")
    return Decimal(decided.count(PromiseState.KEPT)) / len(decided)
