"""Closing a period: its values are frozen, and corrected by dated adjustments only."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import cast, get_args

from django.db import transaction
from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.calendar import Named, containing
from otdel.kit.reason import Reason
from otdel.kit.viewer import Role, Viewer
from otdel.scorecard.models import Adjustment, ClosedPeriod, KpiValue
from otdel.scorecard.queries.periods import Span
from otdel.scorecard.queries.valuing import Valuer
from otdel.scorecard.services.computing import holders_in
from otdel.scorecard.services.storing import Whose, claim, store

DECIDES = (Role.OWNER, Role.HEAD)
LARGEST = Decimal(10) ** 15
FROZEN = ("kpi", "whose", "value", "reason", "attainment", "state", "target", "coverage", "small_sample", "parts")


def close(viewer: Viewer, unit: str, start: date, *, valuer: Valuer | None = None) -> ClosedPeriod:
    """Freeze the values of the period that starts on `start`, as they are now; later facts never change them.

    Whoever closes many periods at once passes one `valuer`, loaded today. Raises NotAllowed; Refused for a period that
    is not over, was closed already, or does not start on that day.
    """
    viewer.must(*DECIDES)
    today = company_today(viewer)
    named = _closable(unit, start, today)
    with transaction.atomic():
        run = claim()  # whoever else counts or closes waits here until this one is done
        if ClosedPeriod.objects.filter(unit=unit, start=start).exists():
            raise Refused(Reason.of("period_closed_already", period=named.code))
        values = _values(named, valuer or Valuer.load(today))
        store(run, [(named, values, None)])
        KpiValue.objects.filter(unit=unit, start=start).update(frozen_at=timezone.now())
        made = ClosedPeriod.objects.create(
            unit=unit, start=start, end=named.period.end, by_id=viewer.person or None, name=viewer.name,
            digest=digest_of(unit, start),
        )  # fmt: skip
        audit(viewer, "period.closed", f"period:{made.pk}", period=named.code, values=len(values))
    return made


def _closable(unit: str, start: date, today: date) -> Named:
    if unit not in get_args(Span):
        raise Refused(Reason.of("period_has_no_unit", unit=unit[:20]))
    named = containing(start, cast(Span, unit))
    if named.period.start != start:
        raise Refused(Reason.of("period_starts_elsewhere", start=named.period.start.isoformat()))
    if named.period.end > today:
        raise Refused(Reason.of("period_not_over", last=named.period.last_day.isoformat()))
    return named


def _values(named: Named, valuer: Valuer) -> list[Whose]:
    seen = valuer.window(named)
    assert seen is not None, "a period that is over has days that are over"
    return [(valuer.value(kpi, who, named), who.id if who else 0) for kpi, who in holders_in(valuer, seen)]


def digest_of(unit: str, start: date) -> str:
    """Of the values of a period as they are stored; it changes when anything in one of them does."""
    rows = KpiValue.objects.filter(unit=unit, start=start).order_by("kpi", "whose").values_list(*FROZEN)
    said = json.dumps([list(row) for row in rows], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def adjust(viewer: Viewer, kpi_value_id: int, new: Decimal | None, why: str) -> Adjustment:
    """Correct a frozen value; None says that it is not known. The frozen value itself stays as it was.

    Raises NotAllowed; Refused for a value that is not frozen, stays the same, is too large, or without a reason.
    """
    viewer.must(*DECIDES)
    why = why.strip()[:500]
    with transaction.atomic():
        value = KpiValue.objects.select_for_update().filter(pk=kpi_value_id).first()
        if value is None or value.frozen_at is None:
            raise Refused(Reason.of("value_not_frozen"))
        old = current_of(value)
        if refused := _refused(old, new, why):
            raise Refused(refused)
        made = Adjustment.objects.create(
            of=value, old=old, new=new, why=why, by_id=viewer.person or None, name=viewer.name
        )
        said = {"old": _text(old), "new": _text(new), "kpi": value.kpi, "start": value.start.isoformat()}
        audit(viewer, "value.adjusted", f"value:{value.pk}", why=why, **said)
    return made


def _refused(old: Decimal | None, new: Decimal | None, why: str) -> Reason | None:
    if not why:
        return Reason.of("correction_unclear")
    if new is not None and (not new.is_finite() or abs(new) >= LARGEST):
        return Reason.of("value_too_large")
    return Reason.of("correction_changes_nothing") if old == new else None


def current_of(value: KpiValue) -> Decimal | None:
    """The value with its latest correction."""
    last = value.adjustments.order_by("at", "id").last()
    return last.new if last else value.value


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
