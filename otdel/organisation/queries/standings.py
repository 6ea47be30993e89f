"""Whether a role's card is written and agreed to: what the person page and others say of agreements."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from otdel.accounts.queries import company_today
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Agreement, JobRole, Member, ProcessRun
from otdel.organisation.panels import Standing
from otdel.organisation.words import process_words, role_card, role_title


def agreed_on(member_id: int, subject: str, seen: str) -> date | NoData:
    """The day `member_id` agreed to these very words; otherwise whether they never did or the words changed since."""
    rows = list(Agreement.objects.filter(member_id=member_id, subject=subject))
    same = next((row for row in rows if row.digest == seen), None)
    if same:
        return timezone.localdate(same.at)
    return NoData.because("card_changed_since" if rows else "card_not_agreed")


def waiting(member: Member, day: date) -> list[tuple[JobRole, str]]:
    """Roles held on `day` whose card waits for the member's word, with the digest of the words that stand now."""
    cards = [(role, *role_card(role)) for role in _roles(member, day) if role.copied or role.own]
    return [(role, seen) for role, subject, seen in cards if isinstance(agreed_on(member.pk, subject, seen), NoData)]


def duties(viewer: Viewer, member: Member) -> list[Standing]:
    """How far the card of each role held today has come. Duties are carried out by what processes of the role show."""
    return [_duty(member, role) for role in _roles(member, company_today(viewer))]


def _roles(member: Member, day: date) -> list[JobRole]:
    rows = member.engagements.on(day).select_related("role")
    return list({row.role_id: row.role for row in rows}.values())


def _duty(member: Member, role: JobRole) -> Standing:
    agreed = agreed_on(member.pk, *role_card(role))
    written = bool(role.copied or role.own)
    run = ProcessRun.objects.filter(member=member, process__role=role).select_related("process__role").first()
    return Standing(
        kind="duties",
        name=role_title(role),
        written=timezone.localdate(role.changed_at) if written else NoData.because("card_not_written"),
        agreed=agreed,
        carried_out=run.day if run else NoData.because("duties_not_seen"),
        evidence=Reason.of("ran_a_process", process=process_words(run.process).name) if run else None,
        next_step=Reason.of("agree_to_card") if isinstance(agreed, NoData) and written else None,
        next_href=reverse("organisation:role", args=[role.code]),
    )
