"""Pay for units in marginal tiers, and for accepted points with their quality and time."""

from __future__ import annotations

from decimal import Decimal

from otdel.kit.reason import NoData
from otdel.motivation.rules.compute.components import own_share
from otdel.motivation.rules.compute.factors import curve_factor, multiply, own_gates
from otdel.motivation.rules.compute.work import NO_RESULT, Waiting, Work
from otdel.motivation.rules.lines import Step
from otdel.motivation.rules.plan import Tier, UnitPay
from otdel.motivation.rules.rounding import money, text


def units(work: Work) -> None:
    """Each unit at the rate of the tier it falls into, so that one more never lowers the pay of those before."""
    pay = work.plan.unit_pay
    if pay is None:
        return
    count = work.inputs.measures.get(pay.measure, NO_RESULT)
    steps = [work.step("pay_step_count", count, measure=pay.measure)]
    if isinstance(count, NoData):
        _reserve(work, pay.measure, steps)
    else:
        _earn(work, "units", pay.measure, count, _in_tiers(work, pay, count, steps), steps)
    own_gates(work, pay.measure)


def _in_tiers(work: Work, pay: UnitPay, count: Decimal, steps: list[Step]) -> Decimal:
    total, end = Decimal(0), pay.tiers[-1].upto
    for tier in pay.tiers:
        counted = max(Decimal(0), min(count, tier.upto) - tier.above)
        total += counted * tier.rate
        if counted:
            steps.append(_tier_step(work, tier, counted))
    if count > end:
        steps.append(work.step("pay_step_beyond", Decimal(0), beyond=text(count - end), upto=text(end)))
    return total


def _tier_step(work: Work, tier: Tier, counted: Decimal) -> Step:
    above, upto, rate = text(tier.above), text(tier.upto), text(tier.rate)
    return work.step("pay_step_tier", counted * tier.rate, above=above, upto=upto, units=text(counted), rate=rate)


def points(work: Work) -> None:
    """Accepted points at their rate, then what quality and time change of it."""
    pay = work.plan.point_pay
    if pay is None:
        return
    count = work.inputs.measures.get(pay.measure, NO_RESULT)
    steps = [work.step("pay_step_count", count, measure=pay.measure)]
    if isinstance(count, NoData):
        _reserve(work, pay.measure, steps)
    else:
        paid = max(Decimal(0), min(count, pay.most))
        steps.append(work.step("pay_step_rate", paid * pay.rate, units=text(paid), rate=text(pay.rate)))
        if count > pay.most:
            beyond = text(count - pay.most)
            steps.append(work.step("pay_step_beyond", Decimal(0), beyond=beyond, upto=text(pay.most)))
        _earn(work, "points", pay.measure, count, paid * pay.rate, steps)
    multiply(work, curve_factor(work, "quality", pay.quality), pay.measure)
    multiply(work, curve_factor(work, "time", pay.time), pay.measure)
    own_gates(work, pay.measure)


def _earn(work: Work, code: str, measure: str, count: Decimal, exact: Decimal, steps: list[Step]) -> None:
    amount, named = own_share(work, measure, money(exact), steps)
    if named:
        work.earn(code, amount, work.reason(f"pay_{code}", measure=measure, units=text(count)), measure, steps, measure)
    else:
        because = work.reason("pay_reserved_share", measure=measure)
        work.waiting.append(Waiting(measure, amount, because, steps, measure))


def _reserve(work: Work, measure: str, steps: list[Step]) -> None:
    """The target variable waits where units are all the plan pays for; else the line says that nobody can say it."""
    worth = Decimal(0) if work.plan.components else work.plan.target_variable
    amount = work.part(worth)
    steps.append(work.step("pay_step_at_target", worth))
    because = work.reason("pay_reserved_units", measure=measure)
    work.waiting.append(Waiting(measure, amount, because, steps + work.days_step(worth, amount), measure))
