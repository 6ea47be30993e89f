"""What if: a fragment for the script that moves with the slider, the whole page for those without scripts."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from otdel.accounts.viewers import needs, viewer_of
from otdel.motivation.pages.what_if import shown
from otdel.motivation.queries.rights import is_own
from otdel.motivation.queries.what_if import what_if
from otdel.motivation.views.mine import member_at, page, running

LONGEST = 30  # characters of a number somebody could mean


@require_POST
@needs()
def try_out(request: HttpRequest) -> HttpResponse:
    """Counts with the sliders where they are put. A figure that is none is left as it is today."""
    viewer = viewer_of(request)
    member = member_at(viewer, request.POST.get("who", ""))
    named = running(viewer, member, request.POST.get("period", ""))
    said = request.POST.get("agreement", "")
    agreement = int(said) if said.isascii() and said.isdigit() and len(said) < LONGEST else 0
    found = what_if(viewer, member, named, agreement, _put(request), _passed(request))
    if request.headers.get("X-What-If") != "fragment":
        return page(request, member, found)
    it = shown(found, member, named, own=is_own(viewer, member.id))
    return render(request, "motivation/what_if_fragment.html", {"it": it})


def _put(request: HttpRequest) -> dict[str, Decimal]:
    found = {}
    for name, text in request.POST.items():
        if name.startswith("at-") and isinstance(text, str) and len(text) < LONGEST:
            try:
                value = Decimal(text)
            except InvalidOperation:
                continue
            if value.is_finite():
                found[name.removeprefix("at-")] = value
    return found


def _passed(request: HttpRequest) -> dict[int, bool]:
    """A gate stands in the form as `gate-0-seen`, with `gate-0` only when it is ticked."""
    places = [name.removesuffix("-seen").removeprefix("gate-") for name in request.POST if name.endswith("-seen")]
    return {
        int(place): f"gate-{place}" in request.POST
        for place in places
        if place.isascii() and place.isdigit() and len(place) < 3
    }
