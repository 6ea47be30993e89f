"""KPIs by their names, where a list would otherwise show codes."""

from __future__ import annotations

from otdel.organisation.models import JobRole
from otdel.organisation.words import kpi_name
from otdel.scorecard.models import Kpi


def kpi_names() -> dict[str, str]:
    """The name of the newest version of every KPI by its code; each role's words are read once."""
    kpis = list(Kpi.objects.order_by("start"))
    roles = JobRole.objects.in_bulk({one.role_id for one in kpis})
    return {one.code: kpi_name(roles[one.role_id], one.code, one.own) for one in kpis}
