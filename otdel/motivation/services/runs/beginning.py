"""Beginning a pay period: its numbers are frozen, and everything the calculation needs is kept with a hash."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from otdel import __version__
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.calendar import Named, containing
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.motivation.models import PayRun, RunState, Snapshot
from otdel.motivation.models.runs import UNITS
from otdel.motivation.queries.inputs import Asked, Gathering
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.rules.days import pay_day
from otdel.motivation.rules.digests import digest_of
from otdel.motivation.rules.recorded import inputs_data, plain
from otdel.motivation.services.author import author
from otdel.motivation.services.entries import release_due
from otdel.motivation.services.moment import now, today
from otdel.motivation.services.runs.common import reach
from otdel.scorecard.models import ClosedPeriod
from otdel.scorecard.queries.valuing import Valuer
from otdel.scorecard.services.freezing import close


def begin(viewer: Viewer, unit: str, start: date, *, valuer: Valuer | None = None) -> PayRun:
    """Freeze the period's numbers where they are not yet, and keep what it will be calculated from as snapshot 1.

    Parts held back that have matured are released first. Whoever begins many passes one `valuer`. Raises NotAllowed;
    Refused for a period that is not over, has begun already, or in which nobody has a running agreement.
    """
    viewer.must(*APPROVES)
    named = _beginnable(viewer, unit, start)
    valuer = valuer or Valuer.load(today(viewer))
    if not ClosedPeriod.objects.filter(unit=unit, start=start).exists():
        _close(viewer, named, valuer)
    with transaction.atomic():
        release_due(viewer, named.period.end)
        asked = Gathering(viewer, named, valuer).asked()
        if not asked:
            raise Refused(Reason.of("pay_nobody_agreed", period=named.code))
        latest = max(_pay_day(one, named) for one in asked)
        run, made = PayRun.objects.get_or_create(
            unit=unit, start=start, defaults={"end": named.period.end, "begun_at": now(), "pay_day": latest}
        )  # fmt: skip
        if not made:
            raise Refused(Reason.of("pay_period_begun", period=named.code))
        keep(viewer, run, asked)
        reach(viewer, run, RunState.FROZEN)
        audit(viewer, "pay.begun", f"payrun:{run.pk}", period=named.code, people=len(asked))
    return run


def _close(viewer: Viewer, named: Named, valuer: Valuer) -> None:
    try:
        close(viewer, named.unit, named.period.start, valuer=valuer)
    except Refused as error:
        if error.reason.code != "period_closed_already":  # somebody closed it a moment ago: just as well
            raise


def _beginnable(viewer: Viewer, unit: str, start: date) -> Named:
    if unit not in dict(UNITS):
        raise Refused(Reason.of("pay_period_unknown"))
    named = containing(start, unit)  # type: ignore[arg-type]
    if named.period.start != start:
        raise Refused(Reason.of("period_starts_elsewhere", start=named.period.start.isoformat()))
    if named.period.end > today(viewer):
        raise Refused(Reason.of("period_not_over", last=named.period.last_day.isoformat()))
    if PayRun.objects.filter(unit=unit, start=start).exists():
        raise Refused(Reason.of("pay_period_begun", period=named.code))
    return named


def keep(viewer: Viewer, run: PayRun, asked: list[Asked], why: str = "") -> Snapshot:
    """The next numbered snapshot of a run."""
    inputs = snapshot_inputs(run.named, asked)
    last = run.snapshots.order_by("-number").values_list("number", flat=True).first() or 0
    return Snapshot.objects.create(
        run=run, number=last + 1, inputs=inputs, program=__version__, digest=digest_of(inputs), at=now(),
        by_id=author(viewer), name=viewer.name, why=why,
    )  # fmt: skip


def snapshot_inputs(named: Named, asked: list[Asked]) -> dict[str, Any]:
    """Plans by version once, then each person's terms and inputs: plain data, complete without any other record."""
    period = named.period
    return {
        "unit": named.unit,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "plans": {str(one.agreement.version_id): one.agreement.version.body for one in asked},
        "people": [_person(one, named) for one in asked],
    }


def _person(one: Asked, named: Named) -> dict[str, Any]:
    agreement = one.agreement
    return {
        "agreement": agreement.pk,
        "member": agreement.member_id,
        "name": agreement.member.name,
        "version": str(agreement.version_id),
        "version_digest": agreement.version.digest,
        "base": plain(agreement.base),
        "target_variable": plain(agreement.target_variable),
        "currency": agreement.currency,
        "pay_day": _pay_day(one, named).isoformat(),
        "inputs": inputs_data(one.inputs),
    }


def _pay_day(one: Asked, named: Named) -> date:
    return pay_day(one.plan.pay_day, named.period.end)
