"""The days a report speaks for: its preamble, the answer given, or a question; and rows spread over several days."""

from __future__ import annotations

from datetime import date

from otdel.connectors.columns.draft import Draft
from otdel.connectors.columns.sheets import preamble_period
from otdel.connectors.columns.style import answer
from otdel.connectors.contract import Question
from otdel.kit.period import Period
from otdel.kit.reason import Reason

UNKNOWN = "unknown"  # the answer that leaves the days null, as a file read at a terminal may


def file_period(draft: Draft, *, ask: bool = True) -> Period | None:
    """The file's period, kept in the draft. None when it is unknown; then, with `ask`, a question was added."""
    said = answer(draft.hints, "period")
    if found := parse_period(said) or preamble_period(draft.sheet):
        draft.period = found
        return found
    if said == UNKNOWN or not ask:
        draft.notes.append(Reason.of("day_unknown"))
    else:
        draft.questions.append(Question("period", "", (UNKNOWN,)))
    return None


def parse_period(text: str) -> Period | None:
    """An answer "2026-10-01/2026-11-01", [from, to); None when it is none."""
    start, _, end = text.partition("/")
    try:
        return Period(date.fromisoformat(start), date.fromisoformat(end))
    except ValueError:
        return None
