"""The pages of accounts: accepting an invitation, people and rights, one's own settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any]) -> HttpResponse:
    return render(request, "accounts/locked_out.html", status=429)
