"""The demo's pay plans: those of the library with amounts in hryvnias, each checked and approved before it began."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from otdel.kit.calendar import containing
from otdel.motivation.library import plans as library_plans
from otdel.motivation.models import PlanVersion
from otdel.motivation.rules.plan import Component, Gate, PayDay, Plan
from otdel.motivation.services.checking import check
from otdel.motivation.services.plans import approve, draft
from otdel.testing.demo import company
from otdel.testing.demo.department.ground import Ground
from otdel.testing.demo.pay.telling import begins, then, workday

WRITTEN_BEFORE = timedelta(days=24)  # days before it begins
MAP_PASSES = Decimal("0.80")  # what the campaigns of this company reach; the library's figure is for larger accounts
POINT = Decimal(700)  # hryvnias a point of text
NOT_YET, TAKES_IT = "seo_clicks", "seo_works"  # clicks are judged against a year ago, without data yet
FREED = Decimal("0.25")
SLOW = PayDay(15, 2)  # quarters are paid when what was bought has had its thirty days


@dataclass(frozen=True, slots=True)
class Fitted:
    """A plan of the library with this company's amounts, for one of its periods."""

    library: str
    name: str
    base: Decimal
    target_variable: Decimal = Decimal(0)


PLANS = {
    "cmo": Fitted("mp_cmo", "Marketing director", Decimal(255_000), Decimal(96_000)),
    "ppc": Fitted("mp_ppc", "Paid advertising", Decimal(42_000), Decimal(18_000)),
    "seo": Fitted("mp_seo", "Search", Decimal(108_000), Decimal(36_000)),
    "smm": Fitted("mp_smm", "Social networks", Decimal(17_500), Decimal(6_500)),
    "email": Fitted("mp_email", "Mailings", Decimal(15_000), Decimal(6_000)),
    "affiliate": Fitted("mp_affiliate", "Partners", Decimal(14_000), Decimal(8_000)),
    "copywriter": Fitted("mp_copy", "Author by contract", Decimal(0)),
    "content_manager": Fitted("mp_content", "Content", Decimal(27_000), Decimal(8_000)),
    "pr": Fitted("mp_pr", "Press office by contract", Decimal(60_000), Decimal(24_000)),
    "generalist": Fitted("mp_generalist", "All-round marketer", Decimal(25_000), Decimal(9_000)),
}


def fitted(role: str) -> Plan:
    """The plan of a role as the company wrote it."""
    terms = PLANS[role]
    plan = library_plans()[terms.library]
    plan = replace(
        plan, code=f"pay-{role.replace('_', '-')}", currency=company.CURRENCY, base=terms.base,
        target_variable=terms.target_variable, gates=tuple(_gate(one) for one in plan.gates),
    )  # fmt: skip
    if plan.point_pay:
        plan = replace(plan, point_pay=replace(plan.point_pay, rate=POINT))
    plan = replace(plan, components=tuple(_part(one) for one in plan.components if one.kpi != NOT_YET))
    return replace(plan, pay_day=SLOW) if plan.period == "quarter" else plan


def _part(one: Component) -> Component:
    return replace(one, weight=one.weight + FREED) if one.kpi == TAKES_IT else one


def _gate(one: Gate) -> Gate:
    return replace(one, passes=replace(one.passes, low=MAP_PASSES)) if one.kpi == "ppc_map" else one


def start_of(ground: Ground, plan: Plan) -> date:
    """The first day of the month or quarter pay by plan begins with."""
    return containing(begins(ground), "quarter" if plan.period == "quarter" else "month").period.start


def approve_all(ground: Ground) -> dict[str, PlanVersion]:
    """Every role's plan in force, by role."""
    found = {}
    for role in PLANS:
        plan = fitted(role)
        start = start_of(ground, plan)
        with then(workday(start - WRITTEN_BEFORE)):
            made = draft(ground.owner, ground.roles[role], plan, start, name=PLANS[role].name,
                         library=PLANS[role].library)  # fmt: skip
            check(ground.owner, made)
            made.refresh_from_db()
            found[role] = approve(ground.owner, made, seen=made.digest)
    return found
