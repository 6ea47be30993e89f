"""Looking at what was handed over: accepted, or returned with a note."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from otdel.accounts.models import Person
from otdel.accounts.services import Refused
from otdel.accounts.trail import audit
from otdel.kit.reason import Reason
from otdel.kit.viewer import Viewer
from otdel.planning.models import Review
from otdel.planning.queries.rights import must
from otdel.planning.rules.life import State
from otdel.planning.services.common import NOTE, locked, must_be, said, subject


@transaction.atomic
def review(viewer: Viewer, pk: int, note: str = "", *, accepted: bool) -> Review:
    """Accept what was handed over, or return it with a note on what to change. Nobody reviews their own work."""
    task, of = locked(viewer, pk)
    if of.is_own(task.owner_id):
        raise Refused(Reason.of("task_own_review", title=task.title))
    must(of.reviews(task), "whoever asked for a task reviews it")
    if must_be(task, *State) is not State.HANDED:
        raise Refused(Reason.of("task_not_handed_over", title=task.title))
    words = said(note, "task_return_needs_note", NOTE) if note.strip() or not accepted else ""
    now = timezone.now()
    looked = Review.objects.create(
        task=task,
        at=now,
        accepted=accepted,
        note=words,
        name=viewer.name,
        by_id=viewer.person if Person.objects.filter(pk=viewer.person).exists() else None,
    )
    if accepted:
        task.accepted_at = now
        task.save(update_fields=["accepted_at"])
    audit(viewer, "task.accepted" if accepted else "task.returned", subject(task), title=task.title, note=words)
    return looked
