"""What the pages share: who may, finding a thing or saying no, going back where one came from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from otdel.kit.viewer import Role
from otdel.web.views import back as back

IMPORTERS = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.CONTRACTOR)
DATA = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)
SETTLERS = (Role.OWNER, Role.HEAD)
RULES = (Role.OWNER, Role.HEAD, Role.SPECIALIST)
MONEY = (Role.OWNER, Role.HEAD, Role.ACCOUNTANT)


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"measurement/{template}", context, status=status)
