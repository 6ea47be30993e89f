"""One published statement with everything said about it since: states of lines, questions, corrections, payments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from otdel.accounts.queries import company_today
from otdel.kit.calendar import Named
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import Dispute, Entry, LineState, Statement, StatementLine
from otdel.motivation.queries.days import day_of
from otdel.motivation.queries.inputs import kpis_of, personal
from otdel.motivation.queries.kpi_facts import Facts, facts_of
from otdel.motivation.queries.rights import APPROVES, PAYS, checked_by, is_own
from otdel.motivation.queries.runs import TO_PAY
from otdel.motivation.rules.days import QUESTION_DAYS, working_days_after
from otdel.motivation.rules.lines import Inputs, Kind, Line, Result
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.recorded import inputs_from, reason_from, step_from
from otdel.organisation.queries.members import MemberRef, ref

NOT_HERE = "there is no such thing, or it is not for this viewer"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a line and its answer; `outcome` empty while it waits, `raised` when it went to the owner.

    `raise_until` is the last day an explanation may be taken to the owner.
    """

    id: int
    words: str
    name: str
    opened_at: datetime
    answer_by: date
    outcome: str
    answer: str
    answered_name: str
    answered_at: datetime | None
    raised: bool
    raise_until: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """What was decided about a line afterwards, or the line this one pays: `statement` and `line` are where it stands.

    `statement` is None while no later statement has paid it; `due` is the day from which one does.
    """

    kind: str
    amount: Decimal
    what: str
    why: str
    name: str
    day: date
    due: date
    statement: int | None
    line: int | None
    period: Named | None


@dataclass(frozen=True, slots=True)
class LineView:
    """A stored line. `later` are decisions about it, `pays` the earlier line it settles."""

    id: int
    line: Line
    state: str
    due: date | None
    questions: tuple[Question, ...]
    later: tuple[Change, ...]
    pays: Change | None


@dataclass(frozen=True, slots=True)
class Paid:
    part: int
    amount: Decimal
    due: date
    paid_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """`own` for the person, who may act; `words` False for whoever only pays: no questions, no reasons."""

    id: int
    member: MemberRef
    own: bool
    words: bool
    named: Named
    today: date
    agreement: int
    plan_name: str
    version: int
    plan: Plan
    lines: tuple[LineView, ...]
    facts: Facts
    inputs: Inputs | None
    currency: str
    earned: Decimal
    payable: Decimal
    held: Decimal
    reserved: Decimal
    pay_day: date
    published_at: datetime | None
    accepted_at: datetime | None
    accepted_name: str
    checked_at: datetime | None
    checked_name: str
    question_until: date | None
    payments: tuple[Paid, ...]
    digest: str
    snapshot: int
    snapshot_digest: str
    program: str
    decides: bool = False  # whoever approves pay may correct what is published

    @property
    def results(self) -> Mapping[str, Result]:
        return self.inputs.results if self.inputs else {}

    @property
    def may_question(self) -> bool:
        return self.own and self.question_until is not None and self.today <= self.question_until

    @property
    def open(self) -> int:
        return sum(one.state == LineState.OPEN for one in self.lines)

    @property
    def questioned(self) -> Decimal:
        return sum((one.line.amount for one in self.lines if one.state == LineState.DISPUTED), Decimal(0))


def statement_of(viewer: Viewer, pk: int) -> StatementView:
    """A statement as this viewer may see it. Raises NotAllowed, the same for one there is not."""
    found = (
        Statement.objects.filter(pk=pk)
        .select_related("snapshot__run", "member", "agreement__version__plan", "agreement__member")
        .prefetch_related("payments")
        .first()
    )
    if found is None or not may_see(viewer, found):
        raise NotAllowed(NOT_HERE)
    words = not _only_pays(viewer, found)
    return _view(viewer, found, words=words)


def may_see(viewer: Viewer, statement: Statement) -> bool:
    """The person once it is published; the owner; whoever checks it; the accountant once it is approved for payment."""
    if viewer.may(*APPROVES):
        return True
    if is_own(viewer, statement.member_id):
        return statement.published_at is not None
    if viewer.may(*PAYS):
        return statement.published_at is not None and statement.snapshot.run.state in TO_PAY
    return _checks(viewer, statement)


def _checks(viewer: Viewer, statement: Statement) -> bool:
    """Whoever the person reported to on the period's last day, or reports to now."""
    last = statement.snapshot.run.named.period.last_day
    return any(statement.member_id in checked_by(viewer, day) for day in (last, company_today(viewer)))


def _only_pays(viewer: Viewer, statement: Statement) -> bool:
    return viewer.may(*PAYS) and not viewer.may(*APPROVES) and not is_own(viewer, statement.member_id)


def _view(viewer: Viewer, one: Statement, *, words: bool) -> StatementView:
    run, snapshot, agreement = one.snapshot.run, one.snapshot, one.agreement
    named, plan = run.named, personal(agreement)
    return StatementView(
        id=one.pk,
        member=ref(one.member),
        own=is_own(viewer, one.member_id),
        words=words,
        named=named,
        today=company_today(viewer),
        agreement=agreement.pk,
        plan_name=agreement.version.plan.name,
        version=agreement.version.number,
        plan=plan,
        lines=_lines(viewer, one, words=words),
        facts=facts_of(one.member_id, named, kpis_of(plan), past=0) if words else Facts({}, ()),
        inputs=_inputs(snapshot.inputs, agreement.pk),
        currency=one.currency,
        earned=one.earned,
        payable=one.payable,
        held=one.held,
        reserved=one.reserved,
        pay_day=one.pay_day,
        published_at=one.published_at,
        accepted_at=one.accepted_at,
        accepted_name=one.accepted_name,
        checked_at=one.checked_at,
        checked_name=one.checked_name,
        question_until=_until(viewer, one.published_at),
        payments=tuple(
            Paid(paid.part, paid.amount, paid.due, paid.paid_on, paid.reference)
            for paid in sorted(one.payments.all(), key=lambda paid: paid.part)
        ),
        digest=one.digest,
        snapshot=snapshot.number,
        snapshot_digest=snapshot.digest,
        program=snapshot.program,
        decides=viewer.may(*APPROVES) and one.published_at is not None,
    )


def _inputs(kept: Mapping[str, Any], agreement: int) -> Inputs | None:
    """What the snapshot keeps of one agreement."""
    found = (person for person in kept.get("people", ()) if person.get("agreement") == agreement)
    person = next(found, None)
    return inputs_from(person["inputs"]) if person else None


def _until(viewer: Viewer, at: datetime | None) -> date | None:
    """The last day something of this moment may be questioned on."""
    return working_days_after(day_of(viewer, at), QUESTION_DAYS) if at else None


def _lines(viewer: Viewer, statement: Statement, *, words: bool) -> tuple[LineView, ...]:
    rows = list(statement.lines.order_by("position"))
    ids = [row.pk for row in rows]
    questions = Dispute.objects.filter(line__in=ids).order_by("opened_at", "id") if words else []
    later = Entry.objects.filter(of__in=ids).select_related("booked__statement__snapshot__run").order_by("at", "id")
    pays = Entry.objects.filter(booked__in=ids).exclude(of=None).select_related("of__statement__snapshot__run")
    asked: dict[int, list[Question]] = {}
    for question in questions:
        asked.setdefault(question.line_id, []).append(_question(viewer, question))
    decided: dict[int, list[Change]] = {}
    for entry in later:
        decided.setdefault(entry.of_id or 0, []).append(_change(viewer, entry, entry.booked))
    settles = {entry.booked_id: _change(viewer, entry, entry.of) for entry in pays}
    return tuple(
        LineView(
            row.pk, line_of(row), row.state, row.due, tuple(asked.get(row.pk, ())), tuple(decided.get(row.pk, ())),
            settles.get(row.pk),
        )
        for row in rows
    )  # fmt: skip


def line_of(row: StatementLine) -> Line:
    """A stored line as the arithmetic made it."""
    steps = tuple(step_from(one) for one in row.steps)
    return Line(row.code, row.amount, Kind(row.kind), row.subject, reason_from(row.because), steps)


def _question(viewer: Viewer, one: Dispute) -> Question:
    return Question(
        one.pk, one.words, one.name, one.opened_at, one.answer_by, one.outcome, one.answer, one.answered_name,
        one.answered_at, one.raised_at is not None, _until(viewer, one.answered_at),
    )  # fmt: skip


def _change(viewer: Viewer, entry: Entry, line: StatementLine | None) -> Change:
    run = line.statement.snapshot.run if line else None
    return Change(
        entry.kind, entry.amount, entry.what, entry.why, entry.name, day_of(viewer, entry.at), entry.due,
        line.statement_id if line else None, line.pk if line else None,
        run.named if run else None,
    )  # fmt: skip
