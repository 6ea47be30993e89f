"""Somebody with the records in hand changes them past the program: the ledger says what is no longer what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from otdel.kit.viewer import AT_TERMINAL, Role
from otdel.motivation.models import (
    Entry,
    LedgerHead,
    LedgerLine,
    PayAgreement,
    Payment,
    PlanVersion,
    Snapshot,
    Statement,
    StatementLine,
)
from otdel.motivation.queries.ledger import verify
from otdel.motivation.queries.proofs import terms_digest
from otdel.motivation.rules.digests import digest_of
from otdel.motivation.services import entries, runs
from otdel.motivation.services.agreements import digest_of as words_digest
from otdel.motivation.services.ledger import NewLine, append
from otdel.motivation.services.moment import told_of
from otdel.motivation.services.payments import mark_paid
from otdel.motivation.tests.pay_scene import OCTOBER, Scene, department

pytestmark = pytest.mark.django_db
MORE = Decimal("99999.00")


@pytest.fixture
def scene() -> Iterator[Scene]:
    """October is approved and paid to the buyer, a part held back is released, his agreement is in the ledger."""
    with told_of(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        found = department()
        _agreed(found.agreements["ihor"])
        run = runs.begin(found.owner, "month", OCTOBER)
        runs.calculate(found.owner, run.pk)
        for one in Statement.objects.all():
            runs.check(found.owner, one.pk)
        runs.publish(found.owner, run.pk)
        runs.approve(found.owner, run.pk)
        mark_paid(found.viewer(Role.ACCOUNTANT), _payment(found).pk, date(2026, 11, 3), "Order 17")
        entries.release(found.owner, StatementLine.objects.get(kind="held").pk)
        assert verify(found.owner).whole
        yield found


def _agreed(one: PayAgreement) -> None:
    one.refresh_from_db()
    one.digest = words_digest(one.text)
    one.save(update_fields=["digest"])
    body = {"digest": one.digest, "version": one.version.digest, "terms": terms_digest(one)}
    append(AT_TERMINAL, NewLine("agreed", f"agreement:{one.pk}", one.member_id, body=body))


def _payment(scene: Scene) -> Payment:
    return Payment.objects.get(statement__member=scene.members["ihor"])


def _everything_again(**changed: Any) -> None:
    """A snapshot whose inputs and hash were both changed, so that it agrees with itself."""
    for one in Snapshot.objects.all():
        inputs = {**one.inputs, **changed}
        Snapshot.objects.filter(pk=one.pk).update(inputs=inputs, digest=digest_of(inputs))


def _last_line_gone() -> None:
    last = LedgerLine.objects.latest("number")
    LedgerHead.objects.update(number=last.number - 1, digest=last.previous)
    last.delete()


TAMPERED: dict[str, tuple[Callable[[], object], str]] = {
    "inputs of a snapshot": (lambda: Snapshot.objects.update(inputs={}), "ledger_snapshot_changed"),
    "a snapshot with its hash": (lambda: _everything_again(people=[]), "ledger_snapshot_changed"),
    "a line's amount": (lambda: StatementLine.objects.filter(code="base").update(amount=MORE), "statement_changed"),
    "a line's steps": (lambda: StatementLine.objects.update(steps=[]), "ledger_statement_changed"),
    "what was earned": (lambda: Statement.objects.update(earned=MORE), "ledger_statement_changed"),
    "what is held": (lambda: Statement.objects.update(held=MORE), "ledger_statement_changed"),
    "the currency": (lambda: Statement.objects.update(currency="USD"), "ledger_statement_changed"),
    "a payment's amount": (lambda: Payment.objects.update(amount=MORE), "ledger_payment_changed"),
    "a payment's currency": (lambda: Payment.objects.update(currency="USD"), "ledger_payment_changed"),
    "a payment's day": (lambda: Payment.objects.update(due=date(2030, 1, 1)), "ledger_payment_changed"),
    "an order's number": (lambda: Payment.objects.exclude(paid_on=None).update(reference="18"), "payment_changed"),
    "a reason": (lambda: Entry.objects.update(why="otherwise"), "ledger_entry_changed"),
    "a decision's amount": (lambda: Entry.objects.update(amount=MORE), "ledger_entry_changed"),
    "signed fixed pay": (lambda: PayAgreement.objects.update(base=MORE), "ledger_agreement_changed"),
    "signed words": (lambda: PayAgreement.objects.update(text="<p>Less</p>"), "ledger_agreement_changed"),
    "an approved rule": (lambda: PlanVersion.objects.update(body={}), "ledger_version_changed"),
    "a line of the ledger": (lambda: LedgerLine.objects.filter(number=2).update(amount=MORE), "ledger_line_changed"),
    "who did it": (lambda: LedgerLine.objects.filter(number=3).update(name="Nobody"), "ledger_line_changed"),
    "a ledger cut short": (_last_line_gone, "ledger_entry_changed"),
}


@pytest.mark.parametrize("what", sorted(TAMPERED))
def test_what_is_changed_behind_the_program_is_found_and_said(what: str, scene: Scene) -> None:
    change, code = TAMPERED[what]
    change()
    assert any(one.code.endswith(code) for one in verify(scene.owner).faults), what


def test_a_payment_moved_to_another_person_is_found(scene: Scene) -> None:
    mine, other = _payment(scene), Payment.objects.get(statement__member=scene.members["maryna"])
    Payment.objects.filter(pk=mine.pk).update(statement=other.statement, part=2)
    assert [one.code for one in verify(scene.owner).faults] == ["ledger_payment_changed"]


def test_a_statement_given_to_another_person_is_found(scene: Scene) -> None:
    Statement.objects.filter(member=scene.members["ihor"]).update(member=scene.members["maryna"])
    assert "ledger_statement_changed" in [one.code for one in verify(scene.owner).faults]
