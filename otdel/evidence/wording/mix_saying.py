"""Sentences of the mix model's findings, remedies and causes, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from otdel.evidence.wording.mix_faults import EFFECTS, FAULTS
from otdel.evidence.wording.mix_remedies import AFTERWARDS, AT_ONCE, CAUSES, REMEDIES, TESTS, WHERE
from otdel.evidence.wording.mix_values import Words, filled, said, shown
from otdel.kit.reason import Reason, Value

EVERYWHERE = "100"


def fault(reason: Reason) -> str:
    """What is wrong."""
    return said(FAULTS, reason)


def effect(reason: Reason) -> str:
    """What it does to the numbers."""
    return said(EFFECTS, reason)


def remedy(reason: Reason) -> str:
    """What to do about it; a test with its length, place, chances and cost."""
    return test_plan(reason.code, reason.values) if reason.code in TESTS else said(REMEDIES, reason)


def test_plan(code: str, values: Mapping[str, Value]) -> str:
    """A planned experiment: what is switched, for how long and where; what it would show and cost."""
    everywhere, somewhere = WHERE
    place = everywhere if str(values.get("share")) == EVERYWHERE else str(somewhere) % shown(values)
    outcome = filled(AFTERWARDS if values.get("after") else AT_ONCE, values)
    return f"{filled(TESTS[code], values)}, {place}. {outcome}"


def is_test(reason: Reason) -> bool:
    return reason.code in TESTS


def cause(reason: Reason) -> str:
    """What moved a number."""
    return said(CAUSES, reason)


def words_by_code() -> dict[str, Callable[[Mapping[str, Value]], str]]:
    """For pages and answers that know only the reason."""
    every: Mapping[str, Words] = {**FAULTS, **EFFECTS, **REMEDIES, **CAUSES}
    found: dict[str, Callable[[Mapping[str, Value]], str]] = {
        code: partial(filled, words) for code, words in every.items()
    }
    return found | {code: partial(test_plan, code) for code in TESTS}
