"""What a newer library says otherwise than our copy of a role; nothing changes until somebody decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.organisation.models import JobRole
from otdel.organisation.queries.difference import told_differences
from otdel.organisation.services.role_words import keep, take
from otdel.organisation.views.common import LEADERS, page, say_refused
from otdel.organisation.words import role_title
from otdel.web.toasts import toast


@require_GET
@needs(*LEADERS)
def difference(request: HttpRequest, code: str) -> HttpResponse:
    """Piece by piece: the words we copied, the library's now, and our own."""
    one = get_object_or_404(JobRole, code=code)
    title = _("What is new in “%(role)s”") % {"role": role_title(one)}
    found = told_differences(viewer_of(request), one)
    return page(request, "difference.html", title=title, role=one, found=found)


@require_POST
@needs(*LEADERS)
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Take one piece, or keep ours."""
    one, key = get_object_or_404(JobRole, code=code), request.POST.get("piece", "")
    taken = "take" in request.POST
    try:
        (take if taken else keep)(viewer_of(request), one, key)
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, _("Taken from the library.") if taken else _("Ours stays. The next change will be shown again."))
    return redirect("organisation:difference", code)
