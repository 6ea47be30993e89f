"""KPIs of the company as lints ask for them, and which roles lead others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from otdel.motivation.rules.lints.context import KpiFacts
from otdel.motivation.rules.lints.facts import facts, heads_of_library, of_library
from otdel.organisation.models import Engagement, JobRole
from otdel.scorecard.models import Kpi


def of_company(day: date) -> dict[str, KpiFacts]:
    """Every KPI in force on the day, else its newest version; those the company has not taken are the library's."""
    found, versions = dict(of_library()), list(Kpi.objects.order_by("start"))
    roles = dict(JobRole.objects.values_list("pk", "code"))
    since = {one.code: one.start for one in reversed(versions)}
    for one in _newest(versions, day):
        found[one.code] = facts(one.code, roles[one.role_id], one.formula, one.settings, since[one.code])
    return found


def _newest(versions: Iterable[Kpi], day: date) -> list[Kpi]:
    kept: dict[str, Kpi] = {}
    for one in versions:
        if one.code not in kept or one.start <= day:
            kept[one.code] = one
    return list(kept.values())


def heads_on(day: date) -> frozenset[str]:
    """Roles of people somebody reports to, and those the library has others report to."""
    leaders = Engagement.objects.on(day).exclude(reports_to=None).values("reports_to")
    held = Engagement.objects.on(day).filter(member__in=leaders).values_list("role__code", flat=True)
    return frozenset(held) | heads_of_library()
