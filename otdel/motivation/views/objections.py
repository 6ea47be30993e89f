"""Objections to statements that are being checked: made by whoever checks, answered by the owner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.motivation.models import Statement
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.services import runs
from otdel.web.toasts import toast


@require_POST
@needs()
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wrong with a statement instead of checking it."""
    try:
        runs.object_to(viewer_of(request), pk, request.POST.get("words", ""))
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("The owner sees the objection; nothing is published until it is answered"))
    return _back(pk)


@require_POST
@needs(*APPROVES)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an objection in words; the statement can be checked then."""
    try:
        runs.answer_objection(viewer_of(request), pk, request.POST.get("words", ""))
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("Answered: the statement can be checked now"))
    return _back(pk)


def _back(statement: int) -> HttpResponse:
    run = Statement.objects.select_related("snapshot__run").get(pk=statement).snapshot.run
    return redirect("motivation:period", run.unit, run.start)
