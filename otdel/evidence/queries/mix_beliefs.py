"""What the model is asked with: beliefs of people over the usual ones, and experiments somebody typed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from otdel.analytics.chances import EIGHT_IN_TEN
from otdel.analytics.mix.beliefs import believed
from otdel.analytics.mix.shapes import LiftTest, Priors, RoiPrior
from otdel.evidence.models import LiftTestRecord, MixPrior
from otdel.evidence.queries.mix_rights import MAY_SEE_MONEY
from otdel.evidence.queries.weekly import Weekly, weekly
from otdel.kit.money import Money
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer

EIGHT = Decimal(str(EIGHT_IN_TEN))  # standard errors either way, for money


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of a channel: `median` back for each 1 spent and the `spread` of its logarithm.

    `own` when somebody of the company said so, `why`, who and when; otherwise it is the usual belief.
    """

    channel: str
    median: Decimal
    spread: Decimal
    own: bool = False
    why: str = ""
    name: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BeliefLine:
    """One line of a channel's history: a belief, or the day the usual one came back (`median` None)."""

    channel: str
    median: Decimal | None
    spread: Decimal | None
    why: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LiftTestLine:
    """An experiment as typed. `used` says whether the weeks of the model hold it, `why_not` why they do not."""

    id: int
    channel: str
    kind: str
    start: date
    end: date
    measured_to: date
    lift: Money
    error: Money
    share: Decimal
    note: str
    name: str
    at: datetime
    taken_back_at: datetime | None
    taken_back_by: str
    taken_back_why: str
    why_not: Reason | None

    @property
    def low(self) -> Money:
        """The lower end of what was measured, 8 times in 10."""
        return self.lift - self.error.times(EIGHT)

    @property
    def high(self) -> Money:
        return self.lift + self.error.times(EIGHT)

    @property
    def used(self) -> bool:
        return self.taken_back_at is None and self.why_not is None


@dataclass(frozen=True, slots=True)
class Question:
    """Priors and experiments for one set of weeks. `because` says where the usual priors come from."""

    priors: Priors
    tests: tuple[LiftTest, ...]
    because: Reason


def question(viewer: Viewer, weeks: Weekly | None = None) -> Question:
    """What the next fit is asked with. There must be weeks with spend. Raises NotAllowed."""
    viewer.must(*MAY_SEE_MONEY)
    seen = weeks or weekly(viewer)
    usual = believed(seen.data())
    own = {channel: _prior(row) for channel, row in _own().items() if channel in seen.channels}
    priors = replace(usual.priors, roi={**usual.priors.roi, **own})
    tests = tuple(_test(row) for row in _standing() if why_not(row, seen) is None)
    return Question(priors, tests, usual.because)


def beliefs(viewer: Viewer) -> list[Belief]:
    """Of each channel of the weeks; nothing while there are none. Raises NotAllowed."""
    seen = weekly(viewer)
    if not seen.weeks or not seen.channels:
        return []
    usual, own = believed(seen.data()).priors.roi, _own()
    return [
        _said(own[channel]) if channel in own else Belief(channel, _decimal(prior.median), _decimal(prior.spread))
        for channel, prior in usual.items()
    ]


def belief_history(viewer: Viewer, channel: str) -> list[BeliefLine]:
    """What was ever believed of a channel, the newest first. Raises NotAllowed."""
    viewer.must(*MAY_SEE_MONEY)
    return [
        BeliefLine(row.channel, row.median, row.spread, row.why, row.name, row.at)
        for row in MixPrior.objects.filter(channel=channel)
    ]


def lift_tests(viewer: Viewer, channel: str = "", *, taken_back: bool = False) -> list[LiftTestLine]:
    """Experiments, the newest first; those taken back when asked for. Raises NotAllowed."""
    seen = weekly(viewer)
    rows = LiftTestRecord.objects.all() if taken_back else LiftTestRecord.objects.filter(taken_back_at=None)
    return [_line(row, seen) for row in (rows.filter(channel=channel) if channel else rows)]


def why_not(row: LiftTestRecord, seen: Weekly) -> Reason | None:
    """Why the model cannot use an experiment: another currency, a channel without spend, days outside its weeks."""
    if row.currency != seen.currency:
        return Reason.of("mix_test_other_currency", currency=row.currency)
    if row.channel not in seen.channels:
        return Reason.of("mix_test_no_spend", channel=row.channel)
    days = seen.period
    if days is None or days.clip(Period(row.start, row.end)) != Period(row.start, row.end):
        return Reason.of("mix_test_outside", start=row.start.isoformat(), until=row.end.isoformat())
    return None


def _own() -> Mapping[str, MixPrior]:
    """The newest belief of each channel somebody spoke about, unless the usual one is back."""
    newest: dict[str, MixPrior] = {}
    for row in MixPrior.objects.order_by("id"):
        newest[row.channel] = row
    return {channel: row for channel, row in newest.items() if row.median is not None and row.spread is not None}


def _prior(row: MixPrior) -> RoiPrior:
    assert row.median is not None
    assert row.spread is not None
    return RoiPrior(float(row.median), float(row.spread))


def _said(row: MixPrior) -> Belief:
    assert row.median is not None
    assert row.spread is not None
    return Belief(row.channel, row.median, row.spread, own=True, why=row.why, name=row.name, at=row.at)


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.4g}")


def _standing() -> Iterable[LiftTestRecord]:
    return LiftTestRecord.objects.filter(taken_back_at=None).order_by("id")


def _test(row: LiftTestRecord) -> LiftTest:
    measured = None if row.measured_to == row.end else row.measured_to
    name = f"lift_test:{row.pk}"
    return LiftTest(
        row.channel, row.start, row.end, float(row.lift), float(row.error), float(row.share), measured, name
    )


def _line(row: LiftTestRecord, seen: Weekly) -> LiftTestLine:
    return LiftTestLine(
        row.pk, row.channel, row.kind, row.start, row.end, row.measured_to,
        Money(row.lift, row.currency), Money(row.error, row.currency), row.share, row.note, row.name, row.at,
        row.taken_back_at, row.taken_back_by, row.taken_back_why, why_not(row, seen),
    )  # fmt: skip
