"""What the pages of the mix model share: who may see them, and what stands there when there is no model."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.evidence.pages.mix import progress
from otdel.evidence.pages.mix.look import look
from otdel.evidence.pages.mix.nothing import nothing
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries.company import NotSetUp
from otdel.evidence.queries.mix_look import first_look
from otdel.evidence.queries.mix_proposals import NoSuchProposal
from otdel.evidence.queries.mix_rights import MAY_FIT, MAY_SEE_MONEY
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.web.reasons import say as words_of
from otdel.web.toasts import toast

P = ParamSpec("P")


def about_mix(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for those who may see money. What the address names and is not there answers 404."""

    @wraps(view)
    def with_viewer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, viewer_of(request), *args, **kwargs)
        except (NotSetUp, asked.NoSuchFit, NoSuchProposal) as error:
            raise Http404 from error

    return needs(*MAY_SEE_MONEY)(with_viewer)


def page(request: HttpRequest, viewer: Viewer, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page with the bar of a fitting that is under way, and what the viewer may do."""
    state = asked.running(viewer)
    seen = first_look(viewer, state.id) if state else None
    context |= {"job": progress.job(state), "look": look(state, seen), "may_fit": viewer.may(*MAY_FIT)}
    return render(request, f"evidence/{template}", context, status=status)


def no_model(request: HttpRequest, viewer: Viewer, why: NoData, current: str) -> HttpResponse:
    """Never fitted, or refused: why, and what to do next."""
    shown = nothing(why, asked.last_try(viewer), current)
    return page(request, viewer, "mix_nothing.html", shown=shown)


def done(request: HttpRequest, act: Callable[[], object], words: str) -> bool:
    """Do it, and say on the next page that it is done or why it was refused."""
    try:
        act()
    except Refused as refused:
        say_refused(request, refused)
        return False
    toast(request, words)
    return True


def refused_words(refused: Refused) -> str:
    return words_of(refused.reason)
