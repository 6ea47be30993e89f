"""Values read by a person: typed once, read again by another who does not see the first, and settled by a head."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.models import Member
from otdel.scorecard.measures.shapes import Measure
from otdel.scorecard.models import Reading
from otdel.scorecard.queries.readings import READABLE, agrees
from otdel.scorecard.services.common import DECIDES, FAR, known_measure, may_write_for, still_open


def type_reading(
    viewer: Viewer,
    measure: str,
    period: Period,
    value: Decimal,
    member: Member | None = None,
    *,
    source: str = "",
    file: str = "",
    row: int | None = None,
) -> Reading:
    """What the measure was in `period`, as this person reads it; said again, it replaces what stood there.

    Raises NotAllowed for another person's numbers, Refused for a measure that is not read by people, a value it cannot
    have, days that have not begun, or a closed period. The same value said again changes nothing.
    """
    may_write_for(viewer, member)
    known = _readable(measure)
    _possible(known.unit, value)
    _begun(period, company_today(viewer))
    still_open(period)
    with transaction.atomic():
        standing = current(measure, period, member)
        if standing is not None and _same(standing, viewer, value):
            return standing
        fresh = Reading.objects.create(
            measure=measure,
            member=member,
            start=period.start,
            end=period.end,
            value=value,
            by_id=viewer.person or None,
            name=viewer.name,
            source=source.strip()[:200],
            file=file[:200],
            row=row,
        )
        Reading.objects.filter(pk=standing.pk if standing else 0).update(replaced_by=fresh)
        audit(viewer, "reading.typed", f"reading:{fresh.pk}", measure=measure, month=period.start.isoformat())
    return fresh


def read_again(viewer: Viewer, reading: Reading, value: Decimal) -> Reading:
    """What the second reader read. Raises NotAllowed for the first reader, Refused when it was read twice already."""
    may_write_for(viewer, reading.member)
    if _is_first(viewer, reading):
        raise NotAllowed("the second reader is another person")
    _possible(known_measure(reading.measure).unit, value)
    still_open(Period(reading.start, reading.end or date.max))
    with transaction.atomic():
        reading = Reading.objects.select_for_update().get(pk=reading.pk)
        if reading.second is not None or reading.replaced_by_id is not None:
            raise Refused(Reason.of("reading_read_twice"))
        reading.second, reading.second_name, reading.second_at = value, viewer.name, timezone.now()
        reading.second_by_id = viewer.person or None
        reading.save()
        audit(viewer, "reading.again", f"reading:{reading.pk}", measure=reading.measure, agrees=agrees(reading))
    return reading


def settle(viewer: Viewer, reading: Reading, value: Decimal, why: str) -> Reading:
    """A head says which value counts, and why. Raises NotAllowed, and Refused without a difference or a reason."""
    viewer.must(*DECIDES)
    if not why.strip():
        raise Refused(Reason.of("settled_without_reason"))
    if reading.second is None or agrees(reading) or reading.replaced_by_id is not None:
        raise Refused(Reason.of("nothing_to_settle"))
    _possible(known_measure(reading.measure).unit, value)
    still_open(Period(reading.start, reading.end or date.max))
    with transaction.atomic():
        reading.settled, reading.settled_name, reading.settled_why = value, viewer.name, why.strip()[:300]
        reading.save()
        audit(viewer, "reading.settled", f"reading:{reading.pk}", measure=reading.measure, why=reading.settled_why)
    return reading


def current(measure: str, period: Period, member: Member | None) -> Reading | None:
    """The reading that stands for exactly these days, not one that was replaced."""
    found = Reading.objects.filter(measure=measure, start=period.start, end=period.end, member=member, replaced_by=None)
    return found.order_by("-pk").first()


def _same(standing: Reading, viewer: Viewer, value: Decimal) -> bool:
    return standing.value == value and (standing.by_id or 0) == viewer.person


def _is_first(viewer: Viewer, reading: Reading) -> bool:
    """Accounts are compared; at a terminal, where there is none, names are."""
    if viewer.person and reading.by_id:
        return reading.by_id == viewer.person
    return reading.name == viewer.name


def _readable(code: str) -> Measure:
    known = known_measure(code)
    if known.way not in READABLE:
        raise Refused(Reason.of("measure_not_typed", measure=code))
    return known


def _possible(unit: str, value: Decimal) -> None:
    if not value.is_finite() or abs(value) > FAR:
        raise Refused(Reason.of("value_too_large"))
    if unit == "share" and not 0 <= value <= 1:
        raise Refused(Reason.of("value_not_a_share"))
    if unit not in ("money", "ratio") and value < 0:
        raise Refused(Reason.of("value_below_zero"))


def _begun(period: Period, today: date) -> None:
    if period.start > today:
        raise Refused(Reason.of("period_not_begun", start=period.start.isoformat()))
