"""Questions about lines of pay: those that wait for the viewer's answer, and how others were answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from otdel.accounts.queries import company_today
from otdel.kit.calendar import Named
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import Dispute
from otdel.motivation.queries.days import day_of
from otdel.motivation.queries.rights import APPROVES, checked_by
from otdel.motivation.rules.recorded import reason_from
from otdel.organisation.queries.members import MemberRef, ref


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question about a line. `may_explain` and `may_decide` say what the viewer may do with it now.

    `late` when its day of answer is over without one, or the answer came after it.
    """

    id: int
    member: MemberRef
    statement: int
    named: Named
    code: str
    subject: str
    because: Reason
    amount: Decimal
    currency: str
    words: str
    name: str
    opened_at: datetime
    answer_by: date
    late: bool
    raised: bool
    outcome: str
    answer: str
    answered_at: datetime | None
    answered_name: str
    may_explain: bool
    may_decide: bool


@dataclass(frozen=True, slots=True)
class Questions:
    """`open` wait for an answer, the most urgent first; `answered` are the newest."""

    open: tuple[QuestionRow, ...]
    answered: tuple[QuestionRow, ...]


def questions(viewer: Viewer, *, newest: int = 50) -> Questions:
    """Questions of everybody for the owner; for others those of people who report to them directly.

    Raises NotAllowed when nobody does.
    """
    today = company_today(viewer)
    found = _theirs(viewer, today)
    waiting = found.filter(answered_at=None).order_by("answer_by", "id")
    answered = found.filter(answered_at__isnull=False).order_by("-answered_at", "-id")[:newest]
    return Questions(
        tuple(_row(viewer, one, today) for one in waiting), tuple(_row(viewer, one, today) for one in answered)
    )


def _theirs(viewer: Viewer, today: date) -> QuerySet[Dispute]:
    found = Dispute.objects.select_related("line__statement__member", "line__statement__snapshot__run")
    if viewer.may(*APPROVES):
        return found
    led = checked_by(viewer, today)
    if not led:
        raise NotAllowed("questions about pay are for those who answer them")
    return found.filter(line__statement__member__in=led)


def _row(viewer: Viewer, one: Dispute, today: date) -> QuestionRow:
    line, statement = one.line, one.line.statement
    run, decides = statement.snapshot.run, viewer.may(*APPROVES)
    day = day_of(viewer, one.answered_at) if one.answered_at else today
    return QuestionRow(
        one.pk,
        ref(statement.member),
        statement.pk,
        run.named,
        line.code,
        line.subject,
        reason_from(line.because),
        line.amount,
        statement.currency,
        one.words,
        one.name,
        one.opened_at,
        one.answer_by,
        day > one.answer_by,
        one.raised_at is not None,
        one.outcome,
        one.answer,
        one.answered_at,
        one.answered_name,
        one.answered_at is None and (decides or one.raised_at is None),
        one.answered_at is None and decides,
    )
