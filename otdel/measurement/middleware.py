"""When the facts cannot be opened: one page that says so, that the files are safe, and what to do."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from otdel.warehouse import FactsUnreadable, QueryFailed

log = logging.getLogger(__name__)


class FactsMiddleware:
    """Answers for any page whose question to the warehouse failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """A 503 with what happened; the whole cause, with its paths, goes to the log only."""
        if not isinstance(trouble, FactsUnreadable | QueryFailed):
            return None
        log.error("the facts cannot be opened for %s: %s", request.path, " ".join(str(trouble).split()))
        answer = render(request, "measurement/facts_closed.html", {"cause": _cause(trouble)}, status=503)
        answer._has_been_logged = True  # type: ignore[attr-defined]  # Django would add a line without the cause
        add_never_cache_headers(answer)
        return answer


def _cause(trouble: FactsUnreadable | QueryFailed) -> str:
    if isinstance(trouble, FactsUnreadable):
        return _("The facts cannot be opened: their list, manifest.json, is missing or damaged.")
    if trouble.vanished:
        return _("The facts cannot be opened: a file of them is missing or cannot be read.")
    return _("The facts cannot be opened: a file of them is damaged, or the question was too much for this machine.")
