"""Which task is counted by which measure of the library: on what day, with what amount; one line a measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from otdel.planning.rules.clock import DAY, in_units, working_hours
from otdel.planning.rules.life import Piece, by_first_due, extra_rounds, first_look, was_due

Day = Callable[[Piece], date | None]
Amount = Callable[[Piece], Decimal]

ONE = Decimal(1)
SLOT = timedelta(hours=2)  # a post is on time this far to either side of its slot
ERROR_DAYS = 14  # an error found later says nothing about the text as it was published


@dataclass(frozen=True, slots=True)
class Counting:
    """A task of one of `kinds` (any when empty) is counted on `day`, with `amount`.

    Where `by` is given, what it names must have happened before the counted period ended. A median takes the middle of
    the amounts instead of their sum.
    """

    day: Day
    kinds: frozenset[str] = frozenset()
    amount: Amount = lambda piece: ONE
    by: Day | None = None
    median: bool = False


def of(
    *kinds: str, day: Day, amount: Amount = lambda piece: ONE, by: Day | None = None, median: bool = False
) -> Counting:
    return Counting(day, frozenset(kinds), amount, by, median)


def _when(true: Callable[[Piece], bool], day: Day) -> Day:
    """`day`, for those of which `true` holds."""
    return lambda piece: day(piece) if true(piece) else None


def _accepted(piece: Piece) -> date | None:
    return piece.local(piece.accepted_at)


def _live(piece: Piece) -> date | None:
    return piece.local(piece.live_at)


def _first_reviewed(piece: Piece) -> date | None:
    look = first_look(piece)
    return piece.local(look.at) if look else None


def _accepted_first(piece: Piece) -> bool:
    look = first_look(piece)
    return look is not None and look.accepted


def _on_slot(piece: Piece) -> bool:
    """Live within two hours of its slot; on its day when no hour was planned."""
    if piece.live_at is None or piece.slot_at is None:
        return _live(piece) == piece.first_due
    return abs(piece.live_at - piece.slot_at) <= SLOT


def _published_in_time(piece: Piece) -> bool:
    """Live by its slot, or by the end of its day, late inputs taken off; and handed over, its checklist closed."""
    if piece.live_at is None or piece.handed_at is None:
        return False
    if piece.slot_at and not piece.waits:
        return piece.live_at <= piece.slot_at
    return by_first_due(piece, piece.live_at)


def _wrong_soon(piece: Piece) -> bool:
    live = _live(piece)
    found = piece.error_found_on
    return live is not None and found is not None and 0 <= (found - live).days <= ERROR_DAYS


def _days_to_fix(piece: Piece) -> Decimal:
    return in_units(piece.accepted_at - piece.created_at, DAY) if piece.accepted_at else Decimal(0)


def _hours_to_live(piece: Piece) -> Decimal:
    if piece.live_at is None or piece.ready_at is None:
        return Decimal(0)
    return working_hours(piece.ready_at, piece.live_at, piece.zone)


def _concluded(piece: Piece) -> date | None:
    return _accepted(piece) if piece.outcome else None


COUNTINGS: dict[str, Counting] = {
    "tasks_due": of(day=was_due),
    "tasks_done_by_first_due": of(day=_when(lambda piece: by_first_due(piece, piece.accepted_at), was_due)),
    "deliverables_reviewed": of("deliverable", day=_first_reviewed),
    "deliverables_accepted_first": of("deliverable", day=_when(_accepted_first, _first_reviewed)),
    "tests_concluded": of("test", "copy_test", day=_concluded),
    "copy_tests_concluded": of("copy_test", day=_concluded),
    "copy_tests_won": of("copy_test", day=_when(lambda piece: piece.outcome == "won", _concluded)),
    "texts_due": of("text", day=was_due),
    "texts_on_time": of("text", day=_when(lambda piece: by_first_due(piece, piece.handed_at), was_due)),
    "texts_reviewed": of("text", day=_first_reviewed),
    "texts_accepted": of("text", day=_accepted),
    "texts_accepted_first": of("text", day=_when(_accepted_first, _first_reviewed)),
    "revision_rounds": of(
        "text", day=_when(lambda piece: extra_rounds(piece) > 0, _accepted), amount=lambda p: Decimal(extra_rounds(p))
    ),
    "text_points_planned": of("text", day=was_due, amount=lambda piece: piece.points),
    "text_points_accepted": of("text", day=_accepted, amount=lambda piece: piece.points),
    "texts_published": of("text", day=_live),
    "texts_with_critical_error": of("text", day=_when(_wrong_soon, _live)),
    "posts_planned": of("post", day=was_due),
    "posts_on_time": of("post", day=_when(_on_slot, was_due)),
    "publications_planned": of("publication", day=was_due),
    "publications_on_time": of("publication", day=_when(_published_in_time, was_due)),
    "pages_due_refresh": of("refresh", day=was_due),
    "pages_refreshed": of("refresh", day=was_due, by=_accepted),
    "seo_works_planned": of("seo_work", day=was_due),
    "seo_works_accepted": of("seo_work", day=was_due, by=_accepted),
    "median_days_critical_seo_defect": of(
        "seo_defect",
        day=_when(lambda piece: piece.severity == "critical", _accepted),
        amount=_days_to_fix,
        median=True,
    ),
    "median_hours_ready_to_live": of(
        "publication",
        day=_when(lambda piece: piece.ready_at is not None, _live),
        amount=_hours_to_live,
        median=True,
    ),
}
