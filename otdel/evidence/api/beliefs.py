"""Beliefs for programs: what is believed of each channel, said and taken back."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status

from otdel.accounts.viewers import viewer_of
from otdel.evidence.api.common import WhyIn, named
from otdel.evidence.queries import mix_beliefs
from otdel.evidence.services import beliefs

router = Router()


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


@router.get("/beliefs", response=list[BeliefOut])
def read_beliefs(request: HttpRequest) -> list[BeliefOut]:
    return [_belief(one) for one in mix_beliefs.beliefs(viewer_of(request))]


@router.put("/beliefs/{path:channel}", response={204: None})
def believe(request: HttpRequest, channel: str, given: BeliefIn) -> Status[None]:
    beliefs.believe(viewer_of(request), channel, given.median, given.spread, given.why)
    return Status(204, None)


@router.delete("/beliefs/{path:channel}", response={204: None})
def forget(request: HttpRequest, channel: str, given: WhyIn) -> Status[None]:
    beliefs.forget(viewer_of(request), channel, given.why)
    return Status(204, None)


def _belief(one: mix_beliefs.Belief) -> BeliefOut:
    return BeliefOut(**named(one, "channel own why name at"), median=str(one.median), spread=str(one.spread))
