"""How the statements of one snapshot differ from those of another, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.models import Snapshot, StatementLine
from otdel.motivation.rules.corrections import ZERO, Correction, corrections
from otdel.motivation.rules.recorded import reason_from
from otdel.organisation.queries.members import MemberRef, ref

Key = tuple[int, str, str, str]  # agreement, code, subject, kind


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that came to another amount. `old_line` is the line it corrects, None when there was none."""

    member: MemberRef
    agreement: int
    code: str
    subject: str
    kind: str
    because: Reason
    old: Decimal
    new: Decimal
    currency: str
    old_line: int | None
    old_statement: int | None

    @property
    def amount(self) -> Decimal:
        return self.new - self.old


def differences(old: Snapshot, new: Snapshot) -> tuple[Difference, ...]:
    """Lines whose amounts differ, those of one person together."""
    statements = dict(old.statements.values_list("agreement", "pk"))
    found = [_difference(one, statements) for one in corrections(_lines(old), _lines(new), _amount)]
    return tuple(sorted(found, key=lambda one: (one.member.name, one.agreement)))


def _lines(snapshot: Snapshot) -> Iterator[tuple[Key, StatementLine]]:
    lines = StatementLine.objects.filter(statement__snapshot=snapshot).select_related("statement__member")
    for one in lines.order_by("statement", "position"):
        yield (one.statement.agreement_id, one.code, one.subject, one.kind), one


def _amount(line: StatementLine) -> Decimal:
    return line.amount


def _difference(found: Correction[Key, StatementLine], statements: Mapping[int, int]) -> Difference:
    one, agreement = found.line, found.key[0]
    return Difference(
        ref(one.statement.member), agreement, one.code, one.subject, one.kind, reason_from(one.because),
        found.old.amount if found.old else ZERO, found.new.amount if found.new else ZERO, one.statement.currency,
        found.old.pk if found.old else None, statements.get(agreement),
    )  # fmt: skip
