"""Who sees whose pay: the person, who approves it, who checks it, and who pays it. Nobody else, whatever their role."""

from __future__ import annotations

from datetime import date

from otdel.accounts.queries import company_today
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.models import Engagement
from otdel.organisation.queries.members import member_of

APPROVES = (Role.OWNER,)  # writes and approves plans, approves runs, sees all pay
PAYS = (Role.OWNER, Role.ACCOUNTANT)  # sees what was approved for payment, and marks it as paid
CHECKS = (Role.HEAD, Role.SPECIALIST)  # of those who report to them directly, and of nobody else


def is_own(viewer: Viewer, member_id: int) -> bool:
    own = member_of(viewer)
    return own is not None and own.id == member_id


def checked_by(viewer: Viewer, day: date) -> frozenset[int]:
    """Members whose statements the viewer checks: they report to the viewer directly on the day."""
    own = member_of(viewer) if viewer.may(*CHECKS) else None
    if own is None:
        return frozenset()
    found = Engagement.objects.on(day).filter(reports_to=own.id).values_list("member_id", flat=True)
    return frozenset(found) - {own.id}


def may_see_pay(viewer: Viewer, member_id: int, day: date | None = None) -> bool:
    """True for the person, the owner, and whoever the person directly reports to on the day (today when unsaid)."""
    if viewer.may(*APPROVES) or is_own(viewer, member_id):
        return True
    return member_id in checked_by(viewer, day or company_today(viewer))


def must_see_pay(viewer: Viewer, member_id: int, day: date | None = None) -> None:
    """Raises NotAllowed."""
    if not may_see_pay(viewer, member_id, day):
        raise NotAllowed("this is another person's pay")


def leads_or_pays(viewer: Viewer) -> bool:
    """True for who pays, and for who checks somebody's pay today."""
    return viewer.may(*PAYS) or bool(checked_by(viewer, company_today(viewer)))
