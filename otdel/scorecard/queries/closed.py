"""Closed periods with their digests, and the corrections made after a period was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import cast

from otdel.kit.calendar import Named, Unit, containing
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.queries.members import MemberRef, may_see, ref
from otdel.organisation.words import kpi_name
from otdel.scorecard.models import Adjustment, ClosedPeriod, Kpi, KpiValue
from otdel.scorecard.queries.about import rests_on_salaries
from otdel.scorecard.queries.rights import hides

READS = (Role.OWNER, Role.HEAD, Role.SPECIALIST)


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """A closed period: by whom and when, how many values were frozen, their digest, how many were corrected since."""

    id: int
    named: Named
    name: str
    at: datetime
    digest: str
    values: int
    corrections: int


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction of a frozen value; None is a value that is not known."""

    kpi: str
    name: str
    who: MemberRef | None
    named: Named
    unit: str
    old: Decimal | None
    new: Decimal | None
    why: str
    by: str
    at: datetime


def closed(viewer: Viewer) -> list[ClosedLine]:
    """Closed periods, newest first. Raises NotAllowed."""
    viewer.must(*READS)
    return [closed_period(viewer, one) for one in ClosedPeriod.objects.order_by("-start", "-id")]


def closed_period(viewer: Viewer, kept: ClosedPeriod) -> ClosedLine:
    """One closed period. Raises NotAllowed."""
    viewer.must(*READS)
    values = KpiValue.objects.filter(unit=kept.unit, start=kept.start)
    changed = Adjustment.objects.filter(of__unit=kept.unit, of__start=kept.start).count()
    named = containing(kept.start, cast(Unit, kept.unit))
    return ClosedLine(kept.pk, named, kept.name, kept.closed_at, kept.digest, values.count(), changed)


def corrections(viewer: Viewer, kept: ClosedPeriod) -> list[CorrectionLine]:
    """Corrections of the period's values, oldest first, of those members the viewer may see. Raises NotAllowed."""
    viewer.must(*READS)
    found = Adjustment.objects.filter(of__unit=kept.unit, of__start=kept.start).select_related("of__member")
    kpis = {one.code: one for one in Kpi.objects.select_related("role").order_by("start")}
    return [_line(one, kpis) for one in found if _shown(viewer, one)]


def _shown(viewer: Viewer, one: Adjustment) -> bool:
    """Not another person's, and not what holds salaries for those who may not see these."""
    theirs = one.of.member_id is None or may_see(viewer, one.of.member_id)
    return theirs and not hides(viewer, holds_salaries=rests_on_salaries(one.of.kpi))


def _line(one: Adjustment, kpis: dict[str, Kpi]) -> CorrectionLine:
    value, kpi = one.of, kpis.get(one.of.kpi)
    return CorrectionLine(
        kpi=value.kpi,
        name=kpi_name(kpi.role, kpi.code, kpi.own) if kpi else value.kpi,
        who=ref(value.member) if value.member else None,
        named=containing(value.start, cast(Unit, value.unit)),
        unit=str(kpi.settings.get("unit", "")) if kpi else "",
        old=one.old,
        new=one.new,
        why=one.why,
        by=one.name,
        at=one.at,
    )
