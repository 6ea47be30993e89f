"""Pages of paths: how buyers came, and the sales behind each figure."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from otdel.analytics.attribution.models import MODELS
from otdel.evidence.pages import paths as shown
from otdel.evidence.queries.attributed import attributed, of_channel
from otdel.evidence.views.money import ROWS_A_PAGE, Page, about_money


@about_money
def paths(request: HttpRequest, page: Page) -> HttpResponse:
    def to(**changes: Any) -> str:
        return reverse("evidence:paths") + page.asked.query(**changes)

    by = "worth" if request.GET.get("by") == "worth" else "sales"
    found = attributed(page.viewer, page.question)
    return render(request, "evidence/paths.html", {"page": shown.page(found, page.asked, page.today, to, by)})


@about_money
def sales(request: HttpRequest, page: Page, channel: str) -> HttpResponse:
    found = attributed(page.viewer, page.question)
    model = request.GET.get("model", "last_non_direct")
    if channel not in found.roads.channels or model not in MODELS:
        raise Http404
    met = of_channel(found, channel)
    part = Paginator(met, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown.sales(found, channel, model, met, list(part), page.asked), "part": part}
    return render(request, "evidence/path_sales.html", context)
