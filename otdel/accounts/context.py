"""What every template knows about who is looking: `viewer`, `person`, `company`, `theme`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from otdel.accounts.models import Company, Person
from otdel.accounts.viewers import viewer_of


def people(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "user", None)
    signed_in = isinstance(person, Person)
    return {
        "viewer": viewer_of(request) if signed_in else None,
        "person": person if signed_in else None,
        "theme": person.theme if isinstance(person, Person) else "auto",
        "company": SimpleLazyObject(lambda: Company.objects.first()),
        "demo": settings.OTDEL_DEMO,
    }
