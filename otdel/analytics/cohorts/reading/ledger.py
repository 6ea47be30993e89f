"""Transactions as purchases: who, when, how much, through what; every row left out is counted and named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.cohorts.checking import Finding, finding, refused
from otdel.analytics.cohorts.reading.cells import EPOCH, days_of, numbers_of
from otdel.analytics.cohorts.reading.columns import NOBODY, bare, dates_of, found, named, shown
from otdel.analytics.cohorts.shapes import Floats, Purchases
from otdel.analytics.mix.reading.asked import Table

OLDEST = 366 * 20  # days before the last one
NO_CHANNEL = "(none)"
MANY, LARGE = 50, 0.1  # rows from which one is large when it brings so much of everything


@dataclass(frozen=True, slots=True)
class Asked:
    """Columns by name, guessed when empty; `value` may be a product, as "Quantity*UnitPrice".

    `margin` is the share of the value that is margin; None takes the column as it is.
    """

    customer: str = ""
    dates: str = ""
    value: str = ""
    channel: str = ""
    margin: float | None = None
    decimal: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """`rows` when they can be used; `columns` tells which column was taken for what; `count` rows were read."""

    rows: Purchases | None
    found: tuple[Finding, ...]
    currency: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    count: int = 0
    customers: int = 0


@dataclass(slots=True, eq=False)
class _Raw:
    table: Table
    days: Floats
    values: Floats
    currency: str
    customer: list[str]
    said: list[Finding]

    def left_out(self, code: str, column: str, rows: NDArray[np.bool_], today: str = "") -> NDArray[np.bool_]:
        """Says what is left out, and answers with what is kept."""
        if rows.any():
            line, total = self.table.lines[int(rows.argmax())], float(np.nansum(self.values[rows]))
            amount = f"{total:.2f}".rstrip("0").rstrip(".")
            more = {"count": int(rows.sum()), "amount": amount, "today": today}
            self.said.append(finding(code, line=line, column=column, **more))  # type: ignore[arg-type]
        return ~rows


def read_ledger(table: Table, asked: Asked, today: date) -> Ledger:
    """Rows after `today` are left out: what has not happened yet was not bought."""
    if not table.rows:
        return Ledger(None, (finding("nothing_left", refuses=True),))
    places = _places(table, asked)
    wrong = [one for one in places.values() if isinstance(one, Finding)]
    if wrong:
        return Ledger(None, tuple(wrong))
    at = {name: place for name, place in places.items() if isinstance(place, int)}
    days, said = days_of(table, at["date"])
    values, currency, more = _values(table, at, asked)
    raw = _Raw(table, days, values, asked.currency or currency, table.column(at["customer"]), [*said, *more])
    _own_currency(raw, at)
    columns = {name: table.header[place] for name, place in at.items()}
    if refused(raw.said):
        return Ledger(None, tuple(raw.said), columns=columns)
    kept = _kept(raw, at, today)
    if not kept.any():
        return Ledger(None, (*raw.said, finding("nothing_left", refuses=True)), raw.currency, columns)
    return _ledger(raw, at, kept, asked, columns)


def _places(table: Table, asked: Asked) -> dict[str, int | Finding]:
    """Of every column; a missing one that is needed is a finding that refuses."""
    places: dict[str, int | Finding] = {"date": dates_of(table, asked.dates)}
    for what, name in (("customer", asked.customer), ("channel", asked.channel)):
        place = named(table, name) if name else found(table, what)
        if place is not None:
            places[what] = place
    if "customer" not in places:
        places["customer"] = finding("no_customer", known=shown(table), refuses=True)
    return {**places, **_value_places(table, asked.value), **_optional(table)}


def _optional(table: Table) -> dict[str, int | Finding]:
    return {what: place for what in ("currency", "order") if (place := found(table, what)) is not None}


def _value_places(table: Table, name: str) -> dict[str, int | Finding]:
    if "*" in name:
        first, _, second = name.partition("*")
        return {"value": named(table, first.strip()), "times": named(table, second.strip())}
    if name:
        return {"value": named(table, name)}
    for what in ("margin", "value"):
        if (place := found(table, what)) is not None:
            return {"value": place}
    quantity, price = found(table, "quantity"), found(table, "price")
    if quantity is not None and price is not None:
        return {"value": quantity, "times": price}
    if price is not None:
        return {"value": price}
    return {"value": finding("no_value", known=shown(table), refuses=True)}


def _values(table: Table, at: dict[str, int], asked: Asked) -> tuple[Floats, str, list[Finding]]:
    values, currency, said = numbers_of(table, at["value"], asked.decimal)
    if "times" in at:
        other, more, wrong = numbers_of(table, at["times"], asked.decimal)
        sign = np.where((values < 0) & (other < 0), -1.0, 1.0)  # a refund written twice is one refund
        values, currency, said = values * other * sign, currency or more, [*said, *wrong]
    if asked.margin is None and bare(table.header[at["value"]]) not in _margins():
        said.append(finding("no_margin", column=table.header[at["value"]]))
    return values * (1.0 if asked.margin is None else asked.margin), currency, said


def _margins() -> Sequence[str]:
    from otdel.analytics.cohorts.reading.columns import KNOWN

    return KNOWN["margin"].split()


def _own_currency(raw: _Raw, at: dict[str, int]) -> None:
    """A column of currencies has to name one."""
    if "currency" not in at:
        return
    name = raw.table.header[at["currency"]]
    for cell, line in zip(raw.table.column(at["currency"]), raw.table.lines, strict=True):
        code = cell.upper()
        if code and raw.currency and code != raw.currency:
            values = {"column": name, "first": raw.currency, "second": code[:10]}
            raw.said.append(finding("two_currencies", line=line, refuses=True, **values))
            return
        raw.currency = raw.currency or code


def _kept(raw: _Raw, at: dict[str, int], today: date) -> NDArray[np.bool_]:
    header = raw.table.header
    good = np.isfinite(raw.days) & np.isfinite(raw.values)
    nobody = np.array([cell.casefold() in NOBODY for cell in raw.customer])
    good &= raw.left_out("no_id", header[at["customer"]], nobody & good)
    end = today.toordinal() - EPOCH
    good &= raw.left_out("future", header[at["date"]], good & (raw.days > end), today=today.isoformat())
    if good.any():
        old = good & (raw.days < raw.days[good].max() - OLDEST)
        good &= raw.left_out("too_old", header[at["date"]], old)
    good &= _once(raw, at, good)
    _order_and_refunds(raw, at, good)
    _largest(raw, at, good)
    return good


def _once(raw: _Raw, at: dict[str, int], good: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows equal in every cell: once when they carry the same number of an order, both when nothing tells."""
    seen: set[tuple[str, ...]] = set()
    again = np.zeros(len(good), dtype=bool)
    for row in np.flatnonzero(good):
        cells = raw.table.rows[row]
        again[row] = cells in seen
        seen.add(cells)
    if "order" in at:
        return raw.left_out("repeated", raw.table.header[at["order"]], again)
    raw.left_out("repeated_kept", raw.table.header[at["customer"]], again)
    return np.ones(len(good), dtype=bool)


def _order_and_refunds(raw: _Raw, at: dict[str, int], good: NDArray[np.bool_]) -> None:
    days = np.where(good, raw.days, np.nan)
    known = np.flatnonzero(good)
    steps = np.diff(days[known])
    if (steps < 0).any() and (steps > 0).any():
        place = int(known[1:][steps < 0][0])
        said = finding("unordered", line=raw.table.lines[place], column=raw.table.header[at["date"]])
        raw.said.append(said)
    raw.left_out("refunds", raw.table.header[at["value"]], good & (raw.values < 0))  # kept all the same


def _largest(raw: _Raw, at: dict[str, int], good: NDArray[np.bool_]) -> None:
    """One row that is a good part of everything is named: it may be a slip, and it rules its cohort."""
    brought = np.where(good, np.maximum(raw.values, 0), 0)
    total, row = float(brought.sum()), int(brought.argmax())
    if good.sum() >= MANY and brought[row] > LARGE * total:
        column, percent = raw.table.header[at["value"]], round(100 * float(brought[row]) / total)
        raw.said.append(finding("whale", line=raw.table.lines[row], column=column, percent=percent))


def _ledger(raw: _Raw, at: dict[str, int], kept: NDArray[np.bool_], asked: Asked, columns: dict[str, str]) -> Ledger:
    rows = np.flatnonzero(kept)
    who, customer = np.unique(np.array(raw.customer, dtype=object)[rows].astype(str), return_inverse=True)
    channels: tuple[str, ...] = ("",)
    channel = np.zeros(len(rows), dtype=np.int64)
    if "channel" in at:
        cells = np.array([cell or NO_CHANNEL for cell in raw.table.column(at["channel"])])[rows]
        names, channel = np.unique(cells, return_inverse=True)
        channels = tuple(str(name) for name in names)
    purchases = Purchases(
        customer.astype(np.int64), raw.days[rows].astype(np.int64), raw.values[rows], channel.astype(np.int64), channels
    )
    return Ledger(purchases, tuple(raw.said), raw.currency, columns, len(raw.table.rows), len(who))
