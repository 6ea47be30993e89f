"""Sums by day, laid out so that the sum of any period is one subtraction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import accumulate

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from otdel.kit.period import Period

MICRO = 1_000_000  # whole millionths: exact, and quicker to add than decimals


class Series:
    """What each day adds, as running sums of whole numbers from the first day."""

    __slots__ = ("first", "sums")

    def __init__(self, by_day: Mapping[int, int]) -> None:
        """`by_day` is an amount for each day's ordinal."""
        self.first = min(by_day, default=0)
        each = [0] * (max(by_day, default=self.first - 1) + 1 - self.first)
        for day, amount in by_day.items():
            each[day - self.first] = amount
        self.sums = [0, *accumulate(each)]

    def total(self, period: Period) -> int:
        return self._before(period.end) - self._before(period.start)

    def _before(self, day: date) -> int:
        place = day.toordinal() - self.first
        return self.sums[max(0, min(place, len(self.sums) - 1))]


NOTHING = Series({})


def added(parts: Iterable[Mapping[int, int]]) -> Series:
    """One series of several."""
    found: dict[int, int] = {}
    for part in parts:
        for day, amount in part.items():
            found[day] = found.get(day, 0) + amount
    return Series(found) if found else NOTHING


def millionths(column: pa.ChunkedArray | pa.Array) -> list[int]:
    """A column of amounts or counts in whole millionths; an absent value is 0. Quick: Arrow's own numbers.

    Arrow keeps a decimal of six places as a whole number of 128 bits; where all fit in 64 these are taken as they are.
    """
    known = pc.fill_null(column, 0)
    exact = pc.cast(known, pa.decimal128(38, 6))
    array = exact.combine_chunks() if isinstance(exact, pa.ChunkedArray) else exact
    if not len(array):
        return []
    words = np.frombuffer(array.buffers()[1], "<i8")[2 * array.offset : 2 * (array.offset + len(array))]
    low, high = words[::2], words[1::2]
    if not np.array_equal(high, low >> 63):
        return [whole(one) for one in array.to_pylist()]
    found: list[int] = low.tolist()
    return found


def whole(amount: Decimal | int | None) -> int:
    """An amount in whole millionths."""
    return 0 if amount is None else int(amount * MICRO)


def amount(millionths: int) -> Decimal:
    return Decimal(millionths) / MICRO
