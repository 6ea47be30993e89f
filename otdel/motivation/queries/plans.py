"""Pay plans as the owner sees them all, and one version as whoever is paid by it sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Count, Q

from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import PayAgreement, PayPlan, PlanVersion, VersionState
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import read_plan
from otdel.organisation.models import Engagement, JobRole, Member
from otdel.organisation.queries.members import MemberRef, member_of, ref
from otdel.organisation.words import role_title

Stage = Literal["draft", "checked", "to_come", "running", "over", "withdrawn"]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version among its sisters. `stage` is where it stands on the day asked about."""

    id: int
    number: int
    start: date
    end: date | None
    stage: Stage
    note: str
    name: str
    made_at: datetime
    approved_at: datetime | None
    approved_name: str
    people: int
    waiting: int
    digest: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with the version people see first: the running one, else the next, else the newest draft."""

    code: str
    name: str
    role: str
    role_code: str
    shown: VersionRow
    plan: Plan
    draft: VersionRow | None
    people: int
    waiting: int
    without: tuple[MemberRef, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version with its plan. `earlier` is what it changed from; `checked` is what was found of this very text.

    Whoever is paid by it and does not approve sees neither findings nor other people.
    """

    row: VersionRow
    code: str
    name: str
    role: str
    plan: Plan
    earlier: Plan | None
    earlier_number: int
    decides: bool
    checked: bool
    checked_at: datetime | None
    findings: Any
    simulation: Any
    version: PlanVersion


def plans(viewer: Viewer, day: date) -> list[PlanRow]:
    """Every plan of the company, by role. For owners."""
    viewer.must(*APPROVES)
    agreed = _agreed_by_role(day)
    found = PayPlan.objects.select_related("role").prefetch_related("versions")
    rows = []
    for one in found:
        versions = [_row(version, day) for version in _counted(one, day)]
        if versions:
            rows.append(_plan_row(one, versions, agreed, day))
    return rows


def _plan_row(one: PayPlan, versions: list[VersionRow], agreed: dict[int, set[int]], day: date) -> PlanRow:
    shown = _first_seen(versions)
    body = PlanVersion.objects.get(pk=shown.id).body
    holders = Engagement.objects.on(day).filter(role=one.role).select_related("member").order_by("member__name")
    without = {h.member_id: ref(h.member) for h in holders if h.member_id not in agreed.get(one.role_id, set())}
    return PlanRow(
        one.code, one.name, role_title(one.role), one.role.code, shown, read_plan(body),
        next((v for v in reversed(versions) if v.stage in ("draft", "checked") and v.id != shown.id), None),
        sum(v.people for v in versions), sum(v.waiting for v in versions), tuple(without.values()),
    )  # fmt: skip


def _agreed_by_role(day: date) -> dict[int, set[int]]:
    """Members by role whose signed agreement holds or is to come."""
    found: dict[int, set[int]] = {}
    signed = PayAgreement.objects.filter(Q(end=None) | Q(end__gt=day)).exclude(signed_at=None)
    for role, member in signed.values_list("version__plan__role_id", "member_id"):
        found.setdefault(role, set()).add(member)
    return found


def _counted(one: PayPlan, day: date) -> list[PlanVersion]:
    """Versions with how many hold them by signature, a last day to come or not, and how many offers wait."""
    live = Q(agreements__declined_at=None, agreements__withdrawn_at=None)
    lasts = Q(agreements__end=None) | Q(agreements__end__gt=day)
    return list(
        one.versions.annotate(
            signed=Count("agreements", filter=live & ~Q(agreements__signed_at=None) & lasts),
            open=Count("agreements", filter=live & Q(agreements__signed_at=None)),
        ).order_by("number")
    )


def _row(one: PlanVersion, day: date) -> VersionRow:
    return VersionRow(
        one.pk, one.number, one.start, one.end, stage(one, day), one.note, one.name, one.made_at, one.approved_at,
        one.approved_name, getattr(one, "signed", 0), getattr(one, "open", 0), one.digest,
    )  # fmt: skip


def stage(one: PlanVersion, day: date) -> Stage:
    if one.state == VersionState.WITHDRAWN:
        return "withdrawn"
    if one.state == VersionState.DRAFT:
        return "checked" if one.checked_digest == one.digest else "draft"
    if one.end is not None and one.end <= day:
        return "over"
    return "to_come" if day < one.start else "running"


def _first_seen(versions: list[VersionRow]) -> VersionRow:
    order: tuple[Stage, ...] = ("running", "to_come", "checked", "draft", "over", "withdrawn")
    return min(reversed(versions), key=lambda one: order.index(one.stage))


def versions_of(viewer: Viewer, code: str, day: date) -> tuple[PayPlan, list[VersionRow]]:
    """A plan with its versions, newest first. For owners; raises NotAllowed for others and for an unknown code."""
    found = PayPlan.objects.select_related("role").filter(code=code).first() if viewer.may(*APPROVES) else None
    if found is None:
        raise NotAllowed("this is a plan of others")
    return found, [_row(one, day) for one in reversed(_counted(found, day))]


def version(viewer: Viewer, code: str, number: int, day: date) -> VersionPage:
    """One version, for the owner and whoever has it in an agreement. Raises NotAllowed for everybody else."""
    found = PlanVersion.objects.select_related("plan__role").filter(plan__code=code, number=number).first()
    decides = viewer.may(*APPROVES)
    if found is None or not (decides or _is_paid_by(viewer, found)):
        raise NotAllowed("this is a plan of others")
    earlier = _before(found) if decides else None
    counted = next(one for one in _counted(found.plan, day) if one.pk == found.pk)
    return VersionPage(
        row=_row(counted, day), code=found.plan.code, name=found.plan.name, role=role_title(found.plan.role),
        plan=read_plan(found.body), earlier=read_plan(earlier.body) if earlier else None,
        earlier_number=earlier.number if earlier else 0, decides=decides,
        checked=found.checked_digest == found.digest, checked_at=found.checked_at if decides else None,
        findings=found.findings if decides else None, simulation=found.simulation if decides else None, version=found,
    )  # fmt: skip


def _is_paid_by(viewer: Viewer, version: PlanVersion) -> bool:
    own = member_of(viewer)
    return own is not None and version.agreements.filter(member=own.id, withdrawn_at=None).exists()


def _before(version: PlanVersion) -> PlanVersion | None:
    """The version a reader compares with: the newest of lower number that was not withdrawn."""
    lower = version.plan.versions.filter(number__lt=version.number).exclude(state=VersionState.WITHDRAWN)
    return lower.order_by("-number").first()


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds the role of a plan on the day, and whether an agreement of theirs runs or waits."""

    who: MemberRef
    language: str
    agreed: bool
    waits: bool


def holders(viewer: Viewer, role: JobRole, day: date) -> list[Holder]:
    """Who could be offered a plan of the role, from `day` on or before its end. For owners."""
    viewer.must(*APPROVES)
    members = Member.objects.filter(
        pk__in=Engagement.objects.filter(role=role).filter(Q(end=None) | Q(end__gt=day)).values("member")
    ).select_related("person")
    mine = PayAgreement.objects.filter(version__plan__role=role)
    agreed = set(mine.on(day).exclude(signed_at=None).values_list("member", flat=True))
    open_ = set(mine.filter(signed_at=None, declined_at=None, withdrawn_at=None).values_list("member", flat=True))
    return [
        Holder(ref(one), one.person.language if one.person else "", one.pk in agreed, one.pk in open_)
        for one in members.order_by("name")
    ]
