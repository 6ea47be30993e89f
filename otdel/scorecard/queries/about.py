"""What is known of a KPI besides its value: its words, its settings, its versions, who holds it, how it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from otdel.kit.calendar import Named
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.library.shapes import KpiWords
from otdel.organisation.models import Engagement
from otdel.organisation.queries.members import MemberRef, may_see, member_of, must_see, ref
from otdel.organisation.words import key_of, kpi_name, role_text, role_title
from otdel.scorecard.measures.registry import meaning
from otdel.scorecard.models import Kpi, KpiValue
from otdel.scorecard.queries.answer import State
from otdel.scorecard.queries.readings import NAMES
from otdel.scorecard.queries.rights import HIDDEN, hides
from otdel.scorecard.queries.values import UnknownKpi

READS = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR)


@dataclass(frozen=True, slots=True)
class Version:
    """The KPI as it was in force [start, end)."""

    start: date
    end: date | None
    formula: str


@dataclass(frozen=True, slots=True)
class KpiAbout:
    """A KPI in words and settings, as it is in force on a day.

    `settings` are the keys of `Kpi.settings`. `paired` is the KPI read beside it, by code and name, so that neither is
    dressed up at the cost of the other; empty when there is none.
    """

    code: str
    name: str
    role: str
    role_code: str
    formula: str
    settings: Mapping[str, Any]
    confounders: tuple[str, ...]
    gaming: str
    paired: tuple[str, str]
    start: date
    versions: tuple[Version, ...]

    def setting(self, name: str) -> str:
        return str(self.settings.get(name) or "")


@dataclass(frozen=True, slots=True)
class Past:
    """One stored period: the value with its latest correction, and what was to be reached then."""

    named: Named
    value: Decimal | NoData
    target: Decimal | None
    state: State


def about(viewer: Viewer, code: str, day: date) -> KpiAbout:
    """The KPI as it is in force on `day`, else its nearest version.

    Raises UnknownKpi, and NotAllowed for a contractor whose role does not have it.
    """
    viewer.must(*READS)
    versions = list(Kpi.objects.filter(code=code).select_related("role").order_by("start"))
    must_hold(viewer, code)
    if not versions:
        raise UnknownKpi(code)
    kept = next((one for one in reversed(versions) if one.start <= day), versions[0])
    words = role_text(kept.role).kpis.get(key_of(code), KpiWords(code))
    return KpiAbout(
        code=code,
        name=kpi_name(kept.role, code, kept.own),
        role=role_title(kept.role),
        role_code=kept.role.code,
        formula=kept.formula,
        settings=kept.settings,
        confounders=tuple(words.confounders),
        gaming=str(kept.own.get("gaming") or words.gaming),
        paired=_paired(str(kept.settings.get("paired_with") or "")),
        start=kept.start,
        versions=tuple(Version(one.start, one.end, one.formula) for one in reversed(versions)),
    )


def holders(viewer: Viewer, code: str, named: Named) -> list[MemberRef]:
    """Members who held the KPI in the period and whose numbers the viewer may see, by name."""
    viewer.must(*READS)
    period = named.period
    roles = Kpi.objects.filter(code=code).values("role")
    engaged = Engagement.objects.during(period.start, period.end).filter(role__in=roles).select_related("member")
    found = {one.member_id: ref(one.member) for one in engaged}
    return sorted((one for one in found.values() if may_see(viewer, one.id)), key=lambda one: one.name)


def history(viewer: Viewer, code: str, member_id: int | None, last: Named, count: int) -> list[Past]:
    """The stored values of the last `count` periods up to `last`, oldest first; what is not stored has no data."""
    viewer.must(*READS)
    if member_id is not None:
        must_see(viewer, member_id)
    nameds = [last]
    while len(nameds) < count:
        nameds.insert(0, nameds[0].earlier())
    stored = KpiValue.objects.filter(_of(member_id), kpi=code, unit=last.unit).prefetch_related("adjustments")
    by_start = {one.start: one for one in stored.filter(start__gte=nameds[0].period.start)}
    if hides(viewer, holds_salaries=rests_on_salaries(code)):
        return [Past(named, HIDDEN, None, "") for named in nameds]
    return [_past(named, by_start.get(named.period.start)) for named in nameds]


def rests_on_salaries(code: str) -> bool:
    """Whether any version of the KPI counts something that holds salaries."""
    formulas = Kpi.objects.filter(code=code).values_list("formula", flat=True)
    found = (meaning(name) for formula in formulas for name in NAMES.findall(formula))
    return any(one.measure.holds_salaries for one in found if one)


def stored_id(code: str, member_id: int | None, named: Named) -> int | None:
    """The id of the stored value that could be corrected, once its period is closed."""
    kept = KpiValue.objects.filter(_of(member_id), kpi=code, unit=named.unit, start=named.period.start)
    return kept.filter(~Q(frozen_at=None)).values_list("pk", flat=True).first()


def _past(named: Named, kept: KpiValue | None) -> Past:
    if kept is None:
        return Past(named, NoData.because("not_counted_yet"), None, "")
    corrected = list(kept.adjustments.all())
    value = corrected[-1].new if corrected else kept.value
    state: State = next((one for one in ("good", "near", "off") if one == kept.state), "")
    if value is None:
        return Past(named, NoData(_reason(kept.reason)), kept.target, state)
    return Past(named, value, kept.target, state)


def _of(member_id: int | None) -> Q:
    return Q(member=None) if member_id is None else Q(member_id=member_id)


def _reason(kept: Any) -> Reason:
    said = kept if isinstance(kept, dict) else {}
    return Reason.of(str(said.get("code", "not_counted_yet")), **said.get("values", {}))


def _paired(code: str) -> tuple[str, str]:
    found = Kpi.objects.filter(code=code).select_related("role").order_by("-start").first() if code else None
    return (code, kpi_name(found.role, code, found.own)) if found else ("", "")


def must_hold(viewer: Viewer, code: str) -> None:
    """Raises NotAllowed for a contractor who holds no role with this KPI: over their scope it may be everybody's."""
    if viewer.may(Role.CONTRACTOR) and code not in {one.code for one in _own_kpis(viewer)}:
        raise NotAllowed("the KPI belongs to another role")


def must_use(viewer: Viewer, measure: str) -> None:
    """Raises NotAllowed for a contractor none of whose KPIs counts this measure."""
    if not viewer.may(Role.CONTRACTOR):
        return
    named = {name for kpi in _own_kpis(viewer) for name in NAMES.findall(kpi.formula)}
    if measure not in {told.measure.code for name in named if (told := meaning(name))}:
        raise NotAllowed("the measure belongs to other roles")


def _own_kpis(viewer: Viewer) -> list[Kpi]:
    """KPIs of the roles the viewer has or had."""
    own = member_of(viewer)
    roles = list(Engagement.objects.filter(member_id=own.id).values_list("role_id", flat=True)) if own else []
    return list(Kpi.objects.filter(role__in=roles))
