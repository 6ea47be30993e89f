"""Sentences of the mix model's findings, remedies and causes, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from otdel.evidence.wording.mix_faults import EFFECTS, FAULTS
from otdel.evidence.wording.mix_remedies import (
    AFTERWARDS,
    CAUSES,
    COSTS,
    FINDS,
    PAYS_BY_EARNING,
    PAYS_BY_SAVING,
    REMEDIES,
    TESTS,
    WHERE,
)
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
    said_after = [filled(AFTERWARDS, values)] if values.get("after") else []
    return " ".join([f"{filled(TESTS[code], values)}, {place}.", *said_after, filled(FINDS, values), _cost(values)])


def _cost(values: Mapping[str, Value]) -> str:
    """What a test costs; of one that pays for itself what is saved or spent, and what it gives up or brings."""
    cost, saved, lost = (Decimal(str(values.get(name) or 0)) for name in ("cost", "saved", "lost"))
    if cost >= 0:
        return filled(COSTS, values)
    words = PAYS_BY_SAVING if saved > 0 else PAYS_BY_EARNING
    return filled(words, {**values, "saved": str(abs(saved)), "lost": str(abs(lost))})


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
