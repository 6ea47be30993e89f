"""KPIs as people ask for them: one in a period, everybody's on a scorecard."""

from __future__ import annotations

from datetime import date
from typing import Literal

from otdel.kit.calendar import Named
from otdel.kit.viewer import Viewer
from otdel.organisation.queries.members import MemberRef
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.answer import KpiAnswer, Scorecard, Scope

Span = Literal["week", "month", "quarter", "year"]


class UnknownKpi(LookupError):
    """There is no KPI of this code."""


def kpi_value(viewer: Viewer, code: str, who: MemberRef | None, named: Named) -> KpiAnswer:
    """The KPI of a member, or of the department, as stored, or computed now. Raises UnknownKpi, NotAllowed."""
    raise UnknownKpi(code)


def scorecard(viewer: Viewer, unit: Span, until: date, count: int = 13, who: str = "") -> Scorecard:
    """The last `count` periods up to the one `until` lies in; only the member `who` when given. Raises NotAllowed."""
    return Scorecard(unit, (), (), 0, 0, 0)


def kpis_of(viewer: Viewer, member_id: int | None, day: date) -> list[Kpi]:
    """KPIs a member holds on a day, or the department's when `member_id` is None. Raises NotAllowed."""
    return []


def scope_of(member_id: int | None, day: date) -> Scope:
    """What a member's numbers are counted over on a day; everything for the department (None)."""
    return Scope()
