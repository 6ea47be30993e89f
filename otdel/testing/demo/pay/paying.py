"""Pay periods of the demo, from frozen data to payment: one question, one correction, one payment that is late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from otdel.kit.calendar import Named, containing
from otdel.motivation.models import Dispute, Payment, PayRun, Statement, StatementLine
from otdel.motivation.services.disputes import accept, answer, question
from otdel.motivation.services.payments import mark_paid
from otdel.motivation.services.runs import (
    approve,
    begin,
    book_differences,
    calculate,
    check,
    publish,
    recalculate,
)
from otdel.motivation.services.runs.objecting import may_check
from otdel.scorecard.queries.valuing import Valuer
from otdel.testing.demo.department import closing
from otdel.testing.demo.department.ground import Ground
from otdel.testing.demo.pay.agreeing import agree_all
from otdel.testing.demo.pay.rules import approve_all
from otdel.testing.demo.pay.telling import PERIODS, bank_day, begins, first_back, then, viewer_of, workday

Progress = Callable[[str, int, int], None]
BEGUN, CHECKED, PUBLISHED, APPROVED, PAID = 6, 7, 8, 11, 13  # days after a month; paid by the 15th
SLOW = 31  # more days after a quarter: what was bought has had its time by then
ASKED, ANSWERED, REST_PAID = 9, 15, 20
QUESTION_BACK = 3  # months back
ASKED_OF = "ppc_cpql"
QUESTION = "August alone was better: its qualified leads cost less than this line says. Why is the line lower?"
ANSWER = (
    "August alone was better, that is true. It had 21 leads, fewer than 30: so the mean of three months counts, "
    "and a few leads more or less do not decide the pay. The value of the KPI says so. The line stays as it is."
)
RECOUNTED = 19  # days after the month that follows the corrected one began
AGAIN = "The rights audit found thirty cards counted as complete whose photographs had been taken down."
LATE_OF = ("roman", "affiliate")  # whose payment of the last month is still not made


@dataclass(frozen=True, slots=True)
class Period:
    """A pay period that is over, and how many days later than a month's its steps are taken."""

    named: Named
    later: int = 0

    def day(self, days: int) -> date:
        """`days` after its end."""
        return workday(self.named.period.end + timedelta(days=days + self.later))


def pay_out(ground: Ground, progress: Progress) -> None:
    """Write the plans, sign them, and pay every period that has come so far."""
    progress("pay: plans", 0, 3)
    versions = approve_all(ground)
    progress("pay: agreements", 1, 3)
    agree_all(ground, versions)
    progress("pay: periods", 2, 3)
    valuer = Valuer.load(ground.today)
    for one in periods(ground):
        run_through(ground, one, valuer)


def periods(ground: Ground) -> Iterator[Period]:
    """Those to be paid, in the order in which they were begun."""
    last = first_back(ground)
    found = [Period(containing(ground.month(back).start, "month")) for back in range(last + PERIODS - 1, last - 1, -1)]
    quarter = containing(begins(ground), "quarter")
    while quarter.period.end + timedelta(days=SLOW + PAID + 4) < ground.today:
        found.append(Period(quarter, SLOW))
        quarter = quarter.later()
    return iter(sorted(found, key=lambda one: one.day(BEGUN)))


def run_through(ground: Ground, one: Period, valuer: Valuer) -> None:
    """One period from frozen data to money."""
    with then(one.day(BEGUN)):
        run = begin(ground.owner, one.named.unit, one.named.period.start, valuer=valuer)
        calculate(ground.owner, run.pk)
    with then(one.day(CHECKED)):
        _check(ground, run)
    with then(one.day(PUBLISHED)):
        publish(ground.owner, run.pk)
    asked = _ask(ground, one, run)
    with then(one.day(APPROVED)):
        approve(ground.owner, run.pk)
        _accept(ground, run)
    _pay(ground, run, bank_day(one.named.period.end + timedelta(days=PAID + one.later)))
    if asked is not None:
        _answer(ground, one, run, asked)
    _recount(ground, one, run, valuer)


def _check(ground: Ground, run: PayRun) -> None:
    """Maryna looks at those who report to her, Andrii at the others."""
    for one in _statements(run):
        check(ground.head if may_check(ground.head, one) else ground.owner, one.pk)


def _statements(run: PayRun) -> list[Statement]:
    return list(Statement.objects.filter(snapshot__run=run).order_by("pk"))


def _accept(ground: Ground, run: PayRun) -> None:
    """Those with an account accept what they do not question."""
    for one in _statements(run):
        who = next((key for key, member in ground.members.items() if member.pk == one.member_id), "")
        waits = one.lines.filter(state="disputed").exists()
        if who in ground.accounts and not waits:
            accept(viewer_of(ground, who), one.pk)


def _pay(ground: Ground, run: PayRun, day: date) -> None:
    """Oksana pays what is approved, but for the one that is forgotten."""
    with then(day, 15):
        for place, one in enumerate(_unpaid(run)):
            if not _forgotten(ground, one):
                mark_paid(viewer_of(ground, "oksana"), one.pk, day, f"{day:%m%d}-{place + 1:02}")


def _unpaid(run: PayRun) -> list[Payment]:
    return list(Payment.objects.filter(statement__snapshot__run=run, paid_on=None).order_by("pk"))


def _forgotten(ground: Ground, one: Payment) -> bool:
    run, agreement = one.statement.snapshot.run, one.statement.agreement
    who, role = ground.members[LATE_OF[0]], ground.roles[LATE_OF[1]]
    last = ground.month(first_back(ground)).start
    of_them = one.statement.member_id == who.pk and agreement.version.plan.role_id == role.pk
    return of_them and run.unit == "month" and run.start == last


def _ask(ground: Ground, one: Period, run: PayRun) -> Dispute | None:
    """Ihor questions a line of his pay, the day after he read it."""
    if one.named.unit != "month" or one.named.period.start != ground.month(QUESTION_BACK).start:
        return None
    who = ground.members["ihor"]
    line = StatementLine.objects.filter(statement__snapshot__run=run, statement__member=who, subject=ASKED_OF).first()
    if line is None:
        return None
    with then(one.day(ASKED)):
        return question(viewer_of(ground, "ihor"), line.pk, QUESTION)


def _answer(ground: Ground, one: Period, run: PayRun, asked: Dispute) -> None:
    """Maryna explains; what waited is paid, and Ihor accepts."""
    with then(one.day(ANSWERED)):
        answer(ground.head, asked.pk, Dispute.Outcome.EXPLAINED, ANSWER)
        accept(viewer_of(ground, "ihor"), asked.line.statement_id)
    _pay(ground, run, bank_day(one.named.period.end + timedelta(days=REST_PAID)))


def _recount(ground: Ground, one: Period, run: PayRun, valuer: Valuer) -> None:
    """A value of the period is corrected a month later; the difference is a dated line of the next statement."""
    if one.named.unit != "month" or one.named.period.start != ground.month(closing.CORRECTED_BACK).start:
        return
    day = workday(one.named.period.end + timedelta(days=RECOUNTED))
    closing.correct(ground, day)
    with then(day):
        recalculate(ground.owner, run.pk, AGAIN, valuer=valuer)
        book_differences(ground.owner, run.pk)
