"""Whose processes and accesses a viewer may see: everybody's, or their own and of those who report to them."""

from __future__ import annotations

from otdel.accounts.queries import company_today
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.models import Access, Holding, Process
from otdel.organisation.queries.members import SEES_EVERYBODY, led_by, member_of

Circle = frozenset[int] | None  # None is everybody


def circle(viewer: Viewer) -> Circle:
    """Ids of the members whose things the viewer may see; None for owner and head, who see everybody's."""
    if viewer.may(*SEES_EVERYBODY):
        return None
    own = member_of(viewer)
    return frozenset() if own is None else frozenset({own.id}) | led_by(own.id, company_today(viewer))


def people_of_process(process: Process) -> frozenset[int]:
    return frozenset(one for one in (process.holder_id, process.backup_id) if one)


def people_of_access(access: Access) -> frozenset[int]:
    """Owner, backup, and whoever has not given it back."""
    held = Holding.objects.filter(access=access, end=None).values_list("member_id", flat=True)
    return frozenset([*(one for one in (access.owner_id, access.backup_id) if one), *held])


def must_see_process(viewer: Viewer, process: Process) -> None:
    """Raises NotAllowed when none of the viewer's people run the process or back it."""
    _must_meet(circle(viewer), people_of_process(process))


def must_see_access(viewer: Viewer, access: Access) -> None:
    """Raises NotAllowed when none of the viewer's people own, hold or back the access."""
    _must_meet(circle(viewer), people_of_access(access))


def _must_meet(seen: Circle, people: frozenset[int]) -> None:
    if seen is not None and not seen & people:
        raise NotAllowed("this is another person's work")
