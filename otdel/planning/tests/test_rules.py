"""A task's life and its deadlines, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from otdel.kit.reason import NoData
from otdel.planning.rules.clock import Span, day_end, deadline, working_hours
from otdel.planning.rules.life import Look, Piece, State, by_first_due, is_late, state, was_due
from otdel.planning.rules.promises import PromiseState, promise_state, share_kept

KYIV = ZoneInfo("Europe/Kyiv")
MONDAY = date(2026, 10, 5)


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC)


PIECE = Piece(first_due=MONDAY, due=MONDAY, created_at=at(1))


def test_a_day_ends_where_the_company_is() -> None:
    assert day_end(MONDAY, UTC) == at(6, 0)
    assert day_end(MONDAY, KYIV) == at(5, 21)  # three hours ahead until the end of October


def test_a_deadline_moves_by_what_was_waited_before_it() -> None:
    assert deadline(MONDAY, [Span(at(2), at(3))], UTC) == at(7, 0)
    assert deadline(MONDAY, [Span(at(7), at(9))], UTC) == at(6, 0), "it was late already"
    assert deadline(MONDAY, [Span(at(2), at(4)), Span(at(3), at(5))], UTC) == at(9, 0), "three days, not four"
    assert deadline(MONDAY, [Span(at(2), at(3)), Span(at(6), at(7))], UTC) == at(8, 0), (
        "begun within the moved deadline"
    )
    assert deadline(MONDAY, [Span(at(4))], UTC) is None, "the clock stands still"
    assert deadline(MONDAY, [Span(at(8))], UTC) == at(6, 0)


def test_moving_the_date_does_not_make_late_work_timely() -> None:
    moved = replace(PIECE, due=date(2026, 10, 20), accepted_at=at(10))
    assert not by_first_due(moved, moved.accepted_at)
    assert by_first_due(PIECE, at(5, 23, 59))
    assert not by_first_due(PIECE, at(6, 0))
    assert not by_first_due(PIECE, None)


def test_a_task_dropped_after_its_date_stays_due() -> None:
    assert was_due(replace(PIECE, dropped_at=at(4))) is None
    assert was_due(replace(PIECE, dropped_at=at(5))) is None
    assert was_due(replace(PIECE, dropped_at=at(6, 0))) == MONDAY


def test_the_steps_of_a_life() -> None:
    handed = replace(PIECE, handed_at=at(3))
    returned = replace(handed, looks=(Look(at(4), False),))
    again = replace(returned, rehanded_at=at(5))
    assert [state(one) for one in (PIECE, handed, returned, again)] == [
        State.OPEN,
        State.HANDED,
        State.RETURNED,
        State.HANDED,
    ]
    assert state(replace(PIECE, waits=(Span(at(2)),))) is State.WAITING
    assert state(replace(again, accepted_at=at(6))) is State.DONE
    assert state(replace(again, dropped_at=at(6))) is State.DROPPED


def test_late_is_only_what_its_owner_still_has() -> None:
    now = at(8)
    assert is_late(PIECE, now)
    assert not is_late(PIECE, at(5, 23))
    assert not is_late(replace(PIECE, due=date(2026, 10, 8)), now)
    assert not is_late(replace(PIECE, handed_at=at(5)), now), "it lies with whoever accepts it"
    assert not is_late(replace(PIECE, waits=(Span(at(2)),)), now)
    assert not is_late(replace(PIECE, waits=(Span(at(1), at(4)),)), now), "three days of waiting are taken off"
    assert is_late(replace(PIECE, handed_at=at(3), looks=(Look(at(4), False),)), now)


def test_working_hours_leave_out_nights_and_weekends() -> None:
    friday, next_monday = at(9, 16), at(12, 10)
    assert working_hours(friday, next_monday, UTC) == Decimal(3)  # 16-18 on Friday, 9-10 on Monday
    assert working_hours(at(5, 9), at(6, 18), UTC) == Decimal(18)
    assert working_hours(at(10, 9), at(11, 18), UTC) == 0  # a weekend
    assert working_hours(at(5, 6), at(5, 7, 30), KYIV) == Decimal("1.5")  # 9:00 to 10:30 in Kyiv


def test_what_became_of_promises() -> None:
    before, after = date(2026, 10, 4), date(2026, 10, 6)
    states = [
        promise_state(MONDAY, None, None, MONDAY),
        promise_state(MONDAY, None, None, after),
        promise_state(MONDAY, MONDAY, None, after),
        promise_state(MONDAY, after, None, after),
        promise_state(MONDAY, None, before, after),
    ]
    assert states == [
        PromiseState.OPEN,
        PromiseState.LATE,
        PromiseState.KEPT,
        PromiseState.KEPT_LATE,
        PromiseState.BROKEN,
    ]
    assert share_kept(states) == Decimal("0.25"), "one of the four whose day came"
    assert isinstance(share_kept([PromiseState.OPEN]), NoData)
