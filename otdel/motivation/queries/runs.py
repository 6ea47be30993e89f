"""Pay periods as their pages show them: which there are, how far each is, whose statements the viewer may see."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from otdel.accounts.queries import company_today
from otdel.kit.calendar import Named, Unit, containing
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.motivation.models import LineState, Objection, PayAgreement, Payment, PayRun, RunState, Snapshot, Statement
from otdel.motivation.queries.inputs import agreements_paid_in
from otdel.motivation.queries.rights import APPROVES, PAYS, checked_by
from otdel.motivation.rules.days import DAY
from otdel.organisation.models import JobRole
from otdel.organisation.queries.members import MemberRef, ref

TO_PAY = (RunState.APPROVED, RunState.PAID)
UNITS: tuple[Unit, ...] = ("month", "quarter")
OFFERED = 3  # periods not begun that are shown at most, the oldest first


@dataclass(frozen=True, slots=True)
class Money:
    """Totals of some statements in one currency."""

    currency: str
    payable: Decimal
    held: Decimal
    reserved: Decimal


@dataclass(frozen=True, slots=True)
class StepView:
    """A state of a run: when it was reached and by whom; not yet when `at` is None."""

    state: RunState
    at: datetime | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment. `late` when its day is over and nobody marked it as paid, or it was paid after its day."""

    id: int
    member: MemberRef
    amount: Decimal
    currency: str
    part: int
    due: date
    approved_at: datetime
    approved_name: str
    paid_on: date | None
    marked_name: str
    reference: str
    late: bool
    plan: str = ""
    role: JobRole | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One statement in a run; `questions` are those nobody answered yet."""

    statement: int
    member: MemberRef
    plan: str
    money: Money
    earned: Decimal
    checked_at: datetime | None
    checked_name: str
    accepted_at: datetime | None
    seen_at: datetime | None
    questions: int
    published: bool
    may_check: bool
    objected: bool = False


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """What whoever checks said against a statement, and the answer; `answered_at` is None while it waits."""

    statement: int
    member: MemberRef
    words: str
    name: str
    at: datetime
    answer: str
    answered_name: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    number: int
    digest: str
    result: str
    program: str
    at: datetime
    name: str
    why: str
    stands: bool


@dataclass(frozen=True, slots=True)
class RunRow:
    """A pay period in the list. `late` counts payments whose day is over and that nobody marked as paid."""

    id: int
    named: Named
    state: RunState
    at: datetime | None
    name: str
    people: int
    totals: tuple[Money, ...]
    pay_day: date
    late: int


@dataclass(frozen=True, slots=True)
class Periods:
    """Runs the viewer may see, newest first, periods that are over and wait to be begun, and those that still run."""

    runs: tuple[RunRow, ...]
    to_begin: tuple[Named, ...]
    running: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class NotBegun:
    """A period without a run; `over` when its last day has passed, `agreed` when somebody is paid for it."""

    named: Named
    over: bool
    agreed: bool


@dataclass(frozen=True, slots=True)
class RunView:
    """One pay period. `decides` when the viewer may take its steps, `pays` when they may mark payments."""

    id: int
    named: Named
    state: RunState
    steps: tuple[StepView, ...]
    pay_day: date
    snapshots: tuple[SnapshotRow, ...]
    people: tuple[PersonRow, ...]
    payments: tuple[PaymentRow, ...]
    totals: tuple[Money, ...]
    decides: bool
    pays: bool
    objections: tuple[ObjectionRow, ...] = ()

    @property
    def objected(self) -> int:
        return sum(one.answered_at is None for one in self.objections)

    @property
    def unchecked(self) -> int:
        return sum(one.checked_at is None for one in self.people)

    @property
    def questions(self) -> int:
        return sum(one.questions for one in self.people)


def may_open(viewer: Viewer, day: date) -> bool:
    """Who has anything to do with pay periods: who approves, who pays, and whoever somebody reports to directly."""
    return viewer.may(*PAYS) or bool(checked_by(viewer, day))


def periods(viewer: Viewer) -> Periods:
    """Raises NotAllowed."""
    today = company_today(viewer)
    if not may_open(viewer, today):
        raise NotAllowed("pay periods are for those who check, approve and pay")
    runs = PayRun.objects.prefetch_related("steps")
    if viewer.role == Role.ACCOUNTANT:
        runs = runs.filter(state__in=TO_PAY)
    rows = tuple(_row(viewer, run, today) for run in runs)
    return Periods(rows, _to_begin(today), _running(today)) if viewer.may(*APPROVES) else Periods(rows, ())


def not_begun(viewer: Viewer, unit: str, start: date) -> NotBegun | None:
    """What whoever begins pay periods is told of one that has not begun; None for all others and every other day."""
    if not viewer.may(*APPROVES) or unit not in UNITS or PayRun.objects.filter(unit=unit, start=start).exists():
        return None
    named = containing(start, unit)
    if named.period.start != start:
        return None
    return NotBegun(named, named.period.end <= company_today(viewer), bool(agreements_paid_in(named)))


def run_view(viewer: Viewer, unit: str, start: date) -> RunView:
    """One pay period with what the viewer may see of it. NotAllowed also when there is none."""
    run = PayRun.objects.filter(unit=unit, start=start).prefetch_related("steps").first()
    if run is None or (viewer.role == Role.ACCOUNTANT and run.state not in TO_PAY):
        raise NotAllowed("there is no such pay period, or it is not for this viewer")
    today = company_today(viewer)
    statements = _visible(viewer, run)
    if not viewer.may(*PAYS) and not statements:
        raise NotAllowed("there is no such pay period, or it is not for this viewer")
    decides, pays = viewer.may(*APPROVES), viewer.may(*PAYS)
    people = () if viewer.role == Role.ACCOUNTANT else tuple(_person(one) for one in statements)
    return RunView(
        run.pk,
        run.named,
        RunState(run.state),
        _steps(run),
        run.pay_day,
        _snapshots(run) if decides else (),
        people,
        tuple(_payment(one, today) for one in _payments(run)) if pays else (),
        totals(statements) if decides else (),
        decides,
        pays,
        () if viewer.role == Role.ACCOUNTANT else _objections(run, {one.member_id for one in statements}),
    )


def payments_of(viewer: Viewer, unit: str, start: date) -> tuple[PaymentRow, ...]:
    """What is to be paid and what was, for the accountant's file. Raises NotAllowed."""
    viewer.must(*PAYS)
    return run_view(viewer, unit, start).payments


def totals(statements: Iterable[Statement]) -> tuple[Money, ...]:
    """By currency, in the order of its letters."""
    found: dict[str, list[Decimal]] = {}
    for one in statements:
        sums = found.setdefault(one.currency, [Decimal(0)] * 3)
        found[one.currency] = [sums[0] + one.payable, sums[1] + one.held, sums[2] + one.reserved]
    return tuple(Money(currency, *sums) for currency, sums in sorted(found.items()))


def standing_of(run: PayRun) -> Snapshot | None:
    """The snapshot whose statements count: the published one, before that the newest calculated one."""
    published = run.snapshots.filter(statements__published_at__isnull=False).order_by("number").first()
    return published or run.snapshots.exclude(result="").order_by("-number").first()


def _visible(viewer: Viewer, run: PayRun) -> list[Statement]:
    snapshot = standing_of(run)
    if snapshot is None:
        return []
    found = snapshot.statements.select_related("member", "agreement__version__plan", "snapshot__run")
    found = found.prefetch_related("objections")
    if viewer.may(*PAYS):
        return list(found)
    return list(found.filter(member__in=checked_by(viewer, run.end - DAY)))


def _row(viewer: Viewer, run: PayRun, today: date) -> RunRow:
    steps = {one.state: one for one in run.steps.all()}
    step, statements = steps.get(run.state), _visible(viewer, run)
    late = sum(_is_late(one, today) and one.paid_on is None for one in _payments(run)) if viewer.may(*PAYS) else 0
    return RunRow(
        run.pk,
        run.named,
        RunState(run.state),
        step.at if step else None,
        step.name if step else "",
        len(statements),
        totals(statements) if viewer.may(*APPROVES) else (),
        run.pay_day,
        late,
    )


def _to_begin(today: date) -> tuple[Named, ...]:
    """Periods that are over, in which somebody has a signed agreement, and that nobody has begun."""
    signed = PayAgreement.objects.filter(signed_at__isnull=False).order_by("start")
    first = signed.values_list("start", flat=True).first()
    begun = set(PayRun.objects.values_list("unit", "start"))
    found: list[Named] = []
    for unit in UNITS:
        named = containing(first, unit) if first else None
        while named is not None and named.period.end <= today and len(found) < 2 * OFFERED:
            if (unit, named.period.start) not in begun and agreements_paid_in(named):
                found.append(named)
            named = named.later()
    return tuple(sorted(found, key=lambda one: (one.period.end, one.unit))[:OFFERED])


def _running(today: date) -> tuple[Named, ...]:
    """The month and the quarter that run today, where somebody is paid for them."""
    return tuple(named for named in (containing(today, unit) for unit in UNITS) if agreements_paid_in(named))


def _steps(run: PayRun) -> tuple[StepView, ...]:
    taken = {one.state: one for one in run.steps.all()}
    return tuple(
        StepView(state, taken[state].at, taken[state].name) if state in taken else StepView(state)
        for state in RunState
    )  # fmt: skip


def _snapshots(run: PayRun) -> tuple[SnapshotRow, ...]:
    stands = standing_of(run)
    return tuple(
        SnapshotRow(one.number, one.digest, one.result, one.program, one.at, one.name, one.why, one == stands)
        for one in run.snapshots.defer("inputs").order_by("-number")
    )


def _objections(run: PayRun, members: Container[int]) -> tuple[ObjectionRow, ...]:
    """Of these members, those that wait first."""
    found = Objection.objects.filter(statement__snapshot__run=run).select_related("statement__member")
    return tuple(
        ObjectionRow(
            one.statement_id, ref(one.statement.member), one.words, one.name, one.at, one.answer, one.answered_name,
            one.answered_at,
        )
        for one in sorted(found, key=lambda one: one.answered_at is not None)
        if one.statement.member_id in members
    )  # fmt: skip


def _person(one: Statement) -> PersonRow:
    objected = any(each.answered_at is None for each in one.objections.all())
    return PersonRow(
        one.pk,
        ref(one.member),
        one.agreement.version.plan.name,
        Money(one.currency, one.payable, one.held, one.reserved),
        one.earned,
        one.checked_at,
        one.checked_name,
        one.accepted_at,
        one.seen_at,
        one.lines.filter(state=LineState.DISPUTED).count() if one.published_at else 0,
        one.published_at is not None,
        not objected and one.checked_at is None and one.snapshot.run.state == RunState.CALCULATED,
        objected,
    )


def _payments(run: PayRun) -> list[Payment]:
    found = Payment.objects.filter(statement__snapshot__run=run).select_related(
        "statement__member", "statement__agreement__version__plan__role"
    )
    return list(found.order_by("due", "statement__member__name", "part"))


def _is_late(one: Payment, today: date) -> bool:
    return one.due < (one.paid_on or today)


def _payment(one: Payment, today: date) -> PaymentRow:
    plan = one.statement.agreement.version.plan
    return PaymentRow(
        one.pk, ref(one.statement.member), one.amount, one.currency, one.part, one.due, one.approved_at,
        one.approved_name, one.paid_on, one.marked_name, one.reference, _is_late(one, today),
        plan.name, plan.role,
    )  # fmt: skip
