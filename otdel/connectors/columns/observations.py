"""Readings of tools (clicks, positions, views): one wide row of an export becomes one row a metric."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns.draft import ARROW, Draft, Values
from otdel.connectors.columns.fields import Evidence, Field, Reshape
from otdel.connectors.columns.headers import split_unit
from otdel.connectors.columns.periods import file_period
from otdel.connectors.columns.report import report
from otdel.connectors.contract import Question, Report, Sheet, TotalsRow
from otdel.kit.facts import OBSERVATIONS, Kind
from otdel.kit.period import Period
from otdel.kit.reason import Reason


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric, the headers that carry it, and its unit: count, position, ratio, hours or an ISO 4217 code.

    The unit "currency" stands for the file's own: its column `currency` (declare it in `extra`), the sign in the
    header, the answer given, or a question when there is money and no word of its currency.
    """

    name: str
    aliases: tuple[str, ...]
    unit: str = "count"
    whole_total: bool = True  # a count's total is the sum of its rows; say False when it is not


def observations(
    name: str,
    title: str,
    *,
    breakdown: str,
    metrics: Sequence[Metric],
    evidence: Evidence,
    subject: tuple[str, ...] = (),
    day: tuple[str, ...] = (),
    extra: Sequence[Field] = (),
    reshape: Reshape | None = None,
    adjust: Callable[[Draft], None] | None = None,
    ask_period: bool = True,
    undated: bool = False,
    total: Callable[[Sheet], TotalsRow | None] | None = None,
) -> Report:
    """Declare an export of readings.

    A row's days are its `day` column, else the file's period (preamble or answer), else a question; with
    `ask_period=False` the days stay null, as they do in rows with an empty day when `undated` is allowed. `adjust` may
    change the wide draft (metrics are its columns "metric:NAME", days "day" and "until") before it is melted; `extra`
    fields fill more columns for it. An empty cell yields no row, and rows of
    empty cells only are counted in a note.
    """
    fields = [Field("subject", subject), Field("day", day), *extra]
    fields += [Field(f"metric:{one.name}", one.aliases, kind=Kind.AMOUNT) for one in metrics]
    summed = [f"metric:{one.name}" for one in metrics if one.unit == "count" and one.whole_total]

    def finish(draft: Draft) -> None:
        settle_days(draft, ask=ask_period, undated=undated)
        if adjust:
            adjust(draft)
        melt(draft, metrics)

    return report(
        name,
        title,
        OBSERVATIONS,
        fields=fields,
        evidence=evidence,
        constants={"breakdown": breakdown},
        reshape=reshape,
        finish=finish,
        total=total,
        summed=summed,
    )


def settle_days(draft: Draft, *, ask: bool = True, undated: bool = False) -> None:
    """Fill `day` and `until` from the day column, else from the file's period."""
    if "day" in draft.columns:
        empty = pc.is_null(draft.columns["day"])
        if not undated:
            draft.set_aside(empty, draft.headers.get("day", "day"), "value_missing")
        found = pc.min_max(draft.columns["day"].filter(pc.invert(draft.bad))).as_py()
        draft.period = draft.period or _between(found["min"], found["max"])
        draft.columns["until"] = next_day(draft.columns["day"])
        return
    if found_period := file_period(draft, ask=ask):
        draft.fill("day", found_period.start)
        draft.fill("until", found_period.end)


def _between(first: date | None, last: date | None) -> Period | None:
    return Period.closed(first, last) if first and last else None


def next_day(days: Values) -> Values:
    return pc.add(days.cast(pa.int32()), pa.scalar(1, pa.int32())).cast(pa.date32())


def melt(draft: Draft, metrics: Sequence[Metric]) -> None:
    """Turn the wide draft long: for every metric, the rows that have a value."""
    good = pc.invert(draft.bad)
    silent = good  # rows nobody has heard from yet
    parts = []
    for one in metrics:
        values = draft.columns.pop(f"metric:{one.name}", None)
        if values is not None:
            parts.append(_long(draft, one, values, pc.and_(good, pc.is_valid(values))))
            silent = pc.and_(silent, pc.is_null(values))
    if parts and (count := pc.sum(silent).as_py()):
        draft.notes.append(Reason.of("rows_without_values", count=count))
    whole = pa.concat_tables(parts) if parts else None
    draft.rows = whole["row"] if whole else pa.array([], pa.int64())
    draft.columns = {name: whole[name] for name in whole.column_names if name != "row"} if whole else {}
    draft.bad = pa.repeat(pa.scalar(value=False), len(draft.rows))


def _long(draft: Draft, one: Metric, values: Values, mask: Values) -> pa.Table:
    length = len(draft.rows)
    names = [column.name for column in draft.shape.columns if column.name in draft.columns]
    table = pa.table([*(draft.columns[name] for name in names), draft.rows, values], names=[*names, "row", "value"])
    table = table.append_column("metric", pa.repeat(pa.scalar(one.name), length))
    table = table.append_column("unit", _unit(draft, one, values))
    return table.filter(mask).cast(_schema(table.column_names))


def _unit(draft: Draft, one: Metric, values: Values) -> Values:
    """The unit of every row of a metric; asks when money has no currency. Zeros need none."""
    if one.unit != "currency":
        return pa.repeat(pa.scalar(one.unit), len(values))
    said = draft.columns.get("currency")
    if said is not None:
        return said
    code = split_unit(draft.headers.get(f"metric:{one.name}", ""))[1] or draft.hints.answers.get("currency", "")
    if not code and pc.any(pc.not_equal(values, 0)).as_py():
        draft.questions.append(Question("currency", "", ()))
    return pa.repeat(pa.scalar(code), len(values))


def _schema(names: Sequence[str]) -> pa.Schema:
    kinds = {column.name: ARROW[column.kind] for column in OBSERVATIONS.columns} | {"row": pa.int64()}
    return pa.schema([(name, kinds[name]) for name in names])
