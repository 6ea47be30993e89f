"""What should we hire next: the question in the address, its answer, what matters most, and plans that were kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.viewer import Viewer
from otdel.organisation.forms.designer import MAIN, DesignForm, KeepForm, typed
from otdel.organisation.pages import designer as words
from otdel.organisation.pages import designer_tables as tables
from otdel.organisation.queries.designer import Known, Saved, answer, known, saved_design, saved_designs, what_matters
from otdel.organisation.rules.designer import ASSUMPTIONS, Mix, Plan, completed, problems
from otdel.organisation.services.designing import remove_design, save_design
from otdel.organisation.views.common import LEADERS, page, say_refused
from otdel.web import reasons
from otdel.web.toasts import toast


@dataclass(frozen=True, slots=True)
class Question:
    """What an address asks: the form with it, and the plan when every figure can be worked with."""

    known: Known
    saved: Saved | None
    form: DesignForm
    plan: Plan | None
    wrong: tuple[str, ...] = ()


@require_GET
@needs(*LEADERS)
def designer(request: HttpRequest) -> HttpResponse:
    """The whole page. Empty figures of a form that was sent are left out of the address."""
    if any(not value for value in request.GET.values()):
        return redirect(f"{request.path}?{urlencode([(key, one) for key, one in request.GET.items() if one])}")
    viewer = viewer_of(request)
    asked = question(viewer, request.GET)
    titles = words.Titles()
    found: dict[str, Any] = {
        "asked": asked,
        "known": asked.known,
        "form": asked.form,
        "title": _("Designer"),
        "keep": KeepForm(),
    }
    found |= {"kept": saved_designs(viewer), "there": words.people_there(asked.known, titles), "titles": titles}
    found |= {"query": request.GET.urlencode(), "sources": _sources(asked.known)}
    if asked.plan is not None:
        found |= _answered(viewer, asked.plan, asked, titles, matters="matters" in request.GET)
    return page(request, "designer.html", **found)


@require_GET
@needs(*LEADERS)
def matters(request: HttpRequest) -> HttpResponse:
    """The part of the page that takes a few seconds: every assumption a quarter smaller and larger."""
    viewer = viewer_of(request)
    asked = question(viewer, request.GET)
    table = None if asked.plan is None else _matters(asked.plan, words.Titles())
    return page(request, "designer_matters.html", matters=table, plan=asked.plan)


@require_POST
@needs(*LEADERS)
def keep(request: HttpRequest) -> HttpResponse:
    """Make it a plan: keep what the address asks under a name."""
    viewer = viewer_of(request)
    given = QueryDict(request.POST.get("query", "")[:8000])
    asked, back = question(viewer, given), f"{reverse('organisation:designer')}?{given.urlencode()}"
    if asked.plan is None:
        return redirect(back)
    try:
        made = save_design(viewer, request.POST.get("name", ""), asked.plan)
    except Refused as refused:
        say_refused(request, refused)
        return redirect(back)
    toast(request, _("“%(name)s” is kept") % {"name": made.name})
    return redirect(f"{reverse('organisation:designer')}?plan={made.pk}")


@require_POST
@needs(*LEADERS)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    remove_design(viewer_of(request), pk)
    toast(request, _("The plan is taken away"))
    return redirect("organisation:designer")


def question(viewer: Viewer, given: Mapping[str, str]) -> Question:
    """What is known, under what was kept, under what the address says. Raises NotAllowed."""
    facts = known(viewer)
    number = given.get("plan", "")
    kept = saved_design(viewer, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
    if kept is not None:
        facts = replace(
            facts, currency=kept.plan.currency, people=kept.plan.people, figures=kept.plan.figures, sources={}
        )
    given = {code: given[code] for code in ASSUMPTIONS if given.get(code)}
    form = DesignForm(given, completed(facts.currency, facts.figures))
    if not form.is_valid():
        return Question(facts, kept, form, None)
    plan = Plan.made(facts.currency, {**facts.figures, **form.figures}, facts.people)
    wrong = tuple(reasons.say(one) for one in problems(plan))
    return Question(facts, kept, _shown(given, plan, form), None if wrong else plan, wrong)


def _shown(given: Mapping[str, str], plan: Plan, form: DesignForm) -> DesignForm:
    """The form again, with prices that follow from the price of a month that was typed."""
    if "anchor" not in given:
        return form
    shown = DesignForm(given, plan.figures)
    shown.is_valid()
    return shown


def _answered(viewer: Viewer, plan: Plan, asked: Question, titles: words.Titles, *, matters: bool) -> dict[str, object]:
    design = answer(plan)
    best = design.best if isinstance(design.best, Mix) else None
    shown = best or design.now
    found: dict[str, object] = {
        "verdict": words.verdict(plan, design, titles),
        "plan": plan,
        "best": best,
        "ways_out": [] if isinstance(design.best, Mix) else [words.way_out(plan, way) for way in design.best.ways],
        "numbers": words.numbers(plan, best) if best else [],
        "hires": words.hire_lines(plan, best, titles) if best else [],
        "ways": tables.ways(plan, design, titles),
        "chart": tables.by_kind(design.now, shown),
        "holes": words.holes(shown),
        "address": urlencode([(code, typed(code, plan.figures[code])) for code in MAIN]),
    }
    if best and matters:
        found["matters"] = _matters(plan, titles)
    if asked.saved is not None:
        found["then"] = _then(viewer, asked.saved, plan)
    return found


def _matters(plan: Plan, titles: words.Titles) -> object:
    best = answer(plan).best
    return tables.matters(plan, best, what_matters(plan), titles) if isinstance(best, Mix) else None


def _then(viewer: Viewer, kept: Saved, plan: Plan) -> object:
    """The kept answer beside the same question with the people of today."""
    return tables.then_and_now(kept, replace(kept.plan, people=known(viewer).people), words.Titles())


def _sources(facts: Known) -> list[str]:
    """Where the main figures of the form come from, in words."""
    lines: dict[str, None] = {}
    for code in MAIN:
        if code in facts.sources:
            lines[reasons.say(facts.sources[code])] = None
    return list(lines)
