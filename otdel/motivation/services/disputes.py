"""Accepting lines, questioning them, and answering: within terms, so that pay does not wait for words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import Dispute, LineState, Statement, StatementLine
from otdel.motivation.queries.days import day_of
from otdel.motivation.queries.rights import APPROVES, checked_by, is_own
from otdel.motivation.rules.days import ANSWER_DAYS, QUESTION_DAYS, working_days_after
from otdel.motivation.services import entries
from otdel.motivation.services.author import author
from otdel.motivation.services.moment import now, today
from otdel.motivation.services.runs.approving import finish, settle
from otdel.motivation.services.runs.common import held

NOT_HERE = "there is no such thing, or it is not for this viewer"


def question_until(viewer: Viewer, statement: Statement) -> date:
    """The last day a line of a published statement may be questioned on."""
    assert statement.published_at is not None
    return working_days_after(day_of(viewer, statement.published_at), QUESTION_DAYS)


@transaction.atomic
def accept(viewer: Viewer, statement_id: int) -> Statement:
    """The person accepts their statement: every line that is open. Raises NotAllowed, Refused."""
    statement = _own(viewer, statement_id)
    if statement.accepted_at is None:
        statement.accepted_at, statement.accepted_name = now(), viewer.name
        statement.save(update_fields=["accepted_at", "accepted_name"])
        statement.lines.filter(state=LineState.OPEN).update(state=LineState.ACCEPTED)
        audit(viewer, "pay.accepted", f"statement:{statement.pk}")
    return statement


@transaction.atomic
def accept_line(viewer: Viewer, line_id: int) -> StatementLine:
    """The person accepts one line. A questioned line is accepted by withdrawing nothing: it waits for its answer."""
    line = _own_line(viewer, line_id)
    if line.state == LineState.OPEN:
        _move(line, LineState.ACCEPTED)
        audit(viewer, "pay.line_accepted", f"statement:{line.statement_id}", line=line.position)
    return line


@transaction.atomic
def question(viewer: Viewer, line_id: int, words: str) -> Dispute:
    """The person questions a line; whoever they report to answers within five working days.

    Raises NotAllowed; Refused without words, after ten working days, for a line that is accepted or questioned.
    """
    line = _own_line(viewer, line_id)
    if refused := _why_not(viewer, line, words := words.strip()[:1000]):
        raise Refused(refused)
    made = _opened(viewer, line, words)
    audit(viewer, "pay.questioned", f"statement:{line.statement_id}", line=line.position)
    return made


def _why_not(viewer: Viewer, line: StatementLine, words: str) -> Reason | None:
    until = question_until(viewer, line.statement)
    if not words:
        return Reason.of("pay_question_needs_words")
    if line.state != LineState.OPEN:
        return Reason.of("pay_line_not_open", state=line.state)
    return Reason.of("pay_question_too_late", until=until.isoformat()) if today(viewer) > until else None


@transaction.atomic
def raise_to_owner(viewer: Viewer, dispute_id: int, words: str = "") -> Dispute:
    """The person takes a question to the owner: one nobody answered, or an explanation they do not accept.

    Raises NotAllowed; Refused when the owner has decided it, or ten working days after the answer.
    """
    dispute = _dispute(dispute_id)
    line = _own_line(viewer, dispute.line_id)
    dispute.refresh_from_db()
    if dispute.raised_at is not None or dispute.outcome not in ("", Dispute.Outcome.EXPLAINED):
        raise Refused(Reason.of("pay_question_final"))
    if dispute.answered_at is None:
        dispute.raised_at = now()
        dispute.answer_by = working_days_after(today(viewer), ANSWER_DAYS)
        dispute.save(update_fields=["raised_at", "answer_by"])
    else:
        until = working_days_after(day_of(viewer, dispute.answered_at), QUESTION_DAYS)
        if today(viewer) > until or line.state == LineState.DISPUTED:
            raise Refused(Reason.of("pay_question_too_late", until=until.isoformat()))
        dispute = _opened(viewer, line, words.strip()[:1000] or dispute.words, raised=True)
    audit(viewer, "pay.raised", f"statement:{line.statement_id}", line=line.position)
    return dispute


@transaction.atomic
def answer(viewer: Viewer, dispute_id: int, outcome: str, words: str, amount: Decimal | None = None) -> Dispute:
    """Answer a question. Whoever the person reports to may explain; money is decided by whoever approves pay.

    "corrected" and "exception" need `amount`, what is added to the line by a dated line of the next statement. What
    waited is approved for payment at once. Raises NotAllowed; Refused.
    """
    dispute = _dispute(dispute_id)
    must_answer(viewer, dispute, outcome)
    statement = dispute.line.statement
    held(statement.snapshot.run_id)
    dispute = Dispute.objects.select_related("line__statement__snapshot__run").get(pk=dispute_id)
    if refused := _why_no_answer(dispute, outcome, words := words.strip()[:1000], amount):
        raise Refused(refused)
    dispute.outcome, dispute.answer, dispute.answered_at = outcome, words, now()
    dispute.answered_by_id, dispute.answered_name = author(viewer), viewer.name
    dispute.save(update_fields=["outcome", "answer", "answered_at", "answered_by", "answered_name"])
    if amount is not None:
        decide = entries.correct if outcome == Dispute.Outcome.CORRECTED else entries.make_exception
        decide(viewer, dispute.line_id, amount, words, key=f"dispute:{dispute.pk}")
    _move(dispute.line, LineState.SETTLED)
    settle(viewer, dispute.line.statement)
    finish(viewer, held(statement.snapshot.run_id))
    audit(viewer, "pay.answered", f"statement:{statement.pk}", outcome=outcome, line=dispute.line.position)
    return dispute


def must_answer(viewer: Viewer, dispute: Dispute, outcome: str = Dispute.Outcome.EXPLAINED) -> None:
    """Raises NotAllowed. What was taken to the owner, and every decision about money, is the owner's."""
    if viewer.may(*APPROVES):
        return
    first = dispute.raised_at is None and outcome == Dispute.Outcome.EXPLAINED
    if not first or dispute.line.statement.member_id not in checked_by(viewer, today(viewer)):
        raise NotAllowed(NOT_HERE)


def _why_no_answer(dispute: Dispute, outcome: str, words: str, amount: Decimal | None) -> Reason | None:
    if dispute.answered_at is not None:
        return Reason.of("pay_question_answered", name=dispute.answered_name)
    if outcome not in Dispute.Outcome.values or not words:
        return Reason.of("pay_answer_unclear")
    if (amount is None) != (outcome == Dispute.Outcome.EXPLAINED):
        return Reason.of("pay_answer_amount")
    return None


def _opened(viewer: Viewer, line: StatementLine, words: str, *, raised: bool = False) -> Dispute:
    _move(line, LineState.DISPUTED)
    return Dispute.objects.create(
        line=line, words=words, opened_at=now(), by_id=author(viewer), name=viewer.name,
        answer_by=working_days_after(today(viewer), ANSWER_DAYS), raised_at=now() if raised else None,
    )  # fmt: skip


def _move(line: StatementLine, state: LineState) -> None:
    line.state = state
    line.save(update_fields=["state"])


def _dispute(pk: int) -> Dispute:
    found = Dispute.objects.select_related("line__statement__snapshot__run").filter(pk=pk).first()
    if found is None:
        raise NotAllowed(NOT_HERE)
    return found


def _own_line(viewer: Viewer, line_id: int) -> StatementLine:
    """The person's own published line, its run held. Raises NotAllowed."""
    line = StatementLine.objects.filter(pk=line_id).first()
    if line is None:
        raise NotAllowed(NOT_HERE)
    _own(viewer, line.statement_id)
    return StatementLine.objects.select_related("statement").get(pk=line_id)


def _own(viewer: Viewer, statement_id: int) -> Statement:
    statement = Statement.objects.filter(pk=statement_id, published_at__isnull=False).first()
    if statement is None or not is_own(viewer, statement.member_id):
        raise NotAllowed(NOT_HERE)
    held(statement.snapshot.run_id)
    return Statement.objects.get(pk=statement_id)
