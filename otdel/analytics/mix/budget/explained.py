"""A plan told with its reasons: what it should bring, at what odds, and what holds each line where it is."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

import numpy as np

from otdel.analytics.mix.budget.caution import worst_mean
from otdel.analytics.mix.budget.limits import Bounds, money
from otdel.analytics.mix.budget.move import Line, Move
from otdel.analytics.mix.budget.table import CENTS, WEEK, Table, gains
from otdel.analytics.mix.response.channel import next_back
from otdel.analytics.mix.response.ranges import Range
from otdel.analytics.mix.shapes import Floats, Mix, MixData, Whole
from otdel.analytics.mix.transforms import window
from otdel.kit.reason import NoData, Reason


def told(mix: Mix, table: Table, allowed: Bounds, plan: Whole, *, fixed: Collection[str], cautious: bool) -> Move:
    """The plan with its reasons."""
    brought = gains(table, plan)
    return Move(
        weeks=table.weeks,
        budget=money(allowed.budget),
        now=money(table.now.sum()),
        lines=tuple(_line(mix, table, allowed, plan, place, fixed, cautious=cautious) for place in range(len(plan))),
        cautious=cautious,
        in_money=table.in_money,
        gain=Range.of(brought),
        odds=odds(table, plan, brought),
        worst=worst_mean(brought),
        said=said(mix, table.weeks),
    )


def odds(table: Table, plan: Whole, brought: Floats) -> float | None:
    """The share of draws in which the plan brings more than now; None when it is now."""
    return None if (plan == table.now).all() else float((brought > 0).mean())


def said(mix: Mix, weeks: int) -> tuple[Reason, ...]:
    """What every gain counts: spend of the past still at work, and what comes after the horizon."""
    after = (window(mix.data.step_days) - 1) * mix.data.step_days // WEEK
    return (
        Reason.of("mix.counts_past", weeks=after),
        Reason.of("mix.counts_tail", weeks=weeks, after=after),
    )


def _line(
    mix: Mix, table: Table, allowed: Bounds, plan: Whole, place: int, fixed: Collection[str], *, cautious: bool
) -> Line:
    now, cents = int(table.now[place]), int(plan[place])
    before, after = (_next(mix, place, spend) for spend in (now, cents))
    return Line(
        channel=table.channels[place],
        now=money(now),
        to=money(cents),
        low=money(allowed.low[place]),
        high=money(allowed.high[place]),
        next_before=before,
        next_after=after,
        beyond_tried=beyond(mix, place, now, cents),
        why=_why(table, allowed, plan, place, fixed, cautious=cautious),
    )


def _next(mix: Mix, place: int, cents: int) -> Range | NoData:
    """What the next 1 brings in the long run at this weekly spend."""
    return next_back(mix, place, cents / CENTS * mix.data.step_days / WEEK)


def beyond(mix: Mix, place: int, now: int, cents: int) -> Decimal | None:
    """The most ever spent in a week, when a plan goes over both it and now."""
    most = round(most_in_a_week(mix.data, place) * CENTS)
    return money(most) if cents > max(most, now) else None


def most_in_a_week(data: MixData, place: int) -> float:
    """The largest sum of any seven days in a row; of daily data shorter than that, of all there is."""
    steps = min(WEEK // data.step_days, len(data.starts))
    return float(np.convolve(data.spend[:, place], np.ones(steps), "valid").max())


def _why(table: Table, allowed: Bounds, plan: Whole, place: int, fixed: Collection[str], *, cautious: bool) -> Reason:
    """Which limit holds a channel where it is, or what it was weighed against."""
    channel, low, high = table.channels[place], int(allowed.low[place]), int(allowed.high[place])
    if channel in fixed:
        return Reason.of("mix.line_fixed", channel=channel)
    if low == high:
        return Reason.of("mix.line_no_room", channel=channel, at=str(money(low)))
    if plan[place] == high:
        return Reason.of("mix.line_at_most", channel=channel, most=str(money(high)))
    if plan[place] == low:
        return Reason.of("mix.line_at_least", channel=channel, least=str(money(low)))
    return _free(table, allowed, plan, place, cautious=cautious)


def _free(table: Table, allowed: Bounds, plan: Whole, place: int, *, cautious: bool) -> Reason:
    """A channel no limit holds: it takes what the others leave, or was weighed against the others that are free."""
    channel, change = table.channels[place], int(plan[place] - table.now[place])
    if ((allowed.low < plan) & (plan < allowed.high)).sum() == 1 and change:
        return Reason.of("mix.line_rest", channel=channel, by=str(money(abs(change))))
    code = "mix.line_stays" if not change else "mix.line_raised" if change > 0 else "mix.line_cut"
    return Reason.of(f"{code}_cautious" if cautious else code, channel=channel, by=str(money(abs(change))))
