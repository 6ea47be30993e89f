"""Words for why something about work cannot be done, for the states of tasks and promises, and for the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from otdel.kit.calendar import named
from otdel.kit.reason import Value
from otdel.planning.models import TaskKind
from otdel.planning.rules.life import State
from otdel.planning.rules.promises import PromiseState
from otdel.web import format
from otdel.web.parts import Tone
from otdel.web.reasons import Words

SENTENCES: dict[str, Any] = {
    "no_promise_due_yet": _("No promise has come due yet, so nothing can be said of how they are kept."),
    "nothing_to_take_the_middle_of": _("Nothing of the kind ended in this period, so there is no middle to take."),
    "promise_break_needs_reason": _("Say why it will not be kept: whoever waits for it should know."),
    "promise_due_before_made": _(
        "The promise would be due on %(due)s, before it was made on %(made)s. Choose a later day."
    ),
    "promise_is_open": _("“%(what)s” is open already. Nothing was changed."),
    "promise_is_settled": _("“%(what)s” is settled already: open it again first. Nothing was changed."),
    "promise_kept_day_wrong": _(
        "%(day)s cannot be the day it was kept: choose a day from when it was promised until today."
    ),
    "promise_kind_unknown": _("There is no kind of promise “%(value)s”."),
    "promise_needs_somebody": _("Say to whom it was promised: choose a person, or write a name."),
    "promise_needs_words": _("Say what was promised."),
    "promise_to_oneself": _("A promise is made to somebody else. For oneself, write a task."),
    "task_does_not_wait": _("“%(title)s” does not wait for anybody. Nothing was changed."),
    "task_drop_needs_reason": _("Say why it is dropped, so that nobody asks for it again."),
    "task_error_day_wrong": _("%(day)s cannot be it: choose a day from when it went live until today."),
    "task_error_needs_words": _("Say what the error is."),
    "task_is_done": _("“%(title)s” is accepted already. Nothing was changed."),
    "task_is_dropped": _("“%(title)s” was dropped. Nothing was changed."),
    "task_is_handed": _("“%(title)s” was handed over and waits for its review. Nothing was changed."),
    "task_is_no_test": _("“%(title)s” is not a test, so it has no winner. Hand it over instead."),
    "task_is_open": _("“%(title)s” is still being worked on. Nothing was changed."),
    "task_is_returned": _("“%(title)s” was returned for rework. Nothing was changed."),
    "task_is_waiting": _("“%(title)s” waits already. Let it go on first. Nothing was changed."),
    "task_kind_unknown": _("There is no kind of task “%(value)s”."),
    "task_live_already": _("It is written down already when “%(title)s” went live. Nothing was changed."),
    "task_live_before_ready": _("“%(title)s” would be live before its material was ready. Choose a later moment."),
    "task_needs_title": _("Say in a few words what is to be done."),
    "task_not_handed_over": _("“%(title)s” has not been handed over, so there is nothing to review yet."),
    "task_not_live": _("“%(title)s” is not live yet, so no error can have been found in it there. Say first when."),
    "task_own_review": _("Nobody accepts their own work. Whoever asked for “%(title)s” looks at it."),
    "task_points_out_of_range": _("%(points)s points are outside what can be: write between 0 and 999."),
    "task_ready_already": _("It is written down already when “%(title)s” was ready. Nothing was changed."),
    "task_return_needs_note": _("Say what to change: work is returned with a note."),
    "task_severity_unknown": _("There is no severity “%(value)s”."),
    "task_slot_on_another_day": _("The planned moment (%(slot)s) is not on %(due)s. Give both the same day."),
    "task_wait_needs_words": _("Say for whom and for what it waits: only then the clock stands still."),
    "test_needs_outcome": _("“%(title)s” is a test: say whether the variant won, lost or made no difference."),
    "test_outcome_unknown": _("“%(value)s” is no end of a test. It is won, lost or flat."),
    "work_kind_unknown_cell": _("There is no kind of task “%(value)s”. Kinds are: %(known)s."),
    "work_member_unknown": _("Nobody in the department is called “%(who)s”."),
    "work_member_several": _("%(count)s people are called “%(who)s”. Write the short name from their page’s address."),
    "work_moment_ahead": _("That moment has not come yet. Write down what has happened."),
    "work_never_written_down": _(
        "Nothing of this kind has been written down in Otdel for the period or before it, so it is not known; it is "
        "not zero."
    ),
    "work_no_day": _("“%(value)s” is not a day. Write it as 2026-11-23."),
    "work_nobody_named": _("The row does not say whose task it is."),
    "work_no_columns": _(
        "The file has no columns for a title, an owner and a due date. It has: %(headers)s. Nothing was added."
    ),
    "work_viewer_no_member": _("You have no place in the department yet, so work cannot be yours. Ask its head."),
    "work_words_too_long": _("That is %(signs)s signs; up to %(most)s are kept. Say it shorter; nothing was changed."),
    "work_zone_unknown": _("There is no zone “%(zone)s”."),
    "work_done_without_day": _(
        "It says that it is done, but not when, so nobody can tell whether it was in time. Write the day."
    ),
    "work_not_theirs": _("%(who)s is not among those you give work to, so the row was left out."),
    "not_a_number_of_points": _("“%(value)s” is no number of points."),
}
DAYS = ("day", "due", "made", "slot")


def filled(text: Any, values: Mapping[str, Value]) -> str:
    """`text` with its values in place; days come as 2026-10-01 and are said as people say them."""
    return str(text) % {name: _day(value) if name in DAYS else value for name, value in values.items()}


def _day(value: Value) -> Value:
    try:
        return format.day(date.fromisoformat(str(value)[:10]))
    except ValueError:
        return value


def promise_words(what: str, period: str) -> str:
    """What was promised. Pay of a period has no words of its own: the period is named in the reader's language."""
    found = named(period) if period else None
    if found is None:
        return what
    start = found.period.start
    if found.unit == "quarter":
        return str(PAY_OF_QUARTER) % {"number": (start.month + 2) // 3, "year": start.year}
    return str(PAY_OF_MONTH) % {"month": format.month(start)}


PAY_OF_MONTH = pgettext_lazy("promise", "Pay: %(month)s")
PAY_OF_QUARTER = pgettext_lazy("promise", "Pay: quarter %(number)s of %(year)s")
REASONS: dict[str, Words] = {code: partial(filled, text) for code, text in SENTENCES.items()}

STATES: dict[State, tuple[Any, Tone, str]] = {  # the word, its tone, its icon
    State.OPEN: (pgettext_lazy("task", "In work"), "", "circle-dashed"),
    State.WAITING: (pgettext_lazy("task", "Waits"), "warn", "clock"),
    State.HANDED: (pgettext_lazy("task", "To be accepted"), "acc", "eye"),
    State.RETURNED: (pgettext_lazy("task", "Returned"), "warn", "arrow-back-up"),
    State.DONE: (pgettext_lazy("task", "Done"), "good", "circle-check"),
    State.DROPPED: (pgettext_lazy("task", "Dropped"), "", "circle-x"),
}
LATE = npgettext_lazy("task", "Late by %(days)d day", "Late by %(days)d days", "days")

PROMISE_STATES: dict[PromiseState, tuple[Any, Tone, str]] = {
    PromiseState.OPEN: (pgettext_lazy("promise", "Open"), "", "clock"),
    PromiseState.LATE: (pgettext_lazy("promise", "Late"), "bad", "alert-triangle"),
    PromiseState.KEPT: (pgettext_lazy("promise", "Kept"), "good", "circle-check"),
    PromiseState.KEPT_LATE: (pgettext_lazy("promise", "Kept late"), "warn", "circle-check"),
    PromiseState.BROKEN: (pgettext_lazy("promise", "Broken openly"), "", "circle-x"),
}

EVENTS = {
    "added": pgettext_lazy("task", "Written down"),
    "waited": pgettext_lazy("task", "Waited"),
    "waits": pgettext_lazy("task", "Waits since then"),
    "ready": pgettext_lazy("task", "Material ready"),
    "handed": pgettext_lazy("task", "Handed over"),
    "handed_again": pgettext_lazy("task", "Handed over again"),
    "accepted": pgettext_lazy("task", "Accepted"),
    "returned": pgettext_lazy("task", "Returned for rework"),
    "live": pgettext_lazy("task", "Live"),
    "error": pgettext_lazy("task", "Error found"),
    "dropped": pgettext_lazy("task", "Dropped"),
}

KINDS = dict(TaskKind.choices)

VERBS = {
    "promise.broken": _("said openly that a promise will not be kept"),
    "promise.kept": _("kept a promise"),
    "promise.made": _("wrote a promise down"),
    "promise.opened_again": _("opened a promise again"),
    "task.accepted": _("accepted a task"),
    "task.added": _("wrote a task down"),
    "task.dropped": _("dropped a task"),
    "task.error_found": _("found an error in published work"),
    "task.given": _("passed a task on"),
    "task.goes_on": _("let a task go on"),
    "task.handed_over": _("handed a task over"),
    "task.live": _("said that work is live"),
    "task.moved": _("moved the date of a task"),
    "task.ready": _("said that material is ready"),
    "task.returned": _("returned a task for rework"),
    "task.waits": _("stopped the clock of a task"),
    "tasks.imported": _("brought tasks from a file"),
    "test.concluded": _("concluded a test"),
}
