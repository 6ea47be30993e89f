"""The mix model for programs: what each channel brings back, what it was told, and proposed budgets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.responses import Status

from otdel.accounts.services import Refused
from otdel.accounts.viewers import viewer_of
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries import mix_beliefs, mix_proposals
from otdel.evidence.queries.mix_plain import Spread
from otdel.evidence.queries.weekly import Weekly, weekly
from otdel.evidence.services import beliefs, fitting, lift_tests, proposals
from otdel.kit.reason import NoData, Reason
from otdel.web import reasons

router = Router(tags=["mix"])


class ReasonOut(Schema):
    """A code with its values, and its sentence in the language of whoever asks."""

    code: str
    said: str
    values: dict[str, str | int | bool | None]


class SpreadOut(Schema):
    """8 times in 10 between `low` and `high`, 5 in 10 between `lower` and `upper`."""

    low: float
    lower: float
    middle: float
    upper: float
    high: float


class FitOut(Schema):
    """One version; `state` is fitted or refused, `name` empty when the clock made it."""

    id: int
    state: str
    made_at: datetime
    name: str
    first_week: date | None
    last_week: date | None
    weeks: int
    seed: int
    seconds: float
    draws_kept: bool
    findings: list[ReasonOut]


class ChannelOut(Schema):
    """Money is in the model's currency, `recent` a week; `back` and `next_back` are margin for each 1 spent."""

    channel: str
    spend: str
    recent: str
    back: SpreadOut
    next_back: SpreadOut
    odds_back: float
    odds_next: float
    effect: SpreadOut
    prior: SpreadOut
    learned: float
    half_life_days: SpreadOut
    grade: str
    grade_why: ReasonOut


class MixOut(Schema):
    """A fitted version; `changed` when facts or beliefs have moved on since. Without one, `no_data` says why."""

    no_data: ReasonOut | None
    fit: FitOut | None = None
    currency: str = ""
    channels: list[ChannelOut] = []
    base: SpreadOut | None = None
    forms: dict[str, float] = {}
    health: list[ReasonOut] = []
    left_out: list[ReasonOut] = []
    notes: list[ReasonOut] = []
    changed: bool = False


class WeeksOut(Schema):
    """What the model sees: margin and spend by channel, money as text; the digest names exactly these numbers."""

    currency: str
    digest: str
    channels: list[str]
    weeks: list[tuple[date, str, list[str]]]
    left_out: list[ReasonOut]
    notes: list[ReasonOut]


class JobOut(Schema):
    job: int


class BeliefOut(Schema):
    channel: str
    median: str
    spread: str
    own: bool
    why: str
    name: str
    at: datetime | None


class BeliefIn(Schema):
    median: Decimal
    spread: Decimal
    why: str


class LiftTestOut(Schema):
    id: int
    channel: str
    kind: str
    start: date
    end: date
    measured_to: date
    currency: str
    lift: str
    error: str
    share: str
    note: str
    name: str
    used: bool
    why_not: ReasonOut | None


class LiftTestIn(Schema):
    """An experiment; say `error` (one standard error), or `low` and `high` (8 in 10)."""

    channel: str
    kind: Literal["off", "rise", "regions", "platform", "other"]
    start: date
    end: date
    lift: Decimal
    error: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    share: Decimal = Decimal(1)
    measured_to: date | None = None
    note: str = ""


class WhyIn(Schema):
    why: str = ""


class BudgetLineOut(Schema):
    channel: str
    before: str
    after: str
    low: str
    high: str
    fixed: bool
    grade: str


class ProposalOut(Schema):
    """Spend a week from Monday `start` for `weeks` weeks; `gain` is margin more than as now, 8 in 10 low to high."""

    id: int
    fit: int
    state: str
    start: date
    weeks: int
    currency: str
    weekly: str
    lines: list[BudgetLineOut]
    gain: str
    gain_low: str
    gain_high: str
    odds: str
    cautious: bool
    why: str
    name: str
    at: datetime
    decided_name: str
    decided_at: datetime | None
    decided_why: str
    tasks: list[int]


class ProposalIn(Schema):
    """`plan` is spend a week by channel; what is not named goes on as now."""

    fit: int
    plan: dict[str, Decimal]
    weeks: int
    start: date | None = None
    why: str = ""


@router.get("/mix", response=MixOut)
def newest(request: HttpRequest) -> MixOut:
    return _mix(asked.mix(viewer_of(request)))


@router.get("/mix/fits", response=list[FitOut])
def versions(request: HttpRequest) -> list[FitOut]:
    return [_fit(one) for one in asked.fits(viewer_of(request))]


@router.post("/mix/fits", response={202: JobOut})
def fit(request: HttpRequest) -> Status[JobOut]:
    """Start a fitting, or join the one under way."""
    return Status(202, JobOut(job=fitting.ask_to_fit(viewer_of(request))))


@router.get("/mix/fits/{number}", response=MixOut)
def version(request: HttpRequest, number: int) -> MixOut:
    try:
        return _mix(asked.mix(viewer_of(request), number))
    except asked.NoSuchFit as none:
        raise Http404 from none


@router.get("/mix/weeks", response=WeeksOut)
def weeks(request: HttpRequest) -> WeeksOut:
    """As facts stand now: what the next fitting would see."""
    return _weeks(weekly(viewer_of(request)))


@router.get("/mix/beliefs", response=list[BeliefOut])
def read_beliefs(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "channel": one.channel, "median": str(one.median), "spread": str(one.spread), "own": one.own,
            "why": one.why, "name": one.name, "at": one.at,
        }
        for one in mix_beliefs.beliefs(viewer_of(request))
    ]  # fmt: skip


@router.put("/mix/beliefs/{path:channel}", response={204: None})
def believe(request: HttpRequest, channel: str, given: BeliefIn) -> Status[None]:
    beliefs.believe(viewer_of(request), channel, given.median, given.spread, given.why)
    return Status(204, None)


@router.delete("/mix/beliefs/{path:channel}", response={204: None})
def forget(request: HttpRequest, channel: str, given: WhyIn) -> Status[None]:
    beliefs.forget(viewer_of(request), channel, given.why)
    return Status(204, None)


@router.get("/mix/tests", response=list[LiftTestOut])
def read_tests(request: HttpRequest) -> list[LiftTestOut]:
    return [_test(one) for one in mix_beliefs.lift_tests(viewer_of(request))]


@router.post("/mix/tests", response={201: LiftTestOut})
def add_test(request: HttpRequest, given: LiftTestIn) -> Status[LiftTestOut]:
    viewer = viewer_of(request)
    row = lift_tests.add_lift_test(viewer, lift_tests.NewLiftTest(**given.dict()))
    made = next(one for one in mix_beliefs.lift_tests(viewer) if one.id == row.pk)
    return Status(201, _test(made))


@router.delete("/mix/tests/{number}", response={204: None})
def take_back(request: HttpRequest, number: int, given: WhyIn) -> Status[None]:
    lift_tests.take_back(viewer_of(request), number, given.why)
    return Status(204, None)


@router.get("/mix/proposals", response=list[ProposalOut])
def read_proposals(request: HttpRequest, state: str = "") -> list[ProposalOut]:
    return [_proposal(one) for one in mix_proposals.proposals(viewer_of(request), state)]


@router.post("/mix/proposals", response={201: ProposalOut})
def propose(request: HttpRequest, given: ProposalIn) -> Status[ProposalOut]:
    viewer = viewer_of(request)
    new = proposals.NewBudget(given.plan, given.weeks, given.start)
    try:
        row = proposals.propose(viewer, given.fit, new, given.why)
    except asked.NoSuchFit as none:
        raise Refused(Reason.of("mix_never_fitted")) from none
    return Status(201, _proposal(mix_proposals.proposal(viewer, row.pk)))


@router.get("/mix/proposals/{number}", response=ProposalOut)
def read_proposal(request: HttpRequest, number: int) -> ProposalOut:
    try:
        return _proposal(mix_proposals.proposal(viewer_of(request), number))
    except mix_proposals.NoSuchProposal as none:
        raise Http404 from none


@router.post("/mix/proposals/{number}/{verb}", response=ProposalOut)
def decide(
    request: HttpRequest, number: int, verb: Literal["accept", "decline", "withdraw"], given: WhyIn
) -> ProposalOut:
    viewer = viewer_of(request)
    acts = {"accept": proposals.accept, "decline": proposals.decline, "withdraw": proposals.withdraw}
    acts[verb](viewer, number, given.why)
    return _proposal(mix_proposals.proposal(viewer, number))


def _reason(reason: Reason) -> ReasonOut:
    return ReasonOut(code=reason.code, said=reasons.say(reason), values=dict(reason.values))


def _spread(spread: Spread) -> SpreadOut:
    low, lower, middle, upper, high = spread.plain()
    return SpreadOut(low=low, lower=lower, middle=middle, upper=upper, high=high)


def _plain(one: object, names: str) -> Mapping[str, Any]:
    return {name: getattr(one, name) for name in names.split()}


def _fit(one: asked.FitLine) -> FitOut:
    same = _plain(one, "id state made_at name first_week last_week weeks seed seconds draws_kept")
    return FitOut(**same, findings=[_reason(found.reason) for found in one.findings])


def _mix(view: asked.MixView | NoData) -> MixOut:
    if isinstance(view, NoData):
        return MixOut(no_data=_reason(view.reason))
    return MixOut(
        no_data=None,
        fit=_fit(view.fit),
        currency=view.currency,
        channels=[_channel(one) for one in view.channels],
        base=_spread(view.base),
        forms=dict(view.forms),
        health=[_reason(one.what) for one in view.health],
        left_out=[_reason(one) for one in view.left_out],
        notes=[_reason(one) for one in view.notes],
        changed=view.changed,
    )


def _channel(one: asked.ChannelAnswer) -> ChannelOut:
    spreads: dict[str, Any] = {
        name: _spread(getattr(one, name)) for name in ("back", "next_back", "effect", "prior", "half_life_days")
    }
    return ChannelOut(
        **_plain(one, "channel odds_back odds_next learned"),
        **spreads,
        spend=str(one.spend.amount),
        recent=str(one.recent.amount),
        grade=one.grade.value,
        grade_why=_reason(one.grade_why),
    )


def _weeks(seen: Weekly) -> WeeksOut:
    return WeeksOut(
        currency=seen.currency,
        digest=seen.digest,
        channels=list(seen.channels),
        weeks=[(week.start, str(week.margin), [str(one) for one in week.spend]) for week in seen.weeks],
        left_out=[_reason(one) for one in seen.left_out],
        notes=[_reason(one) for one in seen.notes],
    )


def _test(one: mix_beliefs.LiftTestLine) -> LiftTestOut:
    return LiftTestOut(
        **_plain(one, "id channel kind start end measured_to note name used"),
        currency=one.lift.currency,
        lift=str(one.lift.amount),
        error=str(one.error.amount),
        share=str(one.share),
        why_not=_reason(one.why_not) if one.why_not else None,
    )


def _proposal(one: mix_proposals.ProposalLine) -> ProposalOut:
    money: dict[str, Any] = {
        name: str(getattr(one, name).amount) for name in ("weekly", "gain", "gain_low", "gain_high")
    }
    same = _plain(one, "id fit state start weeks cautious why name at decided_name decided_at decided_why")
    return ProposalOut(
        **same,
        **money,
        currency=one.weekly.currency,
        odds=str(one.odds),
        lines=[_line(line) for line in one.lines],
        tasks=[task.id for task in one.tasks],
    )


def _line(line: mix_proposals.BudgetLine) -> BudgetLineOut:
    money: dict[str, Any] = {name: str(getattr(line, name).amount) for name in ("before", "after", "low", "high")}
    return BudgetLineOut(**_plain(line, "channel fixed grade"), **money)
