"""L13, L14, L15, L23, L24, L25: what the company's own records say of the numbers, the dates and the promises."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.rules.lints.context import Bunched, Context, Told
from otdel.motivation.rules.lints.finding import Finding, Level, Mend, Picture, percent
from otdel.motivation.rules.lints.money import next_start, paid_kpis
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.rounding import text

COVERED = Decimal("0.90")
LONG_TERM = 6  # months a target should stand
CHANCE = Decimal("0.01")  # a bunch less likely than this is looked into
FEW = 10  # results near the line that can be judged
A_CENT = Decimal("0.01")
PAGE = 45  # lines and steps that fit a page


def measured(plan: Plan, context: Context) -> Iterator[Finding]:
    """L13"""
    if context.coverage is None or context.typed is None:
        yield Finding("L13", Level.UNCHECKED, Reason.of("lint_needs_records"))
        return
    for kpi, path in paid_kpis(plan):
        seen = context.coverage.get(kpi, ())
        if not seen:
            yield Finding("L13", Level.UNCHECKED, Reason.of("lint_kpi_without_values", kpi=kpi), path)
        for place, share in enumerate(seen):
            if share is None or share < COVERED:
                because = Reason.of("lint_gaps", kpi=kpi, share=percent(share or Decimal(0)), back=place + 1)
                shown = Picture(
                    "bars",
                    tuple(str(n + 1) for n in range(len(seen))),
                    tuple((one or Decimal(0)) * 100 for one in seen),
                )
                yield Finding("L13", Level.ERROR, because, path, shown)
                break
        for one in context.typed:
            if one.kpi == kpi:
                because = Reason.of("lint_typed_alone", kpi=kpi, measure=one.measure, who=one.who, count=one.periods)
                yield Finding("L13", Level.ERROR, because, path)


def dated(plan: Plan, context: Context) -> Iterator[Finding]:
    """L14"""
    if context.dates is None:
        yield Finding("L14", Level.UNCHECKED, Reason.of("lint_needs_dates"))
        return
    start, today = context.dates.start, context.dates.judged_on
    better = next_start(max(start, today), plan.period)
    offers = (Mend(Reason.of("mend_start_later", start=better.isoformat()), start=better),)
    if start != next_start(start, plan.period):
        yield Finding(
            "L14", Level.ERROR, Reason.of("lint_start_inside", start=start.isoformat()), "start", offers=offers
        )
    elif start < today and context.dates.before is not None:
        code = "lint_start_lowers" if lowered(plan, context) else "lint_start_past"
        yield Finding("L14", Level.ERROR, Reason.of(code, start=start.isoformat()), "start", offers=offers)


def lowered(plan: Plan, context: Context) -> bool:
    """Whether somebody gets less than by the version before: fixed pay, or variable pay at target or at the cap."""
    if context.dates is None or context.dates.before is None:
        return False
    before = context.dates.before
    most = [one.target_variable * (one.cap or Decimal(99)) for one in (before, plan)]
    return (
        bool(context.dates.terms_lowered)
        or plan.base < before.base
        or (plan.target_variable < before.target_variable or most[1] < most[0])
    )


def ratchet(plan: Plan, context: Context) -> Iterator[Finding]:
    """L15"""
    if context.ratchets is None:
        yield Finding("L15", Level.UNCHECKED, Reason.of("lint_needs_records"))
        return
    paid = {kpi for kpi, _ in paid_kpis(plan)}
    for one in context.ratchets:
        if one.kpi in paid and one.months < LONG_TERM:
            because = Reason.of("lint_ratchet", kpi=one.kpi, who=one.who, count=one.times, months=one.months)
            yield Finding("L15", Level.WARN, because, f"components.{one.kpi}")


def bunching(plan: Plan, context: Context) -> Iterator[Finding]:
    """L23"""
    if context.bunches is None:
        yield Finding("L23", Level.UNCHECKED, Reason.of("lint_needs_history"))
        return
    paid = dict(paid_kpis(plan))
    for one in context.bunches:
        if one.kpi in paid and one.at + one.beside >= FEW and one.likely < CHANCE:
            because = Reason.of(
                "lint_bunching", kpi=one.kpi, count=one.at, beside=one.beside, likely=percent(one.likely)
            )
            yield Finding("L23", Level.WARN, because, paid[one.kpi], _near_line(one))


def _near_line(one: Bunched) -> Picture:
    labels = tuple(percent(at) for at, _ in one.steps)
    return Picture("bars", labels, tuple(Decimal(count) for _, count in one.steps), names=(one.kpi,))


def promised(plan: Plan, context: Context) -> Iterator[Finding]:
    """L24"""
    if context.unsigned is None or context.overdue is None:
        yield Finding("L24", Level.UNCHECKED, Reason.of("lint_needs_records"))
        return
    for one in context.unsigned:
        because = Reason.of("lint_unsigned", who=one.who, start=one.since.isoformat())
        yield Finding("L24", Level.ERROR, because, "agreements")
    for one in context.overdue:
        yield Finding(
            "L24", Level.ERROR, Reason.of("lint_pay_late", who=one.who, start=one.since.isoformat()), "promises"
        )


def recomputed(plan: Plan, context: Context) -> Iterator[Finding]:
    """L25: published statements, and a trial one at target when there are none yet."""
    told = list(context.statements or ())
    if not told and context.compute is not None:
        trial = context.compute(plan)
        told = [trial] if isinstance(trial, Told) else []
    if not told:
        yield Finding("L25", Level.UNCHECKED, Reason.of("lint_no_statement"))
    for one in told:
        if abs(one.off) > A_CENT:
            because = Reason.of("lint_lines_off", who=one.who, period=one.period, off=text(one.off))
            yield Finding("L25", Level.WARN, because)
        if one.lines > PAGE:
            because = Reason.of("lint_long_statement", who=one.who, period=one.period, count=one.lines)
            yield Finding("L25", Level.WARN, because)
