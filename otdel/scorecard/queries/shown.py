"""Which rows behind a number a viewer may be shown: a department's number is many people's, and so are its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from otdel.kit.viewer import AT_TERMINAL, Viewer
from otdel.organisation.queries.cover import CriticalAsset
from otdel.organisation.queries.members import SEES_EVERYBODY, led_by, member_of
from otdel.planning.models import Promise, Task
from otdel.planning.queries.counts import Record
from otdel.planning.queries.rights import reach, visible_promises, visible_tasks
from otdel.scorecard.measures.told import Told
from otdel.scorecard.models import PlanValue, Reading
from otdel.scorecard.queries.readings import Sight

FEW = 500  # ids in one question


def records_shown(viewer: Viewer, records: Collection[Record]) -> list[Record]:
    """Tasks and promises the viewer could open by themselves."""
    if _everything(viewer):
        return list(records)
    of = reach(viewer)
    seen = {
        "task": set(Task.objects.filter(visible_tasks(of)).values_list("pk", flat=True)),
        "promise": set(Promise.objects.filter(visible_promises(of)).values_list("pk", flat=True)),
    }
    return [one for one in records if one.id in seen[one.kind]]


def assets_shown(viewer: Viewer, assets: Collection[CriticalAsset], day: date) -> list[CriticalAsset]:
    """Critical things held by the viewer or by those who report to them."""
    if _everything(viewer):
        return list(assets)
    own = member_of(viewer)
    people = led_by(own.id, day) | {own.id} if own else frozenset()
    return [one for one in assets if people & {holder.id for holder in one.holders}]


def told_shown(viewer: Viewer, told: Collection[Told], day: date) -> list[Told]:
    """Readings of the department and of people the viewer may ask about; rows of files are nobody's own."""
    if _everything(viewer):
        return list(told)
    sight, whose = Sight(viewer, day), dict(_members(one.reading for one in told))
    return [one for one in told if not one.reading or sight.may_see(whose.get(one.reading))]


def plans_shown(viewer: Viewer, plans: Iterable[PlanValue], day: date) -> set[int]:
    """Ids of the plans among these that are the department's, or of people the viewer may ask about."""
    sight = Sight(viewer, day)
    return {one.pk for one in plans if sight.may_see(one.member_id)}


def _members(readings: Iterable[int]) -> Iterable[tuple[int, int | None]]:
    ids = sorted({one for one in readings if one})
    for first in range(0, len(ids), FEW):
        yield from Reading.objects.filter(pk__in=ids[first : first + FEW]).values_list("pk", "member_id")


def _everything(viewer: Viewer) -> bool:
    return viewer.may(*SEES_EVERYBODY) or viewer == AT_TERMINAL
