"""Columns of days that move sales, for the past and the future of a series: holidays of a country, sales, paydays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from otdel.analytics.forecast.shapes import Step
from otdel.analytics.forecast.smoothing import Floats
from otdel.analytics.mix.holidays import COUNTRIES, UnknownCountry
from otdel.analytics.mix.holidays import columns as holiday_columns

__all__ = ["COUNTRIES", "UnknownCountry", "columns"]


def columns(
    country: str, start: date, step: Step, count: int, *, paydays: Sequence[int] = ()
) -> tuple[tuple[str, ...], Floats]:
    """Names [F] and shares [count, F] of `count` steps from `start`. Raises UnknownCountry.

    `paydays` are days of the month, each counted with the two days after it; a payday after the month's end is its
    last day. Months and quarters have none: their shape is the year's.
    """
    if step not in (Step.DAY, Step.WEEK) or not count:
        return (), np.zeros((count, 0))
    width = 1 if step is Step.DAY else 7
    starts = [step.after(start, place) for place in range(count)]
    names, shares = holiday_columns(country, starts, width)
    if not paydays:
        return names, shares
    paid = [sum(_after_pay(one + timedelta(days=back), paydays) for back in range(width)) / width for one in starts]
    return (*names, "payday"), np.column_stack([shares, paid])


def _after_pay(day: date, paydays: Sequence[int]) -> bool:
    return any(
        before.day == min(pay, _last_day(before))
        for pay in paydays
        for before in (day - timedelta(days=back) for back in range(3))
    )


def _last_day(day: date) -> int:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
