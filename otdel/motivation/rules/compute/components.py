"""Fixed pay, and a line for each component: what its result pays of what it is worth at target."""

from __future__ import annotations

from decimal import Decimal

from otdel.kit.reason import NoData
from otdel.motivation.rules.compute.factors import own_gates
from otdel.motivation.rules.compute.work import Waiting, Work, reading
from otdel.motivation.rules.curves import place, times
from otdel.motivation.rules.lines import Known, Step
from otdel.motivation.rules.plan import By, Component
from otdel.motivation.rules.rounding import money, text
from otdel.motivation.rules.splits import share_of, split_for


def base(work: Work) -> None:
    """Whatever the results are."""
    amount = work.part(work.plan.base)
    work.add(
        "base", amount, work.reason("pay_base", base=text(work.plan.base)), steps=work.days_step(work.plan.base, amount)
    )


def components(work: Work) -> None:
    for one in work.plan.components:
        _component(work, one)
        own_gates(work, one.kpi)


def _component(work: Work, one: Component) -> None:
    worth = work.plan.target_variable * one.weight
    x, steps = _result(work, one)
    tv, weight = text(work.plan.target_variable), text(one.weight)
    steps.append(work.step("pay_step_worth", worth, tv=tv, weight=weight))
    if isinstance(x, NoData):
        _reserve(work, one, worth, steps)
        return
    exact = money(times(worth, one.curve, x))
    steps.append(curve_step(work, one, worth, x, exact))
    amount, named = shared(work, one.kpi, exact, steps)
    if not named:
        work.waiting.append(Waiting(one.kpi, amount, work.reason("pay_reserved_share", kpi=one.kpi), steps, one.kpi))
        return
    because = work.reason("pay_component", kpi=one.kpi, by=one.by.value, x=text(x), weight=weight)
    work.earn("component", amount, because, one.kpi, steps, one.kpi)


def _reserve(work: Work, one: Component, worth: Decimal, steps: list[Step]) -> None:
    """What the component pays at target waits until somebody decides; nobody loses it for want of data."""
    exact = money(worth if one.by is By.VALUE else times(worth, one.curve, Decimal(1)))
    steps.append(work.step("pay_step_at_target", exact))
    amount, _named = shared(work, one.kpi, exact, steps)
    work.waiting.append(Waiting(one.kpi, amount, work.reason("pay_reserved", kpi=one.kpi), steps, one.kpi))


def shared(work: Work, subject: str, exact: Decimal, steps: list[Step]) -> tuple[Decimal, bool]:
    """The amount for the days worked and the person's share of it; False when a split names others only."""
    amount = work.part(exact)
    steps += work.days_step(exact, amount)
    return own_share(work, subject, amount, steps)


def own_share(work: Work, subject: str, amount: Decimal, steps: list[Step]) -> tuple[Decimal, bool]:
    split = split_for(work.plan.splits, subject)
    if split is None or not work.inputs.who:
        return amount, True
    mine = share_of(amount, split, work.inputs.who)
    if mine is None:
        return amount, False
    share = dict(split.shares)[work.inputs.who]
    steps.append(work.step("pay_step_share", mine, share=text(share)))
    return mine, True


def _result(work: Work, one: Component) -> tuple[Known, list[Step]]:
    """What the curve is asked with: this period's reading, or the mean of those known of the last few."""
    found = work.result(one.kpi)
    x = reading(found, one.by)
    steps = [result_step(work, one.kpi, one.by, x, found.target)]
    if one.rolling < 2 or isinstance(x, NoData):
        return x, steps
    readings = [x, *(reading(each, one.by) for each in found.history[: one.rolling - 1])]
    known = [each for each in readings if not isinstance(each, NoData)]
    mean = sum(known, Decimal(0)) / len(known)
    each = " ".join(text(value) for value in known)
    steps.append(
        work.step("pay_step_mean", mean, kpi=one.kpi, by=one.by.value, each=each, known=len(known), of=one.rolling)
    )
    return mean, steps


def result_step(work: Work, kpi: str, by: By, x: Known, target: Known) -> Step:
    values = {} if isinstance(target, NoData) else {"target": text(target)}
    found = work.result(kpi).value
    if not isinstance(found, NoData):
        values["value"] = text(found)
    return work.step("pay_step_result", x, kpi=kpi, by=by.value, **values)


def curve_step(work: Work, one: Component, worth: Decimal, x: Decimal, exact: Decimal) -> Step:
    """Between which two points of the curve the result stands, with what each of them pays in money."""
    at = place(one.curve, x)
    values = {
        "kpi": one.kpi,
        "by": one.by.value,
        "x": text(x),
        "low": text(at.low.at),
        "low_pays": text(worth * at.low.pays),
    }
    if at.low is at.high:
        edge = "point" if x == at.low.at else "below" if x < at.low.at else "above"
        return work.step(f"pay_step_{edge}", exact, **values)
    return work.step("pay_step_between", exact, **values, high=text(at.high.at), high_pays=text(worth * at.high.pays))
