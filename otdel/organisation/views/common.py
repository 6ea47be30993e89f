"""What the pages of the department share: who may open them, drawing a page, going back, saying what was refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from otdel.accounts.services import Refused
from otdel.kit.viewer import Role
from otdel.web import reasons

TEAM = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)
LEADERS = (Role.OWNER, Role.HEAD)
FORM = ["GET", "POST"]


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this chapter, from its own templates."""
    return render(request, f"organisation/{template}", context, status=status)


def back(request: HttpRequest, otherwise: str, *args: Any) -> HttpResponse:
    """To the page the form stood on, if that is one of ours."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(target)
    return redirect(otherwise, *args)


def say_refused(request: HttpRequest, refused: Refused) -> None:
    """Tell on the next page why it was not done."""
    messages.error(request, reasons.say(refused.reason))
