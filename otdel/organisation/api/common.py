"""What the answers about the department share: people as names, things that are not there."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest

from otdel.accounts.queries import company_today
from otdel.accounts.viewers import viewer_of
from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, must_see
from otdel.web.answers import Named


def called(who: MemberRef) -> Named:
    return Named(slug=who.slug, name=who.name)


def named(who: MemberRef | None) -> Named | None:
    return called(who) if who else None


def names(people: tuple[MemberRef, ...]) -> list[Named]:
    return [called(one) for one in people]


def day_of(request: HttpRequest, on: date | None) -> date:
    """The day asked for, or today where the company is."""
    return on or company_today(viewer_of(request))


def member(request: HttpRequest, slug: str) -> Member:
    """A member whose things the caller may see. NotAllowed for others and, below the head, for names that are none."""
    viewer = viewer_of(request)
    found = Member.objects.filter(slug=slug).first()
    if found is None:
        if viewer.may(Role.OWNER, Role.HEAD):
            raise Http404
        raise NotAllowed("others must not learn which names exist")
    must_see(viewer, found.pk)
    return found
