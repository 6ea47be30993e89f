"""Objecting to a statement instead of checking it: in words, and nothing is published until they are answered."""

from __future__ import annotations

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import Objection, PayRun, RunState, RunStep, Statement
from otdel.motivation.queries.rights import APPROVES, checked_by
from otdel.motivation.rules.days import DAY
from otdel.motivation.services.author import author
from otdel.motivation.services.moment import now
from otdel.motivation.services.runs.common import held, must_be, newest

NOT_HERE = "there is no such statement, or it is not for this viewer"
LONGEST = 1000  # letters of an objection or its answer


def may_check(viewer: Viewer, statement: Statement) -> bool:
    """The owner, or whoever the person reported to directly on the period's last day."""
    last = statement.snapshot.run.end - DAY
    return viewer.may(*APPROVES) or statement.member_id in checked_by(viewer, last)


def object_to(viewer: Viewer, statement_id: int, words: str) -> Objection:
    """Say what is wrong with a calculated statement. A check of it is taken back, and so is "everything is checked".

    Raises NotAllowed; Refused without words, once it is published or replaced, while an objection waits already.
    """
    found = Statement.objects.select_related("snapshot__run").filter(pk=statement_id).first()
    if found is None or not may_check(viewer, found):
        raise NotAllowed(NOT_HERE)
    with transaction.atomic():
        run = held(found.snapshot.run_id)
        must_be(run, RunState.CALCULATED, RunState.CHECKED)
        if refused := _why_not(run, found, words := words.strip()[:LONGEST]):
            raise Refused(refused)
        made = Objection.objects.create(
            statement=found, words=words, at=now(), by_id=author(viewer), name=viewer.name
        )  # fmt: skip
        Statement.objects.filter(pk=found.pk).update(checked_at=None, checked_by=None, checked_name="")
        if run.state == RunState.CHECKED:
            RunStep.objects.filter(run=run, state=RunState.CHECKED).delete()
            PayRun.objects.filter(pk=run.pk).update(state=RunState.CALCULATED)
        audit(viewer, "pay.objected", f"statement:{found.pk}")
    return made


def _why_not(run: PayRun, statement: Statement, words: str) -> Reason | None:
    if newest(run).pk != statement.snapshot_id:
        return Reason.of("pay_statement_replaced")
    if not words:
        return Reason.of("pay_objection_needs_words")
    if waiting := statement.objections.filter(answered_at=None).first():
        return Reason.of("pay_objection_made", name=waiting.name)
    return None


def answer_objection(viewer: Viewer, statement_id: int, words: str) -> Objection:
    """The owner answers what waits about a statement; then it can be checked. Raises NotAllowed, Refused."""
    viewer.must(*APPROVES)
    found = Statement.objects.select_related("snapshot").filter(pk=statement_id).first()
    if found is None:
        raise NotAllowed(NOT_HERE)
    with transaction.atomic():
        held(found.snapshot.run_id)
        one = found.objections.order_by("-at", "-id").first()
        if one is None or one.answered_at is not None:
            raise Refused(Reason.of("pay_objection_answered", name=one.answered_name if one else ""))
        if not (words := words.strip()[:LONGEST]):
            raise Refused(Reason.of("pay_objection_needs_answer"))
        _answered(viewer, one, words)
    return one


def answered_by_new_numbers(viewer: Viewer, run: PayRun, why: str) -> None:
    """A new calculation answers every objection to the one before; whoever checks looks at the new statement."""
    for one in Objection.objects.filter(statement__snapshot__run=run, answered_at=None):
        _answered(viewer, one, why)


def refuse_while_open(run: PayRun) -> None:
    """Raises Refused while somebody's objection waits for an answer."""
    waiting = Objection.objects.filter(statement__snapshot__run=run, answered_at=None)
    if one := waiting.select_related("statement__member").first():
        raise Refused(Reason.of("pay_objection_open", name=one.name, person=one.statement.member.name))


def _answered(viewer: Viewer, one: Objection, words: str) -> None:
    one.answer, one.answered_at, one.answered_name = words, now(), viewer.name
    one.answered_by_id = author(viewer)
    one.save(update_fields=["answer", "answered_at", "answered_by", "answered_name"])
    audit(viewer, "pay.objection_answered", f"statement:{one.statement_id}")
