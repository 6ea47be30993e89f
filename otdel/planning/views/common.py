"""What the pages of work share: drawing a page, going back, saying what was refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from otdel.accounts.refusing import say_refused as say_refused
from otdel.web.views import back as back

FORM = ["GET", "POST"]


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of this chapter, from its own templates."""
    return render(request, f"planning/{template}", context, status=status)


def whole(text: str) -> int | None:
    """The number an address carries, when it is one the records can have."""
    return int(text) if text.isdecimal() and len(text) < 19 else None
