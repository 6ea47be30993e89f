"""Parts of pay that wait for a decision: held back until a day, or reserved because they could not be measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from otdel.accounts.queries import company_today
from otdel.kit.calendar import Named
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.motivation.models import Entry, StatementLine
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.rules.recorded import reason_from
from otdel.organisation.queries.members import MemberRef, ref

DECIDED_BY = {"held": Entry.Kind.RELEASE, "reserved": Entry.Kind.RESERVE}


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A held or reserved line nobody decided about; past its day a reserve is `late` and a held part `ripe`."""

    line: int
    kind: str
    member: MemberRef
    named: Named
    because: Reason
    amount: Decimal
    currency: str
    due: date | None
    late: bool
    ripe: bool


@dataclass(frozen=True, slots=True)
class EntryRow:
    """Something decided; `booked` names the period that paid it, None while it waits."""

    id: int
    kind: str
    member: MemberRef
    amount: Decimal
    currency: str
    what: str
    why: str
    name: str
    at: datetime
    due: date
    booked: Named | None


@dataclass(frozen=True, slots=True)
class Decisions:
    waiting: tuple[WaitingRow, ...]
    entries: tuple[EntryRow, ...]


def decisions(viewer: Viewer, *, newest: int = 100) -> Decisions:
    """What waits, the most urgent first, and what was decided, the newest first. For whoever approves pay."""
    viewer.must(*APPROVES)
    today = company_today(viewer)
    lines = StatementLine.objects.filter(kind__in=DECIDED_BY, statement__published_at__isnull=False).exclude(amount=0)
    decided = set(Entry.objects.filter(kind__in=DECIDED_BY.values()).values_list("of", flat=True))
    found = lines.select_related("statement__member", "statement__snapshot__run").order_by("due", "id")
    kept = Entry.objects.select_related("member", "booked__statement__snapshot__run").order_by("-at", "-id")[:newest]
    return Decisions(
        tuple(_waiting(one, today) for one in found if one.pk not in decided), tuple(_entry(one) for one in kept)
    )  # fmt: skip


def _waiting(one: StatementLine, today: date) -> WaitingRow:
    run, over = one.statement.snapshot.run, one.due is not None and one.due < today
    return WaitingRow(
        one.pk, one.kind, ref(one.statement.member), run.named, reason_from(one.because),
        one.amount, one.statement.currency, one.due, one.kind == "reserved" and over,
        one.kind == "held" and over,
    )  # fmt: skip


def _entry(one: Entry) -> EntryRow:
    run = one.booked.statement.snapshot.run if one.booked else None
    return EntryRow(
        one.pk, one.kind, ref(one.member), one.amount, one.currency, one.what, one.why, one.name, one.at, one.due,
        run.named if run else None,
    )  # fmt: skip
