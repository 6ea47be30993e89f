"""What if: a plan tried with sliders, and proposed to the owner of the budget."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
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
from otdel.evidence.services import proposals as verbs
from otdel.evidence.views.mix_common import about_mix, no_model, page
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import Viewer
from otdel.web.toasts import toast

PART = "HX-Request"  # the header of a request for the form alone


@require_GET
@about_mix
def scenario(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    view, mix = asked.mix(viewer), asked.stored(viewer)
    if isinstance(view, NoData):
        return no_model(request, viewer, view, "mix_scenario")
    if isinstance(mix, NoData):
        return no_model(request, viewer, mix, "mix_scenario")
    wanted = tried(request.GET.dict(), mix.data.channels)
    shown = scenario_page.page(mix, view.fit, wanted, wanted.move(mix))
    template = "mix_scenario_form.html" if PART in request.headers else "mix_scenario.html"
    return page(request, viewer, template, page=shown, may_propose=viewer.may(*MAY_PROPOSE))


@require_POST
@needs(*MAY_PROPOSE)
@about_mix
def propose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The plan as it stands on the page, worked out anew, to the owner of the budget."""
    mix = asked.stored(viewer, _number(request.POST.get("fit", "")))
    if isinstance(mix, NoData):
        return no_model(request, viewer, mix, "mix_scenario")
    given = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    wanted = tried(given, mix.data.channels)
    move = wanted.move(mix)
    try:
        if isinstance(move, Reason):
            raise Refused(move)
        made = verbs.propose(viewer, _number(request.POST.get("fit", "")), budget(move, wanted), given.get("why", ""))
    except Refused as refused:
        say_refused(request, refused)
        return redirect("evidence:mix_scenario")
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
