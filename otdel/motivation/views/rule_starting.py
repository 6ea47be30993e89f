"""Starting a pay rule: from the library in the company's own money, or from a file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from otdel.accounts.refusing import say_refused
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.measurement.models import TypedRate
from otdel.motivation.forms.choosing import StartForm, YamlForm
from otdel.motivation.library import plans as library
from otdel.motivation.pages.fault_words import Told, told
from otdel.motivation.queries.rights import APPROVES
from otdel.motivation.rules.amounts import with_amounts
from otdel.motivation.rules.plan import Plan
from otdel.motivation.rules.reading import WrongPlan, read_plan, read_yaml
from otdel.motivation.rules.terms import next_start
from otdel.motivation.services import plans as verbs
from otdel.motivation.views.rules_common import FORM, currency_of, page, rules_link, today_of
from otdel.motivation.wording.plan_names import names_now, names_of_library, role_names
from otdel.motivation.wording.rule_words import clauses, in_short
from otdel.organisation.models import JobRole
from otdel.organisation.words import role_title
from otdel.scorecard.measures.registry import MEASURES
from otdel.web.parts import Link


@require_http_methods(FORM)
@needs(*APPROVES)
def new_plan(request: HttpRequest) -> HttpResponse:
    """`?from=` names a plan of the library; `?from=yaml` takes a file's text."""
    asked = request.GET.get("from", "")
    if asked == "yaml":
        return _from_text(request)
    plan = library().get(asked)
    if plan is None:
        return page(request, "rule_new.html", title=_("Write a pay rule"), crumbs=_crumbs(), choices=_choices())
    return _from_library(request, asked, plan)


def _crumbs() -> list[Link]:
    return [rules_link(), Link(_("Write a pay rule"), "", current=True)]


def _choices() -> list[dict[str, Any]]:
    """The library, plans for roles the company has first."""
    have = {one.library or one.code for one in _roles_now()}
    words, names = role_names(), names_of_library("USD")
    found = [
        {
            "code": code, "role": words.get(plan.role, plan.role), "there": plan.role in have, "plan": plan,
            "short": in_short(plan), "parts": [one.title for one in clauses(plan, names) if one.key.startswith("kpi:")],
        }
        for code, plan in library().items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: not one["there"])


def _roles_now() -> QuerySet[JobRole]:
    return JobRole.objects.filter(retired_on=None)


def _roles() -> list[tuple[str, str]]:
    return [(one.code, role_title(one)) for one in _roles_now()]


def _from_library(request: HttpRequest, asked: str, plan: Plan) -> HttpResponse:
    currency = currency_of(request)
    roles = _roles()
    same = next((one.code for one in _roles_now() if (one.library or one.code) == plan.role), "")
    initial = {
        "role": same, "name": dict(roles).get(same, ""), "code": plan.role.replace("_", "-"), "currency": currency,
        "start": next_start(plan.period, today_of(request)),
    }  # fmt: skip
    rate = _rate(plan.currency, currency)
    form = StartForm(request.POST or None, roles=roles, plan=plan, rate=rate or Decimal(1), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = replace(with_amounts(plan, given["currency"], form.given()), code=given["code"])
        if answer := _drafted(request, made, given["role"], given["start"], given["name"], asked):
            return answer
    names = names_of_library(plan.currency)
    return page(
        request, "rule_start.html", 400 if form.errors else 200, title=_("Start from the library"), form=form,
        plan=plan, clauses=clauses(plan, names), short=in_short(plan), crumbs=_crumbs(),
        foreign=currency != plan.currency and rate is None,
    )  # fmt: skip


def _rate(currency: str, into: str) -> Decimal | None:
    """The newest rate somebody typed in, to begin from; nothing when there is none."""
    found = TypedRate.objects.filter(currency=currency, into=into).order_by("-day").first()
    return found.rate if found else None


def _from_text(request: HttpRequest) -> HttpResponse:
    """A plan's own file: its role is one of the company's; it begins with the next period."""
    form = YamlForm(request.POST or None)
    faults: tuple[Told, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = read_plan(read_yaml(form.cleaned_data["text"]), kpis=names_now().kpis, measures=MEASURES)
        except WrongPlan as wrong:
            faults = told(wrong.faults, form.cleaned_data["text"])
        else:
            start = next_start(made.period, today_of(request))
            if answer := _drafted(request, made, made.role, start, made.code, ""):
                return answer
    status = 400 if faults or form.errors else 200
    return page(
        request, "rule_text.html", status, title=_("Write a pay rule"), form=form, faults=faults, crumbs=_crumbs()
    )  # fmt: skip


def _drafted(
    request: HttpRequest, plan: Plan, role: str, start: Any, name: str, library_code: str
) -> HttpResponse | None:
    kept = _roles_now().filter(code=role).first()
    try:
        if kept is None:
            raise Refused(verbs.no_such_role(role))
        made = verbs.draft(
            viewer_of(request), kept, replace(plan, role=kept.code), start, name=name, library=library_code
        )
    except Refused as refused:
        say_refused(request, refused)
        return None
    return redirect("motivation:edit_plan", made.plan.code, made.number)
