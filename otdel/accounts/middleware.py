"""Gives each request its viewer, and speaks the person's language in the person's time zone."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from otdel.accounts.models import Company, Person


class PersonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not isinstance(person, Person):
            return self.get_response(request)
        translation.activate(_language(request, person))
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(ZoneInfo(person.time_zone or _company_zone())):
            return self.get_response(request)


def _language(request: HttpRequest, person: Person) -> str:
    """The person's own; in the demo, where one person is many visitors, the one this visitor chose."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "") if settings.OTDEL_DEMO else ""
    return chosen if chosen in dict(settings.LANGUAGES) else person.language


def _company_zone() -> str:
    return Company.objects.values_list("time_zone", flat=True).first() or "UTC"
