"""A table as the data of a mix model, or the faults that forbid it; nothing is filled in that nobody said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from otdel.analytics.mix import holidays
from otdel.analytics.mix.checking import Fault, fault
from otdel.analytics.mix.reading.asked import Asked, Read, Table
from otdel.analytics.mix.reading.columns import place_of, places_of
from otdel.analytics.mix.reading.days import DAY_FIRST, NotADay, column_of_days, day, order_of
from otdel.analytics.mix.reading.marks import without_mark
from otdel.analytics.mix.reading.steps import Steps, steps
from otdel.analytics.mix.reading.values import Column, column_of, decimal_of, other_currencies
from otdel.analytics.mix.shapes import MixData

TOTALS = ("total", "sum", "итого", "всего", "разом", "усього", "всього", "підсумок")
COUNTED = (
    "conversion", "order", "lead", "deal", "install", "signup", "sign_up", "customer", "client", "user", "visit",
    "count", "number", "quantity", "units", "конверси", "конверсі", "заказ", "замовлен", "лид", "лід", "заявк",
    "сделк", "угод", "клиент", "клієнт", "количеств", "кількіст",
)  # fmt: skip
MONEY = (
    "revenue", "sales", "margin", "profit", "income", "turnover", "gmv", "value", "выручк", "виручк", "доход", "дохід",
    "оборот", "марж", "прибыл", "прибут", "продаж",
)  # fmt: skip
NAMED = 5


def read(table: Table, asked: Asked) -> Read:
    """Everything wrong with the table is in the answer, each with its week, column and line."""
    if not table.rows:
        return Read(None, (fault("mix_no_rows", refuses=True),))
    places, faults = _columns(table, asked)
    if faults:
        return Read(None, tuple(faults))
    table, left_out = _without_totals(table, places[0])
    days, undated = _days(table, places[0])
    if undated:
        return Read(None, (*left_out, *undated))
    return _of_days(table, places, days, left_out, asked)


def _columns(table: Table, asked: Asked) -> tuple[tuple[int, int, list[int], list[int]], list[Fault]]:
    """The places of days, target, spend and controls."""
    spend, faults = places_of(table.header, asked.spend)
    controls, more = places_of(table.header, asked.controls)
    target, dates = place_of(table.header, asked.target), _dates(table, asked.dates)
    faults += [*more, *(one for one in (target, dates) if isinstance(one, Fault))]
    if isinstance(target, Fault) or isinstance(dates, Fault):
        return (0, 0, [], []), faults
    spend = [place for place in spend if place not in (target, dates) or "*" not in "".join(asked.spend)]
    for place in {target, dates} & {*spend, *controls} | {*spend} & {*controls}:
        faults.append(fault("mix_column_of_two_kinds", column=table.header[place], refuses=True))
    if not spend and not faults:
        faults.append(fault("mix_no_channels", refuses=True))
    return (dates, target, spend, controls), faults


def _dates(table: Table, name: str) -> int | Fault:
    if name:
        return place_of(table.header, name)
    found = column_of_days([table.column(place) for place in range(len(table.header))])
    return fault("mix_no_dates", refuses=True) if found is None else found


def _without_totals(table: Table, dates: int) -> tuple[Table, list[Fault]]:
    """Rows that are blank or the file's own totals are no weeks."""
    said = table.column(dates)
    blank = [not any(cell.strip() for cell in row) for row in table.rows]
    total = [cell.casefold().rstrip(":").startswith(TOTALS) for cell in said]
    kept = [row for row in range(len(said)) if not blank[row] and not total[row]]
    faults = [
        fault("mix_total_row", line=table.lines[row], column=table.header[dates])
        for row in range(len(said))
        if total[row]
    ]
    rows, lines = tuple(table.rows[row] for row in kept), tuple(table.lines[row] for row in kept)
    return Table(table.header, rows, lines), faults


def _days(table: Table, place: int) -> tuple[list[date], list[Fault]]:
    cells, name = table.column(place), table.header[place]
    order, faults, found = order_of(cells), [], []
    if not order:
        unclear = next((line for line, cell in zip(table.lines, cells, strict=True) if not cell[:4].isdigit()), 0)
        return [], [fault("mix_dates_unclear", column=name, line=unclear, refuses=True)]
    for cell, line in zip(cells, table.lines, strict=True):
        try:
            found.append(day(cell, order or DAY_FIRST))
        except NotADay:
            faults.append(fault("mix_not_a_day", column=name, line=line, text=cell[:40], refuses=True))
    if not cells:
        faults.append(fault("mix_no_rows", refuses=True))
    return found, faults[:NAMED]


def _of_days(
    table: Table, places: tuple[int, int, list[int], list[int]], days: list[date], faults: list[Fault], asked: Asked
) -> Read:
    dates, target_at, spend_at, controls_at = places
    decimal = decimal_of(table, [target_at, *spend_at, *controls_at], asked.decimal)
    if isinstance(decimal, Fault):
        return Read(None, (*faults, decimal))
    target = column_of(table, target_at, days, decimal)
    spend = [column_of(table, place, days, decimal) for place in spend_at]
    controls = [column_of(table, place, days, decimal) for place in controls_at]
    wrong = [found for one in (target, *spend, *controls) for found in one.faults]
    wrong += [*other_currencies(target, spend), *_blanks(target, spend, controls, days, table.lines, asked)]
    stepped = steps(days, table.lines, [value is not None for value in target.values])
    faults = [*faults, *wrong, *_open_weeks(target, days, table.lines), *stepped.faults]
    if not stepped.rows and not any(one.refuses for one in faults):
        faults.append(fault("mix_no_rows", refuses=True))
    if any(one.refuses for one in faults):
        return Read(None, tuple(faults), table.header[dates])
    data, more = _data(target, spend, controls, days, stepped, asked)
    lines = tuple(table.lines[row] for row in stepped.rows)
    return Read(data, (*faults, *more), table.header[dates], lines)


def _blanks(
    target: Column,
    spend: Sequence[Column],
    controls: Sequence[Column],
    days: Sequence[date],
    lines: Sequence[int],
    asked: Asked,
) -> Iterator[Fault]:
    """An empty cell is not a zero. In rows without a target it does not matter."""
    bad = {one.line for column in (*spend, *controls) for one in column.faults}
    for code, columns in (("mix_blank_spend", spend), ("mix_blank_control", controls)):
        for column in columns:
            if code == "mix_blank_spend" and asked.blank_is_zero:
                column.values = [0.0 if value is None else value for value in column.values]
            empty = [row for row, value in enumerate(column.values) if value is None and target.values[row] is not None]
            empty = [row for row in empty if lines[row] not in bad]
            for row in empty[:1]:
                yield fault(code, week=days[row], column=column.name, line=lines[row], cells=len(empty), refuses=True)


def _open_weeks(target: Column, days: Sequence[date], lines: Sequence[int]) -> Iterator[Fault]:
    """Weeks of spend without a target are left out, and said."""
    bad = {one.line for one in target.faults}
    empty = [row for row, value in enumerate(target.values) if value is None and lines[row] not in bad]
    if empty:
        first = min(empty, key=lambda row: days[row])
        yield fault("mix_blank_target", week=days[first], column=target.name, line=lines[first], cells=len(empty))


def _data(
    target: Column,
    spend: Sequence[Column],
    controls: Sequence[Column],
    days: Sequence[date],
    stepped: Steps,
    asked: Asked,
) -> tuple[MixData | None, list[Fault]]:
    starts = tuple(days[row] for row in stepped.rows)
    try:
        names, shares = holidays.columns(asked.country, starts, stepped.days)
    except holidays.UnknownCountry:
        known = ", ".join(sorted(holidays.COUNTRIES))
        return None, [fault("mix_unknown_country", country=asked.country, known=known, refuses=True)]
    kind = asked.kind or kind_of(target.name, target.currency)
    data = MixData(
        starts=starts,
        step_days=stepped.days,
        target=_block([target], stepped.rows)[:, 0],
        channels=tuple(without_mark(one.name) for one in spend),
        spend=_block(spend, stepped.rows),
        target_name=without_mark(target.name),
        target_is_money=kind != "count",
        currency=next((one.currency for one in (*spend, target) if one.currency), ""),
        control_names=tuple(one.name for one in controls),
        controls=_block(controls, stepped.rows),
        holiday_names=names,
        holidays=shares,
    )
    guessed = [] if kind else [fault("mix_kind_guessed", column=target.name)]
    return data, guessed


def _block(columns: Sequence[Column], rows: Sequence[int]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """[n, columns]; a blank that slipped through would be NaN here, and `check` refuses it."""
    return np.array([[column.values[row] for column in columns] for row in rows], dtype=float).reshape(
        len(rows), len(columns)
    )


def kind_of(name: str, currency: str) -> str:
    """ "money" or "count" as the header's words tell; empty when they do not."""
    word = name.casefold()
    if currency or any(part in word for part in MONEY):
        return "money"
    return "count" if any(part in word for part in COUNTED) else ""
