"""Whose numbers a viewer may ask for, and which they are not told."""

from __future__ import annotations

from otdel.kit.reason import NoData
from otdel.kit.viewer import Role, Viewer
from otdel.measurement.rules import SEES_SALARIES
from otdel.organisation.queries.members import must_see

OF_THE_DEPARTMENT = (Role.OWNER, Role.HEAD, Role.SPECIALIST)
OF_PEOPLE = (*OF_THE_DEPARTMENT, Role.CONTRACTOR)  # an accountant sees no person's numbers
HIDDEN = NoData.because("holds_salaries")


def may_ask(viewer: Viewer, member: int | None) -> None:
    """Raises NotAllowed when the viewer may not see numbers of the member, or of the department (None)."""
    if member is None:
        viewer.must(*OF_THE_DEPARTMENT)
        return
    viewer.must(*OF_PEOPLE)
    must_see(viewer, member)


def hides(viewer: Viewer, *, holds_salaries: bool) -> bool:
    """Whether a number has to be kept from this viewer: where few people are paid, a sum is somebody's pay.

    It is the same on every page, also on one's own: whoever knows the total and their own pay knows the others'.
    """
    return holds_salaries and not viewer.may(*SEES_SALARIES)
