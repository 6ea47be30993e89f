"""What if: a plan tried with sliders, and proposed to the owner of the budget."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs
from otdel.analytics.mix.budget import Move
from otdel.evidence.pages.mix import scenario as scenario_page
from otdel.evidence.pages.mix.tried import Tried, tried
from otdel.evidence.queries import mix as asked
from otdel.evidence.queries.mix_rights import MAY_PROPOSE
from otdel.evidence.queries.mix_scenario import scenario as of_weeks
from otdel.evidence.services import proposals as verbs
from otdel.evidence.views.mix_common import about_mix, no_model, page
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.web.toasts import toast

PART = "HX-Request"  # the header of a request for the form alone


@require_GET
@about_mix
def scenario(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    view = asked.mix(viewer)
    if isinstance(view, NoData):
        return no_model(request, viewer, view, "mix_scenario")
    wanted = tried(request.GET.dict(), tuple(one.channel for one in view.channels))
    held = of_weeks(viewer, view.fit.id, wanted.weeks)
    if isinstance(held, NoData):
        return no_model(request, viewer, held, "mix_scenario")
    shown = scenario_page.page(held.mix, view.fit, wanted, wanted.move(held))
    template = "mix_scenario_form.html" if PART in request.headers else "mix_scenario.html"
    return page(request, viewer, template, page=shown, may_propose=viewer.may(*MAY_PROPOSE))


@require_POST
@needs(*MAY_PROPOSE)
@about_mix
def propose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The plan as it stands on the page, worked out anew, to the owner of the budget."""
    number = _number(request.POST.get("fit", ""))
    channels = asked.saw(viewer, number).channels if number else ()
    given = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    wanted = tried(given, channels)
    held = of_weeks(viewer, number, wanted.weeks)
    if isinstance(held, NoData):
        return no_model(request, viewer, held, "mix_scenario")
    move = wanted.move(held)
    try:
        if isinstance(move, Reason):
            raise Refused(move)
        made = verbs.propose(viewer, number, budget(move, wanted), given.get("why", ""))
    except Refused as refused:
        say_refused(request, refused)
        return redirect(f"{reverse('evidence:mix_scenario')}?{urlencode(scenario_page.state(wanted))}")
    toast(request, _("The budget waits for the owner’s decision"))
    return redirect("evidence:proposal", made.pk)


def budget(move: Move, wanted: Tried) -> verbs.NewBudget:
    made = verbs.NewBudget.of(move)
    return verbs.NewBudget(
        made.plan, made.weeks, made.start, made.limits, sorted({*made.fixed, *wanted.held}), made.reasons, made.cautious
    )


def _number(text: str) -> int:
    """A number of the address; 0 is nothing there."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
