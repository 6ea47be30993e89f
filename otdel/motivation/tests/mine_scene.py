"""A buyer of ads with half a year of pay behind him: library KPIs with stored values, October published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from otdel.kit.calendar import containing
from otdel.kit.viewer import Role
from otdel.motivation.library import plans
from otdel.motivation.models import PayAgreement, PayPlan, PayRun, PlanVersion, Statement, VersionState
from otdel.motivation.rules.plan import Holdback, Plan
from otdel.motivation.rules.writing import digest, write_plan
from otdel.motivation.services import runs
from otdel.motivation.services.moment import told_of
from otdel.organisation.models import JobRole, Member
from otdel.scorecard.models import ClosedPeriod, KpiValue
from otdel.scorecard.tests.conftest import Department

D = Decimal
BEFORE = datetime(2026, 5, 20, 9, tzinfo=UTC)
PUBLISHED = datetime(2026, 11, 12, 9, tzinfo=UTC)
BUYER = replace(
    plans()["mp_ppc"], currency="UAH", base=D(42000), target_variable=D(24000),
    holdback=Holdback(D("0.2"), 30, "leads later rejected"),
)  # fmt: skip
FORMULA = {"qualified_leads_paid": ("23", "count"), "qualified_leads_paid_plan": ("20", "count")}
MONTHS = {  # value and attainment of qualified leads to plan, their cost in the company's currency, and tests
    5: ("0.95", "0.95", "420", "0.98", "2"),
    6: ("1.05", "1.05", "400", "1.02", "3"),
    7: ("1.2", "1.2", "390", "1.05", "3"),
    8: ("0.9", "0.9", "450", "0.92", "1"),
    9: ("1.0", "1.0", "412", "1", "3"),
    10: ("1.1", "1.1", "430", "0.95", "2"),
    11: ("1.15", "1.15", "400", "1.02", "3"),
}


@dataclass(frozen=True)
class Mine:
    """The department, the buyer's agreement and his October statement."""

    team: Department
    agreement: PayAgreement
    statement: Statement

    @property
    def ihor(self) -> Member:
        return self.team.members["ihor"]


def agreed(member: Member, plan: Plan, *, start: date = date(2026, 6, 1), signed: bool = True) -> PayAgreement:
    """An approved version of a plan and its agreement with a member."""
    role = JobRole.objects.get(code=plan.role)
    kept = PayPlan.objects.create(code=plan.code, name="Buyer of ads", role=role)
    version = PlanVersion.objects.create(
        plan=kept, number=1, start=start, body=write_plan(plan), digest=digest(plan), name="owner",
        state=VersionState.APPROVED, made_at=BEFORE, approved_at=BEFORE,
    )  # fmt: skip
    return PayAgreement.objects.create(
        member=member, version=version, base=plan.base, target_variable=plan.target_variable, currency=plan.currency,
        start=start, text="<p>Agreed</p>", digest="0" * 64, offered_at=BEFORE, offered_name="owner",
        signed_at=BEFORE if signed else None, signed_name=member.name if signed else "",
    )  # fmt: skip


def lived(team: Department, stored: Callable[..., KpiValue], *, publish: bool = True) -> Mine:
    """Values of seven months; with `publish`, the pay of October published on 12 November."""
    ihor = team.members["ihor"]
    for month, (leads, reached, cost, cost_reached, tests) in MONTHS.items():
        start = date(2026, month, 1)
        put(stored, ihor, start, "ppc_ql", leads, reached)
        put(stored, ihor, start, "ppc_cpql", cost, cost_reached)
        put(stored, ihor, start, "ppc_tests", tests, "0.75")
        put(stored, ihor, start, "ppc_pace", "0.97", "1")
        put(stored, ihor, start, "ppc_map", "0.98" if month < 11 else "0.95", "1" if month < 11 else "0")
    agreement = agreed(ihor, BUYER)
    statement = publish_october(team) if publish else Statement()
    return Mine(team, agreement, statement)


def put(stored: Callable[..., KpiValue], member: Member, start: date, kpi: str, value: str, attainment: str) -> None:
    """A stored value with its attainment; of leads also what they were counted from."""
    kept = stored(kpi, member, start.isoformat(), value, "good")
    kept.attainment, kept.coverage, kept.fresh_to = D(attainment), D(1), date(2026, 11, 22)
    if kpi == "ppc_ql":
        kept.parts = {name: {"value": each, "rows": 3, "way": "facts"} for name, (each, _unit) in FORMULA.items()}
    kept.save()


def publish_october(team: Department) -> Statement:
    """Begun, calculated, checked and published by the owner."""
    owner, start = team.viewer(Role.OWNER), date(2026, 10, 1)
    ClosedPeriod.objects.create(
        unit="month", start=start, end=containing(start, "month").period.end, name="owner", digest="0" * 64
    )
    with told_of(PUBLISHED):
        run: PayRun = runs.begin(owner, "month", start)
        runs.calculate(owner, run.pk)
        for one in Statement.objects.filter(snapshot__run=run):
            runs.check(owner, one.pk)
        runs.publish(owner, run.pk)
    return Statement.objects.get(snapshot__run=run, member=team.members["ihor"])
