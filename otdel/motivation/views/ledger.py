"""The ledger as a page: its lines, the newest first, and whether all of it is as it was written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from otdel.accounts.viewers import needs, viewer_of
from otdel.motivation.queries.ledger import Chain, ledger_lines, row, verify
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.wording.runs import VERBS
from otdel.web.reasons import say


@require_GET
@needs(*APPROVES)
def show(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    chain = verify(viewer)
    part = ledger_lines(viewer, request.GET.get("page", 1))
    context = {
        "title": pgettext("page", "Pay ledger"),
        "verdict": _verdict(chain),
        "chain": chain,
        "faults": [say(one) for one in chain.faults],
        "lines": [(row(one), VERBS.get(one.verb, one.verb)) for one in part],
        "part": part,
    }
    return render(request, "motivation/ledger.html", context)


def _verdict(chain: Chain) -> str:
    if not chain.whole:
        return ngettext(
            "%(count)s thing in the ledger is not as it was written. Ask who had access to the records.",
            "%(count)s things in the ledger are not as they were written. Ask who had access to the records.",
            len(chain.faults),
        ) % {"count": len(chain.faults)}
    if not chain.lines:
        return _("The ledger is empty: its first line is written when somebody signs an agreement or pay is published.")
    return ngettext(
        "%(count)s line, and it is as it was written.",
        "%(count)s lines, and all of them are as they were written.",
        chain.lines,
    ) % {"count": chain.lines}
