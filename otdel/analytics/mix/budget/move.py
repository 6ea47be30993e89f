"""The move the model would make: how much to spend where for the coming weeks, what it should bring, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from otdel.analytics.mix.budget.caution import improved, worst_draws, worst_mean
from otdel.analytics.mix.budget.lattice import best_on_lattice, exchange, feasible, origin, step_of
from otdel.analytics.mix.budget.limits import USUAL_CHANGE, Bounds, Limits, bounds, money
from otdel.analytics.mix.budget.table import CENTS, WEEK, Table, build, further, gains
from otdel.analytics.mix.response.channel import next_back
from otdel.analytics.mix.response.ranges import Range
from otdel.analytics.mix.shapes import Floats, Mix, Whole
from otdel.analytics.mix.transforms import window
from otdel.kit.reason import NoData, Reason

USUAL_WEEKS = 13
LEAST = 1e-9  # of the target at stake: an exchange that wins less is none
ROUNDS = 2  # times the worst draws are asked for a new start


@dataclass(frozen=True, slots=True)
class Line:
    """One channel of a move: spend a week now and then, within `low` to `high`, and what the next 1 brings at each.

    `beyond_tried` is the most ever spent in a week when the move goes over it: there the curve is a guess.
    """

    channel: str
    now: Decimal
    to: Decimal
    low: Decimal
    high: Decimal
    next_before: Range | NoData
    next_after: Range | NoData
    beyond_tried: Decimal | None
    why: Reason

    @property
    def change(self) -> Decimal:
        return self.to - self.now


@dataclass(frozen=True, slots=True)
class Move:
    """`lines` whose `to` add up to `budget`, money a week, exactly; held for `weeks`.

    `gain` is what it brings more than going on as now, over the weeks and what still comes after them, the cost of a
    larger budget taken off: in money when `in_money`, else in target. `odds` that it is more at all; None when nothing
    moves. `worst` is the mean gain of the worst fifth of the draws. `said` is what was counted and how.
    """

    weeks: int
    budget: Decimal
    now: Decimal
    lines: tuple[Line, ...]
    cautious: bool
    in_money: bool
    gain: Range
    odds: float | None
    worst: float
    said: tuple[Reason, ...]

    @property
    def stays(self) -> bool:
        return all(line.to == line.now for line in self.lines)


def optimise(
    mix: Mix,
    budget: Decimal | None = None,
    *,
    weeks: int = USUAL_WEEKS,
    limits: Mapping[str, tuple[float, float]] | None = None,
    change: float = USUAL_CHANGE,
    fixed: Collection[str] = (),
    minimums: Mapping[str, Decimal] | None = None,
    maximums: Mapping[str, Decimal] | None = None,
    margin: float | None = None,
    cautious: bool = False,
) -> Move | Reason:
    """The best plan of `budget` money a week (by default what is spent now), or why no plan can keep the limits.

    `limits` are shares of now by channel, `change` the share for the others; `minimums` and `maximums` are money a
    week. `margin` is the money in one unit of target. Best is the highest mean gain; with `cautious` the highest mean
    of the worst fifth. Going on as now is always among the plans when it keeps budget and limits.
    """
    wanted = Limits(change, limits or {}, fixed, minimums or {}, maximums or {})
    return best_move(mix, build(mix, weeks, margin), budget, wanted, cautious=cautious)


def best_move(mix: Mix, table: Table, budget: Decimal | None, limits: Limits, *, cautious: bool) -> Move | Reason:
    """The same from a table that is already there."""
    total = money(table.now.sum()) if budget is None else budget
    allowed = bounds(table.channels, table.now, total, limits)
    if isinstance(allowed, Reason):
        return allowed
    reaching = further(mix, table, allowed.high)
    plan = best_plan(reaching, allowed, cautious=cautious)
    return told(mix, reaching, allowed, plan, fixed=limits.fixed, cautious=cautious)


def best_plan(table: Table, allowed: Bounds, *, cautious: bool) -> Whole:
    """In cents a week [C]."""
    plans = [plan for plan in (table.now, _best_mean(table, allowed, None)) if allowed.allow(plan)]
    if not cautious:
        return max(plans, key=lambda plan: float(gains(table, plan).mean()))
    step, least = step_of(allowed.budget), LEAST * _at_stake(table)
    curves = table.knots, table.values, table.slopes
    found = []
    for start in plans:
        plan = start
        for _ in range(ROUNDS):
            plan = improved(plan, step, allowed.low, allowed.high, table.now, curves, least)
            found.append(plan)
            plan = _best_mean(table, allowed, worst_draws(gains(table, plan)))
    return max([*plans, *found], key=lambda plan: worst_mean(gains(table, plan)))


def _best_mean(table: Table, allowed: Bounds, draws: Whole | None) -> Whole:
    """The best plan for the mean of some draws: exact on the lattice, then on to limits that lie between its points."""
    chosen = slice(None) if draws is None else draws
    curves = table.knots, table.values[:, :, chosen].mean(2), table.slopes[:, :, chosen].mean(2)
    step, start = step_of(allowed.budget), origin(table.now, allowed)
    plan = best_on_lattice(start, step, allowed, curves)
    if plan is None:
        plan = feasible(start, allowed)
    exchange(plan, step, allowed.low, allowed.high, np.stack(curves), LEAST * _at_stake(table))
    return plan


def _at_stake(table: Table) -> float:
    return float(np.abs(table.values[:, -1]).mean(1).sum())


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
    most = round(float(mix.data.spend[:, place].max()) * WEEK / mix.data.step_days * CENTS)
    return money(most) if cents > max(most, now) else None


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
