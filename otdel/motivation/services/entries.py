"""What a person decides about pay outside the plan's arithmetic: each is booked once, by a later statement.

Extras, corrections of published lines, money taken back, parts held back and reserves. Nothing published changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from otdel.accounts.models import Person
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import Entry, PayAgreement, Statement, StatementLine
from otdel.motivation.queries.deciding import of_variable, room_to_take, taken_back
from otdel.motivation.queries.inputs import due_held, personal
from otdel.motivation.queries.proofs import entry_body
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.services.ledger import NewLine, append_all
from otdel.motivation.services.moment import now, today

ZERO = Decimal(0)
LARGEST = Decimal(10) ** 10


def grant(viewer: Viewer, agreement_id: int, code: str, day: date, why: str = "") -> Entry:
    """An extra the plan promises, for something done on `day`. Once a day for each extra of an agreement."""
    viewer.must(*APPROVES)
    one = PayAgreement.objects.filter(pk=agreement_id, signed_at__isnull=False).first()
    if one is None:
        raise NotAllowed("there is no such agreement, or it is not for this viewer")
    extra = next((each for each in personal(one).extras if each.code == code), None)
    if extra is None or not one.holds_on(day) or day > today(viewer):
        raise Refused(Reason.of("pay_extra_not_promised", extra=code[:60], day=day.isoformat()))
    key = f"extra:{one.pk}:{code}:{day.isoformat()}"[:80]
    return _decided(
        viewer, Entry(key=key, kind="extra", member_id=one.member_id, amount=extra.amount, currency=one.currency,
                      what=extra.what, why=why, due=day)
    )  # fmt: skip


def correct(viewer: Viewer, line_id: int, amount: Decimal, why: str, *, key: str = "") -> Entry:
    """A dated correction of a published line: `amount` is added by the next statement (taken off when negative)."""
    viewer.must(*APPROVES)
    line = published_line(line_id)
    _must_be_money(amount)
    made = key or f"correction:{line.pk}:{Entry.objects.filter(of=line).count() + 1}"
    return _decided(viewer, _of(line, Entry.Kind.CORRECTION, made, amount, why, today(viewer)))


def make_exception(viewer: Viewer, line_id: int, amount: Decimal, why: str, *, key: str) -> Entry:
    """Money beyond what the rule says, granted by name, about a published line."""
    viewer.must(*APPROVES)
    _must_be_money(amount)
    return _decided(viewer, _of(published_line(line_id), Entry.Kind.EXTRA, key, amount, why, today(viewer)))


def take_back(viewer: Viewer, statement_id: int, amount: Decimal, why: str, *, line_id: int | None = None) -> Entry:
    """Take `amount` (positive) off the next variable pay because of what the plan names, within its days and limit.

    It is about `line_id` of the statement, or its first line of variable pay. Raises NotAllowed, Refused.
    """
    viewer.must(*APPROVES)
    statement = Statement.objects.filter(pk=statement_id, published_at__isnull=False).first()
    if statement is None:
        raise NotAllowed("there is no such statement, or it is not for this viewer")
    _must_be_money(amount)
    with transaction.atomic():
        Statement.objects.select_for_update().get(pk=statement.pk)
        room = room_to_take(statement, today(viewer))
        if isinstance(room, Reason):
            raise Refused(room)
        if not ZERO < amount <= room.left:
            raise Refused(Reason.of("pay_clawback_too_much"))
        lines = of_variable(statement).filter(kind="paid").order_by("position")
        line = lines.first() if line_id is None else lines.filter(pk=line_id).first()
        if line is None:
            raise Refused(Reason.of("pay_clawback_not_variable"))
        key = f"clawback:{statement.pk}:{taken_back(statement).count() + 1}"
        return _decided(viewer, _of(line, Entry.Kind.CLAWBACK, key, -amount, why, today(viewer)))


def release(viewer: Viewer, line_id: int, lost: Decimal = ZERO, why: str = "") -> Entry:
    """Say that a part held back is paid on its day, without `lost`, which needs a reason. Decided once."""
    viewer.must(*APPROVES)
    line = published_line(line_id, "held")
    if not ZERO <= lost <= line.amount or (lost and not why.strip()):
        raise Refused(Reason.of("pay_release_unclear"))
    return _decided(viewer, _released(line, lost, why))


def release_due(viewer: Viewer, before: date) -> list[Entry]:
    """Release whole what matured before `before` and nobody said anything against. Part of beginning a period."""
    return _decide_all(viewer, [_released(line, ZERO, "") for line in due_held(before)])


def decide_reserve(viewer: Viewer, line_id: int, amount: Decimal, why: str) -> Entry:
    """Say what a part that could not be measured comes to: from nothing up to what is reserved. Decided once."""
    viewer.must(*APPROVES)
    line = published_line(line_id, "reserved")
    if not min(line.amount, ZERO) <= amount <= max(line.amount, ZERO):
        raise Refused(Reason.of("pay_reserve_outside"))
    return _decided(viewer, _of(line, Entry.Kind.RESERVE, f"reserve:{line.pk}", amount, why, today(viewer)))


def published_line(line_id: int, kind: str = "") -> StatementLine:
    """A line of a published statement, of this kind when it is given. Raises NotAllowed."""
    lines = StatementLine.objects.filter(pk=line_id, statement__published_at__isnull=False)
    line = lines.select_related("statement__snapshot__run", "statement__agreement__version").first()
    if line is None or (kind and line.kind != kind):
        raise NotAllowed("there is no such line, or it is not for this viewer")
    return line


def _released(line: StatementLine, lost: Decimal, why: str) -> Entry:
    assert line.due is not None, "a part held back has its day"
    return _of(line, Entry.Kind.RELEASE, f"release:{line.pk}", line.amount - lost, why or "-", line.due)


def _of(line: StatementLine, kind: str, key: str, amount: Decimal, why: str, due: date) -> Entry:
    return Entry(
        key=key[:80], kind=kind, member_id=line.statement.member_id, amount=amount,
        currency=line.statement.currency, why=why, of=line, due=due,
    )  # fmt: skip


def _must_be_money(amount: Decimal) -> None:
    if not amount.is_finite() or not amount or abs(amount) >= LARGEST or amount != round(amount, 2):
        raise Refused(Reason.of("pay_entry_amount_wrong"))


def _decided(viewer: Viewer, entry: Entry) -> Entry:
    entry.why = entry.why.strip()[:500]
    if not entry.why and entry.kind != Entry.Kind.EXTRA:
        raise Refused(Reason.of("pay_entry_needs_reason"))
    return _decide_all(viewer, [entry])[0]


def _decide_all(viewer: Viewer, entries: Iterable[Entry]) -> list[Entry]:
    """Store entries, each with its line of the ledger. Raises Refused when one was decided before."""
    made, at = list(entries), now()
    person = viewer.person if viewer.person and Person.objects.filter(pk=viewer.person).exists() else None
    try:
        with transaction.atomic():
            for one in made:
                one.at, one.name, one.by_id = at, viewer.name, person
                one.why = "" if one.why == "-" else one.why
                one.save(force_insert=True)
                audit(viewer, f"pay.{one.kind}", f"entry:{one.pk}", why=one.why)
            append_all(viewer, [_told(one) for one in made])
    except IntegrityError:
        raise Refused(Reason.of("pay_entry_decided")) from None
    return made


def _told(one: Entry) -> NewLine:
    return NewLine("corrected", f"entry:{one.pk}", one.member_id, one.amount, one.currency, entry_body(one))


def carried(viewer: Viewer, entry: Entry, left: Decimal, after: date) -> Entry:
    """What a limit kept a period from taking off, `left` (negative), waits for the period after `after`."""
    made = Entry(
        key=f"carry:{entry.pk}", kind=entry.kind, member_id=entry.member_id, amount=left, currency=entry.currency,
        what=entry.what, why=entry.why, of_id=entry.of_id, due=after,
    )  # fmt: skip
    return _decide_all(viewer, [made])[0]


def carry_debt(viewer: Viewer, statement: Statement, debt: Decimal, after: date) -> Entry:
    """A statement below zero is not paid: its `debt` (negative) is taken off by the next."""
    line = statement.lines.order_by("position").first()
    assert line is not None, "a statement below zero has lines"
    return _decide_all(viewer, [_of(line, Entry.Kind.CORRECTION, f"debt:{statement.pk}", debt, "-", after)])[0]
