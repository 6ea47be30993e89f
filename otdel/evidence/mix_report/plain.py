"""The answer as JSON: a stable shape, described in docs/terminal.md; what is not known is null, never NaN."""

from __future__ import annotations

import json
import math
import platform
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import numpy as np

from otdel import __version__
from otdel.analytics.mix.budget import Move
from otdel.analytics.mix.checking import Fault
from otdel.analytics.mix.findings import Finding
from otdel.analytics.mix.response import Band
from otdel.evidence.mix_report.answer import Answer, Channel
from otdel.kit.reason import NoData, Reason

VERSION = 1  # of this shape; it changes when a name in it goes or means something else
Say = Callable[[Reason], str]


def as_json(answer: Answer, say: Say) -> str:
    return _lines(as_plain(answer, say))


def refused_json(file: str, faults: tuple[Fault, ...], say: Say) -> str:
    told = {"version": VERSION, "file": file, "refused": True, "faults": [_fault(one, say) for one in faults]}
    return _lines(told)


def _lines(told: dict[str, Any]) -> str:
    """One line for each name at the top, and for each thing of a list there: to be read, searched and compared."""

    def inner(value: Any) -> str:
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return "[\n" + ",\n".join(f"  {_json(one)}" for one in value) + "\n ]"
        return _json(value)

    return "{\n" + ",\n".join(f" {_json(name)}: {inner(value)}" for name, value in told.items()) + "\n}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def as_plain(answer: Answer, say: Say) -> dict[str, Any]:
    mix = answer.mix
    return {
        "version": VERSION,
        "file": answer.file,
        "refused": False,
        "data": _data(answer),
        "priors": _priors(answer, say),
        "channels": [_channel(one) for one in answer.channels],
        "media_share": plain(answer.media_share),
        "forms": plain(answer.shapes),
        "health": [_finding(one, say) for one in answer.findings],
        "faults": [_fault(one, say) for one in answer.faults],
        "tests": plain(mix.tests),
        "move": _move(answer.move, say),
        "seed": mix.seed,
        "draws": len(mix.draws),
        "seconds": round(mix.seconds, 3),
        "versions": _versions(),
    }


def _data(answer: Answer) -> dict[str, Any]:
    data = answer.mix.data
    return {
        "first": data.starts[0].isoformat(),
        "last": data.starts[-1].isoformat(),
        "steps": len(data.starts),
        "step_days": data.step_days,
        "lines": list(answer.lines),
        "target": data.target_name,
        "target_is_money": data.target_is_money,
        "target_sum": plain(float(data.target.sum())),
        "currency": data.currency or None,
        "channels": list(data.channels),
        "controls": list(data.control_names),
        "holidays": list(data.holiday_names),
    }


def _priors(answer: Answer, say: Say) -> dict[str, Any]:
    told: dict[str, Any] = plain(answer.mix.priors)
    because = answer.because
    return {**told, "because": _said(because, say) if because else None}


def _channel(channel: Channel) -> dict[str, Any]:
    response = channel.response
    tried = None if isinstance(response.tried, NoData) else response.tried
    return {
        "channel": channel.name,
        "spend": plain(channel.spend),
        "recent_spend": plain(channel.recent),
        "back": plain(channel.back),
        "next": plain(channel.next),
        "carry": plain(channel.carry),
        "half": plain(channel.half),
        "learned": {**plain(channel.learned), "taught": plain(channel.learned.taught)},
        "best": plain(response.best),
        "comes_back": plain(response.comes_back),
        "tried": {"low": tried.low, "high": tried.high, "idle": tried.idle} if tried else None,
        "curve": {"spend": plain(response.spends), **_band(response.effect)},
    }


def _band(band: Band) -> dict[str, Any]:
    return {one.name: plain(getattr(band, one.name)) for one in fields(band)}


def _fault(fault: Fault, say: Say) -> dict[str, Any]:
    return {**_said(fault.reason, say), "refuses": fault.refuses}


def _said(reason: Reason, say: Say) -> dict[str, Any]:
    return {**reason.plain(), "words": say(reason)}


def _finding(finding: Finding, say: Say) -> dict[str, Any]:
    return {
        "severity": str(finding.severity),
        "what": _said(finding.what, say),
        "does": _said(finding.does, say),
        "do": [_said(one, say) for one in finding.do],
    }


def _move(move: Move | None, say: Say) -> dict[str, Any] | None:
    if move is None:
        return None
    told: dict[str, Any] = plain(move)
    for line, data in zip(move.lines, told["lines"], strict=True):
        data["change"] = f"{line.change:f}"
        data["why"]["words"] = say(line.why)
    return told


def _versions() -> dict[str, str]:
    import numba

    return {
        "otdel": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numba": numba.__version__,
    }


def plain(value: Any) -> Any:
    """Any value of an answer as JSON knows it; six digits that matter of every number."""
    match value:
        case float():
            return float(f"{value:.6g}") if math.isfinite(value) else None
        case np.ndarray():
            return [plain(float(one)) for one in value]
        case Enum():
            return value.value if isinstance(value.value, str) else value.name.lower()
        case None | bool() | int() | str():
            return value
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case Reason():
            return value.plain()
        case NoData():
            return {"no_data": value.reason.plain()}
        case Mapping():
            return {str(name): plain(one) for name, one in value.items()}
        case tuple() | list():
            return [plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")
