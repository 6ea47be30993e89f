"""What cohorts are reckoned from and with: purchases as columns, and the triangle of what is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SPAN = 10_000  # days: no ledger is longer


@dataclass(frozen=True, slots=True, eq=False)
class Purchases:
    """Rows of a ledger in any order: `customer` and `channel` [n] are codes from 0, `margin` [n] < 0 is a refund.

    `day` [n] counts days from 1970-01-01. `channels` names the codes; a file without channels has one, named "".
    """

    customer: Ints
    day: Ints
    margin: Floats
    channel: Ints
    channels: tuple[str, ...] = ("",)

    def up_to(self, day: int) -> Purchases:
        """The same ledger as it was at the end of that day."""
        kept = self.day <= day
        return Purchases(self.customer[kept], self.day[kept], self.margin[kept], self.channel[kept], self.channels)


@dataclass(frozen=True, slots=True, eq=False)
class Triangle:
    """Cohorts [C] by age in months [A], age 0 being the month of the first purchase; nan where nobody can know yet.

    `month` [C] counts months from year 0 (year * 12 + month - 1), `size` [C] customers, `sums` [C, A] their margin in
    that month, `active` [C, A] how many bought, `squares` [C, A] the sum of squares over customers of their margin,
    `later` [C] the sum of squares over customers of all their margin after age 0. `last` is the last whole month.
    """

    month: Ints
    channel: Ints
    channels: tuple[str, ...]
    size: Floats
    sums: Floats
    active: Floats
    squares: Floats
    later: Floats
    last: int

    @property
    def known(self) -> Ints:
        """The oldest age of each cohort of which all is known [C]."""
        return np.asarray(self.last - self.month, dtype=np.int64)

    @property
    def per_customer(self) -> Floats:
        """Cumulative margin per customer by age [C, A]."""
        return np.asarray(np.cumsum(self.sums, axis=1) / self.size[:, None])

    def of(self, kept: NDArray[np.bool_]) -> Triangle:
        """Only those cohorts."""
        return Triangle(
            self.month[kept], self.channel[kept], self.channels, self.size[kept], self.sums[kept], self.active[kept],
            self.squares[kept], self.later[kept], self.last,
        )  # fmt: skip


def month_of(day: Ints) -> Ints:
    """Months from year 0 of days from 1970-01-01 [n]; each different day is worked out once."""
    if not len(day):
        return np.zeros(0, dtype=np.int64)
    first, last = int(day.min()), int(day.max())
    if last - first > max(len(day), SPAN):
        return _months(day)
    return np.asarray(_months(np.arange(first, last + 1, dtype=np.int64))[day - first])


def _months(day: Ints) -> Ints:
    months = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months + 1970 * 12)


def month_name(month: int) -> str:
    """2026-11"""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
