"""Questions about lines of pay: the inbox of whoever answers them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import NotAllowed
from otdel.motivation.forms.runs import AnswerForm
from otdel.motivation.models import Dispute
from otdel.motivation.pages.periods import about
from otdel.motivation.queries.disputes import QuestionRow, Questions, questions
from otdel.motivation.services import disputes
from otdel.scorecard.pages.periods import whole
from otdel.web import reasons
from otdel.web.toasts import toast

REFUSED = 409


@require_GET
@needs()
def show(request: HttpRequest) -> HttpResponse:
    return _page(request, questions(viewer_of(request)))


@require_POST
@needs()
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Explain, correct, or grant an exception."""
    viewer = viewer_of(request)
    found = questions(viewer)
    one = next((each for each in found.open if each.id == pk), None)
    if one is None and not any(each.id == pk for each in found.answered):
        raise NotAllowed("there is no such question, or it is not for this viewer")
    form = AnswerForm(request.POST, decides=one.may_decide if one else True, prefix=str(pk))
    if not form.is_valid():
        return _page(request, found, form, pk, 400)
    given = form.cleaned_data
    try:
        disputes.answer(viewer, pk, given["outcome"], given["words"], given.get("amount"))
    except Refused as refused:
        if one is not None:  # it still waits: what was written stays in its form
            form.add_error(None, reasons.say(refused.reason))
            return _page(request, found, form, pk, REFUSED)
        say_refused(request, refused)
    else:
        toast(request, _("Answered"))
    return redirect("motivation:disputes")


def _page(
    request: HttpRequest, found: Questions, form: AnswerForm | None = None, of: int = 0, status: int = 200
) -> HttpResponse:
    context = {
        "title": pgettext("page", "Questions about pay"),
        "verdict": _verdict(found),
        "open": [
            (one, _about(one), form if one.id == of else AnswerForm(decides=one.may_decide, prefix=str(one.id)))
            for one in found.open
        ],
        "answered": [(one, _about(one), Dispute.Outcome(one.outcome).label) for one in found.answered],
    }
    return render(request, "motivation/questions.html", context, status=status)


def _about(one: QuestionRow) -> dict[str, str]:
    return {
        "line": about(one.because),
        "period": whole(one.named),
        "href": reverse("motivation:statement", args=[one.statement]),
    }


def _verdict(found: Questions) -> str:
    late = sum(one.late for one in found.open)
    if late:
        return ngettext(
            "%(count)s question should have been answered already. Answer it today.",
            "%(count)s questions should have been answered already. Answer them today.",
            late,
        ) % {"count": late}
    if found.open:
        return ngettext(
            "%(count)s question about pay waits for an answer.",
            "%(count)s questions about pay wait for an answer.",
            len(found.open),
        ) % {"count": len(found.open)}
    return _("Nobody waits for an answer about pay.")
