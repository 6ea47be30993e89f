"""The fitted mix model as people see it: the newest version or an older one, what it says and how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np

from otdel.analytics.mix.findings import Finding, from_plain, reason_from
from otdel.analytics.mix.shapes import Form, Mix
from otdel.evidence import draws
from otdel.evidence.models import FitState, MixFit
from otdel.evidence.queries.mix_asking import digest_of, priors_of, tests_of
from otdel.evidence.queries.mix_beliefs import question
from otdel.evidence.queries.mix_plain import Said, Spread, all_said
from otdel.evidence.queries.mix_rights import MAY_SEE_MONEY
from otdel.evidence.queries.weekly import Weekly, weekly
from otdel.jobs.models import Job
from otdel.jobs.models import State as JobStates
from otdel.jobs.queries import JobState
from otdel.jobs.queries import job as job_state
from otdel.kit.grade import Grade
from otdel.kit.money import Money
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import AT_TERMINAL, Viewer

SUBJECT = "mix"  # of the job that fits


class NoSuchFit(LookupError):
    """There is no fitted model of this number."""


@dataclass(frozen=True, slots=True)
class FitLine:
    """One version. `name` is empty when the clock made it; `findings` are of its weeks, and say why it was refused."""

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
    findings: tuple[Said, ...]

    @property
    def fitted(self) -> bool:
        return self.state == FitState.FITTED


@dataclass(frozen=True, slots=True)
class ChannelAnswer:
    """What one channel brings back. Money a week where a week is said; `odds` are chances of more than 1 for each 1.

    `learned` is the width of what is known now as a part of what was believed before: 1 says that the data taught
    nothing. `tried` are the lowest and highest spend a week there was; `half_life_days` how long half of an effect
    takes; `effect` is margin over all weeks.
    """

    channel: str
    spend: Money
    recent: Money
    back: Spread
    next_back: Spread
    odds_back: float
    odds_next: float
    effect: Spread
    prior: Spread
    learned: float
    tried: tuple[Money, Money]
    half_life_days: Spread
    grade: Grade
    grade_why: Reason


@dataclass(frozen=True, slots=True)
class MixView:
    """One fitted version in whole. `base` is margin a week that would come without marketing, over all weeks.

    `forms` are the chances of each form; `changed` says that weeks, beliefs or tests are not what they were when it
    was fitted.
    """

    fit: FitLine
    currency: str
    channels: tuple[ChannelAnswer, ...]
    base: Spread
    forms: Mapping[str, float]
    health: tuple[Finding, ...]
    moved: tuple[dict[str, Any], ...]
    left_out: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    changed: bool


def mix(viewer: Viewer, fit_id: int | None = None) -> MixView | NoData:
    """A version, by default the newest that was fitted. Raises NotAllowed, NoSuchFit."""
    row = fitted_row(viewer, fit_id)
    return row if isinstance(row, NoData) else _view(row, changed=fit_id is None and facts_changed(viewer))


def channel(viewer: Viewer, code: str, fit_id: int | None = None) -> ChannelAnswer | NoData:
    """What a version says of one channel. Raises NotAllowed, NoSuchFit."""
    row = fitted_row(viewer, fit_id)
    if isinstance(row, NoData):
        return row
    found = [one for one in _channels(row) if one.channel == code]
    return found[0] if found else NoData.because("mix_channel_not_in_model", channel=code)


def fits(viewer: Viewer, limit: int = 30) -> list[FitLine]:
    """Versions and refusals, the newest first. Raises NotAllowed."""
    viewer.must(*MAY_SEE_MONEY)
    return [_line(row) for row in MixFit.objects.all()[:limit]]


def last_try(viewer: Viewer) -> FitLine | None:
    """The newest of any state: after a refusal it says why. Raises NotAllowed."""
    return next(iter(fits(viewer, 1)), None)


def running(viewer: Viewer) -> JobState | None:
    """The fitting that waits or runs now. Everybody who may see money may watch it. Raises NotAllowed."""
    viewer.must(*MAY_SEE_MONEY)
    found = Job.objects.filter(subject=SUBJECT, state__in=(JobStates.WAITING, JobStates.RUNNING)).first()
    return job_state(AT_TERMINAL, found.pk) if found else None


def watched(viewer: Viewer, job_id: int) -> JobState | None:
    """A fitting by its job, over or not; nothing when the job is of something else. Raises NotAllowed."""
    viewer.must(*MAY_SEE_MONEY)
    state = job_state(AT_TERMINAL, job_id)
    return state if state is not None and state.subject == SUBJECT else None


def saw(viewer: Viewer, fit_id: int) -> Weekly:
    """The weeks a version saw. Raises NotAllowed, NoSuchFit."""
    return Weekly.read(row_of(viewer, fit_id).saw)


def stored(viewer: Viewer, fit_id: int | None = None) -> Mix | NoData:
    """The model itself with the draws it kept, for curves and scenarios; no chains. Raises NotAllowed, NoSuchFit."""
    row = fitted_row(viewer, fit_id)
    if isinstance(row, NoData):
        return row
    held = draws.read(row.draws, row.draws_digest)
    if held is None:
        return NoData.because("mix_draws_lost", fit=row.pk)
    weights = np.array([row.answer["forms"].get(form.name.lower(), 0.0) for form in Form])
    data = Weekly.read(row.saw).data()
    return Mix(data, priors_of(row.question), tests_of(row.question), (), weights, held, row.seed, row.seconds)


def facts_changed(viewer: Viewer) -> bool:
    """Whether the weeks, beliefs or experiments are not those of the newest try any more. Raises NotAllowed."""
    newest = MixFit.objects.first()
    seen = weekly(viewer)
    return newest is None or newest.digest != digest_of(seen, question(viewer, seen) if seen.channels else None)


def row_of(viewer: Viewer, fit_id: int) -> MixFit:
    viewer.must(*MAY_SEE_MONEY)
    row = MixFit.objects.filter(pk=fit_id).first()
    if row is None:
        raise NoSuchFit(str(fit_id))
    return row


def fitted_row(viewer: Viewer, fit_id: int | None) -> MixFit | NoData:
    """The version asked for, or the newest fitted one; why there is none."""
    viewer.must(*MAY_SEE_MONEY)
    row = row_of(viewer, fit_id) if fit_id else MixFit.objects.filter(state=FitState.FITTED).first()
    if row is not None and row.state == FitState.FITTED:
        return row
    refused = row or MixFit.objects.first()
    return NoData.because("mix_refused", fit=refused.pk) if refused else NoData.because("mix_never_fitted")


def _line(row: MixFit) -> FitLine:
    return FitLine(
        row.pk, row.state, row.made_at, row.name, row.first_week, row.last_week, row.weeks, row.seed, row.seconds,
        draws.kept(row.draws), all_said(row.findings),
    )  # fmt: skip


def _view(row: MixFit, *, changed: bool) -> MixView:
    seen = Weekly.read(row.saw)
    return MixView(
        _line(row),
        row.currency,
        _channels(row),
        Spread(*row.answer["base"]),
        row.answer["forms"],
        from_plain(row.health),
        tuple(row.moved),
        seen.left_out,
        seen.notes,
        changed,
    )


def _channels(row: MixFit) -> tuple[ChannelAnswer, ...]:
    return tuple(_channel(one, row.currency) for one in row.answer["channels"])


def _channel(one: Mapping[str, Any], currency: str) -> ChannelAnswer:
    def money(text: str) -> Money:
        return Money(Decimal(text), currency)

    return ChannelAnswer(
        one["channel"],
        money(one["spend"]),
        money(one["recent"]),
        Spread(*one["back"]),
        Spread(*one["next_back"]),
        one["odds_back"],
        one["odds_next"],
        Spread(*one["effect"]),
        Spread(*one["prior"]),
        one["learned"],
        (money(one["tried"][0]), money(one["tried"][1])),
        Spread(*one["half_life_days"]),
        Grade(one["grade"]),
        reason_from(one["grade_why"]),
    )
