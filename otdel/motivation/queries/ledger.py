"""The ledger as it stands, and whether anything in it, or in what it tells of, was changed behind its back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator

from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.motivation.models import LedgerHead, LedgerLine
from otdel.motivation.queries import proofs
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.rules.chain import linked

LINES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Chain:
    """What proving the ledger found. It is whole when there is no fault; `digest` is of its last line."""

    lines: int
    digest: str
    faults: tuple[Reason, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line for people; `amount` is None where the line is about none."""

    number: int
    at: datetime
    name: str
    verb: str
    subject: str
    member: str
    slug: str
    amount: Decimal | None
    currency: str
    digest: str


def said(line: LedgerLine) -> dict[str, Any]:
    """Everything a line says, as its hash is of it."""
    return {
        "at": line.at.astimezone(UTC).isoformat(),
        "name": line.name,
        "verb": line.verb,
        "subject": line.subject,
        "member": line.member_id,
        "amount": None if line.amount is None else f"{line.amount:.2f}",
        "currency": line.currency,
        "body": line.body,
    }


def verify(viewer: Viewer) -> Chain:
    """Prove every line and what it tells of: agreements, snapshots, statements, payments, entries. For who approves."""
    viewer.must(*APPROVES)
    faults = [
        *_of_chain(), *proofs.of_statements(), *proofs.of_snapshots(), *proofs.of_payments(), *proofs.of_entries(),
        *proofs.of_agreements(),
    ]  # fmt: skip
    head = LedgerHead.objects.filter(pk=1).first()
    return Chain(LedgerLine.objects.count(), head.digest if head else "", tuple(faults))


def ledger_lines(viewer: Viewer, page: int | str = 1) -> Page[LedgerLine]:
    """All lines, the newest first, 50 a page; `row(line)` shows one. For whoever approves."""
    viewer.must(*APPROVES)
    lines = LedgerLine.objects.select_related("member").order_by("-number")
    return Paginator(lines, LINES_A_PAGE).get_page(page)


def row(line: LedgerLine) -> LedgerRow:
    return LedgerRow(
        line.number, line.at, line.name, line.verb, line.subject, line.member.name, line.member.slug, line.amount,
        line.currency, line.digest,
    )  # fmt: skip


def _of_chain() -> Iterator[Reason]:
    previous, number = "", 0
    for line in LedgerLine.objects.order_by("number").iterator(2000):
        number += 1
        if line.number != number:
            yield Reason.of("ledger_line_missing", number=number)
            number = line.number
        if line.previous != previous or linked(line.previous, line.number, said(line)) != line.digest:
            yield Reason.of("ledger_line_changed", number=line.number)
        previous = line.digest
    head = LedgerHead.objects.filter(pk=1).first()
    if (head.number if head else 0) != number or (head.digest if head else "") != previous:
        yield Reason.of("ledger_end_missing", number=number, expected=head.number if head else 0)
