"""The register of accesses, and a check written down by a program that looked."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from otdel.accounts.viewers import viewer_of
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.api.common import called, day_of, named
from otdel.organisation.models import Access
from otdel.organisation.queries.access_lines import AccessLine
from otdel.organisation.queries.accesses import access_answer
from otdel.organisation.queries.accesses import register as register_query
from otdel.organisation.services.accesses import check_access
from otdel.web import reasons
from otdel.web.answers import Named

router = Router()


class HolderOut(Schema):
    who: Named
    level: str
    start: date
    end: date | None
    late_to_close: bool


class AccessOut(Schema):
    """A line of the register; never a password. `company_owned` is null until somebody looked.

    An accountant gets payer and renewal, and nobody's name.
    """

    id: int
    system: str
    asset: str
    critical: bool
    company_owned: bool | None
    owner: Named | None
    backup: Named | None
    holders: list[HolderOut]
    payer: str
    renewal: date | None
    closed_on: date | None
    last_check: date | None
    last_check_right: bool | None
    problems: list[str]


class RegisterOut(Schema):
    total: int
    counts: dict[str, int]
    verdict: list[str]
    items: list[AccessOut]


class CheckIn(Schema):
    """`found` is whether the register was right and the backup could sign in."""

    found: bool
    note: str = ""
    day: date | None = None


@router.get("/accesses", response=RegisterOut)
def accesses(
    request: HttpRequest, group: str = "", member: str = "", search: str = "", *, closed: bool = False
) -> RegisterOut:
    """The register as far as the caller may see it."""
    found = register_query(viewer_of(request), group=group, member=member, search=search, closed=closed)
    return RegisterOut(
        total=found.total,
        counts=found.counts,
        verdict=[reasons.say(one) for one in found.verdict],
        items=[access_out(line) for line in found.lines],
    )


@router.get("/accesses/{int:pk}", response=AccessOut)
def access(request: HttpRequest, pk: int) -> AccessOut:
    """One line of the register."""
    return _one(viewer_of(request), pk)


@router.post("/accesses/{int:pk}/checks", response=AccessOut)
def add_check(request: HttpRequest, pk: int, given: CheckIn) -> AccessOut:
    """Write down that somebody looked who really has the access."""
    viewer = viewer_of(request)
    _one(viewer, pk)
    check_access(viewer, Access.objects.get(pk=pk), day_of(request, given.day), given.note, found=given.found)
    return _one(viewer, pk)


def access_out(line: AccessLine) -> AccessOut:
    check = line.last_check
    return AccessOut(
        **{name: getattr(line, name) for name in ("id", "system", "asset", "critical", "company_owned", "payer")},
        owner=named(line.owner),
        backup=named(line.backup),
        holders=[
            HolderOut(who=called(one.member), level=one.level, start=one.start, end=one.end, late_to_close=one.late)
            for one in line.holders
        ],
        renewal=line.renewal,
        closed_on=line.closed_on,
        last_check=check.day if check else None,
        last_check_right=check.found if check else None,
        problems=[reasons.say(one.why) for one in line.problems],
    )


def _one(viewer: Viewer, pk: int) -> AccessOut:
    found = next((one for one in _accountants(viewer) if one.id == pk), None) if viewer.may(Role.ACCOUNTANT) else None
    if found:
        return access_out(found)
    answer = access_answer(viewer, pk)
    if answer is None:
        if viewer.may(Role.OWNER, Role.HEAD):
            raise Http404
        raise NotAllowed("others must not learn which accesses exist")
    return access_out(answer.line)


def _accountants(viewer: Viewer) -> tuple[AccessLine, ...]:
    """What an accountant sees of each line."""
    return register_query(viewer).lines
