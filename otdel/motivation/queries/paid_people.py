"""Whom a version of a plan pays, or would pay, with their own terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otdel.motivation.models import PayAgreement, PlanVersion
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import read_plan
from otdel.organisation.models import Engagement
from otdel.organisation.queries.members import MemberRef, ref


@dataclass(frozen=True, slots=True)
class Paid:
    """`signed` is false for whoever was offered it, or only holds the role."""

    who: MemberRef
    base: Decimal
    target_variable: Decimal
    signed: bool


def people_of(version: PlanVersion, plan: Plan, today: date) -> tuple[Paid, ...]:
    """Those with a live agreement of the plan, and holders of the role who have none, by what the plan says.

    Somebody's own terms stand until the version says other amounts than the one they agreed to.
    """
    live = PayAgreement.objects.filter(version__plan=version.plan, declined_at=None, withdrawn_at=None)
    newest: dict[int, PayAgreement] = {}
    for one in live.select_related("member", "version").order_by("start", "id"):
        if one.end is None or one.end > today:
            newest[one.member_id] = one
    found = {pk: _paid(one, plan) for pk, one in newest.items()}
    holders = Engagement.objects.on(max(today, version.start)).filter(role=version.plan.role).select_related("member")
    for held in holders:
        found.setdefault(held.member_id, Paid(ref(held.member), plan.base, plan.target_variable, signed=False))
    return tuple(sorted(found.values(), key=lambda one: one.who.name))


def paid_elsewhere() -> set[str]:
    """KPIs of components in running agreements."""
    running = PayAgreement.objects.exclude(signed_at=None).filter(withdrawn_at=None, end=None)
    bodies = running.values_list("version__body", flat=True)
    return {str(part["kpi"]) for body in bodies for part in body.get("components", ())}


def _paid(one: PayAgreement, plan: Plan) -> Paid:
    said = read_plan(one.version.body)
    same = (said.base, said.target_variable) == (plan.base, plan.target_variable)
    base, target = (one.base, one.target_variable) if same else (plan.base, plan.target_variable)
    return Paid(ref(one.member), base, target, one.signed_at is not None)
