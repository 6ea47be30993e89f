"""Targets of the demo's people where they differ from the role's, and who has agreed to which KPI."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from otdel.organisation.models import Agreement
from otdel.scorecard.models import Kpi, Target
from otdel.scorecard.panels import kpi_subject
from otdel.testing.demo.department.ground import Ground, moment, own_moments

TARGETS = (  # KPI, whose (everybody's when empty), months back, floor, target, stretch, why
    ("ppc_tests", "ihor", 5, "2", "4", "5", "Two accounts with room for tests since summer."),
    ("seo_top", "olha", 9, "0.35", "0.45", "0.55", "The list of the year is long; to be raised in January."),
    ("smm_sla", "roman", 7, "0.75", "0.88", "0.95", "Half his week; agreed when he took the partners over."),
    ("cop_time", "", 10, "0.75", "0.9", "1", ""),
    ("cnt_full", "kateryna", 8, "0.8", "0.9", "0.95", "After the move of the catalogue."),
    ("eml_active", "nadiia", 8, "0", "0.03", "0.06", "The base is grown without contests."),
)
NOT_AGREED = (("roman", "smm_plan_done"), ("olha", "seo_top"))


def agree(ground: Ground) -> None:
    """Targets first: a KPI is agreed to together with its target."""
    with own_moments(Target, "at"):
        Target.objects.bulk_create(_target(ground, *row) for row in TARGETS)
    made = [
        _agreement(ground, kpi, one.key)
        for kpi in Kpi.objects.select_related("role").filter(end=None)
        for one, start, end in ground.holders(kpi.role.code)
        if end is None and start < ground.today and (one.key, kpi.code) not in NOT_AGREED
    ]
    with own_moments(Agreement, "at"):
        Agreement.objects.bulk_create(made)


def _target(
    ground: Ground, kpi: str, key: str, back: int, floor: str, target: str, stretch: str, why: str
) -> Target:  # fmt: skip
    start = ground.month(back).start
    return Target(
        kpi=kpi, member=ground.members.get(key), start=start, floor=Decimal(floor), target=Decimal(target),
        stretch=Decimal(stretch), note=why, at=moment(start - timedelta(days=3), 15), by=ground.accounts["maryna"],
    )  # fmt: skip


def _agreement(ground: Ground, kpi: Kpi, key: str) -> Agreement:
    member = ground.members[key]
    subject, digest = kpi_subject(kpi, member, ground.today)
    day = max(start for one, start, _ in ground.holders(kpi.role.code) if one.key == key)
    newest = max(
        [
            day,
            kpi.start,
            ground.since,
            *(row.start for row in Target.objects.filter(kpi=kpi.code) if row.member_id == member.pk),
        ]
    )
    at = min(newest + timedelta(days=4), ground.today - timedelta(days=1))
    by = ground.accounts.get(key) or ground.accounts["maryna"]
    return Agreement(member=member, subject=subject, digest=digest, at=moment(at, 13), by=by)
