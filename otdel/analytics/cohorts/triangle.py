"""From purchases to the triangle: whose first purchase was when and through what, and what each month brought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.cohorts.shapes import Floats, Ints, Purchases, Triangle, month_of


@dataclass(frozen=True, slots=True, eq=False)
class Firsts:
    """By customer code: `month` and `channel` of the first row that is no refund, -1 where there is none.

    `refunded_first` are customers whose first row is a refund: they bought before the file begins.
    """

    month: Ints
    channel: Ints
    refunded_first: NDArray[np.bool_]


def firsts(rows: Purchases) -> Firsts:
    """A refund is no first purchase; of one day's rows purchases go before refunds, and else the file's order holds."""
    count = int(rows.customer.max()) + 1 if len(rows.customer) else 0
    order = np.lexsort((rows.margin < 0, rows.day))
    customer, margin = rows.customer[order], rows.margin[order]
    bought = margin >= 0
    month = np.full(count, -1, dtype=np.int64)
    channel = np.full(count, -1, dtype=np.int64)
    sign = np.zeros(count)
    months = month_of(rows.day[order])
    backwards = slice(None, None, -1)  # the last one written stays
    month[customer[bought][backwards]] = months[bought][backwards]
    channel[customer[bought][backwards]] = rows.channel[order][bought][backwards]
    sign[customer[backwards]] = margin[backwards]
    return Firsts(month, channel, np.asarray(sign < 0))


def triangle(rows: Purchases, last: int, *, by_channel: bool = True) -> Triangle:
    """Of all rows up to the end of month `last`. Customers who first came back with a refund are left out."""
    first = firsts(rows)
    own = np.where(first.refunded_first, -1, first.month)
    channel = first.channel if by_channel else np.zeros_like(first.channel)
    channels = rows.channels if by_channel else ("",)
    month = month_of(rows.day)
    joined = (own >= 0) & (own <= last)
    kept = joined[rows.customer] & (month <= last)
    kept &= month >= own[rows.customer]
    keys, cohort = np.unique(np.stack([own[joined], channel[joined]], axis=1), axis=0, return_inverse=True)
    place = np.full(len(own), -1, dtype=np.int64)
    place[joined] = cohort.reshape(-1)
    if not len(keys):
        keys = np.zeros((0, 2), dtype=np.int64)
    ages = int(last - keys[:, 0].min()) + 1 if len(keys) else 1
    customer = rows.customer[kept]
    cells = _cells(customer, month[kept] - own[customer], rows.margin[kept], ages)
    return _filled(keys, channels, place, cells, last, ages)


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Months in which a customer did anything: who, at which age, and the margin of all rows together."""

    customer: Ints
    age: Ints
    margin: Floats


def _cells(customer: Ints, age: Ints, margin: Floats, ages: int) -> _Cells:
    key = customer * ages + age
    order = np.argsort(key, kind="stable")
    sorted_keys = key[order]
    starts = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]]) if len(key) else np.zeros(0, np.int64)
    sums = np.add.reduceat(margin[order], starts) if len(key) else np.zeros(0)
    found = sorted_keys[starts]
    return _Cells(found // ages, found % ages, sums)


def _filled(keys: Ints, channels: tuple[str, ...], place: Ints, cells: _Cells, last: int, ages: int) -> Triangle:
    count = len(keys)
    cohort = place[cells.customer]
    at = cohort * ages + cells.age

    def table(weights: Floats) -> Floats:
        found = np.bincount(at, weights, minlength=count * ages).reshape(count, ages)
        return np.asarray(np.where(np.arange(ages) <= (last - keys[:, 0])[:, None], found, np.nan))

    size = np.bincount(place[place >= 0], minlength=count).astype(np.float64)
    bought = (cells.margin > 0).astype(np.float64)
    return Triangle(
        keys[:, 0], keys[:, 1], channels, size,
        table(cells.margin), table(bought), table(cells.margin**2), _later(cells, place, count), last,
    )  # fmt: skip


def _later(cells: _Cells, place: Ints, count: int) -> Floats:
    after = cells.age > 0
    totals = np.bincount(cells.customer[after], cells.margin[after], minlength=len(place))
    joined = place >= 0
    return np.asarray(np.bincount(place[joined], totals[joined] ** 2, minlength=count), dtype=np.float64)


def pooled(cohorts: Triangle, kept: NDArray[np.bool_], what: Callable[[Triangle], Floats]) -> tuple[Floats, Floats]:
    """Sum of `what` over cohorts by age, and the customers of those cohorts that are known at that age [A], [A]."""
    table, size = what(cohorts)[kept], cohorts.size[kept]
    seen = np.isfinite(table)
    return np.nansum(table, axis=0), (seen * size[:, None]).sum(axis=0)
