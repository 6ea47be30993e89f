"""Drills: a backup runs a process, or uses an access, from the notes alone. Planned first, then the result."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Access, Drill, DrillResult, Member, Process
from otdel.organisation.services.people import LEADERS


def plan_drill(viewer: Viewer, subject: Process | Access, member: Member, day: date) -> Drill:
    """`member` will try it on `day`. Raises NotAllowed, Refused when they hold it, so nothing would be shown."""
    viewer.must(*LEADERS)
    if isinstance(subject, Process) and subject.holder_id == member.pk:
        raise Refused(Reason.of("drill_by_holder", name=member.name))
    about = {"process": subject} if isinstance(subject, Process) else {"access": subject}
    with transaction.atomic():
        drill = Drill(member=member, day=day, by_id=viewer.person or None, **about)
        drill.save()
        audit(viewer, "drill.planned", _subject(drill), name=member.name, day=str(day))
    return drill


def record_drill(viewer: Viewer, drill: Drill, result: str, note: str, day: date | None = None) -> None:
    """How it went, on the day it was done. A failed drill needs a note. Raises NotAllowed, Refused."""
    viewer.must(*LEADERS)
    done = day or drill.day
    if result not in DrillResult.values:
        raise Refused(Reason.of("drill_result_unknown", result=result))
    if done > company_today(viewer):
        raise Refused(Reason.of("drill_in_future", on=done.isoformat()))
    if result == DrillResult.FAILED and not note.strip():
        raise Refused(Reason.of("drill_failed_without_note"))
    with transaction.atomic():
        drill.result, drill.note, drill.day = result, note.strip(), done
        drill.save()
        audit(viewer, "drill.done", _subject(drill), name=drill.member.name, result=result)


def call_off_drill(viewer: Viewer, drill: Drill) -> None:
    """Take a drill that was only planned off the list. Raises NotAllowed, Refused for one that was done."""
    viewer.must(*LEADERS)
    if drill.result:
        raise Refused(Reason.of("drill_done_already"))
    with transaction.atomic():
        audit(viewer, "drill.called_off", _subject(drill), name=drill.member.name, day=str(drill.day))
        drill.delete()


def _subject(drill: Drill) -> str:
    return f"process:{drill.process_id}" if drill.process_id else f"access:{drill.access_id}"
