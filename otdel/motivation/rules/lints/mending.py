"""Changes of a plan that mends are made of: weights moved, curves bent, gates eased."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from otdel.motivation.rules.plan import ONE, Component, Curve, Plan, Point

CENT = Decimal("0.01")
LEAST, MOST = Decimal("0.10"), Decimal("0.60")
LIMITS = {"high": Decimal("0.60"), "medium": Decimal("0.40"), "low": Decimal("0.15")}


def limit_of(controllability: str) -> Decimal:
    return LIMITS.get(controllability, MOST)


def with_weights(plan: Plan, limits: Mapping[str, Decimal]) -> Plan | None:
    """Weights that sum to 1, each from LEAST to its limit, as near to the present ones as can be.

    None when the limits leave no such weights. Hundredths; what rounding leaves goes where there is room.
    """
    most = [min(limits.get(one.kpi, MOST), MOST).quantize(CENT, ROUND_DOWN) for one in plan.components]
    if not plan.components or sum(most) < ONE or LEAST * len(most) > ONE:
        return None
    wished = [max(one.weight, Decimal(0)) for one in plan.components]
    total = sum(wished) or ONE
    found = [_within(one / total, high) for one, high in zip(wished, most, strict=True)]
    _level(found, most)
    return with_components(
        plan, [replace(one, weight=weight) for one, weight in zip(plan.components, found, strict=True)]
    )


def _within(weight: Decimal, high: Decimal) -> Decimal:
    return min(max(weight.quantize(CENT, ROUND_DOWN), LEAST), high)


def _level(weights: list[Decimal], most: list[Decimal]) -> None:
    """Add or take hundredths one by one, from where there is most room, until the sum is 1."""
    while (left := ONE - sum(weights)) != 0:
        up = left > 0
        room = [high - one if up else one - LEAST for one, high in zip(weights, most, strict=True)]
        place = room.index(max(room))
        weights[place] += min(abs(left), CENT, max(room)) * (1 if up else -1)


def with_components(plan: Plan, components: list[Component]) -> Plan:
    return replace(plan, components=tuple(components))


def without_component(plan: Plan, kpi: str, limits: Mapping[str, Decimal]) -> Plan | None:
    """The component gone, its gates with it, its weight given to the others."""
    left = replace(
        plan,
        components=tuple(one for one in plan.components if one.kpi != kpi),
        gates=tuple(one for one in plan.gates if one.component != kpi),
    )
    return with_weights(left, limits)


def changed(plan: Plan, kpi: str, change: Callable[[Component], Component]) -> Plan:
    return with_components(plan, [change(one) if one.kpi == kpi else one for one in plan.components])


def with_curve(plan: Plan, kpi: str, curve: Curve) -> Plan:
    return changed(plan, kpi, lambda one: replace(one, curve=curve))


def target_of(curve: Curve) -> Decimal | None:
    """Where the curve first pays what the component is worth at target; None when it never does."""
    for before, after in itertools.pairwise(curve):
        low, high = sorted((before.pays, after.pays))
        if before.pays == ONE:
            return before.at
        if low < ONE < high or after.pays == ONE:
            return before.at + (ONE - before.pays) * (after.at - before.at) / (after.pays - before.pays)
    return curve[0].at if curve and curve[0].pays == ONE else None


def falls(curve: Curve) -> bool:
    return bool(curve) and curve[-1].pays < curve[0].pays


def floor_of(curve: Curve) -> Decimal | None:
    """Where the curve stops paying: the input nearest to the target that pays nothing."""
    zeros = [one.at for one in curve if one.pays <= 0]
    return (min(zeros) if falls(curve) else max(zeros)) if zeros else None


def moved(curve: Curve, factor: Decimal) -> Curve:
    """The curve pulled along its input: the same payouts at `factor` times what they were at."""
    return tuple(Point((one.at * factor).quantize(_step(one.at)), one.pays) for one in curve)


def with_floor(curve: Curve, at: Decimal) -> Curve:
    """The same curve that pays nothing only beyond `at`."""
    zero, last = floor_of(curve), Decimal(0)
    if zero is None:
        return curve
    kept = [one for one in curve if one.pays > 0]
    point = Point(at.quantize(_step(zero)), last)
    return tuple(sorted([*kept, point], key=lambda one: one.at))


def _step(at: Decimal) -> Decimal:
    """Two digits after the point, four for small shares."""
    return Decimal("0.0001") if abs(at) < Decimal("0.1") else CENT
