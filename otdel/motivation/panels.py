"""What pay shows on pages of the department: how far it has come, a person's last periods, the plan of a role."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.motivation.models import PayAgreement, Payment, PayPlan, VersionState
from otdel.motivation.queries.my_pay import past_pay
from otdel.motivation.queries.rights import APPROVES, is_own, may_see_pay
from otdel.organisation.models import JobRole, Member
from otdel.organisation.panels import Panel, Standing
from otdel.organisation.words import role_title

PAY = 15
SHOWN = 4
NO_PLAN = NoData.because("pay_plan_not_written")


def standings(viewer: Viewer, member: Member) -> list[Standing]:
    """Pay for each role held today: its plan written, signed by the person, and paid; for those who may see it."""
    if not may_see_pay(viewer, member.pk):
        return []
    today = company_today(viewer)
    roles = {row.role_id: row.role for row in member.engagements.on(today).select_related("role")}
    return [_standing(viewer, member, role, today) for role in roles.values()]


def _standing(viewer: Viewer, member: Member, role: JobRole, today: date) -> Standing:
    signed = _signed(member, role, today)
    offered = _offered(member, role)
    stands = signed or offered
    name = stands.version.plan.name if stands else role_title(role)
    if stands is None:
        return _without(viewer, role, name)
    paid = _last_paid(stands)
    return Standing(
        kind="pay",
        name=name,
        written=timezone.localdate(stands.version.approved_at or stands.offered_at),
        agreed=timezone.localdate(stands.signed_at) if stands.signed_at else NoData.because("pay_not_signed"),
        carried_out=paid.paid_on if paid and paid.paid_on else NoData.because("pay_never_paid"),
        evidence=_paid_for(paid) if paid else None,
        href=reverse("motivation:agreement", args=[stands.pk]) if _reads_agreement(viewer, member) else "",
        next_step=None if stands.signed_at else Reason.of("step_sign_pay"),
        next_href="" if stands.signed_at else reverse("motivation:agreement", args=[stands.pk]),
    )


def _without(viewer: Viewer, role: JobRole, name: str) -> Standing:
    """No agreement: whether a plan of the role is in force, and who can mend it."""
    plan = PayPlan.objects.filter(role=role, versions__state=VersionState.APPROVED).first()
    version = plan.versions.filter(state=VersionState.APPROVED).order_by("-number").first() if plan else None
    decides = viewer.may(*APPROVES)
    return Standing(
        kind="pay",
        name=plan.name if plan else name,
        written=timezone.localdate(version.approved_at) if version and version.approved_at else NO_PLAN,
        agreed=NoData.because("pay_not_offered") if version else NO_PLAN,
        carried_out=NoData.because("pay_never_paid") if version else NO_PLAN,
        next_step=Reason.of("step_offer_pay" if version else "step_write_pay_plan") if decides else None,
        next_href=reverse("motivation:plans") if decides else "",
    )


def _reads_agreement(viewer: Viewer, member: Member) -> bool:
    return is_own(viewer, member.pk) or viewer.may(*APPROVES)


def _signed(member: Member, role: JobRole, today: date) -> PayAgreement | None:
    found = PayAgreement.objects.on(today).filter(member=member, version__plan__role=role, withdrawn_at=None)
    return found.exclude(signed_at=None).select_related("version__plan").order_by("-start", "-pk").first()


def _offered(member: Member, role: JobRole) -> PayAgreement | None:
    open_ = PayAgreement.objects.filter(signed_at=None, declined_at=None, withdrawn_at=None)
    return open_.filter(member=member, version__plan__role=role).select_related("version__plan").first()


def _last_paid(one: PayAgreement) -> Payment | None:
    found = Payment.objects.filter(statement__agreement=one).exclude(paid_on=None)
    return found.select_related("statement__snapshot__run").order_by("-statement__snapshot__run__end", "part").first()


def _paid_for(one: Payment) -> Reason:
    run = one.statement.snapshot.run
    code = run.named.code
    late = one.paid_on is not None and one.paid_on > one.due
    return Reason.of("pay_paid_late_for" if late else "pay_paid_for", period=code)


def person_pay(viewer: Viewer, member: Member) -> Panel | None:
    """The last published periods of a person with what was paid when; for those who may see this person's pay."""
    if not may_see_pay(viewer, member.pk):
        return None
    past = past_pay(member.pk)
    if not past and not PayAgreement.objects.filter(member=member).exclude(signed_at=None).exists():
        return None
    own = is_own(viewer, member.pk)
    href = reverse("motivation:my_pay") if own else reverse("motivation:person_pay", args=[member.slug])
    return Panel("motivation/panel_person.html", {"rows": past[:SHOWN], "href": href}, PAY)


def role_pay(viewer: Viewer, role: JobRole) -> Panel | None:
    """The plan a role is paid by, without amounts: for the owner and those who are paid by it."""
    plans = PayPlan.objects.filter(role=role).prefetch_related("versions")
    rows = []
    for plan in plans:
        version = plan.versions.on(company_today(viewer)).filter(state=VersionState.APPROVED).first()
        mine = version is not None and _paid_by(viewer, plan)
        if version is not None and (viewer.may(*APPROVES) or mine):
            people = _people(plan, company_today(viewer)) if viewer.may(*APPROVES) else None
            rows.append({"plan": plan, "version": version, "people": people})
    return Panel("motivation/panel_role.html", {"rows": rows}, PAY) if rows else None


def _paid_by(viewer: Viewer, plan: PayPlan) -> bool:
    members = PayAgreement.objects.filter(version__plan=plan, withdrawn_at=None).exclude(signed_at=None)
    return any(is_own(viewer, pk) for pk in set(members.values_list("member_id", flat=True)))


def _people(plan: PayPlan, today: date) -> int:
    found = PayAgreement.objects.on(today).filter(version__plan=plan, withdrawn_at=None).exclude(signed_at=None)
    return found.values("member").distinct().count()
