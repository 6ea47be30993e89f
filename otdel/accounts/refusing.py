"""Tells a person on the next page why what they asked was not done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from otdel.accounts.services import Refused
from otdel.web import reasons


def say_refused(request: HttpRequest, refused: Refused) -> None:
    messages.error(request, reasons.say(refused.reason))
