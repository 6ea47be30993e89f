"""Which answers a question takes, so that a word nobody understands is refused aloud and never acted upon."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from otdel.connectors.columns.currency_codes import ISO_4217
from otdel.connectors.columns.periods import UNKNOWN, parse_period
from otdel.connectors.contract import Hints
from otdel.connectors.crm.stages import Status
from otdel.kit.reason import Reason

CLOSED: Mapping[str, tuple[str, ...]] = {
    "decimal_mark": (".", ","),
    "date_order": ("dmy", "mdy"),
    "stage": tuple(Status),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """Hints with only the answers that were understood, as their questions write them, and a note for each other."""

    hints: Hints
    notes: tuple[Reason, ...] = ()


def accepted(code: str, text: str) -> str:
    """An answer to a question of this code as it is used: "MDY" is "mdy", "uah" is "UAH". Empty when it is none."""
    word = text.strip()
    if options := CLOSED.get(code):
        return next((option for option in options if option == word.casefold()), "")
    return _FREE.get(code, str)(word)


def check(hints: Hints) -> Checked:
    """Answers that fit no option are left out, so that their questions are asked again; each is named in a note."""
    good, notes = dict[str, str](), list[Reason]()
    for key, text in hints.answers.items():
        code = key.partition(":")[0]
        if not text.strip():
            continue
        if found := accepted(code, text):
            good[key] = found
        else:
            notes.append(_not_understood(key, code, text))
    return Checked(replace(hints, answers=good), tuple(notes))


def knows_zone(name: str) -> bool:
    """True for a time zone of the IANA table."""
    try:
        ZoneInfo(name)
    except (ValueError, LookupError, OSError):  # a path out of the table, an unknown name, the name of a folder
        return False
    return True


def _period(word: str) -> str:
    if word.casefold() == UNKNOWN:
        return UNKNOWN
    found = parse_period(word)
    return f"{found.start}/{found.end}" if found else ""


def _currency(word: str) -> str:
    return word.upper() if word.upper() in ISO_4217 else ""


_FREE: Mapping[str, Callable[[str], str]] = {"period": _period, "currency": _currency}


def _not_understood(key: str, code: str, text: str) -> Reason:
    said = text.strip()[:80]
    if options := CLOSED.get(code):
        return Reason.of("answer_not_an_option", question=key, answer=said, options=", ".join(options))
    return Reason.of(f"answer_not_a_{code}", question=key, answer=said)
