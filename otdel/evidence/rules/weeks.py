"""Which weeks are whole: all their days are over, their spend is in, and nearly all their sales have come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from otdel.evidence.rules.lag import LagCurve
from otdel.kit.period import Period
from otdel.kit.reason import Reason

WEEK = timedelta(days=7)
STILL_DUE = 0.02  # a week with a larger share of its sales still to come is not mature
STOPPED = timedelta(days=28)  # a source silent for so long before the newest one has ended; a younger one is late


@dataclass(frozen=True, slots=True)
class Known:
    """Days facts speak for: sales from `since` to `as_of`, spend of each source from its first to its last day."""

    today: date
    since: date | None
    as_of: date
    curve: LagCurve | None
    spend: Mapping[str, tuple[date, date]]


@dataclass(frozen=True, slots=True)
class Whole:
    """`period` is whole weeks, None when there is none; `left_out` says which were not whole and why."""

    period: Period | None
    left_out: tuple[Reason, ...]


def whole_weeks(known: Known) -> Whole:
    """Weeks from the first in which both spend and sales were known to the last whose sales have come."""
    if known.since is None:
        return Whole(None, (Reason.of("mix_sales_unknown"),))
    if not known.spend:
        return Whole(None, (Reason.of("mix_spend_unknown"),))
    over = min(known.as_of + timedelta(days=1), known.today)  # the first day not over yet
    start, said = _start(known.since, min(first for first, _ in known.spend.values()))
    end = _monday(over)
    if end < over:
        said.append(Reason.of("mix_week_unfinished", week=end.isoformat()))
    for find in (_spend_in, _mature):
        end, why = find(known, end)
        said += why
    return Whole(Period(start, end) if start < end else None, tuple(said))


def _start(since: date, spent: date) -> tuple[date, list[Reason]]:
    """The first Monday on which sales and spend are both known."""
    known = max(since, spent)
    start = _monday(known + timedelta(days=6))
    earliest = _monday(min(since, spent))
    if start == earliest:
        return start, []
    code = "mix_weeks_before_spend" if spent > since else "mix_weeks_before_sales"
    return start, [Reason.of(code, start=known.isoformat(), weeks=(start - earliest).days // 7)]


def _spend_in(known: Known, end: date) -> tuple[date, list[Reason]]:
    """No week after the last day of a source that is still running: its spend there is not known, not zero."""
    newest = max(last for _, last in known.spend.values())
    live = {source: last for source, (_, last) in known.spend.items() if last > min(newest, known.today) - STOPPED}
    source, last = min(live.items(), key=lambda one: one[1])
    covered = _monday(last + timedelta(days=1))
    if covered >= end:
        return end, []
    weeks = (end - covered).days // 7
    return covered, [Reason.of("mix_weeks_without_spend", source=source, until=last.isoformat(), weeks=weeks)]


def _mature(known: Known, end: date) -> tuple[date, list[Reason]]:
    """No week of which more than STILL_DUE of the sales are still to come."""
    if known.curve is None:
        return end, [Reason.of("mix_lag_unknown")]
    last = end
    while known.curve.due_after((known.as_of - last).days + 1) > STILL_DUE:
        last -= WEEK
    if last == end:
        return end, []
    weeks, days = (end - last).days // 7, known.curve.within(1 - STILL_DUE)
    return last, [Reason.of("mix_weeks_immature", weeks=weeks, week=last.isoformat(), days=days)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
