"""Pay for programs: one's own, periods with statements and payments, plans, the ledger; with the rights of a person.

Amounts are text with two decimals in the currency beside them. What is not the caller's answers as what is not there.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import viewer_of
from otdel.kit.calendar import Named, named
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation import plain
from otdel.motivation.queries import runs
from otdel.motivation.queries.agreements import agreement, of_plan
from otdel.motivation.queries.ledger import verify
from otdel.motivation.queries.my_pay import my_pay, usual_period
from otdel.motivation.queries.plans import plans, version, versions_of
from otdel.motivation.queries.statement import statement_of
from otdel.motivation.rules.reading import write_plan
from otdel.motivation.services import disputes, payments
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, member_of, ref
from otdel.web.answers import Named as Who

router = Router(tags=["pay"])

NOT_YOURS = "there is no such pay, or it is another person's"


class StepOut(Schema):
    words: str
    figure: str | None


class LineOut(Schema):
    """`kind` is paid, held or reserved; `words` say why it is so much, `steps` the way to it."""

    code: str
    kind: str
    subject: str
    amount: str
    words: str
    steps: list[StepOut]


class StatementLineOut(LineOut):
    """`state` is open, accepted, disputed or settled; `due` the day a held or reserved part is decided."""

    id: int
    state: str
    due: date | None


class PaidOut(Schema):
    part: int
    amount: str
    due: date
    paid_on: date | None


class StatementOut(Schema):
    """The lines of a kind add up to its total, all of them to `earned`."""

    id: int
    who: Who
    period: str
    plan: str
    version: int
    currency: str
    earned: str
    payable: str
    held: str
    reserved: str
    pay_day: date
    published_at: datetime | None
    accepted_at: datetime | None
    question_until: date | None
    lines: list[StatementLineOut]
    payments: list[PaidOut]
    digest: str
    snapshot: int
    snapshot_digest: str


class SpanOut(Schema):
    """Where it ends 8 times in 10, or why that cannot be said."""

    low: str | None
    high: str | None
    no_data: str | None


class PartOut(Schema):
    agreement: int
    plan: str
    version: int
    earned: str
    payable: str
    held: str
    reserved: str
    likely: SpanOut
    pay_day: date
    lines: list[LineOut]


class PastOut(Schema):
    id: int
    period: str
    currency: str
    earned: str
    payable: str
    accepted: bool
    due: date
    paid_on: date | None


class PayOut(Schema):
    """A person's pay of a period; `so_far` is null when no agreement pays by it."""

    who: Who
    period: str
    days_left: int
    currency: str
    so_far: str | None
    likely: SpanOut | None
    parts: list[PartOut]
    statements: list[PastOut]


class TotalOut(Schema):
    currency: str
    payable: str
    held: str
    reserved: str


class RunOut(Schema):
    """A pay period. Totals are for whoever approves; `late` counts payments whose day is over."""

    period: str
    unit: str
    start: date
    state: str
    people: int
    pay_day: date
    late: int
    totals: list[TotalOut]


class PeriodsOut(Schema):
    items: list[RunOut]
    to_begin: list[str]


class StateOut(Schema):
    state: str
    at: datetime | None
    name: str


class PersonOut(Schema):
    statement: int
    who: Who
    plan: str
    currency: str
    earned: str
    payable: str
    held: str
    reserved: str
    checked_at: datetime | None
    accepted_at: datetime | None
    questions: int


class PaymentOut(Schema):
    id: int
    who: Who
    amount: str
    currency: str
    part: int
    due: date
    paid_on: date | None
    reference: str
    late: bool


class SnapshotOut(Schema):
    number: int
    digest: str
    result: str
    why: str
    stands: bool


class PeriodOut(Schema):
    """What the caller may see of a period: whoever checks their people, the accountant payments, the owner all."""

    period: str
    unit: str
    start: date
    state: str
    pay_day: date
    steps: list[StateOut]
    people: list[PersonOut]
    payments: list[PaymentOut]
    totals: list[TotalOut]
    snapshots: list[SnapshotOut]


class VersionOut(Schema):
    number: int
    start: date
    end: date | None
    stage: str
    note: str
    approved_at: datetime | None
    approved_name: str
    people: int
    waiting: int
    digest: str


class PlanOut(Schema):
    """`plan` is the text of the shown version, as its YAML file holds it."""

    code: str
    name: str
    role: str
    people: int
    waiting: int
    without: list[Who]
    shown: VersionOut
    plan: dict[str, Any]


class AgreementOut(Schema):
    id: int
    who: Who
    plan: str
    number: int
    base: str
    target_variable: str
    currency: str
    start: date
    end: date | None
    stands: str
    offered_at: datetime
    signed_at: datetime | None
    on_paper: bool


class PlanPageOut(Schema):
    code: str
    name: str
    versions: list[VersionOut]
    agreements: list[AgreementOut]


class VersionPageOut(Schema):
    code: str
    name: str
    role: str
    version: VersionOut
    plan: dict[str, Any]


class FaultOut(Schema):
    code: str
    words: str


class ChainOut(Schema):
    """Whether the ledger is whole: `faults` say what was changed behind its back."""

    lines: int
    digest: str
    whole: bool
    faults: list[FaultOut]


class PaidIn(Schema):
    day: date
    reference: str = ""


class QuestionIn(Schema):
    words: str


class DoneOut(Schema):
    done: bool = True


@router.get("/pay/mine", response=PayOut)
def mine(request: HttpRequest, period: str = "") -> dict[str, Any]:
    """The caller's own pay: so far, line by line, where it may end, earlier statements. Without `period`, the usual."""
    viewer = viewer_of(request)
    own = member_of(viewer)
    if own is None:
        raise NotAllowed(NOT_YOURS)
    return plain.so_far(my_pay(viewer, own, _period(viewer, own, period)))


@router.get("/pay/people/{slug}", response=PayOut)
def person(request: HttpRequest, slug: str, period: str = "") -> dict[str, Any]:
    """Somebody's pay, for the owner and whoever they report to directly."""
    viewer, member = viewer_of(request), _member(slug)
    return plain.so_far(my_pay(viewer, member, _period(viewer, member, period)))


@router.get("/pay/statements/{int:pk}", response=StatementOut)
def statement(request: HttpRequest, pk: int) -> dict[str, Any]:
    """A statement with every line and step."""
    return plain.statement(statement_of(viewer_of(request), pk))


@router.post("/pay/statements/{int:pk}/accept", response=DoneOut)
def accept(request: HttpRequest, pk: int) -> DoneOut:
    """Accept one's own statement: every line that is open."""
    disputes.accept(viewer_of(request), pk)
    return DoneOut()


@router.post("/pay/lines/{int:pk}/question", response=DoneOut)
def question(request: HttpRequest, pk: int, given: QuestionIn) -> DoneOut:
    """Question a line of one's own statement; the rest is paid on time."""
    disputes.question(viewer_of(request), pk, given.words)
    return DoneOut()


@router.get("/pay/periods", response=PeriodsOut)
def periods(request: HttpRequest) -> dict[str, Any]:
    """Pay periods the caller checks, approves or pays, newest first."""
    found = runs.periods(viewer_of(request))
    return {"items": [plain.run(one) for one in found.runs], "to_begin": [one.code for one in found.to_begin]}


@router.get("/pay/periods/{unit}/{start}", response=PeriodOut)
def period(request: HttpRequest, unit: Literal["month", "quarter"], start: date) -> dict[str, Any]:
    """One pay period."""
    return plain.run_view(runs.run_view(viewer_of(request), unit, start))


@router.post("/pay/payments/{int:pk}/paid", response=DoneOut)
def paid(request: HttpRequest, pk: int, given: PaidIn) -> DoneOut:
    """Say that an approved payment left the company: for the owner and the accountant, once."""
    payments.mark_paid(viewer_of(request), pk, given.day, given.reference)
    return DoneOut()


@router.get("/pay/plans", response=list[PlanOut])
def all_plans(request: HttpRequest) -> list[dict[str, Any]]:
    """Every pay plan. For owners."""
    viewer = viewer_of(request)
    return [plain.plan(one) for one in plans(viewer, company_today(viewer))]


@router.get("/pay/plans/{slug:code}", response=PlanPageOut)
def one_plan(request: HttpRequest, code: str) -> dict[str, Any]:
    """A plan with its versions and everybody's agreements. For owners."""
    viewer = viewer_of(request)
    today = company_today(viewer)
    found, versions = versions_of(viewer, code, today)
    agreed = [plain.agreement(one) for one in of_plan(viewer, found.pk, today)]
    rows = [plain.version(one) for one in versions]
    return {"code": found.code, "name": found.name, "versions": rows, "agreements": agreed}


@router.get("/pay/plans/{slug:code}/{int:number}", response=VersionPageOut)
def one_version(request: HttpRequest, code: str, number: int) -> dict[str, Any]:
    """One version with its text, for the owner and whoever is paid by it."""
    viewer = viewer_of(request)
    found = version(viewer, code, number, company_today(viewer))
    row = plain.version(found.row) | ({} if found.decides else {"people": 0, "waiting": 0})
    return {"code": found.code, "name": found.name, "role": found.role, "version": row, "plan": write_plan(found.plan)}


@router.get("/pay/agreements/{int:pk}", response=AgreementOut)
def one_agreement(request: HttpRequest, pk: int) -> dict[str, Any]:
    """One agreement, for the person and the owner."""
    viewer = viewer_of(request)
    return plain.agreement(agreement(viewer, pk, company_today(viewer)).row)


@router.get("/pay/ledger", response=ChainOut)
def ledger(request: HttpRequest) -> dict[str, Any]:
    """Prove the ledger. For owners."""
    return plain.chain(verify(viewer_of(request)))


def _member(slug: str) -> MemberRef:
    """The member; an unknown one answers as another person's pay does."""
    found = Member.objects.filter(slug=slug).first()
    if found is None:
        raise NotAllowed(NOT_YOURS)
    return ref(found)


def _period(viewer: Viewer, member: MemberRef, code: str) -> Named:
    """The month or quarter asked about; the one that runs when none is. Refused for anything else or to come."""
    today = company_today(viewer)
    if not code:
        return usual_period(member.id, today)
    found = named(code.lower())
    if found is None or found.unit not in ("month", "quarter") or found.period.start > today:
        raise Refused(Reason.of("pay_period_unknown"))
    return found
