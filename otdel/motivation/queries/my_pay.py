"""A person's pay as it stands: this period so far, where it may end, and what came before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from otdel.accounts.queries import company_today
from otdel.kit.calendar import Named, containing
from otdel.kit.reason import NoData
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import PayAgreement, PlanVersion, Statement
from otdel.motivation.queries.agreements import stands
from otdel.motivation.queries.ahead import ends_ahead
from otdel.motivation.queries.days import day_of
from otdel.motivation.queries.inputs import Asked, Gathering, kpis_of, measures_of
from otdel.motivation.queries.kpi_facts import Facts, KpiFact, facts_of
from otdel.motivation.queries.one_more import OneMore, one_more
from otdel.motivation.queries.rights import is_own, must_see_pay
from otdel.motivation.rules.compute import compute
from otdel.motivation.rules.days import pay_day
from otdel.motivation.rules.likely import FEWEST, Span, endings, foreseen, span_of
from otdel.motivation.rules.lines import Inputs, Line, Pay, Result
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.sliding import Slider, Switch, sliders_of, switches_of
from otdel.organisation.queries.members import MemberRef, ref
from otdel.planning.queries.promises import PromiseRow, promises_of
from otdel.scorecard.queries.valuing import Valuer

UNKNOWN = NoData.because("too_few_periods", known=0, needed=FEWEST)
LAST = 6  # periods shown as bars
Key = tuple[str, str]  # a line's code and subject


@dataclass(frozen=True, slots=True)
class PaidFor:
    """A line as it stands now, the KPI it rests on, and the money it may come to by the end."""

    line: Line
    fact: KpiFact | None
    result: Result | None
    span: Span | NoData


@dataclass(frozen=True, slots=True)
class Part:
    """What one agreement pays in the period. `fixed_on` is when its rules were approved: they hold until the end."""

    agreement: int
    plan_code: str
    plan_name: str
    version: int
    agreed_on: date
    fixed_on: date
    plan: Plan
    inputs: Inputs
    pay: Pay
    lines: tuple[PaidFor, ...]
    span: Span | NoData
    facts: Facts
    sliders: tuple[Slider, ...]
    switches: tuple[Switch, ...]
    more: tuple[OneMore, ...]
    pay_day: date


@dataclass(frozen=True, slots=True)
class PastPay:
    """A published statement: what was earned in a period.

    `paid_on` None until all of it is paid; `first_on` the day of its first part. `due` is the day of the earliest
    part that is still to be paid, and `late` tells that a part was paid after its own day.
    """

    id: int
    named: Named
    earned: Decimal
    payable: Decimal
    currency: str
    published_at: datetime
    accepted: bool
    paid_on: date | None
    first_on: date | None
    due: date
    late: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An agreement that pays nothing in this period: it waits for an answer, is to come, was missed, or has ended."""

    id: int
    plan_name: str
    start: date
    stands: str


@dataclass(frozen=True, slots=True)
class MyPay:
    """`parts` are the agreements paid by this period's unit. `offers` say why there are none, or what comes next."""

    member: MemberRef
    own: bool
    named: Named
    today: date
    left: int
    parts: tuple[Part, ...]
    units: tuple[str, ...]
    past: tuple[PastPay, ...]
    promises: tuple[PromiseRow, ...] | NoData
    offers: tuple[Offer, ...]

    @property
    def currency(self) -> str:
        return self.parts[0].pay.currency if self.parts else ""

    @property
    def so_far(self) -> Decimal:
        """Of the parts in the first part's currency, which is nearly always all of them."""
        return sum((one.pay.earned for one in self.parts if one.pay.currency == self.currency), Decimal(0))

    @property
    def span(self) -> Span | NoData:
        """Of all parts. Two agreements are added as if they went up and down together: no narrower than they are."""
        spans = [one.span for one in self.parts if one.pay.currency == self.currency]
        known = [one for one in spans if isinstance(one, Span)]
        if len(known) < len(spans) or not known:
            return next((one for one in spans if isinstance(one, NoData)), UNKNOWN)
        return Span(sum((one.low for one in known), Decimal(0)), sum((one.high for one in known), Decimal(0)))


def my_pay(viewer: Viewer, member: MemberRef, named: Named) -> MyPay:
    """The pay of a member in a calendar period that has begun. Raises NotAllowed."""
    must_see_pay(viewer, member.id)
    today = company_today(viewer)
    agreements = list(
        PayAgreement.objects.filter(member=member.id, declined_at=None, withdrawn_at=None)
        .select_related("version__plan")
        .order_by("start", "id")
    )
    days = named.period
    left = max((days.end - max(today, days.start)).days, 0)
    gathering = gathering_of(viewer, named)
    parts = tuple(_part(gathering, one, left) for one in gathering.asked(member.id)) if agreements else ()
    shown = ("waits", "to_come") if parts else ("waits", "to_come", "missed", "ended", "signed")
    return MyPay(
        member=member,
        own=is_own(viewer, member.id),
        named=named,
        today=today,
        left=left,
        parts=parts,
        units=tuple(dict.fromkeys(_unit(one.version) for one in agreements if one.signed_at)),
        past=past_pay(member.id),
        promises=_promises(viewer, member.id),
        offers=tuple(offer for one in agreements if (offer := _offer(one, today)).stands in shown),
    )


def usual_period(member: int, today: date) -> Named:
    """The month or quarter that runs now, as the member's latest agreement is paid."""
    found = PayAgreement.objects.filter(member=member, declined_at=None, withdrawn_at=None).exclude(signed_at=None)
    latest = found.filter(start__lte=today).select_related("version").order_by("-start", "-id").first()
    return containing(today, "quarter" if latest and _unit(latest.version) == "quarter" else "month")


def gathering_of(viewer: Viewer, named: Named) -> Gathering:
    """What agreements are calculated from in a period, as the run of that period would take it."""
    return Gathering(viewer, named, Valuer.load(company_today(viewer), recorded=named.period.start))


def _unit(version: PlanVersion) -> str:
    return str(version.body.get("period", "month"))


def _part(gathering: Gathering, one: Asked, left: int) -> Part:
    viewer, named = gathering.viewer, gathering.named
    agreement, plan, inputs = one.agreement, one.plan, one.inputs
    facts = facts_of(agreement.member_id, named, kpis_of(plan), tuple(measures_of(plan)))
    pay = compute(plan, inputs)
    ahead = ends_ahead(ref(agreement.member), named, inputs, gathering.valuer) if left else {}
    spans, whole = _spans(plan, inputs, facts, left, named.period.days, ahead)
    version = agreement.version
    return Part(
        agreement=agreement.pk,
        plan_code=version.plan.code,
        plan_name=version.plan.name,
        version=version.number,
        agreed_on=day_of(viewer, agreement.signed_at) if agreement.signed_at else agreement.start,
        fixed_on=day_of(viewer, version.approved_at) if version.approved_at else version.start,
        plan=plan,
        inputs=inputs,
        pay=pay,
        lines=tuple(_paid_for(line, inputs, facts, spans) for line in pay.lines),
        span=whole,
        facts=facts,
        sliders=sliders_of(plan, inputs, facts.lower),
        switches=switches_of(plan, inputs),
        more=one_more(plan, inputs, facts, pay.earned),
        pay_day=pay_day(plan.pay_day, named.period.end),
    )


def _paid_for(line: Line, inputs: Inputs, facts: Facts, spans: Mapping[Key, Span] | NoData) -> PaidFor:
    fact, result = facts.of.get(line.subject), inputs.results.get(line.subject)
    if isinstance(spans, NoData):
        return PaidFor(line, fact, result, spans)
    still = Span(line.amount, line.amount)
    return PaidFor(line, fact, result, spans.get((line.code, line.subject), still))


def _spans(
    plan: Plan, inputs: Inputs, facts: Facts, left: int, days: int, ahead: Mapping[str, Sequence[Result]]
) -> tuple[Mapping[Key, Span] | NoData, Span | NoData]:
    """The range of every line and of the whole, 8 times in 10, from the same endings."""
    past = endings(inputs, facts.past, Decimal(left) / days, facts.adds | set(measures_of(plan)))
    ends = foreseen(inputs, past, ahead)
    if isinstance(ends, NoData):
        return ends, ends
    paid = [compute(plan, one) for one in ends]
    amounts: dict[Key, list[Decimal]] = {}
    for pay in paid:
        for line in pay.lines:
            amounts.setdefault((line.code, line.subject), []).append(line.amount)
    short = {key: [*several, *[Decimal(0)] * (len(paid) - len(several))] for key, several in amounts.items()}
    return {key: span_of(several) for key, several in short.items()}, span_of(pay.earned for pay in paid)


def past_pay(member: int) -> tuple[PastPay, ...]:
    """Published statements, newest first; of a period that was calculated again, the last that was published."""
    found = (
        Statement.objects.filter(member=member, published_at__isnull=False)
        .select_related("snapshot__run")
        .prefetch_related("payments")
        .order_by("-snapshot__run__start", "-snapshot__number", "id")
    )
    latest: dict[tuple[int, int], Statement] = {}
    for one in found:
        latest.setdefault((one.snapshot.run_id, one.agreement_id), one)
    return tuple(_past(one) for one in latest.values())


def _past(one: Statement) -> PastPay:
    run = one.snapshot.run
    payments = list(one.payments.all())
    paid = [each.paid_on for each in payments if each.paid_on]
    open_ = [each.due for each in payments if each.paid_on is None]
    return PastPay(
        id=one.pk,
        named=run.named,
        earned=one.earned,
        payable=one.payable,
        currency=one.currency,
        published_at=one.published_at or one.snapshot.at,
        accepted=one.accepted_at is not None,
        paid_on=max(paid) if paid and not open_ else None,
        first_on=min(paid, default=None),
        due=min(open_, default=one.pay_day),
        late=any(each.paid_on is not None and each.paid_on > each.due for each in payments),
    )


def _promises(viewer: Viewer, member: int) -> tuple[PromiseRow, ...] | NoData:
    try:
        found = promises_of(viewer, member)
    except NotAllowed:
        return NoData.because("promises_not_yours")
    return tuple(row for row in found.rows if row.to and row.to.id == member)


def _offer(one: PayAgreement, today: date) -> Offer:
    return Offer(one.pk, one.version.plan.name, one.start, stands(one, today))


def earlier_of(past: Sequence[PastPay], named: Named) -> tuple[tuple[Named, Decimal | NoData], ...]:
    """The last periods of the same unit before this one, oldest first; what has no statement is not zero."""
    spans: list[Named] = []
    one = named
    for _ in range(LAST - 1):
        one = one.earlier()
        spans.insert(0, one)
    earned: dict[str, Decimal] = {}
    for paid in past:
        earned[paid.named.code] = earned.get(paid.named.code, Decimal(0)) + paid.earned
    return tuple((span, earned.get(span.code, NoData.because("no_statement"))) for span in spans)
