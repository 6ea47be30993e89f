"""What the pages of the department share: who may open them, drawing a page, going back, saying what was refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from otdel.accounts.refusing import say_refused as say_refused
from otdel.kit.viewer import Role
from otdel.web.views import back as back

TEAM = (Role.OWNER, Role.HEAD, Role.SPECIALIST, Role.ACCOUNTANT)
LEADERS = (Role.OWNER, Role.HEAD)
FORM = ["GET", "POST"]


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this chapter, from its own templates."""
    return render(request, f"organisation/{template}", context, status=status)
