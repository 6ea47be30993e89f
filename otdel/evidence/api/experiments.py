"""Experiments for programs: read, written down, taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status

from otdel.accounts.viewers import viewer_of
from otdel.evidence.api.common import ReasonOut, WhyIn, named, reason
from otdel.evidence.queries import mix_beliefs
from otdel.evidence.services import lift_tests

router = Router()


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


@router.get("/tests", response=list[LiftTestOut])
def read_tests(request: HttpRequest) -> list[LiftTestOut]:
    return [_test(one) for one in mix_beliefs.lift_tests(viewer_of(request))]


@router.post("/tests", response={201: LiftTestOut})
def add_test(request: HttpRequest, given: LiftTestIn) -> Status[LiftTestOut]:
    viewer = viewer_of(request)
    row = lift_tests.add_lift_test(viewer, lift_tests.NewLiftTest(**given.dict()))
    made = next(one for one in mix_beliefs.lift_tests(viewer) if one.id == row.pk)
    return Status(201, _test(made))


@router.delete("/tests/{number}", response={204: None})
def take_back(request: HttpRequest, number: int, given: WhyIn) -> Status[None]:
    lift_tests.take_back(viewer_of(request), number, given.why)
    return Status(204, None)


def _test(one: mix_beliefs.LiftTestLine) -> LiftTestOut:
    return LiftTestOut(
        **named(one, "id channel kind start end measured_to note name used"),
        currency=one.lift.currency,
        lift=str(one.lift.amount),
        error=str(one.error.amount),
        share=str(one.share),
        why_not=reason(one.why_not) if one.why_not else None,
    )
