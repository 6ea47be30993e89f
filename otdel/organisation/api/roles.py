"""Roles of the company and of the library, with their words in the caller's language."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from otdel.accounts.viewers import viewer_of
from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.api.common import names
from otdel.organisation.api.processes import ProcessOut, process_out
from otdel.organisation.library.shapes import RoleText
from otdel.organisation.models import JobRole
from otdel.organisation.queries.library import library_role, shelf
from otdel.organisation.queries.role import role_view
from otdel.web.answers import Named

router = Router()


class RoleRow(Schema):
    """A role in use; `library` is what it was copied from, `differences` how much of that is worded otherwise now."""

    code: str
    title: str
    library: str
    holders: list[Named]
    differences: int


class RoleZone(Schema):
    name: str
    critical: bool
    answers: list[Named]


class Words(Schema):
    title: str
    mission: str
    zones: dict[str, str]
    duties: dict[str, str]
    does_not_own: list[str]
    decides_alone: str
    escalates: str
    kpis: dict[str, str]


class RoleOut(Words):
    """`own` names what the company worded itself."""

    code: str
    library: str
    own: list[str]
    holders: list[Named]
    zones_held: list[RoleZone]
    processes: list[ProcessOut]
    accesses: list[str]


class LibraryRow(Schema):
    id: str
    title: str
    mission: str
    zones: int
    processes: int
    kpis: int
    adopted_as: str


@router.get("/roles", response=list[RoleRow])
def roles(request: HttpRequest) -> list[RoleRow]:
    """Roles the company works with."""
    found = shelf(viewer_of(request))
    copied = [
        RoleRow(code=one.code, title=one.title, library=one.id, holders=names(one.holders), differences=one.differences)
        for one in found.roles
        if one.code
    ]
    own = [
        RoleRow(code=one.code, title=one.title, library="", holders=names(one.holders), differences=0)
        for one in found.own
    ]
    return copied + own


@router.get("/roles/{code}", response=RoleOut)
def role(request: HttpRequest, code: str) -> RoleOut:
    """One role: mission, zones, duties, processes, accesses it needs."""
    viewer = viewer_of(request)
    found = JobRole.objects.filter(code=code).first()
    if found is None:
        if viewer.may(Role.CONTRACTOR):
            raise NotAllowed("a contractor must not learn which roles exist")
        raise Http404
    view = role_view(viewer, found)
    return RoleOut(
        **_words(view.text),
        code=view.code,
        library=view.library,
        own=sorted(view.own),
        holders=names(tuple(one.who for one in view.holders)),
        zones_held=[RoleZone(name=one.name, critical=one.critical, answers=names(one.answers)) for one in view.zones],
        processes=[process_out(one) for one in view.processes if one.id in view.open],
        accesses=[one.words.system for one in view.accesses],
    )


@router.get("/library", response=list[LibraryRow])
def library(request: HttpRequest) -> list[LibraryRow]:
    """Roles that can be copied."""
    return [
        LibraryRow(
            id=one.id,
            title=one.title,
            mission=one.mission,
            zones=one.zones,
            processes=one.processes,
            kpis=one.kpis,
            adopted_as=one.code,
        )
        for one in shelf(viewer_of(request)).roles
    ]


@router.get("/library/{role}", response=Words)
def library_words(request: HttpRequest, role: str) -> Words:
    """A role of the library in words."""
    try:
        return Words(**_words(library_role(viewer_of(request), role).text))
    except KeyError as error:
        raise Http404 from error


def _words(text: RoleText) -> dict[str, Any]:
    return {
        "title": text.title,
        "mission": text.mission,
        "zones": dict(text.zones),
        "duties": dict(text.duties),
        "does_not_own": list(text.does_not_own),
        "decides_alone": text.decides_alone,
        "escalates": text.escalates,
        "kpis": {code: words.name for code, words in text.kpis.items()},
    }
