"""What every change of a number asks first: who may, whose it is, and whether its period is still open."""

from __future__ import annotations

from datetime import date

from otdel.accounts.services import Refused
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Member
from otdel.organisation.queries.members import must_see
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.models import ClosedPeriod

DECIDES = (Role.OWNER, Role.HEAD)
TYPES = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR)
FAR = 10**14  # no measure of a department is larger: a number above it is a slip of the hand


def known_measure(code: str) -> Measure:
    """The measure of this code. Raises Refused when there is none."""
    found = MEASURES.get(code)
    if found is None:
        raise Refused(Reason.of("measure_unknown", measure=code[:60]))
    return found


def known_member(slug: str) -> Member | None:
    """The member of this slug; nothing for the whole department (an empty slug). Raises Refused for an unknown one."""
    if not slug:
        return None
    found = Member.objects.filter(slug=slug).first()
    if found is None:
        raise Refused(Reason.of("member_unknown", member=slug[:60]))
    return found


def may_write_for(viewer: Viewer, member: Member | None) -> None:
    """Raises NotAllowed when these are another person's numbers, or a contractor writes for the department."""
    viewer.must(*TYPES)
    if member is not None:
        must_see(viewer, member.pk)
    elif viewer.may(Role.CONTRACTOR):
        viewer.must(Role.SPECIALIST)


def still_open(period: Period) -> None:
    """Raises Refused when these days touch a period whose values are frozen."""
    closed = ClosedPeriod.objects.filter(start__lt=period.end, end__gt=period.start).order_by("start").first()
    if closed is not None:
        raise Refused(Reason.of("period_is_closed", start=closed.start.isoformat(), last=_last(closed).isoformat()))


def _last(closed: ClosedPeriod) -> date:
    return Period(closed.start, closed.end).last_day
