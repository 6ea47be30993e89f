"""One task: its life, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Viewer
from otdel.planning import services
from otdel.planning.forms import ConcludeForm, DropForm, ErrorForm, GiveForm, MoveForm, ReturnForm, WaitForm
from otdel.planning.queries.one import TaskPage, Verb, task_page
from otdel.planning.queries.rights import may_be_given
from otdel.planning.views.common import back, page, say_refused
from otdel.web.parts import Fact, Text
from otdel.web.reasons import say
from otdel.web.toasts import toast

Given = dict[str, Any]

FORMS: dict[Verb, type[forms.Form]] = {
    "wait": WaitForm,
    "move": MoveForm,
    "drop": DropForm,
    "return": ReturnForm,
    "error": ErrorForm,
    "conclude": ConcludeForm,
}
ACTS: dict[str, tuple[Callable[[Viewer, int, Given], object], Any]] = {  # what is done, and what is said then
    "wait": (
        lambda viewer, pk, given: services.wait(viewer, pk, given["what"]),
        gettext_lazy("The clock stands still"),
    ),
    "carry_on": (lambda viewer, pk, given: services.carry_on(viewer, pk), gettext_lazy("The clock runs again")),
    "hand_over": (lambda viewer, pk, given: services.hand_over(viewer, pk), gettext_lazy("Handed over")),
    "accept": (
        lambda viewer, pk, given: services.review(viewer, pk, accepted=True),
        gettext_lazy("Accepted"),
    ),
    "return": (
        lambda viewer, pk, given: services.review(viewer, pk, given["note"], accepted=False),
        gettext_lazy("Returned for rework"),
    ),
    "move": (lambda viewer, pk, given: services.move_due(viewer, pk, given["due"]), gettext_lazy("The date is moved")),
    "drop": (lambda viewer, pk, given: services.drop(viewer, pk, given["why"]), gettext_lazy("Dropped")),
    "give": (lambda viewer, pk, given: services.give(viewer, pk, given["to"]), gettext_lazy("Passed on")),
    "ready": (lambda viewer, pk, given: services.mark_ready(viewer, pk), gettext_lazy("Written down: it is ready")),
    "live": (lambda viewer, pk, given: services.mark_live(viewer, pk), gettext_lazy("Written down: it is live")),
    "conclude": (
        lambda viewer, pk, given: services.conclude(viewer, pk, given["outcome"]),
        gettext_lazy("The test is concluded"),
    ),
    "error": (
        lambda viewer, pk, given: services.found_error(viewer, pk, given["what"]),
        gettext_lazy("The error is written down"),
    ),
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
    does, says = ACTS[verb]
    try:
        does(viewer, pk, form.cleaned_data if form is not None else {})
    except Refused as refused:
        say_refused(request, refused)
    else:
        toast(request, f"{says}: {shown.row.title}")
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
