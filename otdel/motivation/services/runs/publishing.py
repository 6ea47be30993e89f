"""Checking statements one by one, and publishing them to everybody at once."""

from __future__ import annotations

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import Entry, PayRun, RunState, Statement, StatementLine
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.services.author import author
from otdel.motivation.services.entries import carried
from otdel.motivation.services.ledger import NewLine, append_all
from otdel.motivation.services.moment import now, today
from otdel.motivation.services.runs.common import code, held, must_be, newest, reach
from otdel.motivation.services.runs.objecting import NOT_HERE, may_check, refuse_while_open
from otdel.planning.services import promise_pay


def check(viewer: Viewer, statement_id: int) -> Statement:
    """Say that a calculated statement was looked at. The direct manager does, or the owner; the last one moves the run.

    Raises NotAllowed; Refused when it is not the statement that counts now, or an objection to it waits.
    """
    found = Statement.objects.select_related("snapshot__run").filter(pk=statement_id).first()
    if found is None or not may_check(viewer, found):
        raise NotAllowed(NOT_HERE)
    with transaction.atomic():
        run = held(found.snapshot.run_id)
        must_be(run, RunState.CALCULATED, RunState.CHECKED)
        if newest(run).pk != found.snapshot_id:
            raise Refused(Reason.of("pay_statement_replaced"))
        if one := found.objections.filter(answered_at=None).first():
            raise Refused(Reason.of("pay_objection_open", name=one.name, person=found.member.name))
        statement = Statement.objects.get(pk=statement_id)
        if statement.checked_at is None:
            statement.checked_at, statement.checked_name = now(), viewer.name
            statement.checked_by_id = author(viewer)
            statement.save(update_fields=["checked_at", "checked_name", "checked_by"])
            audit(viewer, "pay.checked", f"statement:{statement.pk}")
        waiting = Statement.objects.filter(snapshot=found.snapshot_id, checked_at=None)
        if run.state == RunState.CALCULATED and not waiting.exists():
            reach(viewer, run, RunState.CHECKED)
    return statement


def publish(viewer: Viewer, run_id: int) -> PayRun:
    """Show everybody their statement, write them into the ledger, book the entries they pay, promise the pay days.

    Raises NotAllowed; Refused when one was not checked, while an objection waits for its answer, or when an entry in
    it was booked by another period meanwhile.
    """
    viewer.must(*APPROVES)
    with transaction.atomic():
        run = held(run_id)
        refuse_while_open(run)
        must_be(run, RunState.CHECKED)
        statements = list(newest(run).statements.select_related("member", "snapshot__run"))
        book(viewer, run, statements)
        at = now()
        for one in statements:
            one.published_at = at
            if one.payable > 0:
                one.promise = promise_pay(
                    viewer, to=one.member_id, period=code(run), due=one.pay_day, day=today(viewer)
                )  # fmt: skip
        Statement.objects.bulk_update(statements, ["published_at", "promise"], batch_size=500)
        append_all(viewer, [_told(one) for one in statements])
        reach(viewer, run, RunState.PUBLISHED)
        audit(viewer, "pay.published", f"payrun:{run.pk}", period=code(run), people=len(statements))
    return run


def _told(one: Statement) -> NewLine:
    body = {"digest": one.digest, "snapshot": one.snapshot.digest}
    return NewLine("published", f"statement:{one.pk}", one.member_id, one.payable, one.currency, body)


def book(viewer: Viewer, run: PayRun, statements: list[Statement]) -> None:
    """Tie each entry to the line that pays it; money taken back that found no variable pay stays for the next one."""
    lines = StatementLine.objects.filter(statement__in=statements).exclude(subject="").order_by("statement", "position")
    entries = {
        one.key: one
        for one in Entry.objects.select_for_update().filter(member__in={one.member_id for one in statements})
    }
    for line in lines:
        entry = entries.get(line.subject)
        if entry is None:
            continue
        if entry.booked_id is not None:
            raise Refused(Reason.of("pay_entry_booked_elsewhere", name=line.statement.member.name))
        entry.booked = line
        entry.save(update_fields=["booked"])
        left = entry.amount - line.amount
        if left < 0:
            carried(viewer, entry, left, run.end)
