"""Lines a person writes into their own handover dossier: contacts, surprises, what is left open."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import NotAllowed, Viewer
from otdel.organisation.models import HandoverKind, HandoverNote, Member
from otdel.organisation.queries.members import member_of
from otdel.organisation.services.people import LEADERS


def write_note(viewer: Viewer, member: Member, kind: str, text: str) -> HandoverNote:
    """Add a line. For the person, owner and head. Raises NotAllowed, Refused for an empty line."""
    _must_write(viewer, member)
    if kind not in HandoverKind.values or not text.strip():
        raise Refused(Reason.of("handover_line_empty"))
    with transaction.atomic():
        note = HandoverNote.objects.create(member=member, kind=kind, text=text.strip(), by_id=viewer.person or None)
        audit(viewer, "handover.written", f"member:{member.pk}", name=member.name, kind=kind)
    return note


def take_off_note(viewer: Viewer, note: HandoverNote) -> None:
    """Take a line off; it stays in the records. Raises NotAllowed."""
    _must_write(viewer, note.member)
    with transaction.atomic():
        note.taken_off_at = timezone.now()
        note.save(update_fields=["taken_off_at"])
        audit(viewer, "handover.taken_off", f"member:{note.member_id}", name=note.member.name)


def put_back_note(viewer: Viewer, note: HandoverNote) -> None:
    """Undo of taking it off. Raises NotAllowed."""
    _must_write(viewer, note.member)
    note.taken_off_at = None
    note.save(update_fields=["taken_off_at"])


def _must_write(viewer: Viewer, member: Member) -> None:
    own = member_of(viewer)
    if not viewer.may(*LEADERS) and (own is None or own.id != member.pk):
        raise NotAllowed("another person's dossier")
