"""KPIs of the company as lints ask for them, and which roles lead others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from otdel.motivation.rules.lints.context import KpiFacts
from otdel.motivation.rules.lints.facts import facts, heads_of_library, of_library
from otdel.organisation.models import Engagement
from otdel.scorecard.models import Kpi


def of_company(day: date) -> dict[str, KpiFacts]:
    """Every KPI in force on the day, else its newest version; those the company has not taken are the library's."""
    found = dict(of_library())
    for one in _newest(Kpi.objects.select_related("role").order_by("start"), day):
        since = Kpi.objects.filter(code=one.code).order_by("start").values_list("start", flat=True).first()
        found[one.code] = facts(one.code, one.role.code, one.formula, one.settings, since)
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
