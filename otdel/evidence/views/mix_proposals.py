"""Proposed budgets, and the decision about each."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.evidence.models import ProposalState
from otdel.evidence.pages.mix import proposals as proposals_page
from otdel.evidence.queries import mix_proposals as asked
from otdel.evidence.services import proposals as verbs
from otdel.evidence.views.mix_common import about_mix, done, page
from otdel.kit.viewer import Viewer

Verb = Callable[[Viewer, int, str], object]


@require_GET
@about_mix
def proposals(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return page(request, viewer, "mix_proposals.html", page=proposals_page.page(asked.proposals(viewer)))


@require_GET
@about_mix
def proposal(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    shown = proposals_page.one(asked.proposal(viewer, pk), asked.proposals(viewer, ProposalState.ACCEPTED))
    return page(request, viewer, "mix_proposal.html", page=shown)


@require_POST
@about_mix
def decide(request: HttpRequest, viewer: Viewer, pk: int, verb: str) -> HttpResponse:
    """Accept, decline or withdraw; who may is for the service to say."""
    known: dict[str, tuple[Verb, str]] = {
        "accept": (verbs.accept, _("Accepted: whoever runs these channels has a task")),
        "decline": (verbs.decline, _("Declined: whoever proposed it can read why")),
        "withdraw": (verbs.withdraw, _("The proposal is withdrawn")),
    }
    if verb not in known:
        raise Http404
    act, words = known[verb]
    done(request, lambda: act(viewer, pk, request.POST.get("why", "")), words)
    return redirect("evidence:proposal", pk)
