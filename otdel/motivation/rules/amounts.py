"""The money of a plan, place by place: a library's amounts replaced by those the company gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from otdel.motivation.rules.plan import Extra, Plan, Tier
from otdel.motivation.rules.rounding import text


@dataclass(frozen=True, slots=True)
class Amount:
    """`path` names the place: "base", "target_variable", "unit_pay.0", "point_pay", "draw", "extras.0"."""

    path: str
    value: Decimal
    about: str = ""


def amounts_of(plan: Plan) -> tuple[Amount, ...]:
    """Every amount of money the plan names, fixed pay first."""
    return tuple(_amounts(plan))


def _amounts(plan: Plan) -> Iterator[Amount]:
    yield Amount("base", plan.base)
    yield Amount("target_variable", plan.target_variable)
    if plan.unit_pay:
        for place, tier in enumerate(plan.unit_pay.tiers):
            yield Amount(f"unit_pay.{place}", tier.rate, f"{text(tier.above)}-{text(tier.upto)}")
    if plan.point_pay:
        yield Amount("point_pay", plan.point_pay.rate)
    if plan.draw:
        yield Amount("draw", plan.draw.amount)
    for place, extra in enumerate(plan.extras):
        yield Amount(f"extras.{place}", extra.amount, extra.what or extra.code)


def with_amounts(plan: Plan, currency: str, values: Mapping[str, Decimal]) -> Plan:
    """The same plan in another currency with these amounts; a place that is not named keeps its number."""

    def of(path: str, was: Decimal) -> Decimal:
        return values.get(path, was)

    unit, point, draw = plan.unit_pay, plan.point_pay, plan.draw
    return replace(
        plan,
        currency=currency,
        base=of("base", plan.base),
        target_variable=of("target_variable", plan.target_variable),
        unit_pay=unit
        and replace(
            unit,
            tiers=tuple(Tier(t.above, t.upto, of(f"unit_pay.{n}", t.rate)) for n, t in enumerate(unit.tiers)),
        ),
        point_pay=point and replace(point, rate=of("point_pay", point.rate)),
        draw=draw and replace(draw, amount=of("draw", draw.amount)),
        extras=tuple(Extra(e.code, e.what, of(f"extras.{n}", e.amount)) for n, e in enumerate(plan.extras)),
    )


def scaled(value: Decimal, rate: Decimal) -> Decimal:
    """An amount in another currency, rounded to two figures that matter: a proposal to begin from, not a price."""
    exact = value * rate
    if not exact:
        return Decimal(0)
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - 1), ROUND_HALF_UP)
