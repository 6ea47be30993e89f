"""What `otdel payback` answers, as plain values that print and go into JSON alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from otdel.analytics.cohorts.checking import Finding
from otdel.analytics.cohorts.factors import factors
from otdel.analytics.cohorts.holdout import Cell, by_distance, told
from otdel.analytics.cohorts.payback import Group, Range, payback, times_cost, value_at
from otdel.analytics.cohorts.reading import Ledger
from otdel.analytics.cohorts.shapes import Floats, month_name
from otdel.analytics.cohorts.study import Study

AGES = (3, 6, 12, 24, 36, 60)


def answer_of(
    ledger: Ledger, made: Study, cells: Sequence[Cell], found: Sequence[Finding], seed: int
) -> dict[str, Any]:
    """Everything; a value that is not known is null."""
    since = made.since
    new = made.months.of(made.months.month >= since.since)
    return {
        "columns": ledger.columns,
        "currency": ledger.currency,
        "rows": ledger.count,
        "customers": ledger.customers,
        "last_month": month_name(made.cohorts.last),
        "new_since": month_name(since.since),
        "kept_out": {"months": since.months, "customers": since.customers},
        "oldest_age": made.seen,
        "horizon": made.horizon,
        "seed": seed,
        "everyone": _group(made.everyone(), made),
        "channels": _channels(made),
        "cohorts": [_cohort(made, place) for place in range(len(made.months.month))],
        "cells": [
            {"month": month_name(month), "channel": made.cohorts.channels[channel], **_group(group, made)}
            for month, channel, group in made.each()
        ],
        "factors": _values(factors(new)),
        "tried": _tried(cells),
        "findings": findings_said(found),
    }


def _channels(made: Study) -> list[dict[str, Any]]:
    """Largest first; none when the file has no channels."""
    if len(made.cohorts.channels) < 2:
        return []
    present = sorted({int(channel) for channel in made.cohorts.channel})
    found = [{"channel": made.cohorts.channels[at], **_group(made.of_channel(at), made)} for at in present]
    return sorted(found, key=lambda one: -float(one["customers"]))


def _group(group: Group, made: Study) -> dict[str, Any]:
    ages = sorted({*(age for age in AGES if age < made.horizon), made.horizon})
    back = payback(group)
    return {
        "customers": int(group.size),
        "cost": None if group.cost is None else _rounded(group.cost),
        "payback": None
        if back is None
        else {
            "paid_in": back.paid,
            "middle": back.middle,
            "one_in_ten": back.likely[0],
            "nine_in_ten": back.likely[1],
            "not_yet": round(back.not_yet, 4),
            "by": [round(float(chance), 4) for chance in back.by],
        },
        "value": [
            {"months": age, "beyond": age > made.seen, **_range(one), "over_cost": over and _range(over)}
            for age, one, over in zip(ages, value_at(group, ages), times_cost(group, ages), strict=True)
        ],
    }


def _cohort(made: Study, place: int) -> dict[str, Any]:
    months = made.months
    month = int(months.month[place])
    known = int(months.known[place]) + 1
    new = month >= made.since.since
    return {
        "month": month_name(month),
        "new_customers": new,
        "customers": int(months.size[place]),
        "months_known": known,
        "margin": _values(months.per_customer[place, :known]),
        "bought": _values(months.active[place, :known] / months.size[place]),
        "reckoned": _group(made.of_month(month), made) if new else None,
    }


def _tried(cells: Sequence[Cell]) -> dict[str, Any] | None:
    """None when there are too few months to hide some."""
    if not cells:
        return None
    every = told(cells)
    return {
        "cells": every.cells,
        "error": round(every.error, 4),
        "inside_80": round(every.inside, 4),
        "by_months_ahead": [
            {
                "ahead": one.ahead,
                "cells": one.cells,
                "error": round(one.error, 4),
                "error_of_new": None if one.error_new is None else round(one.error_new, 4),
                "inside_80": round(one.inside, 4),
            }
            for one in by_distance(cells)
        ],
    }


def findings_said(found: Sequence[Finding]) -> list[dict[str, Any]]:
    from otdel.cli.payback_words import sentence

    return [
        {"code": one.reason.code, "said": sentence(one.reason), "refuses": one.refuses, "line": one.line or None}
        for one in found
    ]


def _range(one: Range) -> dict[str, float]:
    return {"middle": _rounded(one.middle), "low80": _rounded(one.low), "high80": _rounded(one.high)}


def _values(values: Floats) -> list[float | None]:
    return [_rounded(value) if np.isfinite(value) else None for value in values]


def _rounded(value: float) -> float:
    return round(float(value), 4)
