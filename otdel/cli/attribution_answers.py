"""What `otdel attribution` answers, as plain values that print and go into JSON alike; decimals stand as exact text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from otdel.analytics.attribution import patterns
from otdel.analytics.attribution.checking import Finding
from otdel.analytics.attribution.comparing import APART, Difference, differences
from otdel.analytics.attribution.exact import parts, rounded
from otdel.analytics.attribution.models import Choices, credit, noted
from otdel.analytics.attribution.reading import Read
from otdel.analytics.attribution.shapes import UNKNOWN, Credit, Floats, Paths
from otdel.cli.attribution_words import sentence
from otdel.kit.reason import NoData, Reason

VERSION = 1
PLACES = 4  # decimals of conversions
LEAST_PLACES, MOST_PLACES = 2, 6  # decimals of value: as many as the file has, within these


def answer_of(
    file: str, read: Read, findings: Sequence[Finding], models: Sequence[str], choices: Choices, look_back: float
) -> dict[str, Any]:
    """Everything. The paths must have passed `check`."""
    paths = _read(read)
    answers = {model: credit(paths, model, choices) for model in models}
    known = {model: one for model, one in answers.items() if isinstance(one, Credit)}
    order = _order(paths, list(known.values()))
    return {
        "version": VERSION,
        "file": file,
        "refused": False,
        "data": _data(read, paths, look_back),
        "choices": _choices(choices),
        "models": [_model(model, one, paths, order) for model, one in answers.items()],
        "differences": [_difference(one) for one in differences(paths, known)] if len(known) > 1 else [],
        "apart_from": APART,
        "paths": _patterns(paths),
        "findings": findings_said((*findings, *noted(paths, models, choices))),
    }


def _data(read: Read, paths: Paths, look_back: float) -> dict[str, object]:
    total, places = float(paths.conversions.sum()) + paths.aside[0], _places(paths)
    value = None if paths.value is None else str(rounded(_fsum(paths.value) + paths.aside[1], places))
    return {
        "kind": read.kind,
        "columns": dict(read.columns),
        "separator": read.separator or None,
        "look_back_days": look_back if read.kind == "touches" else None,
        "zone": read.zone or None,
        "unit": read.unit or None,
        "rows_of_paths": len(paths),
        "touches": len(paths.steps),
        "channels": [name for name in paths.channels if name != UNKNOWN],
        "conversions": str(rounded(total, PLACES)),
        "value": value,
        "not_converted": float(paths.nulls.sum()) if paths.nulls_known else None,
        "without_touches": {"conversions": paths.aside[0], "share": round(paths.aside[0] / total, 6)},
    }


def _choices(choices: Choices) -> dict[str, object]:
    from otdel.analytics.attribution.heuristics import FIRST_PART, LAST_PART

    between = round(1 - FIRST_PART - LAST_PART, 6)
    return {
        "direct": list(choices.direct),
        "position": [FIRST_PART, between, LAST_PART],
        "half_life_days": choices.half_life,
        "markov_order": choices.order,
        "shapley_worth": choices.worth,
        "seed": choices.seed,
    }


def _model(model: str, one: Credit | NoData, paths: Paths, order: Sequence[int]) -> dict[str, object]:
    if isinstance(one, NoData):
        return {"model": model, "channels": None, "unknown": None, "because": _said(one.reason)}
    won = _parts(one.conversions, paths.aside[0], float(paths.conversions.sum()), PLACES)
    value = None
    if one.value is not None and paths.value is not None:
        value = _parts(one.value, paths.aside[1], _fsum(paths.value), _places(paths))
    total = sum(won, Decimal(0))
    everything = float(paths.conversions.sum()) + paths.aside[0]
    lines = [_line(paths.channels[place], place, (won, value, everything), one) for place in order]
    unknown = [place for place, name in enumerate(paths.channels) if name == UNKNOWN] + [len(paths.channels)]
    return {
        "model": model,
        "channels": lines,
        "unknown": {
            "conversions": str(sum((won[place] for place in unknown), Decimal(0))),
            "value": None if value is None else str(sum((value[place] for place in unknown), Decimal(0))),
            "share": _share(sum((won[place] for place in unknown), Decimal(0)), total),
        },
        "because": None,
    }


def _line(
    channel: str, place: int, shared: tuple[tuple[Decimal, ...], tuple[Decimal, ...] | None, float], one: Credit
) -> dict[str, object]:
    won, value, total = shared
    line: dict[str, object] = {
        "channel": channel,
        "conversions": str(won[place]),
        "share": round(float(one.conversions[place]) / total, 6),
        "value": None if value is None else str(value[place]),
    }
    if one.effects is not None:
        line["removal_effect"] = round(float(one.effects[place]), 12)
    if one.ranges is not None:
        line["nine_in_ten"] = [round(float(end), PLACES) for end in one.ranges[:, place]]
    if one.error is not None:
        line["off_by_at_most"] = round(float(one.error[place]), PLACES)
    return line


def _parts(credited: Floats, aside: float, total: float, places: int) -> tuple[Decimal, ...]:
    """Of each channel, and what no touch is known of as the last; together the whole, to the last digit."""
    scale = total / float(credited.sum()) if credited.sum() else 1.0
    return parts([*(credited * scale).tolist(), aside], rounded(total + aside, places), places)


def _order(paths: Paths, credits: Sequence[Credit]) -> list[int]:
    """Channels by what models give on average, the unknown left to its own line."""
    mean = np.mean([one.conversions for one in credits], axis=0) if credits else np.zeros(len(paths.channels))
    return [int(place) for place in np.argsort(-mean, kind="stable") if paths.channels[place] != UNKNOWN]


def _difference(one: Difference) -> dict[str, object]:
    return {
        "channel": one.channel,
        "low": round(one.low, 6),
        "lowest": one.lowest,
        "high": round(one.high, 6),
        "highest": one.highest,
        "apart": one.apart,
        "why": [_said(reason) for reason in one.why],
    }


def _patterns(paths: Paths) -> dict[str, object]:
    days = patterns.days_to_conversion(paths)
    return {
        "usual_touches": patterns.touches_usual(paths),
        "days_to_conversion": None if days is None else {"half": round(days[0], 3), "nine_in_ten": round(days[1], 3)},
        "lengths": [
            {"touches": one.touches, "conversions": one.conversions, "paths": one.paths if paths.nulls_known else None}
            for one in patterns.lengths(paths)
        ],
        "sequences": [
            {
                "channels": list(one.channels),
                "conversions": one.conversions,
                "value": None if one.value is None else round(one.value, MOST_PLACES),
                "rate": None if one.rate is None else round(one.rate, 6),
            }
            for one in patterns.sequences(paths)
        ],
    }


def findings_said(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [
        {**_said(one.reason), "refuses": one.refuses, "line": one.line or None, "column": one.column or None}
        for one in findings
    ]


def _said(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "values": dict(reason.values), "said": sentence(reason)}


def _places(paths: Paths) -> int:
    """Decimals the values of the file have, within limits."""
    values = np.zeros(0) if paths.value is None else paths.value
    largest = float(np.abs(values).max(initial=0.0))
    for places in range(LEAST_PLACES, MOST_PLACES):
        if np.abs(values - np.round(values, places)).max(initial=0.0) <= 4e-16 * largest:
            return places
    return MOST_PLACES


def _fsum(values: Floats) -> float:
    from math import fsum

    return fsum(values)


def _share(part: Decimal, total: Decimal) -> float:
    return round(float(part / total), 6) if total else 0.0


def _read(read: Read) -> Paths:
    if read.paths is None:
        raise ValueError("a refused file has no paths")
    return read.paths
