"""The accesses of one member: those they own, back or can get into."""

from __future__ import annotations

from django.db.models import Q

from otdel.accounts.queries import company_today
from otdel.kit.viewer import Viewer
from otdel.organisation.models import Holding, Member
from otdel.organisation.queries.able import open_accesses
from otdel.organisation.queries.access_lines import AccessLine, access_lines
from otdel.organisation.queries.members import must_see


def accesses_of(viewer: Viewer, member: Member) -> list[AccessLine]:
    """Open accesses that are `member`'s. Raises NotAllowed for a person whose things the viewer may not see."""
    must_see(viewer, member.pk)
    today = company_today(viewer)
    held = Holding.objects.filter(member=member).filter(Q(end=None) | Q(end__gt=today)).values("access_id")
    rows = open_accesses(today).filter(Q(owner=member) | Q(backup=member) | Q(pk__in=held)).distinct()
    return access_lines(rows, today)
