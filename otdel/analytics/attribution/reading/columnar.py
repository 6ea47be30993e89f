"""Whole paths that lie in columns already: bytes of their texts and arrays of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.attribution.checking import Finding, finding
from otdel.analytics.attribution.reading.asked import Asked, Read
from otdel.analytics.attribution.reading.cells import SAID
from otdel.analytics.attribution.reading.whole import assembled
from otdel.analytics.attribution.shapes import Floats, Whole
from otdel.analytics.attribution.splitting import TooManyChannels, separator_of, split_bytes
from otdel.analytics.mix.reading.marks import mark_of

LOOKED_AT = 1000  # texts that tell the separator


class Columns(NamedTuple):
    """`headers` by what they are; text p of n is `data[starts[p]:starts[p + 1]]`; `numbers` [n], nan where unknown."""

    headers: Mapping[str, str]
    data: NDArray[np.uint8]
    starts: Whole
    numbers: Mapping[str, Floats]


def read_columns(given: Columns, asked: Asked) -> Read:
    """The paths. Rows are counted from 1, for such a file has no lines."""
    count = len(given.starts) - 1
    if not count:
        return Read(None, (finding("no_rows", refuses=True),))
    separator = asked.separator or _separator(given)
    findings: list[Finding] = []
    won = given.numbers.get("conversions", np.ones(count))
    if "conversions" not in given.numbers:
        findings.append(finding("no_conversions_column"))
    good, said = _good(given)
    try:
        steps = split_bytes(given.data, given.starts, separator)
    except TooManyChannels:
        column = given.headers["path"]
        return Read(None, (finding("too_many_channels", column=column, separator=separator, refuses=True),))
    value, more = _value(given, won)
    nulls = np.nan_to_num(given.numbers.get("nulls", np.zeros(count)))
    paths, told = assembled(steps, np.nan_to_num(won), nulls, value, good)
    unit = mark_of(given.headers.get("value", ""))
    return Read(paths, (*findings, *more, *said, *told), "paths", dict(given.headers), separator, unit=unit)


def _separator(given: Columns) -> str:
    starts = given.starts[: LOOKED_AT + 1]
    return separator_of([bytes(given.data[a:b]).decode(errors="replace") for a, b in pairwise(starts)])


def _good(given: Columns) -> tuple[NDArray[np.bool_], list[Finding]]:
    """Rows without a number below zero, endless, or missing where it is needed."""
    good, said = np.ones(len(given.starts) - 1, dtype=bool), []
    for what, values in given.numbers.items():
        bad = {"negative": values < 0, "bad_number": np.isinf(values)}
        if what == "conversions":
            bad["blank"] = np.isnan(values)
        for code, where in bad.items():
            rows = np.flatnonzero(where)
            good[rows] = False
            name = given.headers[what]
            said += [finding(code, line=int(row) + 1, column=name, text=f"{values[row]:g}") for row in rows[:SAID]]
            if len(rows) > SAID:
                said.append(finding("more", line=int(rows[SAID]) + 1, column=name, count=len(rows) - SAID))
    return good, said


def _value(given: Columns, won: Floats) -> tuple[Floats | None, list[Finding]]:
    raw = given.numbers.get("value")
    if raw is None or not np.nansum(raw):
        return None, [finding("no_value")]
    missing = np.flatnonzero(np.isnan(raw) & (won > 0))
    name = given.headers["value"]
    found = (
        [finding("value_missing", line=int(missing[0]) + 1, column=name, count=len(missing))] if len(missing) else []
    )
    return np.where(won > 0, np.nan_to_num(raw), 0.0), found
