"""Writing down an experiment, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.analytics.mix.credible import beyond, too_sharp
from otdel.analytics.mix.shapes import LiftTest
from otdel.evidence.models import LiftTestRecord, TestKind
from otdel.evidence.queries.company import facts, today
from otdel.evidence.queries.mix_beliefs import EIGHT
from otdel.evidence.queries.mix_rights import MAY_BELIEVE
from otdel.evidence.queries.weekly import Weekly, weekly
from otdel.evidence.services.beliefs import person_of, said
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer

CENT = Decimal("0.01")
MOST = Decimal(10) ** 14
LEAST_SHARE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class NewLiftTest:
    """An experiment as somebody types it: from `start` to before `end` the channel brought `lift` more margin.

    How sure: `error`, one standard error; or `low` and `high`, the ends of an 8-in-10 range. `share` is the part of the
    channel's spend whose effect was measured: 1 when it was switched off. `measured_to` is the first day no longer
    counted, by default `end`.
    """

    channel: str
    kind: str
    start: date
    end: date
    lift: Decimal
    error: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    share: Decimal = Decimal(1)
    measured_to: date | None = None
    note: str = ""


@transaction.atomic
def add_lift_test(viewer: Viewer, new: NewLiftTest) -> LiftTestRecord:
    """From the next fitting on. Raises NotAllowed; Refused for what cannot be an experiment's result."""
    viewer.must(*MAY_BELIEVE)
    seen = weekly(viewer)
    _check(viewer, new, seen)
    row = LiftTestRecord(
        channel=new.channel, kind=new.kind, start=new.start, end=new.end, measured_to=new.measured_to or new.end,
        currency=facts(viewer).currency, lift=new.lift.quantize(CENT), error=_error(new),
        share=new.share.quantize(LEAST_SHARE), note=said(new.note, ""), name=viewer.name, by_id=person_of(viewer),
    )  # fmt: skip
    _credible(row, seen)
    row.save()
    audit(
        viewer, "lift_test.added", _subject(row), channel=row.channel, start=row.start.isoformat(),
        end=row.end.isoformat(), lift=str(row.lift), error=str(row.error),
    )  # fmt: skip
    return row


@transaction.atomic
def take_back(viewer: Viewer, number: int, why: str) -> LiftTestRecord:
    """It counts no more from the next fitting on. Raises NotAllowed; Refused when there is none, or not any more."""
    viewer.must(*MAY_BELIEVE)
    row = LiftTestRecord.objects.select_for_update().filter(pk=number, taken_back_at=None).first()
    if row is None:
        raise Refused(Reason.of("lift_test_not_there"))
    row.taken_back_at, row.taken_back_by = timezone.now(), viewer.name
    row.taken_back_why = said(why, "lift_test_needs_why")
    row.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    audit(viewer, "lift_test.taken_back", _subject(row), channel=row.channel, why=row.taken_back_why)
    return row


def _credible(row: LiftTestRecord, seen: Weekly) -> None:
    """Raises Refused for what no experiment can have measured, and for the same experiment a second time."""
    test = LiftTest(
        row.channel, row.start, row.end, float(row.lift), float(row.error), float(row.share), row.measured_to
    )
    data = seen.data()
    if test.start < data.starts[0]:
        return  # it is kept, and said not to count: the weeks do not reach back to it
    if beyond(test, data):
        raise Refused(Reason.of("lift_test_beyond"))
    if too_sharp(test, data):
        raise Refused(Reason.of("lift_test_too_sharp"))
    same = ("channel", "start", "end", "measured_to", "lift", "error", "share")
    if LiftTestRecord.objects.filter(taken_back_at=None, **{name: getattr(row, name) for name in same}).exists():
        raise Refused(Reason.of("lift_test_twice"))


def _check(viewer: Viewer, new: NewLiftTest, seen: Weekly) -> None:
    """Raises Refused."""
    if new.channel not in seen.channels:
        raise Refused(Reason.of("lift_test_channel_unknown", channel=new.channel))
    if new.kind not in TestKind.values:
        raise Refused(Reason.of("lift_test_kind_unknown", kind=new.kind))
    if new.end <= new.start or (new.measured_to or new.end) < new.end:
        raise Refused(Reason.of("lift_test_days_wrong"))
    if (new.measured_to or new.end) > today(viewer):
        raise Refused(Reason.of("lift_test_not_over"))
    if not (new.share.is_finite() and LEAST_SHARE <= new.share <= 1):
        raise Refused(Reason.of("lift_test_share_wrong", share=str(new.share)))
    if not (new.lift.is_finite() and abs(new.lift) < MOST):
        raise Refused(Reason.of("lift_test_lift_wrong"))


def _error(new: NewLiftTest) -> Decimal:
    """One standard error, from the range when only that is known. Raises Refused."""
    error = new.error
    if error is None and new.low is not None and new.high is not None and new.low <= new.lift <= new.high:
        error = (new.high - new.low) / (2 * EIGHT)
    if error is None:
        raise Refused(Reason.of("lift_test_needs_error"))
    if not (error.is_finite() and CENT <= error < MOST):
        raise Refused(Reason.of("lift_test_error_wrong"))
    return error.quantize(CENT)


def _subject(row: LiftTestRecord) -> str:
    return f"lift_test:{row.pk}"
