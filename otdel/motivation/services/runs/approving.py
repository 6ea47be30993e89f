"""Approving a published period: one booking of every payment, whoever approves at once; later parts when settled."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from otdel.accounts.trail import audit
from otdel.kit.viewer import Viewer
from otdel.motivation.models import LineState, Payment, PayRun, RunState, RunStep, Statement, StatementLine
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.queries.runs import TO_PAY, standing_of
from otdel.motivation.rules.days import ANSWER_DAYS, working_days_after
from otdel.motivation.rules.parts import Share, payable_now, to_carry
from otdel.motivation.services.author import author
from otdel.motivation.services.entries import carry_debt
from otdel.motivation.services.ledger import NewLine, append_all
from otdel.motivation.services.moment import now, today
from otdel.motivation.services.runs.common import code, held, must_be, reach


def approve(viewer: Viewer, run_id: int) -> PayRun:
    """Approve everything published for payment on its day; lines that are questioned wait, the rest does not.

    Of many who approve at once one does, and the others are told who did. Raises NotAllowed, Refused.
    """
    viewer.must(*APPROVES)
    with transaction.atomic():
        run = held(run_id)
        must_be(run, RunState.PUBLISHED)
        snapshot = standing_of(run)
        assert snapshot is not None, "a published run has statements"
        payments = []
        for one in snapshot.statements.prefetch_related("lines"):
            shares = shares_of(one.lines.all())
            if amount := payable_now(shares):
                payments.append(_payment(viewer, one, amount, 1))
            elif debt := to_carry(shares):
                carry_debt(viewer, one, debt, run.end)
        book(viewer, payments)
        reach(viewer, run, RunState.APPROVED)
        audit(viewer, "pay.approved", f"payrun:{run.pk}", period=code(run), payments=len(payments))
        finish(viewer, run)
    return run


def settle(viewer: Viewer, statement: Statement) -> Payment | None:
    """Approve what became payable of a statement of an approved run: the next part, or nothing. Run held by caller."""
    run = statement.snapshot.run
    if run.state not in TO_PAY:
        return None
    paid = list(statement.payments.order_by("part"))
    amount = payable_now(shares_of(statement.lines.all()), sum((one.amount for one in paid), Decimal(0)))
    if not amount:
        return None
    part = _payment(viewer, statement, amount, len(paid) + 1)
    part.due = max(part.due, working_days_after(today(viewer), ANSWER_DAYS))
    book(viewer, [part])
    if run.state == RunState.PAID:
        RunStep.objects.filter(run=run, state=RunState.PAID).delete()
        PayRun.objects.filter(pk=run.pk).update(state=RunState.APPROVED)
    return part


def finish(viewer: Viewer, run: PayRun) -> None:
    """The run is paid when every payment is, and nothing is questioned that could become one."""
    statements = Statement.objects.filter(snapshot__run=run, published_at__isnull=False)
    waiting = StatementLine.objects.filter(statement__in=statements, kind="paid", state=LineState.DISPUTED)
    if run.state != RunState.APPROVED or waiting.exists():
        return
    if not Payment.objects.filter(statement__in=statements, paid_on=None).exists():
        reach(viewer, run, RunState.PAID)


def book(viewer: Viewer, payments: list[Payment]) -> None:
    """Store payments with their lines of the ledger."""
    for start in range(0, len(payments), 500):
        Payment.objects.bulk_create(payments[start : start + 500])
    append_all(
        viewer,
        [
            NewLine(
                "approved", f"payment:{one.pk}", one.statement.member_id, one.amount, one.currency,
                {"statement": one.statement_id, "part": one.part, "due": one.due.isoformat()},
            )
            for one in payments
        ],
    )  # fmt: skip


def shares_of(lines: Iterable[StatementLine]) -> list[Share]:
    return [Share(one.amount, one.state == LineState.DISPUTED) for one in lines if one.kind == "paid"]


def _payment(viewer: Viewer, statement: Statement, amount: Decimal, part: int) -> Payment:
    return Payment(
        statement=statement, part=part, amount=amount, currency=statement.currency, due=statement.pay_day,
        approved_at=now(), approved_by_id=author(viewer), approved_name=viewer.name,
    )  # fmt: skip
