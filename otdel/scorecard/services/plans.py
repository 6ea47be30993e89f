"""Approved plans of measures, and targets of people: both dated, neither over a closed period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Member
from otdel.scorecard.models import Kpi, PlanValue, Target
from otdel.scorecard.services.common import DECIDES, FAR, known_measure, still_open

Steps = tuple[Decimal | None, Decimal | None, Decimal | None]


def set_plan(
    viewer: Viewer,
    measure: str,
    period: Period,
    value: Decimal,
    member: Member | None = None,
    *,
    currency: str = "",
    file: str = "",
    row: int | None = None,
) -> PlanValue:
    """The approved plan of a measure for these days; said again for the same days, it replaces the first.

    Raises NotAllowed, and Refused for an unknown measure, a value it cannot have, a closed period, or days another plan
    of this measure already speaks for in part.
    """
    viewer.must(*DECIDES)
    code = measure.removesuffix("_plan")
    _plannable(code, value)
    still_open(period)
    with transaction.atomic():
        standing = PlanValue.objects.filter(measure=code, member=member)
        _no_overlap(standing, period)
        kept = standing.filter(start=period.start, end=period.end).first()
        old = None if kept is None else kept.value
        kept = kept or PlanValue(measure=code, member=member, start=period.start, end=period.end)
        kept.value, kept.currency, kept.file, kept.row = value, currency, file[:200], row
        kept.by_id, kept.name = viewer.person or None, viewer.name
        kept.save()
        if old != value:
            audit(
                viewer,
                "plan.set",
                f"plan:{kept.pk}",
                measure=code,
                month=period.start.isoformat(),
                old=None if old is None else f"{old.normalize():f}",
                new=f"{value.normalize():f}",
            )
    return kept


def remove_plan(viewer: Viewer, plan: PlanValue) -> None:
    """Take a plan away. Raises NotAllowed, and Refused for a closed period."""
    viewer.must(*DECIDES)
    still_open(Period(plan.start, plan.end or date.max))
    with transaction.atomic():
        audit(viewer, "plan.removed", f"plan:{plan.pk}", measure=plan.measure, month=plan.start.isoformat())
        plan.delete()


def set_target(
    viewer: Viewer, kpi: str, start: date, steps: Steps, member: Member | None = None, *, note: str = ""
) -> Target:
    """Floor, target and stretch from `start` on; the target before it ends there. Raises NotAllowed and Refused."""
    viewer.must(*DECIDES)
    found = Kpi.objects.filter(code=kpi).order_by("-start").first()
    if found is None:
        raise Refused(Reason.of("kpi_unknown", kpi=kpi[:60]))
    _in_order(steps, str(found.settings.get("direction", "higher")), str(_pattern(found)))
    still_open(Period(start, date.max))
    with transaction.atomic():
        of_same = Target.objects.filter(kpi=kpi, member=member)
        kept = of_same.filter(start=start).first() or Target(kpi=kpi, member=member, start=start)
        _end_before(of_same, start)
        kept.floor, kept.target, kept.stretch = steps
        kept.note, kept.by_id = note.strip()[:300], viewer.person or None
        later = of_same.filter(start__gt=start).order_by("start").first()
        kept.end = later.start if later else None
        kept.save()
        audit(viewer, "target.set", f"kpi:{kpi}", month=start.isoformat(), who=member.slug if member else "")
    return kept


def _pattern(kpi: Kpi) -> object:
    return kpi.settings.get("threshold", {}).get("pattern", "")


def _end_before(targets: object, start: date) -> None:
    for one in targets.filter(start__lt=start):  # type: ignore[attr-defined]
        if one.end is None or one.end > start:
            one.end = start
            one.save(update_fields=["end"])


def _plannable(code: str, value: Decimal) -> None:
    known = known_measure(code)
    if not value.is_finite() or abs(value) > FAR:
        raise Refused(Reason.of("value_too_large"))
    if value < 0 and known.unit != "money":
        raise Refused(Reason.of("value_below_zero"))


def _no_overlap(standing: object, period: Period) -> None:
    for one in standing.during(period.start, period.end):  # type: ignore[attr-defined]
        if (one.start, one.end) != (period.start, period.end):
            last = Period(one.start, one.end or date.max).last_day
            raise Refused(Reason.of("plan_overlaps", start=one.start.isoformat(), last=last.isoformat()))


def _in_order(steps: Steps, direction: str, pattern: str) -> None:
    """Floor, target, stretch go one way: up, or down for an absolute goal where less is better."""
    given = [step for step in steps if step is not None]
    if not given:
        raise Refused(Reason.of("target_empty"))
    if any(not step.is_finite() or abs(step) > FAR for step in given):
        raise Refused(Reason.of("value_too_large"))
    down = direction == "lower" and pattern in ("absolute", "gate", "monitor")
    if given != sorted(given, reverse=down):
        raise Refused(Reason.of("target_order_down" if down else "target_order_up"))
