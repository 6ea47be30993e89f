"""What the pages of the department share: who may open them, drawing a page, going back, saying what was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from otdel.accounts.refusing import say_refused as say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import viewer_of
from otdel.kit.viewer import Role
from otdel.organisation.models import Member
from otdel.organisation.queries.members import must_see
from otdel.web.reasons import say
from otdel.web.toasts import toast
from otdel.web.views import back as back

TEAM = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)
LEADERS = (Role.OWNER, Role.HEAD)
FORM = ["GET", "POST"]

NOBODY = 0  # no member has this id

Act = Callable[[dict[str, Any]], object]  # what is done with a form that is filled in rightly


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this chapter, from its own templates."""
    return render(request, f"organisation/{template}", context, status=status)


def member_seen(request: HttpRequest, slug: str) -> Member:
    """The member an address names. Whoever may not see everybody hears the same of a stranger and of nobody at all.

    Raises NotAllowed, and Http404 for those who may see everybody.
    """
    viewer, found = viewer_of(request), Member.objects.select_related("person").filter(slug=slug).first()
    must_see(viewer, found.pk if found else NOBODY)
    if found is None:
        raise Http404
    return found


def tried(request: HttpRequest, form: Form, act: Act, words: str) -> bool:
    """Do what a form asks and say `words`; false when it could not be done, and the form then says why."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refused:
        form.add_error(None, say(refused.reason))
        return False
    toast(request, words)
    return True
