"""From dated rows to a series of equal steps: repeated dates, mixed steps and gaps are found, never smoothed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

import numpy as np

from otdel.analytics.forecast.checking import Finding, finding
from otdel.analytics.forecast.shapes import Series, Step

MONTH_LENGTHS, QUARTER_LENGTHS = range(28, 32), range(89, 93)
LONGEST = 20_000  # steps
LONG_RUN = {"week": 4, "month": 3}  # gaps of a longer step one after another, from which days are mixed with it


@dataclass(frozen=True, slots=True)
class Row:
    """`value` None where the cell is empty; `line` of the file."""

    day: date
    value: float | None
    line: int = 0


def series_of(rows: Sequence[Row], *, name: str = "", unit: str = "") -> tuple[Series | None, tuple[Finding, ...]]:
    """The series, or None with the finding that refuses it. Empty cells before the first value and after the last are
    not known yet: they are no gaps, and the forecast begins where the values end."""
    once, found = _once(rows)
    if any(one.refuses for one in found):
        return None, tuple(found)
    filled = sorted(row.day for row in once.values() if row.value is not None)
    if not filled:
        return None, (*found, finding("no_values", refuses=True))
    days = [day for day in sorted(once) if filled[0] <= day <= filled[-1]]
    step = _step(days)
    if isinstance(step, Finding):
        return None, (*found, step)
    first = _first_of(days[0], step)
    count = step.between(first, _first_of(days[-1], step)) + 1
    if count > LONGEST:
        return None, (*found, finding("bad_dates", first=days[0].isoformat(), last=days[-1].isoformat(), refuses=True))
    values = np.full(count, np.nan)
    for day in days:
        value = once[day].value
        values[step.between(first, _first_of(day, step))] = np.nan if value is None else value
    return Series(first, step, values, name, unit), tuple(found)


def _once(rows: Sequence[Row]) -> tuple[dict[date, Row], list[Finding]]:
    """A row a date. The same value twice is one; different values of a date cannot be chosen between."""
    once: dict[date, Row] = {}
    same: list[Row] = []
    other: list[Row] = []
    for row in rows:
        before = once.setdefault(row.day, row)
        if before is not row:
            (same if before.value == row.value else other).append(row)
    found = []
    if other:
        found.append(_twice("duplicated_dates", other, refuses=True))
    if same:
        found.append(_twice("repeated_rows", same, refuses=False))
    return once, found


def _twice(code: str, rows: Sequence[Row], *, refuses: bool) -> Finding:
    first = rows[0]
    return finding(code, refuses=refuses, line=first.line, count=len(rows), day=first.day.isoformat(), at=first.line)


def _step(days: Sequence[date]) -> Step | Finding:
    """Days, weeks, months or quarters, as most steps between dates tell; a step that fits no whole number refuses."""
    lengths = Counter((after - before).days for before, after in pairwise(days))
    if not lengths:
        return Step.DAY
    usual, often = lengths.most_common(1)[0]
    by_month = sum(count for length, count in lengths.items() if length in MONTH_LENGTHS)
    by_quarter = sum(count for length, count in lengths.items() if length in QUARTER_LENGTHS)
    if by_quarter > len(days) / 2:
        found, off = Step.QUARTER, [length for length in lengths if length < min(QUARTER_LENGTHS)]
    elif by_month > len(days) / 2 and len({day.day for day in days if day.day < 28}) <= 1:
        found, off = Step.MONTH, [length for length in lengths if length < min(MONTH_LENGTHS)]
    elif usual % 7 == 0 and often > len(days) / 3:
        found, off = Step.WEEK, [length for length in lengths if length % 7]
    else:
        found, off = Step.DAY, _longer_runs(days)
    return finding("mixed_frequency", first=usual, second=min(off), refuses=True) if off else found


def _longer_runs(days: Sequence[date]) -> list[int]:
    """Gaps of weeks or months that are many or stand one after another among days: the step changes on the way."""
    gaps = [(after - before).days for before, after in pairwise(days)]
    weeks = max((len(list(run)) for alike, run in groupby(gaps, lambda gap: gap == 7) if alike), default=0)
    months = [list(run) for alike, run in groupby(gaps, lambda gap: gap in MONTH_LENGTHS) if alike]
    found = [7] if gaps.count(7) > max(8, len(days) / 5) or weeks >= LONG_RUN["week"] else []
    return found + [run[0] for run in months if len(run) >= LONG_RUN["month"]]


def _first_of(day: date, step: Step) -> date:
    """The first day of its step: months and quarters begin on their first day, weeks where the file has them."""
    if step is Step.MONTH:
        return day.replace(day=1)
    if step is Step.QUARTER:
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day
