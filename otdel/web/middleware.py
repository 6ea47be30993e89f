"""Too large a request is refused by the length it states, before anything of it is read or kept."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
STRANGERS_LIMIT = MEGABYTE  # bytes of a form with files from somebody who is not signed in
WRAPPING = MEGABYTE  # bytes of a request that are not the file: a file just over the limit is refused by its name


class UploadLimitMiddleware:
    """Stands before whatever parses forms: Django keeps every file of a form while it only looks for its token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length > settings.UPLOAD_LIMIT + WRAPPING:
            with translation.override(_language(request)):
                return _refusal(413, _too_large(length))
        if length > STRANGERS_LIMIT and _has_files(request) and not get_user(request).is_authenticated:
            return _refusal(403, _("Nobody is signed in here. Sign in, then send the file again."))
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    """Bytes the request says it has; without the header, or with a wrong one, Django reads none."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isdecimal() else 0


def _has_files(request: HttpRequest) -> bool:
    return (request.content_type or "").lower().startswith("multipart/")


def _language(request: HttpRequest) -> str:
    """The person's own: this stands before the middleware that would speak it."""
    return getattr(get_user(request), "language", "") or translation.get_language()


def _too_large(length: int) -> str:
    sizes = {"megabytes": -(-length // MEGABYTE), "limit": settings.UPLOAD_LIMIT // MEGABYTE}
    return (
        _("That is %(megabytes)s MB; up to %(limit)s MB are taken at once. Send fewer files, or shorter periods.")
        % sizes
    )


def _refusal(status: int, sentence: str) -> HttpResponse:
    """A page without a form: nothing of the request may be read, and the form's token is known only after that."""
    return HttpResponse(render_to_string("web/refused.html", {"sentence": sentence}), status=status)
