"""Agreeing to a text as it stands: the words are kept as a digest, so later words are seen as not agreed yet."""

from __future__ import annotations

from django.db import transaction

from otdel.accounts.trail import audit
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.library import digest as digest
from otdel.organisation.models import Agreement, Member
from otdel.organisation.services.people import LEADERS
from otdel.organisation.words import role_card as role_card


def may_agree(viewer: Viewer, member: Member) -> bool:
    """People agree for themselves; for somebody without an account owner or head put down what was said."""
    return member.person_id == viewer.person if member.person_id else viewer.may(*LEADERS)


def agree(viewer: Viewer, member: Member, subject: str, seen: str) -> Agreement:
    """`member` agrees to `subject` in the words whose digest is `seen`. Raises NotAllowed."""
    if not may_agree(viewer, member):
        raise NotAllowed("people agree for themselves")
    with transaction.atomic():
        made, fresh = Agreement.objects.get_or_create(
            member=member, subject=subject, digest=seen, defaults={"by_id": viewer.person or None}
        )
        if fresh:
            audit(viewer, "agreed", subject, name=member.name)
    return made
