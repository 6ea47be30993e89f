"""The question of a fit as its record keeps it: priors, experiments, settings, and the digest that names it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from otdel.analytics.mix.shapes import Form, LiftTest, Priors, RoiPrior
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
        "priors": asdict(asked.priors) | {"roi": {name: asdict(one) for name, one in asked.priors.roi.items()}},
        "tests": [_plain_test(one) for one in asked.tests],
        "because": {"code": asked.because.code, "values": dict(asked.because.values)},
    }


def digest_of(seen: Weekly, asked: Question | None) -> str:
    """Names the weeks, the question and the method together."""
    told = {"method": METHOD, "weeks": seen.digest, "question": plain_question(asked)}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def priors_of(question: Mapping[str, Any]) -> Priors:
    told = dict(question["priors"])
    return Priors(**told | {"roi": {name: RoiPrior(**one) for name, one in told["roi"].items()}})


def tests_of(question: Mapping[str, Any]) -> tuple[LiftTest, ...]:
    return tuple(_test(one) for one in question["tests"])


def _plain_test(test: LiftTest) -> dict[str, Any]:
    days = {name: day.isoformat() if day else None for name, day in _days(test).items()}
    return asdict(test) | days


def _days(test: LiftTest) -> dict[str, date | None]:
    return {"start": test.start, "end": test.end, "measured_to": test.measured_to}


def _test(plain: Mapping[str, Any]) -> LiftTest:
    days = {name: date.fromisoformat(plain[name]) if plain[name] else None for name in ("start", "end", "measured_to")}
    return LiftTest(**dict(plain) | days)
