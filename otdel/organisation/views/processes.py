"""One process and what is done about it, drills of processes and accesses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.queries import company_today
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.organisation.forms.processes import CadenceForm, DrillForm, PeopleForm, ResultForm, RunForm, StepsForm
from otdel.organisation.models import Drill, Member, Process
from otdel.organisation.pages.cover_numbers import of_process
from otdel.organisation.queries.members import ref
from otdel.organisation.queries.process import ProcessAnswer, process_answer
from otdel.organisation.services import drills
from otdel.organisation.services import processes as verbs
from otdel.organisation.services.agreeing import may_agree
from otdel.organisation.views.common import LEADERS, Act, back, page, say_refused, tried
from otdel.web.toasts import toast


@require_GET
@needs()
def process(request: HttpRequest, code: str) -> HttpResponse:
    """One process: when it is due, how it is run, who could, and what shows it."""
    return _process_page(request, code)


def _process_page(request: HttpRequest, code: str, status: int = 200, **bound: forms.Form) -> HttpResponse:
    viewer = viewer_of(request)
    found = process_answer(viewer, code)
    if found is None:
        raise Http404
    line, members = found.line, {one.pk: ref(one) for one in Member.objects.all()}
    backup = line.ability.backup
    return page(
        request,
        "process.html",
        status,
        title=line.name,
        found=found,
        forms={**_forms(request, found), **bound},
        bound=dict.fromkeys(bound, True),
        numbers=of_process(line),
        able=[(members[one], proof) for one, proof in line.ability.able.items()],
        untried=backup if backup and backup.id not in line.ability.able else None,
        may_agree=line.holder is not None and may_agree(viewer, Member.objects.get(pk=line.holder.id)),
        today=company_today(viewer),
    )


def _forms(request: HttpRequest, found: ProcessAnswer) -> dict[str, forms.Form]:
    """The forms this viewer may use, each under its name."""
    today, line = company_today(viewer_of(request)), found.line
    kept = Process.objects.get(pk=line.id)
    made: dict[str, forms.Form] = {}
    if found.own or found.may_edit:
        made["run"] = _run_form(request, found)
    if found.may_write:
        made["steps"] = StepsForm(initial={"steps": line.steps}, prefix="steps")
    if found.may_edit:
        made["people"] = PeopleForm(process=kept, day=today, prefix="people")
        written = {"cadence": line.cadence, "day": line.day, "minutes": line.minutes}
        made["cadence"] = CadenceForm(initial=written, prefix="cadence")
        backup = {"member": kept.backup_id}
        made["drill"] = DrillForm(day=today, but=kept.holder_id, initial=backup, prefix="drill")
    return made


def _run_form(request: HttpRequest, found: ProcessAnswer, data: Any = None) -> RunForm:
    """Owner and head write down anybody's run, others their own."""
    today = company_today(viewer_of(request))
    only = None if found.may_edit else [(found.own.id, found.own.name)] if found.own else []
    usual = found.own or found.line.holder
    return RunForm(data, day=today, only=only, initial={"member": usual.id if usual else None}, prefix="run")


def _done(request: HttpRequest, code: str, name: str, form: forms.Form, act: Act, words: str) -> HttpResponse:
    """Do what a form of the page asks; what is wrong with it is said there."""
    if tried(request, form, act, words):
        return redirect("organisation:process", code)
    return _process_page(request, code, 400, **{name: form})


@require_POST
@needs()
def run(request: HttpRequest, code: str) -> HttpResponse:
    viewer, kept = viewer_of(request), get_object_or_404(Process, code=code)
    found = process_answer(viewer, code)
    assert found is not None
    form = _run_form(request, found, request.POST)

    def act(given: dict[str, Any]) -> None:
        verbs.log_run(viewer, kept, Member.objects.get(pk=given["member"]), given["day"], given["evidence"])

    return _done(request, code, "run", form, act, _("The run is written down"))


@require_POST
@needs()
def steps(request: HttpRequest, code: str) -> HttpResponse:
    viewer, kept = viewer_of(request), get_object_or_404(Process, code=code)
    form = StepsForm(request.POST, prefix="steps")
    return _done(
        request, code, "steps", form, lambda given: verbs.write_steps(viewer, kept, given["steps"]), _("Saved")
    )


@require_POST
@needs(*LEADERS)
def people(request: HttpRequest, code: str) -> HttpResponse:
    viewer, kept = viewer_of(request), get_object_or_404(Process, code=code)
    form = PeopleForm(request.POST, process=kept, day=company_today(viewer), prefix="people")

    def act(given: dict[str, Any]) -> None:
        chosen = {name: Member.objects.filter(pk=given[name] or 0).first() for name in ("holder", "backup")}
        verbs.set_people(viewer, kept, **chosen, critical=given["critical"])

    return _done(request, code, "people", form, act, _("Saved"))


@require_POST
@needs(*LEADERS)
def cadence(request: HttpRequest, code: str) -> HttpResponse:
    viewer, kept = viewer_of(request), get_object_or_404(Process, code=code)
    form = CadenceForm(request.POST, prefix="cadence")
    return _done(request, code, "cadence", form, lambda given: verbs.set_cadence(viewer, kept, **given), _("Saved"))


@require_POST
@needs()
def agree(request: HttpRequest, code: str) -> HttpResponse:
    """Its holder agrees to it as it stands."""
    viewer, kept = viewer_of(request), get_object_or_404(Process.objects.select_related("holder"), code=code)
    try:
        verbs.agree_to_process(viewer, kept)
        toast(request, _("Agreed"))
    except Refused as refused:
        say_refused(request, refused)
    return back(request, "organisation:process", code)


@require_POST
@needs(*LEADERS)
def drill(request: HttpRequest, code: str) -> HttpResponse:
    viewer, kept = viewer_of(request), get_object_or_404(Process, code=code)
    form = DrillForm(request.POST, day=company_today(viewer), prefix="drill")

    def act(given: dict[str, Any]) -> None:
        drills.plan_drill(viewer, kept, Member.objects.get(pk=given["member"]), given["day"])

    return _done(request, code, "drill", form, act, _("The drill is planned"))


@require_POST
@needs(*LEADERS)
def drill_result(request: HttpRequest, pk: int) -> HttpResponse:
    """How a planned drill went, or that it is called off."""
    viewer = viewer_of(request)
    kept = get_object_or_404(Drill.objects.select_related("process", "member"), pk=pk)
    where = ("organisation:process", kept.process.code) if kept.process else ("organisation:access", kept.access_id)
    form = ResultForm(request.POST)
    try:
        if "off" in request.POST:
            drills.call_off_drill(viewer, kept)
            toast(request, _("The drill is called off"))
        elif form.is_valid():
            given = form.cleaned_data
            drills.record_drill(viewer, kept, given["result"], given["note"], given["day"])
            toast(request, _("The result is written down"))
        else:
            toast(request, _("Give the result and the day of the drill. Nothing was changed."))
    except Refused as refused:
        say_refused(request, refused)
    return back(request, *where)
