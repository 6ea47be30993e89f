"""Changing a KPI: a new dated version, never a silent change of what was measured before."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.period import Period
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.scorecard.models import Kpi
from otdel.scorecard.queries.formulas import wrong_with
from otdel.scorecard.services.common import DECIDES, still_open


def change_kpi(
    viewer: Viewer, code: str, start: date, formula: str, settings: dict[str, Any], *, name: str = ""
) -> Kpi:
    """The KPI from `start` on, with this formula and these settings laid over its present ones.

    The version before it ends on that day; a version that begins on the very day is replaced. Raises NotAllowed, and
    Refused for an unknown KPI, a formula that cannot be used, a closed period, or a day before the version in force.
    """
    viewer.must(*DECIDES)
    with transaction.atomic():
        now = in_force(code)
        if start < now.start:
            raise Refused(Reason.of("kpi_starts_too_early", start=now.start.isoformat()))
        still_open(Period(start, date.max))
        laid = {**now.settings, **settings}
        if wrong := wrong_with(formula, str(laid.get("unit", ""))):
            raise Refused(wrong[0])
        own = {**now.own, "name": name.strip()} if name.strip() else now.own
        kept = _version(now, start)
        kept.formula, kept.settings, kept.own = formula.strip(), laid, own
        kept.save()
        audit(viewer, "kpi.changed", f"kpi:{code}", month=start.isoformat(), formula=kept.formula)
    return kept


def in_force(code: str) -> Kpi:
    """The newest version. Raises Refused when there is no such KPI."""
    found = Kpi.objects.filter(code=code).order_by("-start").first()
    if found is None:
        raise Refused(Reason.of("kpi_unknown", kpi=code[:60]))
    return found


def _version(now: Kpi, start: date) -> Kpi:
    """The version to write into: the one that begins on `start`, or a new one that follows it."""
    if now.start == start:
        return now
    ends, now.end = now.end, start
    now.save(update_fields=["end"])
    return Kpi(role=now.role, code=now.code, start=start, end=ends, position=now.position)
