"""What the pages of numbers share: who may open them, whose numbers are asked for, files, and what was refused."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from otdel.accounts.queries import company_today
from otdel.accounts.refusing import say_refused as say_refused
from otdel.accounts.viewers import viewer_of
from otdel.kit.calendar import Named, Unit, containing, named
from otdel.kit.viewer import Role, Viewer
from otdel.organisation.models import Member
from otdel.organisation.queries.members import MemberRef, member_of, must_see, ref
from otdel.scorecard.exchange.writing import WRITERS, Lines
from otdel.web.parts import Link, Period

NUMBERS = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR)
DEPARTMENT = (Role.OWNER, Role.HEAD, Role.SPECIALIST)
LEADERS = (Role.OWNER, Role.HEAD)
FORM = ["GET", "POST"]
EARLIEST = date(2000, 1, 1)

T = TypeVar("T")


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this chapter, with the row of links to its sisters."""
    context = {"places": places(request), "may_decide": viewer_of(request).may(*LEADERS), **context}
    return render(request, f"scorecard/{template}", context, status=status)


def places(request: HttpRequest) -> list[Link]:
    """Scorecard, measures, readings, plans, periods: those this viewer may open; one alone is no choice."""
    viewer = viewer_of(request)
    found = [
        ("scorecard:scorecard", pgettext("view", "Scorecard"), NUMBERS),
        ("scorecard:measures", pgettext("view", "Measures"), DEPARTMENT),
        ("scorecard:readings", pgettext("view", "Readings"), NUMBERS),
        ("scorecard:plans", pgettext("view", "Plans and targets"), DEPARTMENT),
        ("scorecard:periods", pgettext("view", "Closed periods"), DEPARTMENT),
    ]
    links = [(reverse(route), label) for route, label, roles in found if viewer.may(*roles)]
    best = max((len(href) for href, _ in links if request.path.startswith(href)), default=0)
    return [
        Link(label, href, current=request.path.startswith(href) and len(href) == best) for href, label in links
    ]  # fmt: skip


def whose(viewer: Viewer, slug: str) -> MemberRef | None:
    """The member an address asks about, nobody for the whole department.

    A contractor who asks about nobody in particular asks about themselves. Raises Http404 and NotAllowed.
    """
    if not slug:
        return member_of(viewer) if viewer.may(Role.CONTRACTOR) else None
    found = Member.objects.filter(slug=slug).first()
    if found is None:
        if viewer.may(*LEADERS):
            raise Http404
        must_see(viewer, 0)  # others are told the same whether or not there is such a person
        raise Http404
    must_see(viewer, found.pk)
    return ref(found)


def asked_period(text: str, unit: Unit, today: date) -> Named:
    """The period an address names, else the last whole one of `unit`."""
    found = named(text.lower())
    if found is not None and found.unit not in ("custom", "day") and EARLIEST <= found.period.start <= today:
        return found
    return containing(today, unit).earlier()


def period_steps(now: Named, today: date, to: Callable[[str], str], label: str) -> Period:
    """Earlier and later periods of the same unit."""
    later = now.later()
    return Period(label, (), to(now.earlier().code), to(later.code) if later.period.start <= today else "")


def today_of(request: HttpRequest) -> date:
    return company_today(viewer_of(request))


def download(kind: str, name: str, header: Sequence[str], lines: Lines) -> HttpResponse:
    """A table as a file of this kind. Raises Http404 for a kind there is not."""
    if kind not in WRITERS:
        raise Http404
    write, content_type = WRITERS[kind]
    return HttpResponse(
        write(header, lines),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="otdel-{name}.{kind}"'},
    )


def uploaded(request: HttpRequest, take: Callable[[Path, str], T]) -> T | None:
    """What `take` makes of the file that was sent, kept on disk only while it is read; nothing when none was sent."""
    file = request.FILES.get("file")
    if file is None:
        return None
    with tempfile.NamedTemporaryFile() as kept:
        for piece in file.chunks():
            kept.write(piece)
        kept.flush()
        return take(Path(kept.name), str(file.name or ""))
