"""Raising early warnings from the forecasts of a day and from days that left their corridor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from otdel.accounts.models import Company
from otdel.analytics.forecast.components import DAYS
from otdel.analytics.forecast.corridor import corridor, spikes
from otdel.forecasting.models import EarlyWarning, Forecast, WarningLimits
from otdel.forecasting.queries.history import Days, History
from otdel.forecasting.queries.known_days import company_country, days_off
from otdel.forecasting.rules.alarms import SILENT_DAYS, Break, Limit, breaks, low_odds, runs
from otdel.forecasting.rules.chances import LEVELS
from otdel.kit.viewer import Role
from otdel.organisation.models import Member
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.answer import EVERYTHING
from otdel.scorecard.queries.holders import Holders

WATCHED = ("spend_paid", "leads", "sessions", "revenue_actual_sum", "new_customers")
OF_PLAN = re.compile(r"ratio\((\w+), \1_plan\)")
Goal = tuple[str, str, int, str, date]
USUAL = 0.99  # a day outside is one in a hundred: a message a quarter for each number, if nothing happens


def limit_of() -> tuple[Limit, bool]:
    """The company's limits, and whether it wants no messages at all."""
    found = WarningLimits.objects.filter(pk=1).first()
    return (Limit(found.odds, found.share), found.silent) if found else (Limit(), False)


@transaction.atomic
def watch(holders: Holders, history: History, on: date, *, replayed: bool = False, corridors: bool = True) -> int:
    """Raise what is to be raised on a day, once however often it is asked; how many are new."""
    Company.objects.select_for_update().first()  # a second clock waits, and then finds what the first one told
    limit, silent = limit_of()
    if silent and not replayed:
        return 0
    head = _head(holders, on)
    found = [*_of_goals(on, limit, head, replayed=replayed)]
    if corridors:
        found += _of_days(history, on, head, holders, replayed=replayed)
    standing = set(EarlyWarning.objects.values_list("topic", "raised_on"))
    new = [one for one in found if (one.topic, one.raised_on) not in standing]
    EarlyWarning.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _head(holders: Holders, on: date) -> int | None:
    """Whoever leads the department on the day."""
    top = holders.top_role(on)
    there = [one.member.id for one in holders.held if one.on(on) and one.role == top]
    return there[0] if there else None


def _of_goals(on: date, limit: Limit, head: int | None, *, replayed: bool) -> Iterable[EarlyWarning]:
    """A goal in doubt is told of its shortest period only: a quarter when the month is not in doubt."""
    rows = Forecast.objects.filter(seen_on=on, reason__isnull=True).order_by("id")
    newest = {(row.kind, row.code, row.whose, row.unit, row.start): row for row in rows}
    told, taken = _told(on, replayed=replayed), set[tuple[str, str, int]]()
    paid_by_kpi = _measures_of_kpis(newest.values())
    for row in sorted(newest.values(), key=lambda one: (one.end - one.start, one.pk)):
        goal = row.kind, row.code, row.whose
        if goal in taken or (row.kind == "measure" and (row.code, row.whose) in paid_by_kpi):
            continue
        if row.whose == 0 and row.kind == "kpi" and _answered(row, newest):
            continue
        topic = topic_of(row)
        gone = (on - row.start).days / (row.end - row.start).days
        if low_odds(row.odds, gone, limit):
            taken.add(goal)
            if low_odds(row.odds, gone, limit, told.get(topic, ())):
                yield EarlyWarning(
                    sort="odds", topic=topic, kind=row.kind, code=row.code, member_id=row.member_id, unit=row.unit,
                    start=row.start, end=row.end, raised_on=on, replayed=replayed, to_id=row.member_id or head,
                    evidence=_evidence(row),
                )  # fmt: skip


def _measures_of_kpis(rows: Iterable[Forecast]) -> set[tuple[str, int]]:
    """Measures a person is told of as a KPI: its formula is nothing but the measure over its plan."""
    codes = {(row.code, row.whose) for row in rows if row.kind == "kpi" and row.whose}
    formulas = dict(Kpi.objects.filter(code__in={code for code, _ in codes}).values_list("code", "formula"))
    found = ((OF_PLAN.fullmatch(formulas.get(code, "")), whose) for code, whose in codes)
    return {(match[1], whose) for match, whose in found if match}


def topic_of(row: Forecast) -> str:
    return f"{row.kind}:{row.code}:{row.whose}:{row.unit}:{row.start.isoformat()}"


def _answered(row: Forecast, newest: Mapping[Goal, Forecast]) -> bool:
    """Whether a person holds the same number: they are told, not the department as well."""
    return any(one.whose and one.code == row.code and one.unit == row.unit for one in newest.values())


def _told(on: date, *, replayed: bool) -> dict[str, list[float]]:
    """Odds people were told before. Today these are all there are, also those of a clock that was set back since."""
    found: dict[str, list[float]] = {}
    rows = EarlyWarning.objects.filter(sort="odds", end__gt=on, replayed=replayed)
    for one in rows.filter(raised_on__lt=on) if replayed else rows:
        found.setdefault(one.topic, []).append(float(one.evidence["odds"]))
    return found


def _evidence(row: Forecast) -> dict[str, Any]:
    low, middle, high = (float(row.quantiles[LEVELS.index(level)]) for level in (0.1, 0.5, 0.9))
    pace = row.pace or {}
    return {
        "odds": row.odds, "plan": row.plan, "so_far": row.so_far, "low": low, "middle": middle, "high": high,
        "needed": pace.get("needed"), "pace": pace.get("so_far"), "left": (row.end - row.seen_on).days,
        "forecast": row.pk,
    }  # fmt: skip


def _of_days(
    history: History, on: date, head: int | None, holders: Holders, *, replayed: bool
) -> Iterable[EarlyWarning]:
    """Of each measure the newest strange days that stand together and were not told: one message, by its first day."""
    country = company_country()
    for code in WATCHED:
        days = history.days(MEASURES[code], EVERYTHING, on)
        if isinstance(days, Days) and len(days.known) > 8 * SILENT_DAYS:
            to = _holder(holders, code, on) or head
            told, today = _days_told(code, on)
            for run in reversed(runs(breaks_of(days, country))):
                one, its = run[0], {days.start + timedelta(days=each.place) for each in run}
                if today or told & its:
                    continue
                day = min(its)
                yield EarlyWarning(
                    sort=one.sort, topic=f"{one.sort}:{code}:0:day:{day.isoformat()}", kind="measure", code=code,
                    unit="day", start=day, end=day + timedelta(days=1), raised_on=on, replayed=replayed, to_id=to,
                    evidence={
                        "day": day.isoformat(), "value": one.value, "low": one.low, "middle": one.middle,
                        "high": one.high, "fault": one.fault, "days": len(run),
                    },
                )  # fmt: skip
                break


def _days_told(code: str, on: date) -> tuple[set[date], bool]:
    """Days of a measure that are in a message already, each of as many as were strange then; whether one is of `on`."""
    rows = EarlyWarning.objects.exclude(sort="odds").filter(kind="measure", code=code)
    told = list(rows.values_list("start", "evidence", "raised_on"))
    days = {first + timedelta(days=place) for first, said, _ in told for place in range(int(said.get("days", 1)))}
    return days, any(raised == on for _, _, raised in told)


def breaks_of(days: Days, country: str = "") -> list[Break]:
    """Of the newest week, seen from the week before; holidays and Black Friday are expected as they were before."""
    before = days.known[:-SILENT_DAYS]
    known_days = days_off(country, days.start, len(days.known))
    expected = corridor(before, DAYS, SILENT_DAYS, share=USUAL, calendar=known_days)
    faults = {one.place: str(one.kind.value) for one in spikes(days.known, DAYS)}
    return breaks(days.known, expected.low, expected.middle, expected.high, faults)


def _holder(holders: Holders, code: str, on: date) -> int | None:
    """The only person whose KPI names the measure; several or nobody leave it to the head.

    So does somebody who is not told numbers of the whole department.
    """
    named = re.compile(rf"\b{code}\b")
    roles = {kpi.role_id for kpi in holders.kpis_on(on) if named.search(kpi.formula)}
    people = {one.member.id for one in holders.held if one.role in roles and one.on(on)}
    there = Member.objects.filter(pk__in=people).exclude(person__role__in=(Role.CONTRACTOR, Role.ACCOUNTANT))
    return people.pop() if len(people) == 1 and there.exists() else None
