"""Where a task stands in its life, whether it is late, and what its reviews say; no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum

from otdel.planning.rules.clock import Span, deadline


class State(StrEnum):
    OPEN = "open"
    WAITING = "waiting"  # for another person: the clock stands still
    HANDED = "handed"  # with whoever accepts it
    RETURNED = "returned"  # for rework
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """A review: when, and whether what was handed over was accepted."""

    at: datetime
    accepted: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A task as the rules see it. Moments are aware; days are those of `zone`, where the company is.

    `handed_at` is the first hand-over and stays; `rehanded_at` the newest one after a return.
    """

    first_due: date
    due: date
    created_at: datetime
    zone: tzinfo = UTC
    kind: str = "task"
    severity: str = ""
    points: Decimal = Decimal(0)
    slot_at: datetime | None = None
    ready_at: datetime | None = None
    handed_at: datetime | None = None
    rehanded_at: datetime | None = None
    accepted_at: datetime | None = None
    live_at: datetime | None = None
    dropped_at: datetime | None = None
    error_found_on: date | None = None
    outcome: str = ""
    waits: tuple[Span, ...] = ()
    looks: tuple[Look, ...] = field(default=())

    def local(self, moment: datetime | None) -> date | None:
        """The day it was in the company's zone."""
        return moment.astimezone(self.zone).date() if moment else None


def state(piece: Piece) -> State:
    if piece.dropped_at:
        return State.DROPPED
    if piece.accepted_at:
        return State.DONE
    if any(wait.until is None for wait in piece.waits):
        return State.WAITING
    handed = max(filter(None, (piece.handed_at, piece.rehanded_at)), default=None)
    if handed is None:
        return State.OPEN
    last = last_look(piece)
    return State.RETURNED if last and not last.accepted and last.at >= handed else State.HANDED


def is_late(piece: Piece, now: datetime) -> bool:
    """Its owner still has it and the day now promised is over, waiting taken off. What lies with others is not late."""
    if state(piece) not in (State.OPEN, State.RETURNED):
        return False
    until = deadline(piece.due, piece.waits, piece.zone)
    return until is not None and now >= until


def by_first_due(piece: Piece, moment: datetime | None) -> bool:
    """True when `moment` came by the date first promised, which waiting for others moves and nothing else does."""
    if moment is None:
        return False
    until = deadline(piece.first_due, piece.waits, piece.zone)
    return until is None or moment < until


def was_due(piece: Piece) -> date | None:
    """The day it was first due; nothing when it was dropped on or before that day, for a reason given in time."""
    dropped = piece.local(piece.dropped_at)
    return None if dropped and dropped <= piece.first_due else piece.first_due


def first_look(piece: Piece) -> Look | None:
    return min(piece.looks, default=None, key=lambda look: look.at)


def last_look(piece: Piece) -> Look | None:
    return max(piece.looks, default=None, key=lambda look: look.at)


def extra_rounds(piece: Piece) -> int:
    """Reviews after the first one."""
    return max(0, len(piece.looks) - 1)
