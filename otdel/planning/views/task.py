"""One task: its life, and what can be done with it now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Viewer
from otdel.planning.acting import ACTS
from otdel.planning.forms import ConcludeForm, DropForm, ErrorForm, GiveForm, MoveForm, ReturnForm, WaitForm
from otdel.planning.queries.one import TaskPage, Verb, task_page
from otdel.planning.queries.rights import may_be_given
from otdel.planning.views.common import back, page, say_refused
from otdel.web.parts import Fact, Text
from otdel.web.reasons import say
from otdel.web.toasts import toast

FORMS: dict[Verb, type[forms.Form]] = {
    "wait": WaitForm,
    "move": MoveForm,
    "drop": DropForm,
    "return": ReturnForm,
    "error": ErrorForm,
    "conclude": ConcludeForm,
}
SAID: dict[str, Any] = {  # once it is done
    "wait": gettext_lazy("The clock stands still"),
    "carry_on": gettext_lazy("The clock runs again"),
    "hand_over": gettext_lazy("Handed over"),
    "accept": gettext_lazy("Accepted"),
    "return": gettext_lazy("Returned for rework"),
    "move": gettext_lazy("The date is moved"),
    "drop": gettext_lazy("Dropped"),
    "give": gettext_lazy("Passed on"),
    "ready": gettext_lazy("Written down: it is ready"),
    "live": gettext_lazy("Written down: it is live"),
    "conclude": gettext_lazy("The test is concluded"),
    "error": gettext_lazy("The error is written down"),
}


@require_GET
@needs()
def task(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@require_POST
@needs()
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a task; a form with a mistake is shown again, what cannot be done is said."""
    viewer = viewer_of(request)
    if verb not in ACTS:
        raise Http404
    shown = task_page(viewer, pk)
    form = _form(verb, viewer, request.POST)
    if form is not None and not form.is_valid():
        return _page(request, pk, {verb: form}, status=400)
    try:
        ACTS[verb](viewer, pk, form.cleaned_data if form is not None else {})
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, f"{SAID[verb]}: {shown.row.title}")
    return back(request, "planning:task", pk)


def _form(verb: str, viewer: Viewer, data: Any = None) -> forms.Form | None:
    if verb == "give":
        return GiveForm(data, owners=may_be_given(viewer), auto_id="give-%s")
    kind = FORMS.get(verb)  # type: ignore[call-overload]  # any word may be asked for
    return kind(data, auto_id=f"{verb}-%s") if kind else None


def _page(request: HttpRequest, pk: int, wrong: dict[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    shown = task_page(viewer, pk)
    ready = {verb: _form(verb, viewer) for verb in (*FORMS, "give") if verb in shown.may}
    return page(
        request,
        "task.html",
        status,
        title=shown.row.title,
        task=shown,
        row=shown.row,
        forms={**ready, **(wrong or {})},
        wrong=next(iter(wrong or {}), ""),
        facts=_facts(shown),
        source=say(shown.source) if shown.source else "",
    )


def _facts(shown: TaskPage) -> list[Fact]:
    from otdel.planning.templatetags.work import outcome, severity, task_kind
    from otdel.web import format

    row = shown.row
    lines: list[tuple[Text, Text, Text]] = [
        (_("Whose"), row.owner.name, ""),
        (_("Who accepts it"), row.customer.name if row.customer else _("nobody: it is done when handed over"), ""),
        (_("First promised for"), format.day(row.first_due), _("It never changes: measures go by it.")),
        (_("Now promised for"), format.day(row.due) if row.moved else "", ""),
        (_("Kind"), task_kind(row.kind), ""),
        (_("Zone"), row.zone, ""),
        (_("Severity"), severity(shown.severity), ""),
        (_("Volume, points"), format.number(shown.points) if shown.points else "", ""),
        (_("Planned hour"), format.moment(shown.slot_at) if shown.slot_at else "", ""),
        (_("How it ended"), outcome(shown.outcome), ""),
        (_("Written down by"), shown.made_by, ""),
    ]
    return [Fact(name, value, note) for name, value, note in lines if value]
