"""Words for what this chapter says in codes: the verdict, reasons, steps, names and definitions of numbers."""

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
