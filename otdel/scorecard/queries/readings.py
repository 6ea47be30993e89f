"""What people have read and what still waits: by measure and person in a period, each to the eyes that may see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from otdel.kit.calendar import Named
from otdel.kit.period import Period
from otdel.kit.viewer import AT_TERMINAL, Role, Viewer
from otdel.organisation.models import Engagement, Member
from otdel.organisation.queries.members import SEES_EVERYBODY, MemberRef, led_by, member_of, ref
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Kpi, Reading
from otdel.scorecard.queries.answer import Way
from otdel.scorecard.queries.rights import hides

Waits = Literal["first", "second", "differs", "agreed", "settled"]

READS = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR)
READABLE = (Way.TYPED, Way.FACTS)  # a measure of facts may be typed in while no imported fact answers it
NAMES = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A measure somebody is to read in a period, or has read.

    `value` and `second` are shown only once both readers are done: the second must not see the first. `mine` is true
    when the viewer read it first, and then they see their own value. `holder` is whose number it is; nobody for the
    whole department.
    """

    measure: str
    holder: MemberRef | None
    waits: Waits
    kpis: tuple[str, ...]
    id: int = 0
    value: Decimal | None = None
    second: Decimal | None = None
    counts: Decimal | None = None
    name: str = ""
    second_name: str = ""
    settled_name: str = ""
    settled_why: str = ""
    source: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class ReadingOut:
    """A reading as an export shows it; the value of one that waits for its second reader is left out."""

    measure: str
    period: Period
    who: str
    value: Decimal | None
    source: str
    read_by: str
    state: Waits


def readings(viewer: Viewer, named: Named) -> list[ReadingLine]:
    """What is to be read for KPIs in force in the period and who is to read it, with what was read so far."""
    viewer.must(*READS)
    seen = Sight(viewer, named.period.last_day)
    standing = _standing(seen, named.period)
    found = []
    for code, holder, kpis in _asked(seen, named.period):
        kept = standing.pop((code, holder.id if holder else None), None)
        found.append(_line(viewer, kept, kpis) if kept else ReadingLine(code, holder, "first", kpis))
    found += [_line(viewer, kept, ()) for kept in standing.values()]
    order: list[Waits] = ["differs", "second", "first", "agreed", "settled"]
    return sorted(found, key=lambda line: (order.index(line.waits), line.measure, line.holder.id if line.holder else 0))


def reading(viewer: Viewer, pk: int) -> ReadingLine | None:
    """One reading by its id, or nothing when there is none this viewer may see."""
    viewer.must(*READS)
    kept = Reading.objects.select_related("member").filter(pk=pk, replaced_by=None).first()
    if kept is None or not Sight(viewer, kept.start).may_see(kept.member_id):
        return None
    return _line(viewer, kept, ())


def readings_for_export(viewer: Viewer, most: int = 5000) -> Iterator[ReadingOut]:
    """The newest readings the viewer may see, `most` at the utmost."""
    viewer.must(*READS)
    seen = Sight(viewer, date.max)
    for kept in Reading.objects.select_related("member").filter(replaced_by=None).order_by("-start", "measure")[:most]:
        if seen.may_see(kept.member_id):
            days = Period(kept.start, kept.end or date.max)
            who = kept.member.slug if kept.member else ""
            hidden = kept.measure in MEASURES and hides(viewer, holds_salaries=MEASURES[kept.measure].holds_salaries)
            value = None if hidden else counting(kept)
            yield ReadingOut(kept.measure, days, who, value, kept.source, kept.name, waits(kept))


def agrees(kept: Reading) -> bool:
    """True when both readers read the same, within the tolerance of the measure."""
    if kept.second is None:
        return False
    measure = MEASURES.get(kept.measure)
    allowed = (measure.tolerance if measure else Decimal(0)) * max(abs(kept.value), abs(kept.second))
    return abs(kept.value - kept.second) <= allowed


def waits(kept: Reading) -> Waits:
    """How far a reading has come."""
    if kept.settled is not None:
        return "settled"
    if kept.second is None:
        return "second"
    return "agreed" if agrees(kept) else "differs"


def counting(kept: Reading) -> Decimal | None:
    """The value that counts: settled by a head, or the first when both agree; nothing until then."""
    if kept.settled is not None:
        return kept.settled
    return kept.value if agrees(kept) else None


class Sight:
    """Whose readings a viewer may see, asked once for a page: all, their own with their people's, the department's."""

    def __init__(self, viewer: Viewer, day: date) -> None:
        self.all = viewer.may(*SEES_EVERYBODY) or viewer == AT_TERMINAL
        self.department = self.all or viewer.may(Role.SPECIALIST)
        own = None if self.all else member_of(viewer)
        self.members = frozenset() if own is None else led_by(own.id, day) | {own.id}

    def may_see(self, member: int | None) -> bool:
        return self.department if member is None else self.all or member in self.members


def _asked(seen: Sight, period: Period) -> Iterator[tuple[str, MemberRef | None, tuple[str, ...]]]:
    """Each typed measure a KPI in force needs, with its holder and the KPIs that use it; without a holder, nobody's."""
    wanted: dict[tuple[str, int | None], list[str]] = {}
    refs: dict[int, MemberRef] = {}
    for kpi in Kpi.objects.during(period.start, period.end).select_related("role"):
        holders = list(_holders(kpi.role_id, period))
        refs |= {one.pk: ref(one) for one in holders}
        for code in typed_in(kpi.formula):
            whose: list[int | None] = [holder.pk for holder in holders]
            for one in whose or [None]:
                wanted.setdefault((code, one), []).append(kpi.code)
    for (code, held), kpis in wanted.items():
        if seen.may_see(held):
            yield code, refs[held] if held else None, tuple(dict.fromkeys(kpis))


def typed_in(formula: str) -> list[str]:
    """Codes of the measures a formula takes from people."""
    names = dict.fromkeys(NAMES.findall(formula))
    return [name for name in names if name in MEASURES and MEASURES[name].way == Way.TYPED]


def _holders(role: int, period: Period) -> Iterable[Member]:
    engaged = Engagement.objects.during(period.start, period.end).filter(role_id=role).select_related("member")
    return {one.member_id: one.member for one in engaged}.values()


def _standing(seen: Sight, period: Period) -> dict[tuple[str, int | None], Reading]:
    found = Reading.objects.select_related("member").filter(start=period.start, end=period.end, replaced_by=None)
    return {(one.measure, one.member_id): one for one in found.order_by("pk") if seen.may_see(one.member_id)}


def _line(viewer: Viewer, kept: Reading, kpis: tuple[str, ...]) -> ReadingLine:
    state = waits(kept)
    measure = MEASURES.get(kept.measure)
    hidden = hides(viewer, holds_salaries=measure is not None and measure.holds_salaries)
    mine = bool(viewer.person) and kept.by_id == viewer.person
    shown = state != "second" and not hidden
    return ReadingLine(
        measure=kept.measure,
        holder=ref(kept.member) if kept.member else None,
        waits=state,
        kpis=kpis,
        id=kept.pk,
        value=kept.value if shown or mine else None,
        second=kept.second if shown else None,
        counts=None if hidden else counting(kept),
        name=kept.name,
        second_name=kept.second_name,
        settled_name=kept.settled_name,
        settled_why=kept.settled_why,
        source=kept.source,
        mine=mine,
    )
