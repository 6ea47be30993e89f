"""Calculating a snapshot into statements: all of them or none, and the same ones however often it is begun."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.motivation.models import PayRun, RunState, Snapshot, Statement
from otdel.motivation.queries.differences import Difference, differences
from otdel.motivation.queries.inputs import Gathering
from otdel.motivation.queries.lines import statement_digest
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.queries.runs import standing_of
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.days import DECIDE_DAYS, working_days_after
from otdel.motivation.rules.digests import digest_of
from otdel.motivation.rules.lines import Kind, Line, Pay
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.rules.recorded import inputs_from, line_data
from otdel.motivation.rules.terms import Terms, own_plan
from otdel.motivation.services.moment import today
from otdel.motivation.services.runs.beginning import keep
from otdel.motivation.services.runs.common import held, newest, reach
from otdel.motivation.services.runs.objecting import answered_by_new_numbers
from otdel.motivation.services.runs.storing import store_lines
from otdel.scorecard.queries.valuing import Valuer

BEFORE_PUBLISHING = (RunState.FROZEN, RunState.CALCULATED, RunState.CHECKED)


@dataclass(frozen=True, slots=True)
class Calculated:
    """One person's statement before it is stored: `lines` as their digest is of them."""

    person: dict[str, Any]
    pay: Pay
    lines: list[dict[str, Any]]
    digest: str


@dataclass(frozen=True, slots=True)
class Recalculated:
    """A new snapshot, and how its statements differ from those that counted before it."""

    snapshot: Snapshot
    differences: tuple[Difference, ...]


def calculate(viewer: Viewer, run_id: int) -> Snapshot:
    """Make the statements of the newest snapshot, unless they are made. A calculation that was killed left nothing.

    Raises NotAllowed; Refused when the snapshot is not what its hash says.
    """
    viewer.must(*APPROVES)
    run = held_for_reading(run_id)
    snapshot = newest(run)
    if snapshot.result:
        return snapshot
    with uncollected():
        made = list(calculated(snapshot))
        return _stored(viewer, run_id, snapshot.pk, made)


def _stored(viewer: Viewer, run_id: int, snapshot_id: int, made: list[Calculated]) -> Snapshot:
    with transaction.atomic():
        run = held(run_id)
        snapshot = Snapshot.objects.select_for_update().get(pk=snapshot_id)
        if not snapshot.result:
            store(snapshot, made)
            if run.state in BEFORE_PUBLISHING:
                reach(viewer, run, RunState.CALCULATED)
            audit(viewer, "pay.calculated", f"payrun:{run.pk}", snapshot=snapshot.number, people=len(made))
    return snapshot


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing made within lies in cycles: looking for them among millions of small things costs as much as all else."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def held_for_reading(run_id: int) -> PayRun:
    with transaction.atomic():
        return held(run_id)


def recalculate(viewer: Viewer, run_id: int, why: str, *, valuer: Valuer | None = None) -> Recalculated:
    """Gather everything again and calculate it as a new snapshot; the old one stays.

    Before publishing the new one counts, answers objections, and managers check again. After it nothing published
    changes: the differences say what `book_differences` would book. Raises NotAllowed; Refused without a reason.
    """
    viewer.must(*APPROVES)
    why = why.strip()[:500]
    if not why:
        raise Refused(Reason.of("pay_again_needs_reason"))
    with transaction.atomic():
        run = held(run_id)
        before = standing_of(run)
        open_still = run.state in BEFORE_PUBLISHING
        booked_in = None if open_still else run.pk
        valuer = valuer or Valuer.load(today(viewer))
        asked = Gathering(viewer, run.named, valuer, booked_in).asked()
        if not asked:
            raise Refused(Reason.of("pay_nobody_agreed", period=run.named.code))
        snapshot = keep(viewer, run, asked, why)
        store(snapshot, list(calculated(snapshot)))
        if open_still:
            answered_by_new_numbers(viewer, run, why)
            reach(viewer, run, RunState.CALCULATED)
        audit(viewer, "pay.recalculated", f"payrun:{run.pk}", snapshot=snapshot.number, why=why)
    return Recalculated(snapshot, differences(before, snapshot) if before else ())


def calculated(snapshot: Snapshot) -> Iterator[Calculated]:
    """Statements from the snapshot alone. Raises Refused when it was changed behind its hash."""
    if digest_of(snapshot.inputs) != snapshot.digest:
        raise Refused(Reason.of("pay_snapshot_changed", number=snapshot.number))
    plans = {version: read_plan(body) for version, body in snapshot.inputs["plans"].items()}
    end = date.fromisoformat(snapshot.inputs["end"])
    decide = working_days_after(snapshot.at.date(), DECIDE_DAYS)
    for person in snapshot.inputs["people"]:
        terms = Terms(Decimal(person["base"]), Decimal(person["target_variable"]))
        plan = own_plan(plans[person["version"]], terms, person["currency"])
        pay = compute(plan, inputs_from(person["inputs"]))
        lines = [{**line_data(one), "due": _due(one, plan, end, decide)} for one in pay.lines]
        yield Calculated(person, pay, lines, statement_digest(lines))


def _due(line: Line, plan: Plan, end: date, decide: date) -> str | None:
    if line.kind is Kind.RESERVED:
        return decide.isoformat()
    if line.kind is Kind.HELD and plan.holdback:
        return (end + timedelta(days=plan.holdback.days)).isoformat()
    return None


def store(snapshot: Snapshot, made: list[Calculated]) -> None:
    """Write the statements with their lines, and the hash of all of them."""
    statements = [
        Statement(
            snapshot=snapshot, member_id=one.person["member"], agreement_id=one.person["agreement"],
            currency=one.pay.currency, earned=one.pay.earned, payable=one.pay.payable, held=one.pay.held,
            reserved=one.pay.reserved, digest=one.digest, pay_day=date.fromisoformat(one.person["pay_day"]),
        )
        for one in made
    ]  # fmt: skip
    Statement.objects.bulk_create(statements, batch_size=500)
    store_lines((one.pk, each.lines) for one, each in zip(statements, made, strict=True))
    snapshot.result = digest_of([one.digest for one in made])
    snapshot.save(update_fields=["result"])
