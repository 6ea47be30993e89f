"""What people do with work: give it, wait, hand over, review; and with promises: make, keep, break openly."""

from otdel.planning.services.adding import NewTask, new_task
from otdel.planning.services.promises import (
    NewPromise,
    break_openly,
    keep,
    keep_pay,
    make_promise,
    open_again,
    promise_pay,
)
from otdel.planning.services.publishing import conclude, found_error, mark_live, mark_ready
from otdel.planning.services.reviewing import review
from otdel.planning.services.running import carry_on, drop, give, hand_over, move_due, take, wait

__all__ = [
    "NewPromise",
    "NewTask",
    "break_openly",
    "carry_on",
    "conclude",
    "drop",
    "found_error",
    "give",
    "hand_over",
    "keep",
    "keep_pay",
    "make_promise",
    "mark_live",
    "mark_ready",
    "move_due",
    "new_task",
    "open_again",
    "promise_pay",
    "review",
    "take",
    "wait",
]
