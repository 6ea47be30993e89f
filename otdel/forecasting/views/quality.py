"""Forecast quality: what was promised, and what came."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from otdel.forecasting.pages import links, quality_page
from otdel.forecasting.queries.past import past_goals
from otdel.forecasting.queries.quality import quality
from otdel.forecasting.views.common import of_plan
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.web.parts import Link
from otdel.web.reasons import say as words_of


@require_GET
@of_plan
def show(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = quality(viewer)
    context: dict[str, object] = {"title": pgettext("page", "Forecast quality")}
    if isinstance(found, NoData):
        context["nothing"] = words_of(found.reason)
        context["action"] = Link(gettext("See what is forecast now"), links.of_plan(), icon="arrow-right")
    else:
        context |= {"page": quality_page.page(found), "past": quality_page.past(past_goals(viewer))}
    return render(request, "forecasting/quality.html", context)
