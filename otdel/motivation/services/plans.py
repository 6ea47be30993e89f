"""Writing pay plans: drafts, versions, approval. Only the owner does, and an approved version never changes."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.motivation.models import PayAgreement, PayPlan, PlanVersion, VersionState
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import digest, write_plan
from otdel.motivation.rules.terms import why_not_start
from otdel.motivation.services.author import author
from otdel.motivation.services.moment import now, today
from otdel.organisation.models import JobRole


def draft(
    viewer: Viewer, role: JobRole, plan: Plan, start: date, *, name: str, library: str = "", note: str = ""
) -> PlanVersion:
    """A new plan with its first draft, to begin on `start`. Its code stands in addresses.

    Raises NotAllowed; Refused when the code is taken or names no plan, or nobody has such a role any more.
    """
    viewer.must(*APPROVES)
    name = name.strip()[:120]
    if not name:
        raise Refused(Reason.of("pay_plan_nameless"))
    try:
        with transaction.atomic():
            kept = PayPlan.objects.create(code=plan.code, name=name, role=role, library=library)
            made = _version(viewer, kept, plan, start, note)
            audit(viewer, "pay_plan.drafted", f"pay_plan:{kept.pk}", plan=kept.code, number=made.number)
    except IntegrityError as error:
        raise Refused(Reason.of("pay_plan_code_taken", taken=plan.code)) from error
    return made


def new_version(viewer: Viewer, plan: PayPlan, start: date, *, note: str = "") -> PlanVersion:
    """A draft that begins as a copy of the newest approved version. Raises NotAllowed; Refused when one waits already.

    The rule in force stays as it is until the draft is approved and its day comes.
    """
    viewer.must(*APPROVES)
    with transaction.atomic():
        kept = _held(plan)
        if kept.versions.filter(state=VersionState.DRAFT).exists():
            raise Refused(Reason.of("pay_draft_waits", plan=kept.name))
        last = kept.versions.exclude(state=VersionState.WITHDRAWN).order_by("-number").first()
        last = last or kept.versions.order_by("-number").first()
        assert last is not None, "a plan is made with its first version"
        made = PlanVersion.objects.create(
            plan=kept, number=_next_number(kept), start=start, body=last.body, digest=last.digest, note=note[:500],
            made_at=now(), by_id=author(viewer), name=viewer.name,
        )  # fmt: skip
        audit(viewer, "pay_plan.drafted", f"pay_plan:{kept.pk}", plan=kept.code, number=made.number)
    return made


def change_draft(
    viewer: Viewer, version: PlanVersion, plan: Plan, start: date, *, note: str = "", seen: str = ""
) -> PlanVersion:
    """Write a draft anew; what was checked of it before no longer holds. `seen` is the digest it was changed from.

    Raises NotAllowed; Refused for an approved version, or when somebody changed it in between.
    """
    viewer.must(*APPROVES)
    with transaction.atomic():
        kept = PlanVersion.objects.select_for_update().select_related("plan").get(pk=version.pk)
        if kept.state != VersionState.DRAFT:
            raise Refused(Reason.of("pay_version_stands", number=kept.number))
        if seen and seen != kept.digest:
            raise Refused(Reason.of("pay_draft_changed", name=kept.name))
        kept.body, kept.digest = write_plan(plan), digest(plan)
        kept.start, kept.note, kept.name = start, note[:500], viewer.name
        kept.by_id, kept.made_at = author(viewer), now()
        kept.save()
        audit(viewer, "pay_plan.changed", f"pay_plan:{kept.plan_id}", plan=kept.plan.code, number=kept.number)
    return kept


def approve(viewer: Viewer, version: PlanVersion, *, seen: str) -> PlanVersion:
    """Put a draft in force from its day on, as `seen` (its digest). The version before it ends there.

    Raises NotAllowed; Refused when its text was changed, not checked or found wrong, when its day is inside a started
    period, or when somebody approved it already. Of two at once, one approves and the other is told.
    """
    viewer.must(*APPROVES)
    with transaction.atomic():
        plan = _held(version.plan)
        kept = PlanVersion.objects.select_for_update().get(pk=version.pk)
        if refused := why_not_approve(kept, plan, today(viewer), seen):
            raise Refused(refused)
        taken = PlanVersion.objects.filter(pk=kept.pk, state=VersionState.DRAFT, digest=seen).update(
            state=VersionState.APPROVED,
            approved_at=now(),
            approved_by_id=author(viewer),
            approved_name=viewer.name,
        )
        if not taken:
            raise Refused(Reason.of("pay_approved_already", number=kept.number))
        _end_earlier(plan, kept)
        audit(viewer, "pay_plan.approved", f"pay_plan:{plan.pk}", plan=plan.code, number=kept.number, digest=seen)
    kept.refresh_from_db()
    return kept


def why_not_approve(version: PlanVersion, plan: PayPlan, day: date, seen: str) -> Reason | None:
    """What stands in the way of approving, the first thing first; the page shows the same sentence beforehand."""
    if version.state == VersionState.APPROVED:
        return Reason.of("pay_approved_already", number=version.number)
    if version.state != VersionState.DRAFT:
        return Reason.of("pay_version_stands", number=version.number)
    if seen != version.digest:
        return Reason.of("pay_draft_changed", name=version.name)
    if refused := why_not_start(str(version.body.get("period", "month")), version.start, day):
        return refused
    later = plan.versions.filter(state=VersionState.APPROVED, start__gte=version.start).order_by("start").first()
    if later is not None:
        return Reason.of("pay_later_stands", number=later.number, start=later.start.isoformat())
    if version.checked_digest != version.digest:
        return Reason.of("pay_plan_unchecked")
    if errors := errors_in(version):
        return Reason.of("pay_plan_has_errors", count=errors)
    return None


def errors_in(version: PlanVersion) -> int:
    """How many error-level findings the last check of this text left."""
    return sum(one["level"] == "error" for one in version.findings or ())


def withdraw_version(viewer: Viewer, version: PlanVersion) -> PlanVersion:
    """Put a draft, or an approved version nobody was offered, aside; it stays readable.

    The version that it was to follow holds again. Raises NotAllowed; Refused when people have it in their agreements.
    """
    viewer.must(*APPROVES)
    with transaction.atomic():
        plan = _held(version.plan)
        kept = PlanVersion.objects.select_for_update().get(pk=version.pk)
        if kept.state == VersionState.WITHDRAWN:
            raise Refused(Reason.of("pay_version_withdrawn", number=kept.number))
        if PayAgreement.objects.filter(version=kept, declined_at=None, withdrawn_at=None).exists():
            raise Refused(Reason.of("pay_version_agreed", number=kept.number))
        if kept.state == VersionState.APPROVED:
            plan.versions.filter(state=VersionState.APPROVED, end=kept.start).update(end=kept.end)
        kept.state = VersionState.WITHDRAWN
        kept.save(update_fields=["state"])
        audit(viewer, "pay_plan.withdrawn", f"pay_plan:{plan.pk}", plan=plan.code, number=kept.number)
    return kept


def _held(plan: PayPlan) -> PayPlan:
    return PayPlan.objects.select_for_update().get(pk=plan.pk)


def _next_number(plan: PayPlan) -> int:
    return 1 + (plan.versions.order_by("-number").values_list("number", flat=True).first() or 0)


def _version(viewer: Viewer, kept: PayPlan, plan: Plan, start: date, note: str) -> PlanVersion:
    return PlanVersion.objects.create(
        plan=kept, number=_next_number(kept), start=start, body=write_plan(plan), digest=digest(plan), note=note[:500],
        made_at=now(), by_id=author(viewer), name=viewer.name,
    )  # fmt: skip


def _end_earlier(plan: PayPlan, kept: PlanVersion) -> None:
    """What was in force until now holds up to the new version's first day."""
    plan.versions.filter(state=VersionState.APPROVED, start__lt=kept.start).on(kept.start).exclude(pk=kept.pk).update(
        end=kept.start
    )


def no_such_role(code: str) -> Reason:
    """A plan is written for a role the company has."""
    return Reason.of("pay_role_unknown", role=code[:60])
