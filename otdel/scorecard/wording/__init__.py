"""Words for reason codes of numbers: what was refused, why a value is missing, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from otdel.kit.reason import Value
from otdel.scorecard.wording.engine import FORMULAS, MISSING, ROWS, STEPS
from otdel.scorecard.wording.kinds import COUNTING_REFUSALS
from otdel.scorecard.wording.refusals import REFUSALS
from otdel.scorecard.wording.saying import filled

SENTENCES: dict[str, Any] = {**MISSING, **STEPS, **ROWS, **FORMULAS, **REFUSALS, **COUNTING_REFUSALS}


Say = Callable[[Mapping[str, Value]], str]


def words_by_code() -> dict[str, Say]:
    """What `web.reasons.register` takes: one object a code, so that it may be called twice."""
    return _words


_words: dict[str, Say] = {code: partial(filled, text) for code, text in SENTENCES.items()}
