"""Short words about what was just done, with a way to take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise


def toast(request: HttpRequest, words: str | Promise, undo: str = "") -> None:
    """Show `words` on the next page; `undo` is the address a POST to which takes the action back."""
    messages.success(request, str(words), extra_tags=f"undo={undo}" if undo else "")
