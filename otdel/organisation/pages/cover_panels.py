"""Panels of a person's page: accesses and processes, and how far each process has come."""

from __future__ import annotations

from otdel.accounts.queries import company_today
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Member
from otdel.organisation.panels import Panel, Standing
from otdel.organisation.queries.able import left_by
from otdel.organisation.queries.held_by import accesses_of
from otdel.organisation.queries.members import may_see
from otdel.organisation.queries.processes import ProcessLine, process_lines

SHOWN = 5  # lines of a panel before the others are folded away: what is wrong comes first


def accesses(viewer: Viewer, member: Member) -> Panel | None:
    """For those who may see the member's own things."""
    if not may_see(viewer, member.pk):
        return None
    leads = viewer.may(Role.OWNER, Role.HEAD)
    here = member.pk not in left_by(company_today(viewer))
    lines = sorted(accesses_of(viewer, member), key=lambda line: not line.problems)
    context = {"lines": lines[:SHOWN], "rest": lines[SHOWN:], "slug": member.slug, "leads": leads, "here": here}
    return Panel("organisation/panel_accesses.html", context, 40)


def processes(viewer: Viewer, member: Member) -> Panel | None:
    """For those who may see the member's own things."""
    if not may_see(viewer, member.pk):
        return None
    lines = sorted(process_lines(viewer, member.pk), key=lambda line: (line.overdue is None, _is_backup(line, member)))
    context = {"lines": lines[:SHOWN], "rest": lines[SHOWN:], "slug": member.slug, "member": member.pk}
    return Panel("organisation/panel_processes.html", context, 35)


def _is_backup(line: ProcessLine, member: Member) -> bool:
    return line.holder is None or line.holder.id != member.pk


def process_standings(viewer: Viewer, member: Member) -> list[Standing]:
    """Each process they hold: steps written, agreed to, and carried out with what shows it."""
    if not may_see(viewer, member.pk):
        return []
    held = [line for line in process_lines(viewer, member.pk) if line.holder and line.holder.id == member.pk]
    return [_standing(line) for line in held]


def _standing(line: ProcessLine) -> Standing:
    run, step = line.last_run, _next_step(line)
    return Standing(
        kind="process",
        name=line.name,
        written=line.steps_at.date() if line.steps and line.steps_at else NoData.because("process_no_steps"),
        agreed=line.agreed,
        carried_out=run.day if run else NoData.because("process_never_run"),
        evidence=Reason.of("run_shown_by", evidence=run.evidence) if run and run.evidence.strip() else None,
        href=line.href,
        next_step=Reason.of(step[0]) if step else None,
        next_href=f"{line.href}#{step[1]}" if step else "",
    )


def _next_step(line: ProcessLine) -> tuple[str, str] | None:
    """What mends the first thing missing, and the part of the page that does it."""
    if not line.steps.strip():
        return "next_write_steps", "steps"
    if isinstance(line.agreed, NoData):
        return "next_agree", "agree"
    if line.last_run is None or line.overdue:
        return "next_log_run", "runs"
    return None
