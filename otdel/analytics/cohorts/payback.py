"""When customers pay back what they cost: the chance by each month, "not yet" as mass of its own, value over cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otdel.analytics.cohorts.shapes import Floats, Ints

LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Range:
    """The middle of all futures, and between what 8 in 10 of them lie."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Cohorts looked at together: margin [S, H + 1] per customer by age in whole futures.

    `known` is the oldest age known of all of them; `cost` per customer is None when nobody knows it.
    """

    size: float
    known: int
    margin: Floats
    cost: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Payback:
    """`by` [H + 1] is the chance that it is paid back by the end of that month, month 0 being that of the purchase.

    `paid` is the month when it has happened already. `not_yet` is the chance that it does not happen within the
    horizon. `middle` is the month by which half of all futures have paid back; None when fewer do.
    """

    by: Floats
    paid: int | None
    not_yet: float
    middle: int | None
    likely: tuple[int | None, int | None]  # by which one and nine in ten have


def group_of(paths: Floats, size: Floats, known: Ints, cost: float, kept: NDArray[np.bool_]) -> Group:
    """Chosen cohorts, each customer counting alike. `cost` is that of all of them in all, nan when it is not known."""
    customers = float(size[kept].sum())
    margin = np.einsum("sch,c->sh", paths[:, kept], size[kept] / customers)
    return Group(customers, int(known[kept].min()), margin, cost / customers if np.isfinite(cost) else None)


def payback(group: Group) -> Payback | None:
    """None when the cost is not known. The first month in which margin covers it counts, a later refund or not."""
    if group.cost is None:
        return None
    covered = np.maximum.accumulate(group.margin >= group.cost, axis=1)
    by = covered.mean(axis=0)
    known = covered[:, : group.known + 1].all(axis=0)
    paid = int(known.argmax()) if known.any() else None
    if paid is None:
        by = np.where(np.arange(len(by)) <= group.known, 0, (covered.sum(axis=0) + 0.5) / (len(covered) + 1))
    return Payback(by, paid, float(1 - by[-1]), _reached(by, 0.5), (_reached(by, 0.1), _reached(by, 0.9)))


def _reached(by: Floats, chance: float) -> int | None:
    places = np.flatnonzero(by >= chance)
    return int(places[0]) if len(places) else None


def range_of(draws: Floats) -> Range:
    low, middle, high = np.quantile(draws, LEVELS)
    return Range(float(low), float(middle), float(high))


def value_at(group: Group, ages: Sequence[int]) -> list[Range]:
    """Margin per customer at each age."""
    return [range_of(group.margin[:, age]) for age in ages]


def times_cost(group: Group, ages: Sequence[int]) -> list[Range | None]:
    """Value over cost at each age; None when there is no cost to divide by."""
    if not group.cost:
        return [None for _ in ages]
    return [range_of(group.margin[:, age] / group.cost) for age in ages]
