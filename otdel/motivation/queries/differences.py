"""How the statements of one snapshot differ from those of another, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from otdel.kit.reason import Reason
from otdel.motivation.models import Snapshot, StatementLine
from otdel.motivation.rules.recorded import reason_from
from otdel.organisation.queries.members import MemberRef, ref

ZERO = Decimal(0)
Key = tuple[int, str, str, str, int]  # agreement, code, subject, kind, which of several alike


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
    before, after = _lines(old), _lines(new)
    statements = dict(old.statements.values_list("agreement", "pk"))
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        was, became = before.get(key), after.get(key)
        if (was.amount if was else ZERO) == (became.amount if became else ZERO):
            continue
        one = became or was
        assert one is not None
        found.append(
            Difference(
                ref(one.statement.member), key[0], one.code, one.subject, one.kind, reason_from(one.because),
                was.amount if was else ZERO, became.amount if became else ZERO, one.statement.currency,
                was.pk if was else None, statements.get(key[0]),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.member.name, one.agreement)))


def _lines(snapshot: Snapshot) -> dict[Key, StatementLine]:
    lines = StatementLine.objects.filter(statement__snapshot=snapshot).select_related("statement__member")
    found: dict[Key, StatementLine] = {}
    for one in lines.order_by("statement", "position"):
        place = 0
        while (key := (one.statement.agreement_id, one.code, one.subject, one.kind, place)) in found:
            place += 1  # two gates may look at one KPI
        found[key] = one
    return found
