"""What happens to variable pay as a whole: the cap, a newcomer's guarantee, draws, what is held back, what waits."""

from __future__ import annotations

from decimal import Decimal

from otdel.motivation.rules.compute.work import Work
from otdel.motivation.rules.lines import Kind
from otdel.motivation.rules.plan import Draw
from otdel.motivation.rules.rounding import ZERO, money, text


def cap(work: Work) -> None:
    """Cuts the variable to so many target variables, and what waits to the room that is left."""
    plan = work.plan
    if plan.cap is None:
        return
    most = work.part(plan.cap * plan.target_variable)
    if work.variable > most:
        steps = [
            work.step("pay_step_before", work.variable),
            work.step("pay_step_most", most, cap=text(plan.cap), tv=text(plan.target_variable)),
        ]
        because = work.reason("pay_cap", cap=text(plan.cap), over=text(work.variable - most))
        work.earn("cap", most - work.variable, because, "", steps)
    room = most - work.variable
    for one in work.waiting:
        if one.amount > room:
            one.amount = room
            one.steps.append(work.step("pay_step_room", room, most=text(most)))
        room -= one.amount


def guarantee(work: Work) -> None:
    """Tops a newcomer's variable up to the share promised for this period; it is never taken back."""
    plan, number = work.plan, work.number
    if number is None or not 1 <= number <= len(plan.ramp):
        return
    share = plan.ramp[number - 1]
    promised = work.part(share * plan.target_variable)
    lacking = promised - work.variable
    if lacking <= 0:
        return
    values = {"share": text(share), "tv": text(plan.target_variable)}
    steps = [work.step("pay_step_guaranteed", promised, **values), work.step("pay_step_before", work.variable)]
    work.add("guarantee", lacking, work.reason("pay_guarantee", number=number, share=text(share)), "", steps)
    work.topped = lacking
    work.cover(lacking)


def draw(work: Work) -> None:
    """Tops variable pay up to the agreed advance at first, and takes recoverable ones back later, never from base.

    What is owed of one stays owed when a newer version of the plan says nothing of draws.
    """
    _take_back(work, _advance(work, work.plan.draw) if work.plan.draw else ZERO)


def _advance(work: Work, rule: Draw) -> Decimal:
    """Up to what this period's variable is topped; nothing once the first periods are over."""
    number = work.number
    if number is None or not 1 <= number <= rule.periods:
        return ZERO
    level = work.part(rule.amount)
    lacking = level - work.variable - work.topped
    if lacking > 0:
        steps = [work.step("pay_step_advance", level), work.step("pay_step_before", work.variable + work.topped)]
        code = "pay_draw" if rule.recoverable else "pay_draw_kept"
        work.add("draw", lacking, work.reason(code, number=number, periods=rule.periods), "", steps)
        if not rule.recoverable:
            work.cover(lacking)
    return level


def _take_back(work: Work, level: Decimal) -> None:
    free = work.variable - held_of(work) - level
    back = min(work.inputs.advanced, free)
    if back <= 0:
        return
    steps = [
        work.step("pay_step_advanced", work.inputs.advanced),
        work.step("pay_step_free", free),
        work.step("pay_step_left", work.inputs.advanced - back),
    ]
    work.taken += back
    work.add("draw_back", ZERO - back, work.reason("pay_draw_back"), "", steps)


def held_of(work: Work) -> Decimal:
    """What is held back of the variable; nothing of a variable that is not there."""
    if work.plan.holdback is None or work.variable <= 0:
        return ZERO
    return money(work.variable * work.plan.holdback.share)


def holdback(work: Work) -> None:
    """Moves a share of the variable from what is paid now to what is paid when the result has matured."""
    rule, held = work.plan.holdback, held_of(work)
    if rule is None or not held:
        return
    values: dict[str, str | int] = {"share": text(rule.share), "days": rule.days, "on": rule.on}
    steps = [work.step("pay_step_before", work.variable), work.step("pay_step_held", held, share=text(rule.share))]
    work.held = held
    work.add("held_back", ZERO - held, work.reason("pay_held_back", **values), "", steps)
    work.add("held", held, work.reason("pay_held", **values), "", steps, Kind.HELD)


def reserves(work: Work) -> None:
    """A line for everything that waits for data, in the order it was met; a factor of nothing needs no decision."""
    for one in work.waiting:
        if not one.amount and one.because.code == "pay_reserved_factor":
            continue
        work.add("reserved", one.amount, one.because, one.subject, one.steps, Kind.RESERVED)
