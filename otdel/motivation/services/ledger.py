"""Adding to the ledger: one line after the other, whoever adds at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from otdel.kit.viewer import Viewer
from otdel.motivation.models import LedgerHead, LedgerLine
from otdel.motivation.queries.ledger import said
from otdel.motivation.rules.chain import linked
from otdel.motivation.services.moment import now


@dataclass(frozen=True, slots=True)
class NewLine:
    """`verb` happened to `subject` ("statement:12") of a member; `body` holds digests and whole text, plain data."""

    verb: str
    subject: str
    member: int
    amount: Decimal | None = None
    currency: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def append(viewer: Viewer, *lines: NewLine) -> list[LedgerLine]:
    """The lines as they stand at the end of the ledger. Called inside the transaction that does what they tell of."""
    return append_all(viewer, lines)


@transaction.atomic
def append_all(viewer: Viewer, lines: Iterable[NewLine]) -> list[LedgerLine]:
    head = _held()
    at, made = now(), []
    for new in lines:
        line = LedgerLine(
            number=head.number + 1, at=at, name=viewer.name, verb=new.verb, subject=new.subject, member_id=new.member,
            amount=new.amount, currency=new.currency, body=dict(new.body), previous=head.digest,
        )  # fmt: skip
        line.digest = linked(head.digest, line.number, said(line))
        head.number, head.digest = line.number, line.digest
        made.append(line)
    LedgerLine.objects.bulk_create(made, batch_size=500)
    head.save(update_fields=["number", "digest"])
    return made


def _held() -> LedgerHead:
    """The end of the ledger, kept from everybody else until the transaction ends."""
    LedgerHead.objects.get_or_create(pk=1)
    return LedgerHead.objects.select_for_update().get(pk=1)
