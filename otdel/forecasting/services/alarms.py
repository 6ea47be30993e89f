"""What people do with an early warning: a task, or setting it aside with a reason; and when warnings are given."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.forecasting.models import EarlyWarning, State, WarningLimits
from otdel.forecasting.queries.rights import MAY_SET_LIMITS
from otdel.forecasting.queries.warnings import warning
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.planning.models import Task
from otdel.planning.services.adding import NewTask, new_task
from otdel.web.reasons import say

WHY = 300


@transaction.atomic
def make_task(viewer: Viewer, number: int, owner: int, due: date, title: str = "") -> Task:
    """Give somebody the work a warning asks for. Raises NoSuchWarning, NotAllowed, Refused."""
    row = _open(viewer, number)
    reason = warning(viewer, number).reason
    source = {"code": reason.code, "values": dict(reason.values), "href": f"/forecasts/warnings/#warning-{number}"}
    task = new_task(viewer, NewTask(title=(title.strip() or say(reason))[:200], owner=owner, due=due, source=source))
    row.state, row.task = State.ACTED, task.pk
    _decided(viewer, row)
    audit(viewer, "warning.acted", f"warning:{number}", task=task.pk, title=task.title)
    return task


@transaction.atomic
def dismiss(viewer: Viewer, number: int, why: str) -> None:
    """Set a warning aside. Raises NoSuchWarning, NotAllowed; Refused without a reason."""
    row = _open(viewer, number)
    if not why.strip():
        raise Refused(Reason.of("warning_needs_why"))
    row.state, row.why = State.DISMISSED, why.strip()[:WHY]
    _decided(viewer, row)
    audit(viewer, "warning.dismissed", f"warning:{number}", why=row.why)


@transaction.atomic
def set_limits(viewer: Viewer, odds: float, share: float, *, silent: bool = False) -> None:
    """When people are told. Raises NotAllowed; Refused for shares outside 0 to 1."""
    viewer.must(*MAY_SET_LIMITS)
    if not (0 < odds < 1 and 0 <= share < 1):
        raise Refused(Reason.of("limits_outside", odds=str(odds), share=str(share)))
    WarningLimits.objects.update_or_create(pk=1, defaults={"odds": odds, "share": share, "silent": silent})
    audit(viewer, "warning.limits", "", odds=str(odds), share=str(share), silent=silent)


def _open(viewer: Viewer, number: int) -> EarlyWarning:
    line = warning(viewer, number)
    row = EarlyWarning.objects.select_for_update().get(pk=number)
    if row.state != State.OPEN or row.replayed:
        raise Refused(Reason.of("warning_decided", name=row.name or "-"))
    if not line.may_decide:
        raise NotAllowed("a warning is acted on by whoever it is for, or by the head")
    return row


def _decided(viewer: Viewer, row: EarlyWarning) -> None:
    row.by_id, row.name, row.decided_at = viewer.person or None, viewer.name, timezone.now()
    row.save(update_fields=["state", "why", "task", "by", "name", "decided_at"])
