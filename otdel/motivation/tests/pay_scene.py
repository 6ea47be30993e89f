"""A department with pay: an owner, a head, a buyer of ads with gates and a holdback, a writer; October 2026 is over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from otdel.accounts.models import Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.kit.calendar import containing
from otdel.kit.viewer import Role, Viewer
from otdel.motivation.models import PayAgreement, PayPlan, PlanVersion, VersionState
from otdel.motivation.rules.plan import (
    By,
    Clawback,
    Component,
    Condition,
    Extra,
    Gate,
    Holdback,
    PayDay,
    Plan,
    Point,
)
from otdel.motivation.rules.reading import digest, write_plan
from otdel.organisation.models import Engagement, JobRole, Member
from otdel.scorecard.models import ClosedPeriod, KpiValue

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
BEFORE = datetime(2026, 6, 20, 9, tzinfo=UTC)
D = Decimal


def curve(*points: tuple[str, str]) -> tuple[Point, ...]:
    return tuple(Point(D(at), D(pays)) for at, pays in points)


BUYER = Plan(
    code="buyer", role="ppc", period="month", currency="UAH", base=D(40000), target_variable=D(20000), cap=D("1.4"),
    components=(
        Component("ppc_ql", D("0.6"), curve(("0.8", "0"), ("1", "1"), ("1.25", "1.5"))),
        Component("ppc_cpql", D("0.4"), curve(("0.8", "0"), ("1", "1"), ("1.15", "1.3"))),
    ),
    gates=(Gate("ppc_map", Condition(By.VALUE, low=D("0.97")), D("0.8")),),
    holdback=Holdback(D("0.25"), 30, "leads later rejected"),
    clawback=Clawback("invented leads", 180, D("0.5")),
    extras=(Extra("test", "Experiment finished", D(3000)),),
    pay_day=PayDay(15, 1),
)  # fmt: skip
HEAD = replace(BUYER, code="head", role="cmo", base=D(70000), gates=(), holdback=None, clawback=None, extras=())
VALUES = {"ppc_ql": ("110", "1.1", "100"), "ppc_cpql": ("430", "0.95", "410"), "ppc_map": ("0.95", "0.95", "0.97")}


@dataclass(frozen=True)
class Scene:
    """Accounts by role, members by slug, the signed agreements of the head and the buyer."""

    people: dict[Role, Person]
    members: dict[str, Member]
    agreements: dict[str, PayAgreement]

    def viewer(self, role: Role) -> Viewer:
        return as_viewer(self.people[role])

    @property
    def owner(self) -> Viewer:
        return self.viewer(Role.OWNER)


def department() -> Scene:
    """Stored in the records; every KPI of October and November has its value, and both months are closed."""
    Company.objects.create(pk=1, name="Lamp shop", currency="UAH", language="en", time_zone="Europe/Kyiv")
    people = {role: _person(role) for role in Role}
    maryna = Member.objects.create(name="Maryna Lys", slug="maryna", person=people[Role.HEAD])
    ihor = Member.objects.create(name="Ihor Bondar", slug="ihor", person=people[Role.SPECIALIST])
    roles = {code: JobRole.objects.create(code=code) for code in ("cmo", "ppc")}
    Engagement.objects.create(member=maryna, role=roles["cmo"], start=date(2026, 1, 1))
    Engagement.objects.create(member=ihor, role=roles["ppc"], start=date(2026, 1, 1), reports_to=maryna)
    agreements = {
        "maryna": agree(maryna, version(HEAD, roles["cmo"])),
        "ihor": agree(ihor, version(BUYER, roles["ppc"])),
    }
    for start in (OCTOBER, NOVEMBER):
        month(start, maryna, ihor)
    return Scene(people, {"maryna": maryna, "ihor": ihor}, agreements)


def _person(role: Role) -> Person:
    return Person.objects.create(email=f"{role.value}@lamp.test", name=role.value, role=role.value, password="!")


def version(plan: Plan, role: JobRole) -> PlanVersion:
    kept = PayPlan.objects.create(code=plan.code, name=plan.code.title(), role=role)
    return PlanVersion.objects.create(
        plan=kept, number=1, start=date(2026, 7, 1), body=write_plan(plan), digest=digest(plan), name="owner",
        state=VersionState.APPROVED, made_at=BEFORE, approved_at=BEFORE,
    )  # fmt: skip


def agree(member: Member, version: PlanVersion, start: date = OCTOBER) -> PayAgreement:
    return PayAgreement.objects.create(
        member=member, version=version, base=version.body["base"], target_variable=version.body["target_variable"],
        currency="UAH", start=start, text="<p>Agreed</p>", digest="0" * 64, offered_at=BEFORE, offered_name="owner",
        signed_at=BEFORE, signed_name=member.name,
    )  # fmt: skip


def month(start: date, *members: Member) -> None:
    """Everybody's KPIs of a month, and the month closed."""
    named = containing(start, "month")
    for member in members:
        for kpi, (value, attainment, target) in VALUES.items():
            KpiValue.objects.create(
                kpi=kpi, member=member, unit="month", start=start, end=named.period.end, value=D(value),
                attainment=D(attainment), target=D(target), coverage=D(1), mature=True, computed_at=BEFORE,
                frozen_at=BEFORE,
            )  # fmt: skip
    ClosedPeriod.objects.create(unit="month", start=start, end=named.period.end, name="owner", digest="0" * 64)
