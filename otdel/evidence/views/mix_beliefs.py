"""Beliefs of the mix model: drawn before fitting, and changed one line each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from otdel.accounts.services import Refused
from otdel.analytics.mix.beliefs import Drawn, drawn
from otdel.evidence.forms import BeliefForm
from otdel.evidence.pages.mix import beliefs as beliefs_page
from otdel.evidence.queries import mix_beliefs as asked
from otdel.evidence.queries.mix_rights import MAY_BELIEVE
from otdel.evidence.queries.weekly import Weekly, weekly
from otdel.evidence.services import beliefs as verbs
from otdel.evidence.views.mix_common import about_mix, done, page, refused_words
from otdel.kit.viewer import Viewer
from otdel.web.toasts import toast

DRAWS = 1000  # of the priors: enough that a curve drawn of them does not shake


@require_GET
@about_mix
def beliefs(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    seen = weekly(viewer)
    if not seen.weeks or not seen.channels:
        return page(request, viewer, "mix_no_weeks.html")
    question = asked.question(viewer, seen)
    shown = beliefs_page.page(asked.beliefs(viewer), seen.data(), _drawn(viewer, seen), question.because)
    return page(request, viewer, "mix_beliefs.html", page=shown, may_believe=viewer.may(*MAY_BELIEVE))


@require_http_methods(["GET", "POST"])
@about_mix
def belief(request: HttpRequest, viewer: Viewer, channel: str) -> HttpResponse:
    """One channel's belief. A POST with `forget` brings the usual one back."""
    seen = weekly(viewer)
    found = next((one for one in asked.beliefs(viewer) if one.channel == channel), None)
    if found is None:
        raise Http404
    low, high = beliefs_page.ends(found)
    form = BeliefForm(request.POST or None, initial={"low": round(low, 2), "high": round(high, 2)})
    if request.method == "POST" and _told(request, viewer, channel, form):
        return redirect("evidence:mix_beliefs")
    shown = beliefs_page.one(found, asked.belief_history(viewer, channel), seen.data(), _drawn(viewer, seen))
    may = viewer.may(*MAY_BELIEVE)
    return page(request, viewer, "mix_belief.html", 400 if form.errors else 200, page=shown, form=form, may_believe=may)


def _told(request: HttpRequest, viewer: Viewer, channel: str, form: BeliefForm) -> bool:
    """Whether it is kept; otherwise the form says why not."""
    if "forget" in request.POST:
        why = request.POST.get("why", "")
        return done(request, lambda: verbs.forget(viewer, channel, why), _("The usual belief is back"))
    if not form.is_valid():
        return False
    try:
        verbs.believe(viewer, channel, form.median, form.spread, form.cleaned_data["why"])
    except Refused as refused:
        form.add_error(None, refused_words(refused))
        return False
    toast(request, _("Believed from the next fitting on"))
    return True


def _drawn(viewer: Viewer, seen: Weekly) -> Drawn:
    return drawn(seen.data(), asked.question(viewer, seen).priors, draws=DRAWS)
