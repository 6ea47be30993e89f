"""What the pages of rules and agreements share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from otdel.accounts.queries import company
from otdel.accounts.viewers import viewer_of
from otdel.kit.reason import NoData
from otdel.motivation.models import PlanVersion
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.services.moment import today
from otdel.web.parts import Link

FORM = ["GET", "POST"]


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"motivation/{template}", context, status=status)


def today_of(request: HttpRequest) -> date:
    return today(viewer_of(request))


def currency_of(request: HttpRequest) -> str:
    found = company(viewer_of(request))
    return "USD" if isinstance(found, NoData) else found.currency


def decided(request: HttpRequest, code: str, number: int) -> PlanVersion:
    """The version an owner acts on. Raises NotAllowed for others before it says whether there is one."""
    viewer_of(request).must(*APPROVES)
    found = PlanVersion.objects.select_related("plan__role")
    return get_object_or_404(found, plan__code=code, number=number)


def rules_link() -> Link:
    return Link(pgettext("view", "Pay rules"), reverse("motivation:plans"))


def to_version(version: PlanVersion) -> str:
    return reverse("motivation:version", args=[version.plan.code, version.number])
