"""One zone: who has which part in it, today, before and later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from otdel.kit.viewer import Viewer
from otdel.organisation.models import Accountability, Part, Zone
from otdel.organisation.queries.members import SEES_THE_TEAM, MemberRef, ref
from otdel.organisation.rules.grid import State, state
from otdel.organisation.words import role_title, zone_name


@dataclass(frozen=True, slots=True)
class PartLine:
    """Somebody's part in the zone: [start, end)."""

    id: int
    who: MemberRef
    part: str
    label: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class ZonePage:
    id: int
    name: str
    own_name: str
    role: str
    role_code: str
    critical: bool
    retired_on: date | None
    state: State
    answers: tuple[MemberRef, ...]
    now: tuple[PartLine, ...]
    ahead: tuple[PartLine, ...]
    before: tuple[PartLine, ...]


def zone_page(viewer: Viewer, pk: int, day: date) -> ZonePage | None:
    """The zone as it is on `day`; nothing when there is none. Raises NotAllowed for a contractor."""
    viewer.must(*SEES_THE_TEAM)
    zone = Zone.objects.select_related("role").filter(pk=pk).first()
    if zone is None:
        return None
    rows = list(Accountability.objects.filter(zone=zone).select_related("member").order_by("start", "pk"))
    now = sorted((row for row in rows if row.holds_on(day)), key=lambda row: list(Part).index(Part(row.part)))
    answers = {row.member_id: ref(row.member) for row in now if row.part == Part.ACCOUNTABLE}
    return ZonePage(
        id=zone.pk,
        name=zone_name(zone),
        own_name=zone.name,
        role=role_title(zone.role) if zone.role else "",
        role_code=zone.role.code if zone.role else "",
        critical=zone.critical,
        retired_on=zone.retired_on,
        state=state(list(answers)),
        answers=tuple(answers.values()),
        now=tuple(map(_line, now)),
        ahead=tuple(_line(row) for row in rows if row.start > day),
        before=tuple(_line(row) for row in reversed(rows) if row.end is not None and row.end <= day),
    )


def _line(row: Accountability) -> PartLine:
    return PartLine(row.pk, ref(row.member), row.part, str(Part(row.part).label), row.start, row.end)
