"""When somebody leaves or is away: engagements and zones end, ways in are closed within a day, nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Absence, Engagement, Member
from otdel.organisation.services.accesses import mark_to_close
from otdel.organisation.services.engaging import end_engagement
from otdel.organisation.services.people import LEADERS


def leave(viewer: Viewer, member: Member, last_day: date) -> int:
    """`member` works to `last_day` and no longer: how many ways in must be closed within the day after.

    Their engagements and zones end; processes and accesses keep their name until somebody takes them. Raises
    NotAllowed; Refused when they are not engaged on that day, or an engagement of theirs begins later.
    """
    viewer.must(*LEADERS)
    gone = last_day + timedelta(days=1)
    rows = Engagement.objects.filter(member=member)
    if later := rows.filter(start__gt=last_day).order_by("start").first():
        raise Refused(Reason.of("leaver_begins_later", name=member.name, on=later.start.isoformat()))
    engaged = list(rows.during(last_day, date.max))
    if not engaged:
        raise Refused(Reason.of("leaver_not_engaged", name=member.name, on=last_day.isoformat()))
    with transaction.atomic():
        for engagement in engaged:
            end_engagement(viewer, engagement, gone)
        ways = mark_to_close(viewer, member, gone)
        audit(viewer, "member.leaves", f"member:{member.pk}", name=member.name, day=str(last_day), accesses=ways)
    return ways


def plan_absence(viewer: Viewer, member: Member, first: date, last: date, why: str, note: str = "") -> Absence:
    """`member` is away from `first` to `last`, both included. Raises NotAllowed, Refused when dates cross or meet."""
    viewer.must(*LEADERS)
    if last < first:
        raise Refused(Reason.of("absence_crosses"))
    end = last + timedelta(days=1)
    if met := Absence.objects.filter(member=member).during(first, end).first():
        raise Refused(Reason.of("absence_meets", name=member.name, on=met.start.isoformat()))
    with transaction.atomic():
        absence = Absence.objects.create(member=member, start=first, end=end, why=why, note=note.strip())
        audit(viewer, "absence.planned", f"member:{member.pk}", name=member.name, day=str(first))
    return absence


def note_absence(viewer: Viewer, absence: Absence, note: str) -> None:
    """How it went without them. Raises NotAllowed."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        absence.note = note.strip()
        absence.save(update_fields=["note"])
        audit(viewer, "absence.noted", f"member:{absence.member_id}", name=absence.member.name)


def call_off_absence(viewer: Viewer, absence: Absence) -> None:
    """The absence does not take place. Raises NotAllowed."""
    viewer.must(*LEADERS)
    with transaction.atomic():
        audit(viewer, "absence.called_off", f"member:{absence.member_id}", name=absence.member.name)
        absence.delete()
