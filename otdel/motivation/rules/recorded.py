"""Inputs and lines of pay as plain data, and back: what a snapshot keeps and a statement's line holds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from otdel.kit.reason import NoData, Reason
from otdel.motivation.rules.lines import Booked, Inputs, Known, Line, Result, Step

Data = dict[str, Any]


def plain(value: Decimal) -> str:
    """A decimal without an exponent: 1500.00, 0.95."""
    return f"{value:f}"


def reason_data(reason: Reason) -> Data:
    return {"code": reason.code, "values": dict(reason.values)}


def reason_from(said: Mapping[str, Any]) -> Reason:
    return Reason.of(str(said.get("code", "")), **dict(said.get("values") or {}))


def known_data(value: Known) -> str | Data:
    return plain(value) if isinstance(value, Decimal) else reason_data(value.reason)


def known_from(said: str | Mapping[str, Any]) -> Known:
    return Decimal(said) if isinstance(said, str) else NoData(reason_from(said))


def step_data(step: Step) -> Data:
    return {**reason_data(step.because), "figure": known_data(step.figure)}


def step_from(said: Mapping[str, Any]) -> Step:
    return Step(reason_from(said), known_from(said["figure"]))


def line_data(line: Line) -> Data:
    """What a statement's digest is of, and what its row holds besides its position."""
    return {
        "code": line.code,
        "kind": line.kind.value,
        "subject": line.subject,
        "amount": plain(line.amount),
        "because": reason_data(line.because),
        "steps": [step_data(one) for one in line.steps],
    }


def inputs_data(inputs: Inputs) -> Data:
    return {
        "results": {code: _result_data(one) for code, one in inputs.results.items()},
        "measures": {code: known_data(one) for code, one in inputs.measures.items()},
        "days": inputs.days,
        "worked_from": inputs.worked_from,
        "worked_to": inputs.worked_to,
        "month": inputs.month,
        "who": inputs.who,
        "booked": [
            {"key": one.key, "code": one.code, "amount": plain(one.amount), "values": dict(one.values)}
            for one in inputs.booked
        ],
        "advanced": plain(inputs.advanced),
    }


def inputs_from(said: Mapping[str, Any]) -> Inputs:
    return Inputs(
        {code: _result_from(one) for code, one in said["results"].items()},
        {code: known_from(one) for code, one in said["measures"].items()},
        said["days"],
        said["worked_from"],
        said["worked_to"],
        said["month"],
        said["who"],
        tuple(Booked(one["key"], one["code"], Decimal(one["amount"]), one["values"]) for one in said["booked"]),
        Decimal(said["advanced"]),
    )


def _result_data(one: Result) -> Data:
    return {
        "value": known_data(one.value),
        "attainment": known_data(one.attainment),
        "target": known_data(one.target),
        "history": [_result_data(earlier) for earlier in one.history],
    }


def _result_from(said: Mapping[str, Any]) -> Result:
    return Result(
        known_from(said["value"]),
        known_from(said["attainment"]),
        known_from(said["target"]),
        tuple(_result_from(earlier) for earlier in said["history"]),
    )
