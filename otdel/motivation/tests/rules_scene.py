"""A company that writes its pay rules: the buyer's rule is in force and signed by the buyer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from otdel.accounts.models import Person
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Role, Viewer
from otdel.motivation.library import plans
from otdel.motivation.models import PayAgreement, PlanVersion
from otdel.motivation.rules.amounts import amounts_of, with_amounts
from otdel.motivation.rules.plan import Plan
from otdel.motivation.services import agreements, moment
from otdel.motivation.services.plans import approve, draft
from otdel.organisation.models import JobRole, Member
from otdel.scorecard.tests.conftest import Department

JULY = date(2026, 7, 1)
JANUARY = date(2027, 1, 1)
WRITTEN = datetime(2026, 6, 10, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Company:
    """The department with its rules. `running` is signed by the buyer, `to_offer` by nobody yet."""

    team: Department
    running: PlanVersion
    signed: PayAgreement

    @property
    def owner(self) -> Viewer:
        return self.team.viewer(Role.OWNER)

    @property
    def ihor(self) -> Viewer:
        return self.team.viewer(Role.SPECIALIST)

    def member(self, slug: str) -> Member:
        return self.team.members[slug]

    def person(self, role: Role) -> Person:
        return self.team.people[role]


def hryvnias(code: str, new_code: str) -> Plan:
    """A plan of the library at forty hryvnias a dollar."""
    plan = plans()[code]
    amounts = {one.path: one.value * 40 for one in amounts_of(plan)}
    return replace(with_amounts(plan, "UAH", amounts), code=new_code)


def passed(version: PlanVersion) -> PlanVersion:
    """As if the check had found nothing against it."""
    version.findings, version.checked_digest, version.checked_at = [], version.digest, WRITTEN
    version.save()
    return version


def written(viewer: Viewer, plan: Plan, start: date, name: str) -> PlanVersion:
    return draft(viewer, JobRole.objects.get(code=plan.role), plan, start, name=name, library="mp_ppc")


def company(team: Department) -> Company:
    """The buyer agreed in June to a rule that holds from July."""
    owner = team.viewer(Role.OWNER)
    with moment.told_of(WRITTEN):
        made = passed(written(owner, hryvnias("mp_ppc", "buyer"), JULY, "Buyer of ads"))
        running = approve(owner, made, seen=made.digest)
        terms = agreements.Offer(team.members["ihor"], Decimal(52000), Decimal(28000), JULY, "en")
        offered = agreements.offer(owner, running, terms)
        signed = agreements.sign(as_viewer(team.people[Role.SPECIALIST]), offered, seen=offered.digest)
    return Company(team, running, signed)
