"""The model for programs: its versions, what each says of every channel, the weeks it sees, fitting it again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.responses import Status

from otdel.accounts.viewers import viewer_of
from otdel.evidence.api.common import ReasonOut, SpreadOut, named, reason, spread_out
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries.weekly import Weekly, weekly
from otdel.evidence.services import fitting
from otdel.kit.reason import NoData

router = Router()


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


@router.get("", response=MixOut)
def newest(request: HttpRequest) -> MixOut:
    return _mix(asked.mix(viewer_of(request)))


@router.get("/fits", response=list[FitOut])
def versions(request: HttpRequest) -> list[FitOut]:
    return [_fit(one) for one in asked.fits(viewer_of(request))]


@router.post("/fits", response={202: JobOut})
def fit(request: HttpRequest) -> Status[JobOut]:
    """Start a fitting, or join the one under way."""
    return Status(202, JobOut(job=fitting.ask_to_fit(viewer_of(request))))


@router.get("/fits/{number}", response=MixOut)
def version(request: HttpRequest, number: int) -> MixOut:
    try:
        return _mix(asked.mix(viewer_of(request), number))
    except asked.NoSuchFit as none:
        raise Http404 from none


@router.get("/weeks", response=WeeksOut)
def weeks(request: HttpRequest) -> WeeksOut:
    """As facts stand now: what the next fitting would see."""
    return _weeks(weekly(viewer_of(request)))


def _mix(view: asked.MixView | NoData) -> MixOut:
    if isinstance(view, NoData):
        return MixOut(no_data=reason(view.reason))
    return MixOut(
        no_data=None,
        fit=_fit(view.fit),
        currency=view.currency,
        channels=[_channel(one) for one in view.channels],
        base=spread_out(view.base),
        forms=dict(view.forms),
        health=[reason(one.what) for one in view.health],
        left_out=[reason(one) for one in view.left_out],
        notes=[reason(one) for one in view.notes],
        changed=view.changed,
    )


def _fit(one: asked.FitLine) -> FitOut:
    same = named(one, "id state made_at name first_week last_week weeks seed seconds draws_kept")
    return FitOut(**same, findings=[reason(found.reason) for found in one.findings])


def _channel(one: asked.ChannelAnswer) -> ChannelOut:
    spreads: dict[str, Any] = {
        name: spread_out(getattr(one, name)) for name in ("back", "next_back", "effect", "prior", "half_life_days")
    }
    return ChannelOut(
        **named(one, "channel odds_back odds_next learned"),
        **spreads,
        spend=str(one.spend.amount),
        recent=str(one.recent.amount),
        grade=one.grade.value,
        grade_why=reason(one.grade_why),
    )


def _weeks(seen: Weekly) -> WeeksOut:
    return WeeksOut(
        currency=seen.currency,
        digest=seen.digest,
        channels=list(seen.channels),
        weeks=[(week.start, str(week.margin), [str(one) for one in week.spend]) for week in seen.weeks],
        left_out=[reason(one) for one in seen.left_out],
        notes=[reason(one) for one in seen.notes],
    )
