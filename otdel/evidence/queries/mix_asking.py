"""The question of a fit as its record keeps it: priors, experiments, settings, and the digest that names it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from otdel.analytics.mix.shapes import Form, LiftTest, Priors
from otdel.analytics.mix.summary import plain_priors, plain_test, priors_from, test_from
from otdel.evidence.queries.weekly import Weekly

if TYPE_CHECKING:
    from otdel.evidence.queries.mix_beliefs import Question

METHOD = 1  # raised when the same question would be answered otherwise, so that every model is fitted anew
SETTINGS: dict[str, Any] = {"forms": [form.name.lower() for form in Form], "draws": 1000, "chains": 4}


def plain_question(asked: Question | None) -> dict[str, Any]:
    """What JSON can hold; without a question, that there was none to ask."""
    if asked is None:
        return {"settings": SETTINGS, "priors": None, "tests": []}
    return {
        "settings": SETTINGS,
        "priors": plain_priors(asked.priors),
        "tests": [plain_test(one) for one in asked.tests],
        "because": asked.because.plain(),
    }


def digest_of(seen: Weekly, asked: Question | None) -> str:
    """Names the weeks, the question and the method together."""
    told = {"method": METHOD, "weeks": seen.digest, "question": plain_question(asked)}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def priors_of(question: Mapping[str, Any]) -> Priors:
    return priors_from(question["priors"])


def tests_of(question: Mapping[str, Any]) -> tuple[LiftTest, ...]:
    return tuple(test_from(one) for one in question["tests"])
