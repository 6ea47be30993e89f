"""Turns a request into a viewer, and keeps a page to the roles that need it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from otdel.accounts.models import Person
from otdel.kit.viewer import NotAllowed, Role, Viewer

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def viewer_of(request: HttpRequest) -> Viewer:
    """Who is asking. Raises NotAllowed when nobody is signed in."""
    if not isinstance(request.user, Person):
        raise NotAllowed("nobody is signed in")
    return as_viewer(request.user)


def as_viewer(person: Person) -> Viewer:
    return Viewer(person=person.pk, name=person.name, role=Role(person.role))


def needs(*roles: Role) -> Callable[[View[P]], View[P]]:
    """The page is for these roles; for everybody signed in when none is named. Others get 403, strangers the door."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if roles and not viewer_of(request).may(*roles):
                raise PermissionDenied
            try:
                return view(request, *args, **kwargs)
            except NotAllowed as error:
                raise PermissionDenied from error

        return login_required(guarded)

    return decorate
