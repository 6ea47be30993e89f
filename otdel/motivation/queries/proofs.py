"""Whether records of pay still are what the ledger, or their own hash, says of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from otdel.kit.reason import Reason
from otdel.motivation.models import Entry, LedgerLine, PayAgreement, Payment, PlanVersion, Snapshot, Statement
from otdel.motivation.models import StatementLine as Line
from otdel.motivation.queries.lines import statement_digests
from otdel.motivation.rules.digests import digest_of

Told = dict[str, LedgerLine]


def told(verb: str, kind: str) -> Told:
    """The line of the ledger about each thing of a kind ("payment"), the newest where there are several."""
    lines = LedgerLine.objects.filter(verb=verb, subject__startswith=f"{kind}:").order_by("number")
    return {one.subject: one for one in lines.iterator(2000)}


def of_statements() -> Iterator[Reason]:
    """Published statements: whose they are, their totals, and every line of them."""
    said = told("published", "statement")
    kept = {f"statement:{one.pk}": one for one in Statement.objects.exclude(published_at=None)}
    numbers = {subject: int(subject.split(":")[1]) for subject in said.keys() | kept.keys()}
    digests, sums = statement_digests(numbers.values()), _sums()
    for subject, number in sorted(numbers.items(), key=lambda pair: pair[1]):
        if subject not in said:
            yield Reason.of("ledger_tells_nothing", subject=subject)
        elif not _same_statement(said[subject], kept.get(subject), digests[number], sums[number]):
            yield Reason.of("ledger_statement_changed", subject=subject)


def _same_statement(line: LedgerLine, one: Statement | None, digest: str, sums: dict[str, Decimal]) -> bool:
    if one is None or (line.member_id, line.currency, line.amount) != (one.member_id, one.currency, one.payable):
        return False
    parts = [sums["paid"], sums["held"], sums["reserved"]]
    return line.body.get("digest") == digest == one.digest and [sum(parts), *parts] == [
        one.earned, one.payable, one.held, one.reserved,
    ]  # fmt: skip


def _sums() -> dict[int, dict[str, Decimal]]:
    """What the lines of each statement come to, by kind."""
    found: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    rows = Line.objects.exclude(statement__published_at=None).order_by()
    for statement, kind, amount in rows.values_list("statement", "kind", "amount").iterator(2000):
        found[statement][kind] += amount
    return found


def of_snapshots() -> Iterator[Reason]:
    """What a period was calculated from: by its own hash, and by the one its statements were published with."""
    published = {
        int(one.subject.split(":")[1]): one.body["snapshot"]
        for one in told("published", "statement").values()
        if "snapshot" in one.body
    }
    rows = Statement.objects.filter(pk__in=published).values_list("pk", "snapshot", "snapshot__digest")
    wrong = {snapshot for pk, snapshot, digest in rows if published[pk] != digest}
    for one in Snapshot.objects.order_by("pk").iterator(10):
        if one.pk in wrong or digest_of(one.inputs) != one.digest:
            yield Reason.of("ledger_snapshot_changed", subject=f"snapshot:{one.pk}")


def of_payments() -> Iterator[Reason]:
    approved, paid = told("approved", "payment"), told("paid", "payment")
    for one in Payment.objects.select_related("statement"):
        subject = f"payment:{one.pk}"
        lines = approved.pop(subject, None), paid.pop(subject, None)
        if not _same_payment(one, *lines):
            yield Reason.of("ledger_payment_changed", subject=subject)
    yield from (Reason.of("ledger_payment_missing", subject=subject) for subject in sorted({*approved, *paid}))


def _same_payment(one: Payment, approved: LedgerLine | None, paid: LedgerLine | None) -> bool:
    body = {"statement": one.statement_id, "part": one.part, "due": one.due.isoformat()}
    if approved is None or approved.body != body or not _same_money(approved, one, one.statement.member_id):
        return False
    if paid is None or one.paid_on is None:
        return paid is None and one.paid_on is None
    said = {"on": one.paid_on.isoformat(), "reference": one.reference}
    return paid.body == said and _same_money(paid, one, one.statement.member_id)


def of_entries() -> Iterator[Reason]:
    said = told("corrected", "entry")
    for one in Entry.objects.all():
        line = said.pop(f"entry:{one.pk}", None)
        if line is None or line.body != entry_body(one) or not _same_money(line, one, one.member_id):
            yield Reason.of("ledger_entry_changed", subject=f"entry:{one.pk}")
    yield from (Reason.of("ledger_entry_missing", subject=subject) for subject in sorted(said))


def entry_body(one: Entry) -> dict[str, Any]:
    """What the ledger says of a decision besides its amount."""
    return {"key": one.key, "kind": one.kind, "of": one.of_id, "why": one.why, "due": one.due.isoformat()}


def _same_money(line: LedgerLine, one: Payment | Entry, member: int) -> bool:
    return (line.amount, line.currency, line.member_id) == (one.amount, one.currency, member)


def of_agreements() -> Iterator[Reason]:
    """Signed agreements: the words that were signed, the terms, and the version they are by."""
    said = told("agreed", "agreement")
    kept = {f"agreement:{one.pk}": one for one in PayAgreement.objects.exclude(signed_at=None)}
    for subject, line in said.items():
        one = kept.get(subject)
        if one is None or not _same_agreement(line, one):
            yield Reason.of("ledger_agreement_changed", subject=subject)
    for version in PlanVersion.objects.filter(agreements__in=[one.pk for one in kept.values()]).distinct():
        if digest_of(version.body) != version.digest:
            yield Reason.of("ledger_version_changed", subject=f"version:{version.pk}")


def _same_agreement(line: LedgerLine, one: PayAgreement) -> bool:
    words = hashlib.sha256(one.text.encode()).hexdigest()
    if not line.body.get("digest") == one.digest == words or line.member_id != one.member_id:
        return False
    return bool(line.body.get("terms", terms_digest(one)) == terms_digest(one))


def terms_digest(one: PayAgreement) -> str:
    """The hash of what an agreement pays, to whom, by which version and from when; no amount of it can be read."""
    money = [f"{one.base:.2f}", f"{one.target_variable:.2f}", one.currency]
    return digest_of([one.pk, one.member_id, one.version_id, one.start.isoformat(), *money])
