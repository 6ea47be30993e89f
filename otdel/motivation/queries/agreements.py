"""Agreements about pay: which holds, which waits for an answer, a plan's in a list, and one as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.db.models import QuerySet

from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import PayAgreement
from otdel.motivation.queries.rights import APPROVES, is_own
from otdel.organisation.queries.members import MemberRef, ref

Stands = Literal["waits", "signed", "declined", "withdrawn", "missed", "ended", "to_come"]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement in a list. `stands` is how it is on the day asked about; `end` is the first day it holds no more."""

    id: int
    who: MemberRef
    plan: str
    plan_name: str
    number: int
    base: Decimal
    target_variable: Decimal
    currency: str
    start: date
    end: date | None
    stands: Stands
    offered_at: datetime
    signed_at: datetime | None
    on_paper: bool


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement with its words. `own` when the viewer is the person, `decides` when they may withdraw it."""

    row: AgreementRow
    text: str
    digest: str
    offered_by: str
    signed_name: str
    declined_at: datetime | None
    declined_why: str
    withdrawn_at: datetime | None
    own: bool
    decides: bool
    version: int


def running_of(member: int, role: int, day: date) -> PayAgreement | None:
    """The signed agreement that holds for the member in this role on the day."""
    found = PayAgreement.objects.on(day).exclude(signed_at=None).filter(withdrawn_at=None, member=member)
    return found.filter(version__plan__role=role).select_related("version").order_by("-start", "-id").first()


def pending(member: int, role: int) -> PayAgreement | None:
    """The offer that waits for the member's answer in this role."""
    open_ = PayAgreement.objects.filter(signed_at=None, declined_at=None, withdrawn_at=None)
    return open_.filter(member=member, version__plan__role=role).first()


def of_plan(viewer: Viewer, plan: int, day: date) -> list[AgreementRow]:
    """Everybody's agreements under a plan, running ones first. For owners."""
    viewer.must(*APPROVES)
    rows = [row(one, day) for one in _full(PayAgreement.objects.filter(version__plan=plan))]
    order: Sequence[Stands] = ("waits", "signed", "to_come", "missed", "declined", "ended", "withdrawn")
    return sorted(rows, key=lambda one: (order.index(one.stands), one.who.name, one.start))


def agreement(viewer: Viewer, pk: int, day: date) -> AgreementPage:
    """For the person and the owner. Raises NotAllowed for everybody else, whether or not there is such an agreement."""
    found = _full(PayAgreement.objects.filter(pk=pk)).first()
    decides = viewer.may(*APPROVES)
    own = found is not None and is_own(viewer, found.member_id)
    if found is None or not (own or decides):
        raise NotAllowed("this is another person's agreement")
    return AgreementPage(
        row=row(found, day), text=found.text, digest=found.digest, offered_by=found.offered_name,
        signed_name=found.signed_name, declined_at=found.declined_at, declined_why=found.declined_why,
        withdrawn_at=found.withdrawn_at, own=own, decides=decides, version=found.version_id,
    )  # fmt: skip


def _full(found: QuerySet[PayAgreement]) -> QuerySet[PayAgreement]:
    return found.select_related("member", "version__plan")


def row(one: PayAgreement, day: date) -> AgreementRow:
    """Select `member` and `version__plan` with it."""
    return AgreementRow(
        id=one.pk, who=ref(one.member), plan=one.version.plan.code, plan_name=one.version.plan.name,
        number=one.version.number, base=one.base, target_variable=one.target_variable, currency=one.currency,
        start=one.start, end=one.end, stands=stands(one, day), offered_at=one.offered_at, signed_at=one.signed_at,
        on_paper=one.on_paper,
    )  # fmt: skip


def stands(one: PayAgreement, day: date) -> Stands:
    """How an agreement is on `day`: an offer whose day came without an answer is missed and pays nothing."""
    if one.withdrawn_at:
        return "withdrawn"
    if one.declined_at:
        return "declined"
    if one.signed_at is None:
        return "missed" if one.start < day else "waits"
    if one.end is not None and one.end <= day:
        return "ended"
    return "to_come" if day < one.start else "signed"
