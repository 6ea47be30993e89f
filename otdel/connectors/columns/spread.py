"""Rows that speak for several days, spread evenly over them so that every sum stays exact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.draft import ARROW, Draft, Values
from otdel.connectors.columns.fields import Refusal
from otdel.connectors.columns.periods import file_period
from otdel.kit.facts import Kind
from otdel.kit.money import spread
from otdel.kit.period import Period
from otdel.kit.reason import Reason

MOST_ROWS = 5_000_000
Span = tuple[date, date] | None  # [from, to)


def spend_days(draft: Draft) -> None:
    """Give every row of a spend draft its day.

    In this order: the day column; the extras "starts" and "ends" (days, both in); "week" (its first day) and "month"
    (any day of it), cut to the file's period; the file's period itself. Rows of several days are spread evenly.
    """
    if "day" in draft.columns:
        single_days(draft)
    elif "starts" in draft.columns:
        spread_rows(draft, _between(draft, draft.columns["starts"], draft.columns.get("ends")))
    elif "week" in draft.columns:
        spread_rows(draft, _cut(draft, [_week(one) for one in draft.columns["week"].to_pylist()]))
    elif "month" in draft.columns:
        spread_rows(draft, _cut(draft, [_month(one) for one in draft.columns["month"].to_pylist()]))
    elif found := file_period(draft):
        spread_rows(draft, [(found.start, found.end)] * len(draft.rows))


def single_days(draft: Draft) -> None:
    """A daily report: a row without its day is set aside. Its period is told later, by the rows that are left."""
    days = draft.columns["day"]
    draft.set_aside(pc.is_null(days), draft.headers.get("day", "day"), "value_missing")
    draft.fill("spread_days", 1)


def _between(draft: Draft, starts: Values, ends: Values | None) -> list[Span]:
    firsts = starts.to_pylist()
    lasts = firsts if ends is None else ends.to_pylist()
    return [_span(draft, first, last or first) for first, last in zip(firsts, lasts, strict=True)]


def _span(draft: Draft, first: date | None, last: date | None) -> Span:
    return (first, last + timedelta(days=1)) if first and last and last >= first else None


def _week(first: date | None) -> Span:
    return (first, first + timedelta(days=7)) if first else None


def _month(any_day: date | None) -> Span:
    if not any_day:
        return None
    month = Period.month(any_day.year, any_day.month)
    return month.start, month.end


def _cut(draft: Draft, spans: Sequence[Span]) -> list[Span]:
    """The first and last week or month of a report end where the report does."""
    whole = file_period(draft, ask=False)
    draft.notes[:] = [note for note in draft.notes if note.code != "day_unknown"]
    if whole is None:
        return list(spans)
    return [
        (max(span[0], whole.start), min(span[1], whole.end))
        if span and span[0] < whole.end and span[1] > whole.start
        else span
        for span in spans
    ]


def spread_rows(draft: Draft, spans: Sequence[Span]) -> None:
    """Turn each row into one row a day of its span; a row without a span is set aside."""
    header = draft.headers.get("starts") or draft.headers.get("week") or draft.headers.get("month") or "day"
    draft.set_aside(pa.array([span is None for span in spans], pa.bool_()), header, "value_missing")
    for column in draft.shape.columns:  # now, while a row is still one row
        if column.required and column.additive and column.name in draft.columns:
            draft.set_aside(
                pc.is_null(draft.columns[column.name]), draft.headers.get(column.name, column.name), "value_missing"
            )
    counts = [(span[1] - span[0]).days if span else 1 for span in spans]
    if sum(counts) > MOST_ROWS:
        raise Refusal(Reason.of("too_many_days", rows=len(counts), days=max(counts)))
    if known := [span for span, bad in zip(spans, draft.bad.to_pylist(), strict=True) if span and not bad]:
        draft.period = Period(min(span[0] for span in known), max(span[1] for span in known))
    if any(count > 1 for count in counts):
        draft.notes.append(Reason.of("spread_over_days", days=max(counts)))
    _explode(draft, spans, counts)


def _explode(draft: Draft, spans: Sequence[Span], counts: Sequence[int]) -> None:
    index = pa.array([place for place, count in enumerate(counts) for _ in range(count)], pa.int64())
    additive = {column.name: column.kind for column in draft.shape.columns if column.additive}
    for name, values in draft.columns.items():
        if name in additive:
            draft.columns[name] = _share(values, counts, additive[name])
        else:
            draft.columns[name] = pc.take(values, index)
    days = [
        span[0] + timedelta(days=n) if span else None
        for span, count in zip(spans, counts, strict=True)
        for n in range(count)
    ]
    draft.columns["day"] = pa.array(days, pa.date32())
    draft.columns["spread_days"] = pa.array([count for count in counts for _ in range(count)], pa.int64())
    draft.rows, draft.bad = pc.take(draft.rows, index), pc.take(draft.bad, index)


def _share(values: Values, counts: Sequence[int], kind: Kind) -> pa.Array:
    parts: list[Decimal | int | None] = []
    for value, count in zip(values.to_pylist(), counts, strict=True):
        if value is None:
            parts += [None] * count
        elif kind is Kind.INTEGER:
            parts += [value * (n + 1) // count - value * n // count for n in range(count)]
        else:
            parts += spread(value, count)
    return pa.array(parts, ARROW[kind])
