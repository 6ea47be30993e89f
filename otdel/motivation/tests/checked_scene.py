"""The department of pay with a longer past: a draft of the buyer's next plan that has everything a check can find."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal

from otdel.kit.calendar import containing
from otdel.motivation.models import PlanVersion
from otdel.motivation.tests.pay_scene import Scene, department
from otdel.scorecard.models import KpiValue

D = Decimal
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)


def with_past() -> Scene:
    """Fourteen months of the buyer behind the two the scene has."""
    made, random_ = department(), random.Random(2)
    ihor, named = made.members["ihor"], containing(date(2026, 10, 1), "month")
    for _ in range(14):
        named = named.earlier()
        for kpi in ("ppc_ql", "ppc_cpql", "ppc_map"):
            figure = D(f"{random_.uniform(0.9, 1.1):.4f}")
            KpiValue.objects.create(
                kpi=kpi, member=ihor, unit="month", start=named.period.start, end=named.period.end, value=figure,
                attainment=figure, coverage=D(1), mature=True, computed_at=made.agreements["ihor"].offered_at,
                parts={"qualified_leads_paid": {"value": "9", "rows": 9}},
            )  # fmt: skip
    return made


def draft(scene: Scene) -> PlanVersion:
    approved = scene.agreements["ihor"].version
    return PlanVersion.objects.create(
        plan=approved.plan, number=2, start=date(2027, 1, 1), body=approved.body, digest=approved.digest,
        made_at=approved.made_at, name="owner",
    )  # fmt: skip


def heavy(version: PlanVersion) -> PlanVersion:
    """The draft with a weight of 70 %: an error with a mend that works."""
    version.body["components"][0]["weight"], version.body["components"][1]["weight"] = "0.7", "0.3"
    version.save()
    return version
