"""The structure of the department on a day: the chart, the grid of responsibility and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from otdel.kit.viewer import Viewer
from otdel.organisation.models import Accountability, Zone
from otdel.organisation.queries.members import SEES_THE_TEAM, MemberRef, ref
from otdel.organisation.queries.people import Person, people
from otdel.organisation.rules.chart import Branch, tree
from otdel.organisation.rules.grid import Hold, State, Tally, accountable, state, tally
from otdel.organisation.words import role_title, zone_name


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone in the grid. `parts` is what each member with a part does in it: {member id: ("accountable", ...)}."""

    id: int
    name: str
    role_code: str
    role: str
    critical: bool
    state: State
    parts: dict[int, tuple[str, ...]]
    answers: tuple[MemberRef, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """The department on `day`. `people` are the columns of the grid; `chart` places those who work in it."""

    day: date
    people: tuple[Person, ...]
    columns: tuple[MemberRef, ...]
    chart: tuple[Branch, ...]
    zones: tuple[ZoneRow, ...]
    tally: Tally
    headless: tuple[tuple[MemberRef, MemberRef], ...]  # who reports to somebody who left

    @property
    def full_time(self) -> Decimal:
        """Full weeks of work, all people together."""
        return sum((person.share for person in self.people), Decimal(0))


def structure(viewer: Viewer, day: date) -> Structure:
    """People, chart and grid as they are on `day`. Raises NotAllowed for a contractor."""
    viewer.must(*SEES_THE_TEAM)
    found = people(viewer, day)
    zones = list(zones_on(day))
    rows = list(Accountability.objects.on(day).filter(zone__in=zones).select_related("member"))
    holds = [Hold(row.zone_id, row.member_id, row.part) for row in rows]
    names = {row.member_id: ref(row.member) for row in rows}
    here = {person.who.id: person.who for person in found}
    answering = [ref_ for pk, ref_ in names.items() if pk not in here]  # they have a part, though no role any more
    chart = tree(list(here), _reports(found))
    return Structure(
        day=day,
        people=tuple(found),
        columns=tuple(_columns(found, chart, holds, answering)),
        chart=chart,
        zones=tuple(_zone_rows(zones, holds, {**names, **here})),
        tally=tally([zone.pk for zone in zones], holds),
        headless=tuple(_headless(found)),
    )


def zones_on(day: date) -> Iterable[Zone]:
    """Zones the company works with on `day`, by role."""
    return Zone.objects.filter(Q(retired_on=None) | Q(retired_on__gt=day)).select_related("role")


def _columns(
    found: Sequence[Person], chart: Sequence[Branch], holds: Sequence[Hold], others: Sequence[MemberRef]
) -> list[MemberRef]:
    """Everybody with a role as the chart has them, leaders before their people; then whoever else has a part."""
    parts, people = {hold.member for hold in holds}, {one.who.id: one for one in found}
    placed = [people[one] for one in _down(chart)]
    return [one.who for one in placed if one.holds or one.who.id in parts] + list(others)


def _down(chart: Sequence[Branch]) -> list[int]:
    return [one for branch in chart for one in (branch.member, *_down(branch.below))]


def _reports(found: Sequence[Person]) -> dict[int, list[int]]:
    return {one.who.id: [held.reports_to.id for held in one.holds if held.reports_to] for one in found}


def _zone_rows(zones: Sequence[Zone], holds: Sequence[Hold], names: dict[int, MemberRef]) -> list[ZoneRow]:
    answers = accountable(holds)
    parts: dict[int, dict[int, tuple[str, ...]]] = {}
    for hold in holds:
        row = parts.setdefault(hold.zone, {})
        row[hold.member] = (*row.get(hold.member, ()), hold.part)
    return [
        ZoneRow(
            id=zone.pk,
            name=zone_name(zone),
            role_code=zone.role.code if zone.role else "",
            role=role_title(zone.role) if zone.role else "",
            critical=zone.critical,
            state=state(answers.get(zone.pk, ())),
            parts=parts.get(zone.pk, {}),
            answers=tuple(names[one] for one in answers.get(zone.pk, ())),
        )
        for zone in zones
    ]


def _headless(found: Sequence[Person]) -> list[tuple[MemberRef, MemberRef]]:
    left = {one.who.id for one in found if one.left}
    return [
        (one.who, held.reports_to)
        for one in found
        for held in one.holds
        if held.reports_to and held.reports_to.id in left
    ]
