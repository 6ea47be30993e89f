"""The lag from lead to payment, measured on won deals without favouring the quick ones.

Recent leads show only the deals that closed fast, so plain quantiles would be too short. The curve is Lynden-Bell's
estimate for such cut-off data: F(d) is the product, over lags longer than d, of one less the share of deals with
exactly that lag among deals that could have shown it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

LEAST_DEALS = 30  # fewer won deals with both days give no curve


@dataclass(frozen=True, slots=True)
class Paid:
    """`deals` deals whose lead came on `lead_day` and whose money came `lag` days later."""

    lead_day: date
    lag: int
    deals: int


@dataclass(frozen=True, slots=True)
class LagCurve:
    """Share of the eventual deals paid within a number of days. `days` ascend, `shares` are their cumulative shares."""

    deals: int
    days: tuple[int, ...]
    shares: tuple[float, ...]

    def paid_by(self, age: int) -> float:
        """The share paid within `age` days of the lead, 0 to 1; 0 before the first."""
        place = bisect_right(self.days, age)
        return self.shares[place - 1] if place else 0.0

    def due_after(self, age: int) -> float:
        return 1.0 - self.paid_by(age)

    def within(self, share: float) -> int:
        """Days within which at least `share` of the deals are paid."""
        return next(day for day, reached in zip(self.days, self.shares, strict=True) if reached >= share - 1e-12)


def measured(paid: Iterable[Paid], as_of: date) -> LagCurve | None:
    """The curve, seen on `as_of`; None with fewer than LEAST_DEALS deals."""
    seen = [one for one in paid if one.lag >= 0 and (as_of - one.lead_day).days >= one.lag]
    count = sum(one.deals for one in seen)
    if count < LEAST_DEALS:
        return None
    exact: Counter[int] = Counter()
    for one in seen:
        exact[one.lag] += one.deals
    days = sorted(exact)
    return LagCurve(count, tuple(days), tuple(_cumulative(days, exact, _at_risk(seen, days, as_of))))


def _at_risk(seen: Sequence[Paid], days: Sequence[int], as_of: date) -> dict[int, int]:
    """For each lag, the deals with that lag or a shorter one whose lead is old enough to have shown it."""
    place = {day: number for number, day in enumerate(days)}
    change = [0] * (len(days) + 1)
    for one in seen:  # a deal is at risk for every lag from its own up to its age
        change[place[one.lag]] += one.deals
        change[bisect_right(days, (as_of - one.lead_day).days)] -= one.deals
    risk, running = {}, 0
    for number, day in enumerate(days):
        running += change[number]
        risk[day] = running
    return risk


def _cumulative(days: Sequence[int], exact: Counter[int], risk: dict[int, int]) -> list[float]:
    shares, reached = [], 1.0
    for day in reversed(days):
        shares.append(reached)
        reached *= 1.0 - exact[day] / risk[day]
    return shares[::-1]
