"""What the owner may decide about pay today: extras to grant, and one published line to correct or take back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from django.db.models import QuerySet

from otdel.accounts.queries import company_today
from otdel.kit.calendar import Named
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import Entry, Statement, StatementLine
from otdel.motivation.queries.days import day_of
from otdel.motivation.queries.inputs import personal, signed
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.queries.statement import line_of
from otdel.motivation.rules.lines import Line
from otdel.organisation.queries.members import MemberRef, ref

ZERO, CENT = Decimal(0), Decimal("0.01")
OF_ENTRIES = tuple(Entry.Kind.values)
NOT_VARIABLE = ("base", "guarantee", "draw", "draw_back")
BACK = timedelta(days=92)  # an extra of an agreement that ended so lately can still be granted
OFFERED = 12  # statements to open that are offered at most, the newest first


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """An extra that a signed agreement promises."""

    agreement: int
    code: str
    member: MemberRef
    what: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    statement: int
    member: MemberRef
    named: Named
    plan: str


@dataclass(frozen=True, slots=True)
class ToGrant:
    """`extras` by person, and published statements whose lines may be decided about, the newest first."""

    extras: tuple[ExtraRow, ...]
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """What may still be taken back of a period for the rule's `trigger`: `left` of at most `most`, until `last`."""

    left: Decimal
    most: Decimal
    last: date
    trigger: str


@dataclass(frozen=True, slots=True)
class DecidedRow:
    kind: str
    amount: Decimal
    why: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class LineToDecide:
    """One published line; `room` is what may be taken back of its period, or the reason why nothing may."""

    id: int
    statement: int
    member: MemberRef
    named: Named
    line: Line
    currency: str
    decided: tuple[DecidedRow, ...]
    room: Room | Reason


def to_grant(viewer: Viewer) -> ToGrant:
    """Raises NotAllowed."""
    viewer.must(*APPROVES)
    today = company_today(viewer)
    agreements = signed().during(today - BACK, today + timedelta(days=1)).order_by("member__name", "start", "id")
    published = Statement.objects.filter(published_at__isnull=False).select_related(
        "member", "snapshot__run", "agreement__version__plan"
    )
    return ToGrant(
        tuple(
            ExtraRow(one.pk, each.code, ref(one.member), each.what, each.amount, one.currency)
            for one in agreements
            for each in personal(one).extras
        ),
        tuple(_statement(one) for one in published.order_by("-snapshot__run__start", "member__name")[:OFFERED]),
    )


def line_to_decide(viewer: Viewer, pk: int) -> LineToDecide:
    """Raises NotAllowed, the same for a line there is not."""
    viewer.must(*APPROVES)
    lines = StatementLine.objects.filter(pk=pk, statement__published_at__isnull=False)
    row = lines.select_related(
        "statement__snapshot__run", "statement__member", "statement__agreement__version__plan"
    ).first()
    if row is None:
        raise NotAllowed("there is no such line, or it is not for this viewer")
    one = _statement(row.statement)
    room: Room | Reason = room_to_take(row.statement, company_today(viewer))
    fixed = row.kind != "paid" or row.code in (*OF_ENTRIES, *NOT_VARIABLE)
    if isinstance(room, Room) and fixed:
        room = Reason.of("pay_clawback_not_variable")
    decided = tuple(_decided(viewer, row))
    return LineToDecide(
        row.pk, one.statement, one.member, one.named, line_of(row), row.statement.currency, decided, room
    )  # fmt: skip


def room_to_take(statement: Statement, today: date) -> Room | Reason:
    """How much of a published period's variable pay the plan lets be taken back today, or why nothing."""
    rule = personal(statement.agreement).clawback
    if rule is None:
        return Reason.of("pay_no_clawback")
    last = statement.snapshot.run.end + timedelta(days=rule.days)
    if today > last:
        return Reason.of("pay_clawback_too_late", days=rule.days)
    variable = sum((one.amount for one in of_variable(statement)), ZERO)
    most = max(ZERO, rule.most * variable).quantize(CENT, ROUND_DOWN)
    left = most + sum((one.amount for one in taken_back(statement)), ZERO)
    return Room(left, most, last, rule.trigger) if left > 0 else Reason.of("pay_clawback_done")


def of_variable(statement: Statement) -> QuerySet[StatementLine]:
    """Lines of the period's own variable pay, with what of it is held back."""
    return statement.lines.exclude(kind="reserved").exclude(code__in=(*OF_ENTRIES, *NOT_VARIABLE))


def taken_back(statement: Statement) -> QuerySet[Entry]:
    """What was decided to be taken back of a statement; the rest a limit carried forward is not decided anew."""
    found = Entry.objects.filter(kind=Entry.Kind.CLAWBACK, of__statement=statement)
    return found.exclude(key__startswith="carry:")


def _statement(one: Statement) -> StatementRow:
    run = one.snapshot.run
    named = run.named
    return StatementRow(one.pk, ref(one.member), named, one.agreement.version.plan.name)


def _decided(viewer: Viewer, row: StatementLine) -> Iterator[DecidedRow]:
    for one in row.entries.exclude(key__startswith="carry:").order_by("at", "id"):
        yield DecidedRow(one.kind, one.amount, one.why, one.name, day_of(viewer, one.at))
