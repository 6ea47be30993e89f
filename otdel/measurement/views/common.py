"""What the pages share: who may, finding a thing or saying no, going back where one came from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from otdel.kit.viewer import Role

IMPORTERS = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR)
DATA = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)
SETTLERS = (Role.OWNER, Role.HEAD)
RULES = (Role.OWNER, Role.HEAD, Role.SPECIALIST)
MONEY = (Role.OWNER, Role.HEAD, Role.ACCOUNTANT)


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"measurement/{template}", context, status=status)


def back(request: HttpRequest, otherwise: str, *args: Any) -> HttpResponse:
    """To the page the form stood on, if that is one of ours."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(target)
    return redirect(otherwise, *args)
