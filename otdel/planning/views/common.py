"""What the pages of work share: drawing a page, going back, saying what was refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from otdel.accounts.services import Refused
from otdel.web import reasons

FORM = ["GET", "POST"]


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this chapter, from its own templates."""
    return render(request, f"planning/{template}", context, status=status)


def back(request: HttpRequest, otherwise: str, *args: Any) -> HttpResponse:
    """To the page the form stood on, if that is one of ours."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(target)
    return redirect(otherwise, *args)


def say_refused(request: HttpRequest, refused: Refused) -> None:
    """Tell on the next page why it was not done."""
    messages.error(request, reasons.say(refused.reason))


def whole(text: str) -> int | None:
    """The number an address carries, when it is one the records can have."""
    return int(text) if text.isdecimal() and len(text) < 19 else None
