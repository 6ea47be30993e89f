"""Taking a mend of a finding: the draft is changed as it says, and checked again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.services.checking import take_mend
from otdel.motivation.views.rules_common import decided, to_version
from otdel.web.toasts import toast


@require_POST
@needs(*APPROVES)
def mend_plan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    kept = decided(request, code, number)
    place = request.POST.get("place", "")
    try:
        take_mend(viewer_of(request), kept, int(place) if place.isdigit() else -1, seen=request.POST.get("seen", ""))
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("The draft is changed and checked again"))
    return redirect(to_version(kept) + "#found")
