"""L08, L12, L21, L22: how much is variable, when it is paid, what may be taken back, how newcomers start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.rules.lints.context import Context
from otdel.motivation.rules.lints.finding import Finding, Level, Mend, percent
from otdel.motivation.rules.lints.weights import offer
from otdel.motivation.rules.plan import ONE, Holdback, PayDay, Plan

LEAST_SHARE, MOST_SHARE = Decimal("0.10"), Decimal("0.40")
HELD = Decimal("0.25")
YEAR = 365
WATCHED = timedelta(weeks=8)
RAMPS = {"month": ("1.0", "0.8", "0.5"), "quarter": ("1.0", "0.7")}


def variable_share(plan: Plan, context: Context) -> Iterator[Finding]:
    """L08: of employees. A contractor's fee may be anything from all fixed to all by result."""
    if plan.kind != "staff" or not (plan.components or plan.target_variable):
        return
    yield from _share(plan, plan.base, plan.target_variable, "")
    for one in context.terms:
        yield from _share(plan, one.base, one.target_variable, one.who)


def _share(plan: Plan, base: Decimal, target: Decimal, who: str) -> Iterator[Finding]:
    total = base + target
    if total <= 0 or LEAST_SHARE <= target / total <= MOST_SHARE:
        return
    bound = LEAST_SHARE if target / total < LEAST_SHARE else MOST_SHARE
    better = replace(plan, base=total - total * bound, target_variable=total * bound)
    code = "lint_share_of_person" if who else ("lint_share_low" if bound == LEAST_SHARE else "lint_share_high")
    because = Reason.of(code, share=percent(target / total), who=who)
    offers = () if who else offer("mend_share", better, share=percent(bound))
    yield Finding("L08", Level.WARN, because, "target_variable", offers=offers)


def maturity(plan: Plan, context: Context) -> Iterator[Finding]:
    """L12: nothing is paid before it is known. What a holdback waits for may come later than pay day."""
    days = days_to_pay(plan.pay_day)
    held = plan.holdback.days if plan.holdback and plan.holdback.share > 0 else 0
    for kpi, path in paid_kpis(plan):
        facts = context.kpis.get(kpi)
        if facts and facts.lag_days > max(days, held):
            because = Reason.of("lint_paid_too_early", kpi=kpi, lag=facts.lag_days, days=days)
            yield Finding("L12", Level.ERROR, because, path, offers=_later(plan, facts.lag_days))


def paid_kpis(plan: Plan) -> list[tuple[str, str]]:
    """KPIs that move pay, with where they stand; a gate that costs nothing moves nothing."""
    found = [(one.kpi, f"components.{one.kpi}") for one in plan.components]
    found += [(one.kpi, f"gates.{one.kpi}") for one in plan.gates if one.fail < ONE or one.hard]
    found += [(plan.team.kpi, "team")] if plan.team else []
    pay = plan.point_pay
    return [*found, *([(pay.quality.kpi, "point_pay.quality"), (pay.time.kpi, "point_pay.time")] if pay else [])]


def days_to_pay(day: PayDay) -> int:
    """From the period's end to pay day, at least: after the shortest months there are."""
    return min((_paid_on(end, day) - end).days for end in (date(2026, month, 1) for month in range(1, 13)))


def _paid_on(end: date, day: PayDay) -> date:
    """`end` is the first day after the period; the month after the period's last is month 1."""
    months = end.year * 12 + end.month - 1 + day.months - 1
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def _later(plan: Plan, lag: int) -> tuple[Mend, ...]:
    """A later pay day when a month more is enough, otherwise a part that waits."""
    offers: list[Mend] = []
    for months in (1, 2):
        for day in (15, 25, 28):
            later = PayDay(day, months)
            if not offers and days_to_pay(later) >= lag and days_to_pay(later) > days_to_pay(plan.pay_day):
                plan_later = replace(plan, pay_day=later)
                offers.append(Mend(Reason.of("mend_pay_later", day=day, months=months), plan_later))
    kept = plan.holdback or Holdback(HELD, lag, "")
    waiting = replace(plan, holdback=replace(kept, share=kept.share or HELD, days=lag))
    return (*offers, Mend(Reason.of("mend_hold_back", share=percent(kept.share or HELD), days=lag), waiting))


def clawback(plan: Plan, context: Context) -> Iterator[Finding]:
    """L21: limited in money and in time; and somebody who knows the local law reads it."""
    back = plan.clawback
    if back is None:
        return
    if back.most > ONE:
        better = replace(plan, clawback=replace(back, most=ONE))
        because = Reason.of("lint_clawback_much", most=percent(back.most))
        yield Finding("L21", Level.ERROR, because, "clawback", offers=offer("mend_clawback_most", better))
    if not 0 < back.days <= YEAR:
        better = replace(plan, clawback=replace(back, days=180))
        because = Reason.of("lint_clawback_endless", days=back.days)
        yield Finding("L21", Level.ERROR, because, "clawback", offers=offer("mend_clawback_days", better))
    yield Finding("L21", Level.NOTE, Reason.of("lint_clawback_law"), "clawback")


def ramp(plan: Plan, context: Context) -> Iterator[Finding]:
    """L22: newcomers and new KPIs get time. Pay by the piece starts with the first piece."""
    if plan.kind == "staff" and plan.target_variable > 0 and not plan.ramp:
        shares = tuple(Decimal(one) for one in RAMPS.get(plan.period, RAMPS["month"]))
        better = offer("mend_ramp", replace(plan, ramp=shares))
        yield Finding("L22", Level.WARN, Reason.of("lint_no_ramp"), "ramp", offers=better)
    if context.dates is None:
        return
    for kpi, path in paid_kpis(plan):
        facts = context.kpis.get(kpi)
        if facts and facts.since and facts.since + WATCHED > context.dates.start:
            start = next_start(facts.since + WATCHED, plan.period)
            because = Reason.of("lint_kpi_new", kpi=kpi, start=facts.since.isoformat())
            mend = Mend(Reason.of("mend_start_later", start=start.isoformat()), start=start)
            yield Finding("L22", Level.WARN, because, path, offers=(mend,))


def next_start(day: date, unit: str) -> date:
    """The first day, from `day` on, that a period of the unit starts on."""
    step = 3 if unit == "quarter" else 1
    months = day.year * 12 + day.month - 1
    begun = months - months % step
    if day != date(begun // 12, begun % 12 + 1, 1):
        begun += step
    return date(begun // 12, begun % 12 + 1, 1)
