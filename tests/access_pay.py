"""Pay planted for everybody of the access world: each with amounts nobody else has, in every record pay leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from otdel.kit.viewer import Viewer
from otdel.motivation.models import Dispute, LineState, PayAgreement, Payment, PayPlan, PlanVersion, Statement
from otdel.motivation.models import VersionState as State
from otdel.motivation.rules.plan import Component, Holdback, Plan, Point
from otdel.motivation.rules.reading import digest, write_plan
from otdel.motivation.services import runs
from otdel.motivation.services.moment import told_of
from otdel.organisation.models import JobRole, Member
from otdel.scorecard.models import ClosedPeriod

SEPTEMBER = date(2026, 9, 1)
LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)
THEN = datetime(2026, 10, 8, 9, tzinfo=UTC)
NEXT = date(2126, 1, 1)  # an offer that is still to be answered
PARTS = {"base": ("91", "37"), "variable": ("82", "46")}  # what stands before and after a person's number


def amount(place: int, part: str) -> Decimal:
    """Fixed or variable pay of the person number `place`: 91337.19 and 82346.19 of the third."""
    before, after = PARTS[part]
    return Decimal(f"{before}{place}{after}.19")


def planted(place: int) -> re.Pattern[str]:
    """A person's amounts, however a page groups or shortens them."""
    found = []
    for before, after in PARTS.values():
        found.append(rf"(?<![0-9A-Za-z]){before}[\s.,’']?{place}{after}(?![0-9])")
        found.append(rf"(?<![0-9A-Za-z]){before}[.,]{place}\s?(?:k|K|т)")
    return re.compile("|".join(found))


def plan_of(place: int, code: str, role: str) -> Plan:
    parts = (Component("ppc_none", Decimal(1), (Point(Decimal(0), Decimal(0)), Point(Decimal(1), Decimal(1)))),)
    return Plan(
        code=code, role=role, period="month", currency="EUR", base=amount(place, "base"),
        target_variable=amount(place, "variable"), components=parts,
        holdback=Holdback(Decimal("0.2"), 20, "returns"),
    )  # fmt: skip


def give_pay(owner: Viewer, members: Mapping[int, Member], secret: str = "secret-{slug}-{what}") -> None:
    """Everybody is paid by a plan of their own; September is approved, a line of it questioned, an offer waits."""
    for place, member in members.items():
        _agreed(place, member, secret)
    ClosedPeriod.objects.get_or_create(
        unit="month", start=SEPTEMBER, defaults={"end": date(2026, 10, 1), "name": "Head", "digest": "0" * 64}
    )
    with told_of(THEN):
        run = runs.begin(owner, "month", SEPTEMBER)
        runs.calculate(owner, run.pk)
        for one in Statement.objects.all():
            runs.check(owner, one.pk)
        runs.publish(owner, run.pk)
        runs.approve(owner, run.pk)
    for one in Statement.objects.select_related("member"):
        _questioned(one, secret)


def _agreed(place: int, member: Member, secret: str) -> None:
    role: JobRole = member.engagements.order_by("start")[0].role
    plan = plan_of(place, f"pay-{member.slug}", role.code)
    kept = PayPlan.objects.create(code=plan.code, name=f"Pay of {role.code}", role=role)
    version = PlanVersion.objects.create(
        plan=kept, number=1, start=date(2026, 2, 1), body=write_plan(plan), digest=digest(plan), name="Olena",
        state=State.APPROVED, made_at=LONG_AGO, approved_at=LONG_AGO,
        note=secret.format(slug=member.slug, what="note"),
    )  # fmt: skip
    said = {
        "member": member, "version": version, "base": plan.base, "target_variable": plan.target_variable,
        "currency": "EUR", "text": f"<p>{plan.base}</p>", "digest": "0" * 64, "offered_at": LONG_AGO,
        "offered_name": "Olena",
    }  # fmt: skip
    PayAgreement.objects.create(**said, start=date(2026, 2, 1), signed_at=LONG_AGO, signed_name=member.name)
    PayAgreement.objects.create(**said, start=NEXT)


def _questioned(one: Statement, secret: str) -> None:
    line = one.lines.order_by("position").last()
    assert line is not None
    line.state = LineState.DISPUTED
    line.save()
    Dispute.objects.create(
        line=line, words=secret.format(slug=one.member.slug, what="question"), opened_at=THEN, name=one.member.name,
        answer_by=date(2026, 10, 15),
    )  # fmt: skip


def ids_of(member: Member) -> dict[str, int]:
    """What addresses of pay about this person need."""
    statement = Statement.objects.get(member=member)
    line = statement.lines.order_by("position").last()
    assert line is not None
    return {
        "statement": statement.pk,
        "pay_line": line.pk,
        "question": Dispute.objects.get(line=line).pk,
        "payment": Payment.objects.get(statement=statement).pk,
        "agreement": PayAgreement.objects.get(member=member, start=NEXT).pk,
        "signed": PayAgreement.objects.exclude(signed_at=None).get(member=member).pk,
    }


def amounts_in(text: str, places: Iterable[int]) -> set[int]:
    """Whose planted amounts a text holds."""
    return {place for place in places if planted(place).search(text)}
