"""L03, L04: no cliffs, no sudden bends."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.rules.lints.context import Context
from otdel.motivation.rules.lints.finding import Finding, Level, Mend, Picture, percent
from otdel.motivation.rules.lints.mending import falls, target_of, with_curve
from otdel.motivation.rules.plan import ONE, Component, Curve, Plan, Point, Team
from otdel.motivation.rules.rounding import text

POINT = Decimal("0.01")  # of attainment
JUMP = Decimal("0.10")  # of target variable
STEEPEST = Decimal("2.5")  # times the slope at target
WIDE = Decimal("0.20")  # of the target: what a cliff is spread over


def cliffs(plan: Plan, context: Context) -> Iterator[Finding]:
    """L03: more than a tenth of target variable for one point of attainment."""
    for one in plan.components:
        at, jump = steepest_point(one.curve)
        if one.weight * jump > JUMP:
            because = Reason.of("lint_cliff", kpi=one.kpi, jump=percent(one.weight * jump), at=text(at), by=one.by)
            yield Finding(
                "L03", Level.ERROR, because, f"components.{one.kpi}", picture_of(one.curve), offers=_smoother(plan, one)
            )
    for path, factor in _factors(plan):
        at, jump = steepest_point(factor.curve)
        if jump > JUMP:
            because = Reason.of("lint_cliff_factor", kpi=factor.kpi, jump=percent(jump), at=text(at), by=factor.by)
            offers = tuple(
                Mend(Reason.of("mend_spread_cliff", kpi=factor.kpi), _with_factor(plan, path, curve))
                for curve in _spread_out(factor.curve)
            )
            yield Finding("L03", Level.ERROR, because, path, picture_of(factor.curve), offers=offers)


def _factors(plan: Plan) -> list[tuple[str, Team]]:
    """Curves that multiply the whole variable."""
    found = [("team", plan.team)] if plan.team else []
    pay = plan.point_pay
    return [*found, *([("point_pay.quality", pay.quality), ("point_pay.time", pay.time)] if pay else [])]


def _with_factor(plan: Plan, path: str, curve: Curve) -> Plan:
    if path == "team" and plan.team:
        return replace(plan, team=replace(plan.team, curve=curve))
    pay = plan.point_pay
    assert pay is not None, "only team and point pay have factors"
    if path.endswith("quality"):
        return replace(plan, point_pay=replace(pay, quality=replace(pay.quality, curve=curve)))
    return replace(plan, point_pay=replace(pay, time=replace(pay.time, curve=curve)))


def steepest_point(curve: Curve) -> tuple[Decimal, Decimal]:
    """Where, and how much at most, the payout changes within one point of attainment."""
    if not curve:
        return Decimal(0), Decimal(0)
    wide = POINT * (abs(target_of(curve) or ONE) or ONE)
    starts = [one.at for one in curve] + [one.at - wide for one in curve]
    jumps = [(abs(payout(curve, at + wide) - payout(curve, at)), at + wide) for at in starts]
    jump, at = max(jumps)
    return at, jump


def payout(curve: Curve, x: Decimal) -> Decimal:
    """Straight lines between points, flat outside; at a vertical step, what stands above it."""
    if x < curve[0].at:
        return curve[0].pays
    for before, after in itertools.pairwise(curve):
        if before.at <= x < after.at:
            return before.pays + (after.pays - before.pays) * (x - before.at) / (after.at - before.at)
    return curve[-1].pays


def _smoother(plan: Plan, part: Component) -> tuple[Mend, ...]:
    return tuple(
        Mend(Reason.of("mend_spread_cliff", kpi=part.kpi), with_curve(plan, part.kpi, curve))
        for curve in _spread_out(part.curve)
    )


def _spread_out(curve: Curve) -> Iterator[Curve]:
    """The steps between the ends left out; then the ends pulled apart as well."""
    target = target_of(curve)
    middle = [Point(target, ONE)] if target is not None else []
    ends = {curve[0].at: curve[0], curve[-1].at: curve[-1]} | {one.at: one for one in middle}
    yield tuple(ends[at] for at in sorted(ends))
    for times in (1, 2, 3):
        wide = WIDE * times * abs(target or ONE)
        first, last = curve[0], curve[-1]
        ends = {one.at: one for one in middle}
        ends |= {min(first.at, (target or first.at) - wide): first} if first.pays != ONE else {}
        ends |= {max(last.at, (target or last.at) + wide): last} if last.pays != ONE else {}
        yield tuple(replace(ends[at], at=at) for at in sorted(ends))


def bends(plan: Plan, context: Context) -> Iterator[Finding]:
    """L04: steeper than 2.5 times the slope at target, or a slope that turns round."""
    for one in plan.components:
        slopes = slopes_of(one.curve)
        at_target = slope_at_target(one.curve)
        steep = max((abs(slope) for _, slope in slopes), default=Decimal(0))
        offers = tuple(
            Mend(Reason.of("mend_straight_curve", kpi=one.kpi), with_curve(plan, one.kpi, curve))
            for curve in (*_spread_out(one.curve), *_rising(one.curve))
        )
        if min((slope for _, slope in slopes), default=ONE) < 0 < max((slope for _, slope in slopes), default=ONE):
            because = Reason.of("lint_slope_turns", kpi=one.kpi)
        elif steep > STEEPEST * at_target:
            at = next(at for at, slope in slopes if abs(slope) == steep)
            times = text((steep / at_target).quantize(Decimal("0.1"))) if at_target else ""
            code = "lint_slope_steep" if times else "lint_slope_none"
            because = Reason.of(code, kpi=one.kpi, times=times, at=text(at), by=one.by)
        else:
            continue
        yield Finding("L04", Level.WARN, because, f"components.{one.kpi}", picture_of(one.curve), offers=offers)


def slopes_of(curve: Curve) -> list[tuple[Decimal, Decimal]]:
    """(where it begins, payout a unit of input) of each piece that is not flat."""
    pieces = itertools.pairwise(curve)
    found = [(a.at, (b.pays - a.pays) / (b.at - a.at)) for a, b in pieces if b.at > a.at]
    return [(at, slope) for at, slope in found if slope]


def slope_at_target(curve: Curve) -> Decimal:
    """Of the piece that leads to the target from where less is paid."""
    target = target_of(curve)
    pieces = [(a, b) for a, b in itertools.pairwise(curve) if b.at > a.at]
    for a, b in pieces:
        leads = a.at <= target < b.at if target is not None and falls(curve) else False
        if target is not None and (leads or (not falls(curve) and a.at < target <= b.at)):
            return abs((b.pays - a.pays) / (b.at - a.at))
    return abs((pieces[0][1].pays - pieces[0][0].pays) / (pieces[0][1].at - pieces[0][0].at)) if pieces else Decimal(0)


def _rising(curve: Curve) -> Iterator[Curve]:
    """The same points, never paying less for more (or, of a falling curve, never more)."""
    paid = sorted((one.pays for one in curve), reverse=falls(curve))
    yield tuple(replace(one, pays=pays) for one, pays in zip(curve, paid, strict=True))


def picture_of(curve: Curve, better: Curve = ()) -> Picture:
    """Forty points along the curve, a little beyond its ends; a second curve beside it."""
    first, last = curve[0].at, curve[-1].at
    room = (last - first or ONE) / 10
    places = [first - room + (last - first + 2 * room) * step / 39 for step in range(40)]
    labels = tuple(text(at.quantize(Decimal("0.001"))) for at in places)
    other = tuple(payout(better, at) for at in places) if better else ()
    return Picture("curve", labels, tuple(payout(curve, at) for at in places), other)
