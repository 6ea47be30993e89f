"""The answer as JSON: amounts as text with their currency, what is not known as its reason."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from otdel.evidence.queries import MoneyAnswer
from otdel.evidence.terminal.files import Told
from otdel.kit.money import Money
from otdel.kit.reason import NoData, Reason


def as_json(answer: MoneyAnswer, told: Sequence[Told]) -> str:
    return json.dumps({"files": [file(one) for one in told], "answer": plain(answer)}, ensure_ascii=False, indent=1)


def file(told: Told) -> dict[str, Any]:
    found = told.understood
    return {
        "name": told.name,
        "sha256": found.reading.sha256,
        "same_as": told.same_as or None,
        "source": found.source,
        "report": found.report,
        "period": plain(found.period),
        "rows": told.rows,
        "refused": plain(found.refused),
        "rejected": plain(found.rejected),
        "checks": [{**plain(check), "agrees": check.agrees} for check in found.checks],
        "notes": plain(found.notes),
    }


def plain(value: Any) -> Any:
    """Any value of an answer as JSON knows it."""
    match value:
        case None | bool() | int() | str() if not isinstance(value, Enum):
            return value
        case Enum():
            return value.value
        case Decimal():
            return format(value, "f")
        case date() | datetime():
            return value.isoformat()
        case Money():
            return {"amount": format(value.amount, "f"), "currency": value.currency}
        case NoData():
            return {"no_data": plain(value.reason)}
        case Reason():
            return {"code": value.code, **{name: plain(one) for name, one in value.values.items()}}
        case Mapping():
            return {str(name): plain(one) for name, one in value.items()}
        case tuple() | list():
            return [plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")
