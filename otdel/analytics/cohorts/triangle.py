"""From purchases to the triangle: whose first purchase was when and through what, and what each month brought."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.cohorts.counting import opening, tables, together
from otdel.analytics.cohorts.shapes import Ints, Purchases, Triangle, month_of


@dataclass(frozen=True, slots=True, eq=False)
class Firsts:
    """By customer code: `month` and `channel` of the first purchase, -1 where there is none.

    `refunded_first` are customers whose first row is a refund: they bought before the file begins.
    """

    month: Ints
    channel: Ints
    refunded_first: NDArray[np.bool_]


def firsts(rows: Purchases) -> Firsts:
    """A refund is no first purchase; of one day's rows purchases go before refunds, and else the file's order holds."""
    row = opening(rows.customer, rows.day, rows.margin, _count(rows))
    seen = row >= 0
    refunded = seen & (rows.margin[row] < 0) if len(rows.margin) else seen
    joined = np.flatnonzero(seen & ~refunded)
    month, channel = np.full(len(row), -1, dtype=np.int64), np.full(len(row), -1, dtype=np.int64)
    month[joined], channel[joined] = month_of(rows.day[row[joined]]), rows.channel[row[joined]]
    return Firsts(month, channel, refunded)


def triangle(rows: Purchases, last: int, *, by_channel: bool = True) -> Triangle:
    """Of all rows up to the end of month `last`. Customers who first came back with a refund are left out."""
    first = firsts(rows)
    channel = first.channel if by_channel else np.zeros_like(first.channel)
    joined = np.flatnonzero((first.month >= 0) & (first.month <= last))
    keys, place = _numbered(first.month[joined] * len(rows.channels) + channel[joined])
    cohort = np.full(len(first.month), -1, dtype=np.int64)
    cohort[joined] = place
    months, channels = keys // len(rows.channels), keys % len(rows.channels)
    ages = int(last - months.min()) + 1 if len(keys) else 1
    order, starts = together(rows.customer, len(cohort))
    month = np.where(rows.day < _day_after(last), month_of(rows.day), np.iinfo(np.int32).max)
    cells, later = tables(order, starts, month, rows.margin, first.month, cohort, len(keys), ages)
    cells[:, np.arange(ages) > (last - months)[:, None]] = np.nan
    size = np.bincount(place, minlength=len(keys)).astype(np.float64)
    names = rows.channels if by_channel else ("",)
    return Triangle(months, channels, names, size, cells[0], cells[1], cells[2], later, last)


def _numbered(keys: Ints) -> tuple[Ints, Ints]:
    """The different keys in order, and the place of each [n]: by counting, as they lie close together."""
    if not len(keys):
        return keys, keys
    least = int(keys.min())
    present = np.bincount(keys - least) > 0
    places = np.cumsum(present) - 1
    return np.flatnonzero(present) + least, places[keys - least]


def _count(rows: Purchases) -> int:
    return int(rows.customer.max()) + 1 if len(rows.customer) else 0


def _day_after(month: int) -> int:
    """The first day of the next month."""
    return int((np.datetime64("0000-01", "M") + np.int64(month + 1)).astype("datetime64[D]").astype(np.int64))
