"""What was agreed with each person about their pay: offered, signed or declined by them, withdrawn by the owner."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.db import transaction

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.motivation.models import PayAgreement, PlanVersion, VersionState
from otdel.motivation.queries.agreements import pending, running_of
from otdel.motivation.queries.days import day_of
from otdel.motivation.queries.proofs import terms_digest
from otdel.motivation.queries.rights import APPROVES, is_own
from otdel.motivation.rules.reading import read_plan
from otdel.motivation.rules.terms import Terms, lowers, why_not_newcomer, why_not_start
from otdel.motivation.services.author import author
from otdel.motivation.services.ledger import NewLine, append
from otdel.motivation.services.moment import now, today
from otdel.motivation.wording.agreement_text import Offered, text_of
from otdel.organisation.models import Engagement, Member
from otdel.organisation.models.dated import DatedQuerySet

LANGUAGES = ("en", "uk", "ru")
LARGEST = Decimal(10) ** 11


@dataclass(frozen=True, slots=True)
class Offer:
    """What is put before a person: their own amounts in the plan's currency, from a day on, in their language."""

    member: Member
    base: Decimal
    target_variable: Decimal
    start: date
    language: str = "en"


def offer(viewer: Viewer, version: PlanVersion, offered: Offer) -> PayAgreement:
    """Write the agreement in the person's language and put it before them.

    Raises NotAllowed; Refused for a version that is not approved, a day inside a started period or before the
    version's own, less pay under the same version, or when another offer waits for their answer.
    """
    viewer.must(*APPROVES)
    with transaction.atomic():
        member = Member.objects.select_for_update().get(pk=offered.member.pk)
        version = PlanVersion.objects.select_for_update().select_related("plan__role").get(pk=version.pk)
        running = running_of(member.pk, version.plan.role_id, offered.start)
        if refused := why_not_offer(version, offered, running, today(viewer)):
            raise Refused(refused)
        made = _written(viewer, version, offered, running)
        audit(viewer, "pay_agreement.offered", f"pay_agreement:{made.pk}", person=member.name, plan=version.plan.code)
    return made


def why_not_offer(version: PlanVersion, offered: Offer, running: PayAgreement | None, day: date) -> Reason | None:
    """What stands in the way of an offer; `running` is what holds for the person on its first day."""
    if version.state != VersionState.APPROVED:
        return Reason.of("pay_offer_of_draft", number=version.number)
    if not 0 <= offered.base < LARGEST or not 0 <= offered.target_variable < LARGEST:
        return Reason.of("pay_amount_wrong")
    if offered.start < version.start or (version.end is not None and offered.start >= version.end):
        return Reason.of("pay_offer_outside", start=version.start.isoformat(), number=version.number)
    holds = Engagement.objects.on(offered.start).filter(member=offered.member, role=version.plan.role)
    if not holds.exists():
        return Reason.of("pay_offer_without_role", name=offered.member.name, start=offered.start.isoformat())
    if pending(offered.member.pk, version.plan.role_id) is not None:
        return Reason.of("pay_offer_waits", name=offered.member.name)
    if running is None:
        return why_not_newcomer(offered.start, day)
    if running.version_id == version.pk and lowers(_terms(running), Terms(offered.base, offered.target_variable)):
        return Reason.of("pay_lower_needs_version", number=version.number)
    return why_not_start(str(version.body.get("period", "month")), offered.start, day)


def _terms(agreement: PayAgreement) -> Terms:
    return Terms(agreement.base, agreement.target_variable)


def _written(viewer: Viewer, version: PlanVersion, offered: Offer, running: PayAgreement | None) -> PayAgreement:
    plan = read_plan(version.body)
    language = offered.language if offered.language in LANGUAGES else "en"
    text = text_of(
        Offered(
            plan=plan, name=version.plan.name, number=version.number, digest=version.digest, role=version.plan.role,
            member=offered.member, terms=Terms(offered.base, offered.target_variable), start=offered.start,
            before=_terms(running) if running else None,
            before_plan=read_plan(running.version.body) if running else None,
            offered_by=viewer.name, offered_on=today(viewer), language=language,
        )
    )  # fmt: skip
    return PayAgreement.objects.create(
        member=offered.member, version=version, base=offered.base, target_variable=offered.target_variable,
        currency=plan.currency, start=offered.start, language=language, text=text, digest=digest_of(text),
        offered_at=now(), offered_by_id=author(viewer), offered_name=viewer.name,
    )  # fmt: skip


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def sign(viewer: Viewer, agreement: PayAgreement, *, seen: str) -> PayAgreement:
    """The person agrees to the words whose digest they saw. What held for them in the role until now ends there.

    Raises NotAllowed for anybody else; Refused when it was settled already, its words are others, or its day has come.
    """
    if not is_own(viewer, agreement.member_id):
        raise NotAllowed("only the person signs their own pay")
    with transaction.atomic():
        kept = _held(agreement)
        if seen != kept.digest:
            raise Refused(Reason.of("pay_agreement_changed"))
        _signed(viewer, kept, viewer.name, now(), today(viewer))
    return kept


def sign_on_paper(viewer: Viewer, agreement: PayAgreement, day: date) -> PayAgreement:
    """Note that the person signed a print of it on `day`. Raises NotAllowed; Refused as `sign` does, or a wrong day."""
    viewer.must(*APPROVES)
    with transaction.atomic():
        kept = _held(agreement)
        offered = day_of(viewer, kept.offered_at)
        if not offered <= day <= today(viewer):
            raise Refused(Reason.of("pay_paper_day_wrong", offered=offered.isoformat()))
        at = now() if day == today(viewer) else datetime.combine(day, time(12), UTC)
        _signed(viewer, kept, kept.member.name, at, day, on_paper=True)
    return kept


def _signed(viewer: Viewer, kept: PayAgreement, name: str, at: datetime, day: date, *, on_paper: bool = False) -> None:
    earlier = running_of(kept.member_id, kept.version.plan.role_id, kept.start)
    if refused := why_not_sign(kept, earlier, day):
        raise Refused(refused)
    said = {"signed_at": at, "signed_by_id": author(viewer), "signed_name": name, "on_paper": on_paper}
    if not _open(kept).update(**said):
        raise Refused(Reason.of("pay_agreement_settled"))
    _one_at_a_time(kept, at)
    body = {
        "digest": kept.digest, "version": kept.version.digest, "on_paper": on_paper, "signed": name,
        "terms": terms_digest(kept),
    }  # fmt: skip
    append(viewer, NewLine("agreed", f"agreement:{kept.pk}", kept.member_id, body=body))
    audit(viewer, "pay_agreement.signed", f"pay_agreement:{kept.pk}", person=kept.member.name, on_paper=on_paper)
    kept.refresh_from_db()


def _one_at_a_time(kept: PayAgreement, at: datetime) -> None:
    """No day is paid twice: what held until now ends, what never began is replaced, a later one follows this one."""
    others = PayAgreement.objects.filter(
        member=kept.member, version__plan__role=kept.version.plan.role, withdrawn_at=None, signed_at__isnull=False
    ).exclude(pk=kept.pk)
    others.filter(start=kept.start).update(withdrawn_at=at)
    others.on(kept.start).update(end=kept.start)
    later = others.filter(start__gt=kept.start).order_by("start").values_list("start", flat=True).first()
    if later is not None:
        PayAgreement.objects.filter(pk=kept.pk).update(end=later)


def why_not_sign(kept: PayAgreement, earlier: PayAgreement | None, day: date) -> Reason | None:
    """A signature comes before the first day; a newcomer's may come on it."""
    if settled(kept):
        return Reason.of("pay_agreement_settled")
    if kept.version.state == VersionState.WITHDRAWN:
        return Reason.of("pay_version_withdrawn", number=kept.version.number)
    late = kept.start <= day if earlier is not None and earlier.start < kept.start else kept.start < day
    return Reason.of("pay_signed_late", start=kept.start.isoformat()) if late else None


def settled(kept: PayAgreement) -> bool:
    return bool(kept.signed_at or kept.declined_at or kept.withdrawn_at)


def decline(viewer: Viewer, agreement: PayAgreement, why: str) -> PayAgreement:
    """The person does not agree, and says why. What held for them goes on. Raises NotAllowed and Refused as `sign`."""
    if not is_own(viewer, agreement.member_id):
        raise NotAllowed("only the person answers about their own pay")
    why = why.strip()[:500]
    if not why:
        raise Refused(Reason.of("pay_decline_unsaid"))
    with transaction.atomic():
        kept = _held(agreement)
        if not _open(kept).update(declined_at=now(), declined_why=why):
            raise Refused(Reason.of("pay_agreement_settled"))
        audit(viewer, "pay_agreement.declined", f"pay_agreement:{kept.pk}", person=kept.member.name)
        kept.refresh_from_db()
    return kept


def withdraw(viewer: Viewer, agreement: PayAgreement) -> PayAgreement:
    """Take an unanswered offer back. Raises NotAllowed; Refused when it was signed, declined or withdrawn."""
    viewer.must(*APPROVES)
    with transaction.atomic():
        kept = _held(agreement)
        if not _open(kept).update(withdrawn_at=now()):
            raise Refused(Reason.of("pay_agreement_settled"))
        audit(viewer, "pay_agreement.withdrawn", f"pay_agreement:{kept.pk}", person=kept.member.name)
        kept.refresh_from_db()
    return kept


def end_agreement(viewer: Viewer, agreement: PayAgreement, day: date) -> PayAgreement:
    """A signed agreement holds up to `day`: the day the person no longer has the role, or a new period's first.

    Raises NotAllowed; Refused for one that was not signed, and for a day that would cut what was worked for already.
    """
    viewer.must(*APPROVES)
    with transaction.atomic():
        kept = _held(agreement)
        if kept.signed_at is None or (kept.end is not None and kept.end <= day):
            raise Refused(Reason.of("pay_agreement_not_running"))
        if refused := _why_not_end(kept, day, today(viewer)):
            raise Refused(refused)
        kept.end = day
        kept.save(update_fields=["end"])
        audit(viewer, "pay_agreement.ended", f"pay_agreement:{kept.pk}", person=kept.member.name, day=day.isoformat())
    return kept


def _why_not_end(kept: PayAgreement, day: date, now_is: date) -> Reason | None:
    if day <= kept.start:
        return Reason.of("pay_end_before_start", start=kept.start.isoformat())
    held = Engagement.objects.on(day).filter(member=kept.member, role=kept.version.plan.role).exists()
    return why_not_start(str(kept.version.body.get("period", "month")), day, now_is) if held else None


def _held(agreement: PayAgreement) -> PayAgreement:
    """The agreement as it is now, with its person kept from every other signature until the transaction ends."""
    Member.objects.select_for_update().get(pk=agreement.member_id)
    found = PayAgreement.objects.select_related("member", "version__plan__role")
    return found.get(pk=agreement.pk)


def _open(kept: PayAgreement) -> DatedQuerySet[PayAgreement]:
    return PayAgreement.objects.filter(pk=kept.pk, signed_at=None, declined_at=None, withdrawn_at=None)
