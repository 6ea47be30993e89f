"""Words for reason codes of pay: lines of a statement, findings, what was refused and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from otdel.kit.reason import Value
from otdel.motivation.wording import doors, findings, lines, mine, plan_faults, plans, runs
from otdel.scorecard.wording.saying import filled

SENTENCES: dict[str, Any] = {}

Say = Callable[[Mapping[str, Value]], str]


def words_by_code() -> dict[str, Say]:
    """What `web.reasons.register` takes: one object a code, so that it may be called twice."""
    return _words


_words: dict[str, Say] = {code: partial(filled, text) for code, text in SENTENCES.items()}
_words |= plans.words()
_words |= runs.words()
_words |= doors.words()
_words |= lines.words()
_words |= plan_faults.words()
_words |= findings.words()
_words |= mine.words()
