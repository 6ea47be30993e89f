"""The library of roles: its list, a role with everything in it, and copying one into the company."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.organisation.queries import library as queries
from otdel.organisation.services.adopting import adopt
from otdel.organisation.views.common import LEADERS, TEAM, page, say_refused
from otdel.organisation.words import role_title, shared_text
from otdel.web.toasts import toast


@require_GET
@needs(*TEAM)
def shelf(request: HttpRequest) -> HttpResponse:
    """Ten roles: which the department works with, and what each is for."""
    viewer = viewer_of(request)
    return page(
        request, "library.html", title=_("Library of roles"), shelf=queries.shelf(viewer), leads=viewer.may(*LEADERS)
    )


@require_GET
@needs(*TEAM)
def library_role(request: HttpRequest, role_id: str) -> HttpResponse:
    """A role of the library with all its words."""
    try:
        found = queries.library_role(viewer_of(request), role_id)
    except KeyError as error:
        raise Http404 from error
    return page(
        request, "library_role.html", title=found.text.title, found=found, text=found.text, shared=shared_text()
    )


@require_POST
@needs(*LEADERS)
def copy(request: HttpRequest, role_id: str) -> HttpResponse:
    """The role becomes one of ours; what is to be done next is on its page."""
    try:
        role = adopt(viewer_of(request), role_id)
    except Refused as refused:
        say_refused(request, refused)
        return redirect("organisation:library")
    toast(request, _("“%(role)s” is yours now: change its words, and say who holds it.") % {"role": role_title(role)})
    return redirect("organisation:role", role.code)
