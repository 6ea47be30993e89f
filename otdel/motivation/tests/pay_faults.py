"""Rounds of simultaneous approvals and pay runs whose process is killed at a seeded statement; run in processes.

The driver opens no connection itself: every piece of work is a forked child with its own, so that a kill -9 leaves
what a real one leaves.
"""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from otdel.accounts.models import Person
from otdel.accounts.services import Refused
from otdel.accounts.viewers import as_viewer
from otdel.kit.calendar import containing
from otdel.kit.viewer import AT_TERMINAL, Role, Viewer
from otdel.motivation.models import (
    Dispute,
    LedgerLine,
    PayAgreement,
    Payment,
    PayRun,
    PlanVersion,
    RunState,
    Snapshot,
    Statement,
    StatementLine,
)  # fmt: skip
from otdel.motivation.queries.ledger import verify
from otdel.motivation.queries.lines import statement_digests
from otdel.motivation.services import disputes, runs
from otdel.motivation.services.ledger import NewLine, append
from otdel.motivation.services.moment import told_of
from otdel.motivation.services.payments import mark_paid
from otdel.motivation.tests.pay_scene import department, month
from otdel.organisation.models import Engagement, Member
from otdel.scorecard.models import ClosedPeriod, KpiValue

FIRST = date(2018, 1, 1)
MONTHS = 100
LONGEST = 250  # statements a child may run before it is killed


def child(work: Callable[[], None]) -> int:
    """Do `work` in a process of its own; its exit code, or minus the signal that killed it."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            connection.close()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


# Approving at once


def approvals(rounds: int, at_once: int = 8) -> Counter[str]:
    """How often each outcome was seen; every round must be one "booked" and the rest refused."""
    seen: Counter[str] = Counter()
    for number in range(rounds):
        run = published_run(number)
        start, told = threading.Barrier(at_once), list[str]()
        threads = [threading.Thread(target=_approve, args=(run.pk, start, told)) for _ in range(at_once)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        payments = Payment.objects.filter(statement__snapshot__run=run).count()
        seen["right" if told.count("booked") == 1 and len(told) == at_once and payments == 2 else "wrong"] += 1
        seen.update(told)
    return seen


def _approve(run: int, start: threading.Barrier, told: list[str]) -> None:
    try:
        start.wait()
        runs.approve(AT_TERMINAL, run)
        told.append("booked")
    except Refused as refused:
        told.append(refused.reason.code)
    finally:
        connection.close()


def published_run(number: int) -> PayRun:
    """A published month of long ago with two statements, as `publish` leaves them."""
    start = date(1900 + number // 12, number % 12 + 1, 1)
    end = containing(start, "month").period.end
    at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    run = PayRun.objects.create(
        unit="month", start=start, end=end, state=RunState.PUBLISHED, begun_at=at, pay_day=end
    )  # fmt: skip
    snapshot = Snapshot.objects.create(run=run, number=1, inputs={}, program="0", digest="-", at=at, name="owner")
    for agreement in PayAgreement.objects.all():
        one = Statement.objects.create(
            snapshot=snapshot, member_id=agreement.member_id, agreement=agreement, currency="UAH", earned=150,
            payable=150, held=0, reserved=0, digest="", pay_day=end, published_at=at,
        )  # fmt: skip
        for position, amount in enumerate((100, 50)):
            StatementLine.objects.create(statement=one, position=position, code="base", kind="paid", amount=amount)
        body = {"digest": statement_digests([one.pk])[one.pk]}
        append(AT_TERMINAL, NewLine("published", f"statement:{one.pk}", one.member_id, Decimal("150.00"), "UAH", body))
    return run


# Killing


def prepare() -> None:
    """The department of the scene, paid since 2018, with every month's numbers closed."""
    department()
    ClosedPeriod.objects.all().delete()
    KpiValue.objects.all().delete()
    Engagement.objects.update(start=FIRST)
    PayAgreement.objects.update(start=FIRST)
    PlanVersion.objects.update(start=FIRST)
    for start in starts():
        month(start, *Member.objects.all())


def starts() -> Iterator[date]:
    named = containing(FIRST, "month")
    for _ in range(MONTHS):
        yield named.period.start
        named = named.later()


def kills(count: int, seed: int) -> int:
    """Pay month after month, killing the process `count` times; how many children there were. Ends with a calm one."""
    chance = random.Random(seed)
    killed = children = 0
    while killed < count:
        at = chance.randint(1, LONGEST)
        code = child(lambda at=at: _pay_until(at))  # type: ignore[misc]
        assert code in (0, -signal.SIGKILL), f"a child ended with {code}"
        killed, children = killed + (code != 0), children + 1
    assert child(lambda: pay(only_begun=True)) == 0
    return children


def _pay_until(at: int) -> None:
    """Pay on, and be killed before statement number `at`."""
    left = at

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        pay()


def pay(*, only_begun: bool = False) -> None:
    """Take the first month that is not paid from where it stands to the end; with `only_begun`, every month begun."""
    owner = as_viewer(Person.objects.get(role=Role.OWNER))
    ihor = as_viewer(Person.objects.get(role=Role.SPECIALIST))
    paid = set(PayRun.objects.filter(state=RunState.PAID).values_list("start", flat=True))
    begun = set(PayRun.objects.values_list("start", flat=True))
    for start in [one for one in starts() if one not in paid and (not only_begun or one in begun)]:
        after = containing(start, "month").period.end + timedelta(days=2)
        with told_of(datetime.combine(after, time(9), UTC)):
            _month(owner, ihor, start)


def _month(owner: Viewer, ihor: Viewer, start: date) -> None:
    run = PayRun.objects.filter(start=start).first() or runs.begin(owner, "month", start)
    runs.calculate(owner, run.pk)
    run.refresh_from_db()
    if run.state == RunState.CALCULATED:
        for one in Statement.objects.filter(snapshot__run=run, checked_at=None):
            runs.check(owner, one.pk)
        run.refresh_from_db()
    if run.state == RunState.CHECKED:
        runs.publish(owner, run.pk)
    lines = StatementLine.objects.filter(statement__snapshot__run=run, code="component", subject="ppc_ql")
    line = lines.get(statement__member__slug="ihor")
    if not line.disputes.exists():
        disputes.question(ihor, line.pk, "Ten are missing")
    run.refresh_from_db()
    if run.state == RunState.PUBLISHED:
        runs.approve(owner, run.pk)
    for each in Dispute.objects.filter(line=line, answered_at=None):
        disputes.answer(owner, each.pk, "explained", "They came later")
    for payment in Payment.objects.filter(statement__snapshot__run=run, paid_on=None):
        mark_paid(owner, payment.pk, containing(start, "month").period.end + timedelta(days=2))


def proven() -> list[str]:
    """What is wrong with the months that were begun; nothing when nothing was lost, doubled or broken."""
    wrong = [str(one) for one in verify(AT_TERMINAL).faults]
    told = Counter(LedgerLine.objects.values_list("verb", "subject"))
    wrong += [f"told twice: {key}" for key, times in told.items() if times > 1]
    for run in PayRun.objects.all():
        for member in Member.objects.all():
            statements = Statement.objects.filter(snapshot__run=run, member=member, published_at__isnull=False)
            payments = Payment.objects.filter(statement__in=statements)
            paid = sum((one.amount for one in payments if one.paid_on), Decimal(0))
            if run.state != RunState.PAID or statements.count() != 1 or paid != statements.get().payable:
                wrong.append(f"{run} {member}: {run.state}, {statements.count()} statements, {paid}")
            if payments.count() != (2 if member.slug == "ihor" else 1):
                wrong.append(f"{run} {member}: {payments.count()} payments")
    return wrong
