"""Words for what this chapter says in codes: the verdict, reasons, steps, names and definitions of numbers.

Each name is fetched when it is first asked for: a quick command that needs the words of one model loads nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from otdel.evidence.wording.names import (
        basis_name,
        channel,
        definition,
        model_name,
        number_name,
        outcome_name,
        step_meaning,
        step_name,
    )
    from otdel.evidence.wording.saying import say, step_action, step_title, verdict, verdict_text, words_by_code

__all__ = [
    "basis_name",
    "channel",
    "definition",
    "model_name",
    "number_name",
    "outcome_name",
    "say",
    "step_action",
    "step_meaning",
    "step_name",
    "step_title",
    "verdict",
    "verdict_text",
    "words_by_code",
]

SAYING = frozenset({"say", "step_action", "step_title", "verdict", "verdict_text", "words_by_code"})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(f"{__name__}.{'saying' if name in SAYING else 'names'}")
    return getattr(home, name)
