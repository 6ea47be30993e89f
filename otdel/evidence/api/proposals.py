"""Proposed budgets for programs: read, proposed, decided about."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.responses import Status

from otdel.accounts.services import Refused
from otdel.accounts.viewers import viewer_of
from otdel.evidence.api.common import WhyIn, named
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries import mix_proposals
from otdel.evidence.services import proposals
from otdel.kit.reason import Reason

router = Router()


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


@router.get("/proposals", response=list[ProposalOut])
def read_proposals(request: HttpRequest, state: str = "") -> list[ProposalOut]:
    return [_proposal(one) for one in mix_proposals.proposals(viewer_of(request), state)]


@router.post("/proposals", response={201: ProposalOut})
def propose(request: HttpRequest, given: ProposalIn) -> Status[ProposalOut]:
    viewer = viewer_of(request)
    new = proposals.NewBudget(given.plan, given.weeks, given.start)
    try:
        row = proposals.propose(viewer, given.fit, new, given.why)
    except asked.NoSuchFit as none:
        raise Refused(Reason.of("mix_never_fitted")) from none
    return Status(201, _proposal(mix_proposals.proposal(viewer, row.pk)))


@router.get("/proposals/{number}", response=ProposalOut)
def read_proposal(request: HttpRequest, number: int) -> ProposalOut:
    try:
        return _proposal(mix_proposals.proposal(viewer_of(request), number))
    except mix_proposals.NoSuchProposal as none:
        raise Http404 from none


@router.post("/proposals/{number}/{verb}", response=ProposalOut)
def decide(
    request: HttpRequest, number: int, verb: Literal["accept", "decline", "withdraw"], given: WhyIn
) -> ProposalOut:
    viewer = viewer_of(request)
    acts = {"accept": proposals.accept, "decline": proposals.decline, "withdraw": proposals.withdraw}
    acts[verb](viewer, number, given.why)
    return _proposal(mix_proposals.proposal(viewer, number))


def _proposal(one: mix_proposals.ProposalLine) -> ProposalOut:
    money: dict[str, Any] = {
        name: str(getattr(one, name).amount) for name in ("weekly", "gain", "gain_low", "gain_high")
    }
    same = named(one, "id fit state start weeks cautious why name at decided_name decided_at decided_why")
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
    return BudgetLineOut(**named(line, "channel fixed grade"), **money)
