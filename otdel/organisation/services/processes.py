"""What people do about processes: write down a run, write the steps, say who runs it and who stands in."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.models import Agreement, Cadence, Member, Process, ProcessRun
from otdel.organisation.queries.members import member_of
from otdel.organisation.queries.processes import process_digest
from otdel.organisation.rules.cadence import why_not_day
from otdel.organisation.services.agreeing import agree
from otdel.organisation.services.people import LEADERS


def log_run(viewer: Viewer, process: Process, member: Member, day: date, evidence: str) -> ProcessRun:
    """`member` ran the process on `day`; `evidence` is a link or a sentence. Again for the day, it corrects the first.

    Raises NotAllowed for another person's process, Refused for a day to come or without evidence.
    """
    _must_run(viewer, process, member)
    if day > company_today(viewer):
        raise Refused(Reason.of("run_in_future"))
    if day < process.start:
        raise Refused(Reason.of("run_before_process", on=process.start.isoformat()))
    if not evidence.strip():
        raise Refused(Reason.of("run_without_evidence"))
    with transaction.atomic():
        run, _ = ProcessRun.objects.update_or_create(
            process=process,
            member=member,
            day=day,
            defaults={"evidence": evidence.strip(), "by_id": viewer.person or None},
        )
        audit(viewer, "process.run", f"process:{process.pk}", process=process.code, name=member.name, day=str(day))
    return run


def write_steps(viewer: Viewer, process: Process, steps: str) -> None:
    """The note others can run it from. For owner, head and its holder. Raises NotAllowed."""
    own = member_of(viewer)
    if not viewer.may(*LEADERS) and (own is None or own.id != process.holder_id):
        raise NotAllowed("the steps of another person's process")
    said = steps.strip().replace("\r\n", "\n")
    if said == process.steps:
        return
    with transaction.atomic():
        process.steps, process.steps_at, process.steps_by = said, timezone.now() if said else None, viewer.name
        process.save(update_fields=["steps", "steps_at", "steps_by"])
        audit(viewer, "process.steps", f"process:{process.pk}", process=process.code)


def set_people(
    viewer: Viewer, process: Process, *, holder: Member | None, backup: Member | None, critical: bool
) -> None:
    """Who runs it, who stands in, and whether the department cannot do without it. Raises NotAllowed, Refused."""
    viewer.must(*LEADERS)
    if holder and holder == backup:
        raise Refused(Reason.of("backup_is_holder", name=holder.name))
    with transaction.atomic():
        process.holder, process.backup, process.critical = holder, backup, critical
        process.save(update_fields=["holder", "backup", "critical"])
        names = {"holder": holder.name if holder else "", "backup": backup.name if backup else ""}
        audit(viewer, "process.people", f"process:{process.pk}", process=process.code, critical=critical, **names)


def set_cadence(viewer: Viewer, process: Process, *, cadence: str, day: str, minutes: int) -> None:
    """How often it is due and how long it takes. Raises NotAllowed; Refused for a day the cadence does not know."""
    viewer.must(*LEADERS)
    if cadence not in Cadence.values:
        raise Refused(Reason.of("cadence_unknown", cadence=cadence))
    if why := why_not_day(cadence, day):
        raise Refused(why)
    with transaction.atomic():
        process.cadence, process.day, process.minutes = cadence, day, minutes
        process.save(update_fields=["cadence", "day", "minutes"])
        audit(viewer, "process.cadence", f"process:{process.pk}", process=process.code, cadence=cadence, day=day)


def agree_to_process(viewer: Viewer, process: Process) -> Agreement:
    """Its holder agrees to it as it is written now. Raises NotAllowed, Refused when nobody holds it."""
    if process.holder is None:
        raise Refused(Reason.of("process_no_holder"))
    return agree(viewer, process.holder, f"process:{process.pk}", process_digest(process))


def _must_run(viewer: Viewer, process: Process, member: Member) -> None:
    """A person writes down their own runs of what they run or back; owner and head anybody's."""
    if viewer.may(*LEADERS):
        return
    own = member_of(viewer)
    if own is None or own.id != member.pk or own.id not in (process.holder_id, process.backup_id):
        raise NotAllowed("another person's process")
