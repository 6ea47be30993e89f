"""When a person first opened their statement."""

from __future__ import annotations

from otdel.kit.viewer import Viewer
from otdel.motivation.models import Statement
from otdel.motivation.services.moment import now
from otdel.organisation.queries.members import member_of


def seen(viewer: Viewer, statement: int) -> None:
    """Written down once, for the person alone; later visits and those of others change nothing."""
    own = member_of(viewer)
    if own is not None:
        mine = Statement.objects.filter(pk=statement, member=own.id, published_at__isnull=False)
        mine.filter(seen_at=None).update(seen_at=now())
