"""Channels by the mix model: all of them, and one with its curve."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from otdel.analytics.mix.response import response
from otdel.evidence.asked import Asked
from otdel.evidence.pages.mix import channel as channel_page
from otdel.evidence.pages.mix import channels as channels_page
from otdel.evidence.pages.mix.move import WEEKS, suggested
from otdel.evidence.pages.rows import back_words
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries.company import company_money, company_question, today
from otdel.evidence.queries.mix_beliefs import lift_tests
from otdel.evidence.queries.mix_rights import MAY_BELIEVE
from otdel.evidence.queries.mix_scenario import scenario as of_weeks
from otdel.evidence.queries.weekly import Weekly
from otdel.evidence.views.mix_common import about_mix, no_model, page
from otdel.kit.calendar import between
from otdel.kit.reason import NoData
from otdel.kit.viewer import Viewer
from otdel.web import format as say


@require_GET
@about_mix
def channels(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    view = asked.mix(viewer)
    if isinstance(view, NoData):
        return no_model(request, viewer, view, "mix")
    held = of_weeks(viewer, view.fit.id, WEEKS)
    move = None if isinstance(held, NoData) else suggested(view, held)
    shown = channels_page.page(view, move, asked.last_try(viewer))
    return page(request, viewer, "mix_channels.html", page=shown)


@require_GET
@about_mix
def channel(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    view = asked.mix(viewer)
    if isinstance(view, NoData):
        return no_model(request, viewer, view, "mix")
    one = next((found for found in view.channels if found.channel == code), None)
    if one is None:
        raise Http404
    held, seen = asked.stored(viewer, view.fit.id), asked.saw(viewer, view.fit.id)
    mix = None if isinstance(held, NoData) else held
    shape = response(mix, mix.data.channels.index(code)) if mix else None
    shown = channel_page.page(
        view, one, mix, shape, lift_tests(viewer, code), clicks(viewer, code, seen), seen,
        may_write=viewer.may(*MAY_BELIEVE),
    )  # fmt: skip
    return page(request, viewer, "mix_channel.html", page=shown)


def clicks(viewer: Viewer, code: str, seen: Weekly) -> tuple[str, str]:
    """What the click report says of the same weeks, and the page that says it."""
    if seen.period is None:
        return say.not_known(), ""
    state = Asked(between(seen.period), compare="none")
    answer = company_money(viewer, replace(company_question(viewer, state, today(viewer)), compare=None))
    row = next((row for row in answer.channels if row.key == code), None)
    words = back_words(row.back) if row else say.not_known()
    return words, reverse("evidence:row", args=[code]) + state.query()
