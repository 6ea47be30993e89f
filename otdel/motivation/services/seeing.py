"""When a person first opened their statement."""

from __future__ import annotations

from otdel.motivation.models import Statement
from otdel.motivation.services.moment import now


def seen(statement: int) -> None:
    """Written down once; later visits change nothing."""
    Statement.objects.filter(pk=statement, seen_at=None, published_at__isnull=False).update(seen_at=now())
