"""Values as plain JSON and back: reasons, checks of totals, questions, samples of facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from otdel.connectors.contract import Question, Rejected, TotalCheck
from otdel.kit.reason import Reason


def reason_to(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "values": dict(reason.values)}


def reason_from(plain: Mapping[str, Any]) -> Reason:
    return Reason.of(plain["code"], **plain["values"])


def check_to(check: TotalCheck) -> dict[str, Any]:
    return {
        "column": check.column,
        "label": check.label,
        "row": check.row,
        "sheet": check.sheet,
        "ours": str(check.ours),
        "theirs": str(check.theirs),
        "agrees": check.agrees,
    }


def question_to(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "column": question.column,
        "key": question.key,
        "options": list(question.options),
        "samples": list(question.samples),
    }


def rejected_to(rejected: Rejected) -> dict[str, Any]:
    return {
        "sheet": rejected.sheet,
        "row": rejected.row,
        "column": rejected.column,
        "value": rejected.value,
        "reason": reason_to(rejected.reason),
    }
