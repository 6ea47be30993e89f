"""What every step of a run does: hold it, refuse what it is too early or too late for, write down who took it."""

from __future__ import annotations

from django.utils.timezone import localdate

from otdel.accounts.services import Refused
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import PayRun, RunState, RunStep, Snapshot
from otdel.motivation.services.author import author
from otdel.motivation.services.moment import now

ORDER = [one.value for one in RunState]


def held(run_id: int) -> PayRun:
    """The run, kept from everybody else until the transaction ends. Raises NotAllowed when there is none."""
    run = PayRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NotAllowed("there is no such pay period, or it is not for this viewer")
    return run


def must_be(run: PayRun, *states: RunState) -> None:
    """Raises Refused when the run is in none of these states, saying in which it is and who took it there."""
    if run.state in states:
        return
    step = run.steps.filter(state=run.state).first()
    raise Refused(
        Reason.of(
            "pay_period_is_elsewhere", state=run.state, name=step.name if step else "", day=_day(step), period=code(run)
        )
    )


def _day(step: RunStep | None) -> str:
    return localdate(step.at).isoformat() if step else ""


def reach(viewer: Viewer, run: PayRun, state: RunState) -> None:
    """Take the run there. A step taken again, after a recalculation, is dated anew."""
    run.state = state
    run.save(update_fields=["state"])
    RunStep.objects.filter(run=run, state__in=ORDER[ORDER.index(state) :]).delete()
    RunStep.objects.create(run=run, state=state, at=now(), by_id=author(viewer), name=viewer.name)


def code(run: PayRun) -> str:
    return run.named.code


def newest(run: PayRun) -> Snapshot:
    found = run.snapshots.order_by("-number").first()
    assert found is not None, "a run begins with a snapshot"
    return found
