"""What it cost to win the customers of a cohort: sums by month and channel, and which of them nobody knows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from otdel.analytics.cohorts.shapes import Floats, Triangle


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """`amounts` by (month from year 0, channel). A file without channels has one, "": then only totals are known."""

    amounts: dict[tuple[int, str], float]

    @property
    def by_channel(self) -> bool:
        return any(channel for _, channel in self.amounts)

    def in_month(self, month: int) -> float | None:
        """All channels together; None when the file has nothing of that month."""
        found = [amount for (of, _), amount in self.amounts.items() if of == month]
        return sum(found) if found else None


def costs_of(cohorts: Triangle, costs: Costs | None) -> Floats:
    """[C] cost of each cohort; nan where the file of costs has no such month and channel. Nothing known is not free."""
    found = np.full(len(cohorts.size), np.nan)
    if costs is None:
        return found
    one_channel = len(cohorts.channels) == 1
    for place, (month, channel) in enumerate(zip(cohorts.month, cohorts.channel, strict=True)):
        if one_channel:
            amount = costs.in_month(int(month))
        else:
            amount = costs.amounts.get((int(month), cohorts.channels[int(channel)]))
        found[place] = np.nan if amount is None else amount
    return found
