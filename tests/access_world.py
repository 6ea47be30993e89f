"""A department in which all there is belongs to one person, and every text of a person carries their name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from otdel.accounts.models import ApiKey, Company, Person
from otdel.accounts.viewers import as_viewer
from otdel.kit.viewer import Role
from otdel.organisation.models import (
    Absence,
    Access,
    Accountability,
    Drill,
    Engagement,
    HandoverNote,
    Holding,
    JobRole,
    Member,
    Process,
    SavedDesign,
    Zone,
)
from otdel.planning.models import Promise, PromiseKind, Task
from otdel.scorecard.models import Adjustment, ClosedPeriod, Kpi, KpiValue, PlanValue, Reading, Target
from tests.access_pay import give_pay, ids_of

SINCE = date(2026, 1, 1)
MONTH = (date(2026, 9, 1), date(2026, 10, 1))
CAST = {  # slug -> their right; those with a place in the department are members
    "olena": Role.OWNER,
    "hryhorii": Role.HEAD,
    "sofiia": Role.SPECIALIST,
    "taras": Role.SPECIALIST,
    "kyrylo": Role.CONTRACTOR,
    "yana": Role.CONTRACTOR,
    "alla": Role.ACCOUNTANT,
}
WORKERS = ("hryhorii", "sofiia", "taras", "kyrylo", "yana")


@dataclass(frozen=True)
class World:
    """Accounts by name, and the numbers addresses need for what belongs to `slug`."""

    people: dict[str, Person]
    slug: str
    ids: dict[str, int]


def secret(slug: str, what: str) -> str:
    """A text that is nobody's to read but this person's and their leaders'."""
    return f"secret-{slug}-{what}"


def world(slug: str) -> World:
    """Everything in it is `slug`'s; of the others there is the same, so that lists have something to hide."""
    Company.objects.create(name="Lumen Home", currency="EUR", time_zone="UTC")
    people = {
        name: Person.objects.create_person(f"{name}@example.com", None, name=name.title(), role=role.value)
        for name, role in CAST.items()
    }
    role = JobRole.objects.create(code="ppc", own={"title": "Buyer"})
    other = JobRole.objects.create(code="design", own={"title": "Designer"})
    Kpi.objects.create(
        role=role,
        code="ppc_x",
        formula="ratio(tasks_done_by_first_due, tasks_due)",
        settings={"unit": "ratio", "period": "month"},
        start=SINCE,
    )
    Kpi.objects.create(
        role=role, code="ppc_y", formula="pr_cost", settings={"unit": "money", "period": "month"}, start=SINCE
    )
    zone = Zone.objects.create(code="ppc.bids", role=role, name="Bids", critical=True)
    head: Member | None = None
    ids: dict[str, int] = {}
    members: dict[int, Member] = {}
    for name in WORKERS:
        member = _member(name, people[name], role if name in ("hryhorii", slug) else other, head)
        head = head or member
        members[len(members) + 1] = member
        mine = _things(member, role, zone, own=name == slug)
        if name == slug:
            ids = mine | {"person": people[name].pk, "key": ApiKey.objects.get(person=people[name]).pk}
    assert head is not None
    closed = ClosedPeriod.objects.create(unit="month", start=MONTH[0], end=MONTH[1], name="Hryhorii", digest="0" * 64)
    give_pay(as_viewer(people["olena"]), members)
    ids |= ids_of(next(one for one in members.values() if one.slug == slug))
    design = SavedDesign.objects.create(name="Next year", currency="EUR")
    return World(people, slug, ids | {"head": head.pk, "zone": zone.pk, "period": closed.pk, "design": design.pk})


def _member(name: str, person: Person, role: JobRole, head: Member | None) -> Member:
    made = Member.objects.create(
        name=name.title(), slug=name, person=person, email=f"{secret(name, 'mail')}@example.com",
        contact=secret(name, "phone"),
    )  # fmt: skip
    Engagement.objects.create(member=made, role=role, start=SINCE, reports_to=head)
    ApiKey.objects.create(person=person, name="a script", digest=f"{name:0<64}", hint="otdel_1234")
    return made


def _things(member: Member, role: JobRole, zone: Zone, *, own: bool) -> dict[str, int]:
    name, due = member.slug, timezone.localdate() + timedelta(days=3)
    part = Accountability.objects.create(zone=zone, member=member, part="accountable" if own else "helps", start=SINCE)
    code = "ppc_daily" if own else f"{name}_daily"
    process = Process.objects.create(
        role=role,
        code=code,
        cadence="daily",
        start=SINCE,
        holder=member,
        steps=secret(name, "steps"),
        own={"name": "Look at bids"},
    )
    access = Access.objects.create(system="Ads", asset=name, owner=member, critical=True, note=secret(name, "note"))
    held = Holding.objects.create(access=access, member=member, start=SINCE, level=secret(name, "level"))
    found = {
        "member": member.pk,
        "part": part.pk,
        "access": access.pk,
        "holding": held.pk,
        "engagement": member.engagements.get().pk,
        "drill": Drill.objects.create(process=process, member=member, day=due).pk,
        "absence": Absence.objects.create(
            member=member, why="illness", note=secret(name, "ill"), start=due, end=due + timedelta(days=5)
        ).pk,
        "line": HandoverNote.objects.create(member=member, kind="contact", text=secret(name, "contact")).pk,
    }
    return found | _work(member, due) | _numbers(member)


def _work(member: Member, due: date) -> dict[str, int]:
    name, then = member.slug, timezone.now().replace(year=2026, month=9, day=2)
    Task.objects.create(
        title=secret(name, "done"),
        owner=member,
        first_due=date(2026, 9, 10),
        due=date(2026, 9, 10),
        created_at=then,
        handed_at=then,
        accepted_at=then,
        text=secret(name, "text"),
    )
    task = Task.objects.create(title=secret(name, "task"), owner=member, first_due=due, due=due, created_at=then)
    Promise.objects.create(
        maker=member,
        to_name="Bank",
        kind=PromiseKind.PAY,
        what=secret(name, "pay"),
        made_on=SINCE,
        due=date(2026, 9, 10),
    )
    promise = Promise.objects.create(
        maker=member, to_name="Client", what=secret(name, "promise"), made_on=SINCE, due=date(2026, 9, 20)
    )
    return {"task": task.pk, "promise": promise.pk}


def _numbers(member: Member) -> dict[str, int]:
    name, now = member.slug, timezone.now()
    days = {"start": MONTH[0], "end": MONTH[1]}
    value = KpiValue.objects.create(
        kpi="ppc_x",
        member=member,
        unit="month",
        value=Decimal("0.7171"),
        state="off",
        computed_at=now,
        frozen_at=now,
        **days,
    )
    Adjustment.objects.create(of=value, old=Decimal(1), new=Decimal("0.7171"), why=secret(name, "why"), name="Head")
    Target.objects.create(kpi="ppc_x", member=member, start=SINCE, target=Decimal(1), note=secret(name, "target"))
    PlanValue.objects.create(measure="pr_cost", member=member, value=Decimal(717171), name=secret(name, "plan"), **days)
    amounts = {"value": Decimal(717171), "second": Decimal(717171)}
    reading = Reading.objects.create(
        measure="pr_cost", member=member, name=secret(name, "reader"), source=secret(name, "source"), **amounts, **days
    )
    waiting = Reading.objects.create(
        measure="pr_points", member=member, name="Somebody", value=Decimal(5), source=secret(name, "screen"), **days
    )
    return {"value": value.pk, "reading": reading.pk, "waiting": waiting.pk}
