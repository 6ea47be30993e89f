"""How far each channel may go: a share up or down of now, fixed lines, least and most; and what cannot be kept at once.

Everything is in whole cents a week, so that sums are exact.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import numpy as np

from otdel.analytics.mix.shapes import Whole
from otdel.kit.reason import Reason

CENT = Decimal("0.01")
USUAL_CHANGE = 0.3


@dataclass(frozen=True, slots=True)
class Limits:
    """What the owner of the budget allows. `changes` are shares of now, (-0.3, 0.3); the rest is money a week.

    `change` holds for every channel that `changes` does not name.
    """

    change: float = USUAL_CHANGE
    changes: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    fixed: Collection[str] = ()
    minimums: Mapping[str, Decimal] = field(default_factory=dict)
    maximums: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """`low` and `high` [C] in cents a week; `budget` is what all together must come to."""

    low: Whole
    high: Whole
    budget: int

    def allow(self, plan: Whole) -> bool:
        return bool((self.low <= plan).all() and (plan <= self.high).all() and plan.sum() == self.budget)


def bounds(channels: tuple[str, ...], now: Whole, budget: Decimal, limits: Limits) -> Bounds | Reason:
    """The limits as numbers, or the reason why no plan can keep them."""
    refused = _unknown(channels, limits) or _no_money(budget)
    if refused:
        return refused
    pairs = [_pair(channel, int(cents), limits) for channel, cents in zip(channels, now, strict=True)]
    found = Bounds(np.array([low for low, _ in pairs]), np.array([high for _, high in pairs]), _cents(budget))
    return _crossed(channels, found) or _too_little(channels, found) or _too_much(channels, found) or found


def money(cents: int) -> Decimal:
    return Decimal(int(cents)) * CENT


def _cents(amount: Decimal, rounding: str = ROUND_FLOOR) -> int:
    return int((amount / CENT).to_integral_value(rounding))


def _pair(channel: str, now: int, limits: Limits) -> tuple[int, int]:
    """The tightest of all that is asked of a channel."""
    if channel in limits.fixed:
        return now, now
    down, up = limits.changes.get(channel, (-limits.change, limits.change))
    low = _cents(money(now) * (1 + _exact(down)), ROUND_CEILING)
    high = _cents(money(now) * (1 + _exact(up)))
    least, most = limits.minimums.get(channel), limits.maximums.get(channel)
    low = max(low, 0) if least is None else max(low, 0, _cents(least, ROUND_CEILING))
    return low, high if most is None else min(high, _cents(most))


def _exact(share: float) -> Decimal:
    return Decimal(str(share))


def _unknown(channels: tuple[str, ...], limits: Limits) -> Reason | None:
    for named in (*limits.changes, *limits.fixed, *limits.minimums, *limits.maximums):
        if named not in channels:
            return Reason.of("mix.limit_unknown_channel", channel=named, channels=", ".join(channels))
    return None


def _no_money(budget: Decimal) -> Reason | None:
    if not budget.is_finite() or budget <= 0:
        return Reason.of("mix.budget_not_positive", budget=str(budget))
    if budget != budget.quantize(CENT):
        return Reason.of("mix.budget_below_cents", budget=str(budget))
    return None


def _crossed(channels: tuple[str, ...], found: Bounds) -> Reason | None:
    for channel, low, high in zip(channels, found.low, found.high, strict=True):
        if low > high:
            return Reason.of("mix.limits_crossed", channel=channel, low=str(money(low)), high=str(money(high)))
    return None


def _too_little(channels: tuple[str, ...], found: Bounds) -> Reason | None:
    """The budget does not reach the lowest that is allowed; `lines` hold most of that."""
    least = int(found.low.sum())
    if found.budget >= least:
        return None
    return Reason.of(
        "mix.budget_below_limits",
        budget=str(money(found.budget)),
        least=str(money(least)),
        missing=str(money(least - found.budget)),
        lines=_largest(channels, found.low),
    )


def _too_much(channels: tuple[str, ...], found: Bounds) -> Reason | None:
    """More than the limits let anybody spend."""
    most = int(found.high.sum())
    if found.budget <= most:
        return None
    return Reason.of(
        "mix.budget_above_limits",
        budget=str(money(found.budget)),
        most=str(money(most)),
        left=str(money(found.budget - most)),
        lines=_largest(channels, found.high),
    )


def _largest(channels: tuple[str, ...], cents: Whole) -> str:
    """The three channels that hold most of a sum, with their limits."""
    order = np.argsort(-cents, kind="stable")[:3]
    return ", ".join(f"{channels[place]} {money(cents[place])}" for place in order if cents[place] > 0)
