"""Sentences of the mix model for a terminal, without a set-up and without loading what other commands need."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from otdel.kit.reason import Reason

Say = Callable[[Reason], str]


@cache
def speaking(language: str) -> Say:
    """Sentences in this language from here on."""
    from otdel.evidence.terminal.speaking import speak

    speak(language)
    from otdel.evidence.wording import mix_budget, mix_file, mix_saying

    words = {**mix_saying.words_by_code(), **mix_budget.words_by_code(), **mix_file.words_by_code()}

    def say(reason: Reason) -> str:
        found = words.get(reason.code)
        return found(reason.values) if found else _of_reading(reason)

    return say


def _of_reading(reason: Reason) -> str:
    """Why a file has no table: words of the reader of files, loaded only then."""
    from otdel.measurement import wording

    return wording.say(reason)
