"""Targets of one KPI: for everybody who holds it and by person, with the ramp of newcomers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.organisation.models import Member
from otdel.scorecard.forms import TargetForm
from otdel.scorecard.forms.kpis import PERCENT
from otdel.scorecard.models import Kpi
from otdel.scorecard.pages.figures import exact
from otdel.scorecard.queries.plans import TargetLine, kpi_choices, people, target_lines
from otdel.scorecard.services.plans import set_target
from otdel.scorecard.views.common import DEPARTMENT, FORM, LEADERS, page, say_refused, today_of
from otdel.web import format as say
from otdel.web.parts import Cell, Column, Filter, FilterBar, Link, Option, Row, Table
from otdel.web.toasts import toast


@require_http_methods(FORM)
@needs(*DEPARTMENT)
def show(request: HttpRequest) -> HttpResponse:
    viewer, today = viewer_of(request), today_of(request)
    choices = kpi_choices(today)
    code = request.GET.get("kpi", "") or (choices[0][0] if choices else "")
    kept = Kpi.objects.filter(code=code).order_by("-start").first()
    if kept is None:
        raise Http404
    threshold = kept.settings.get("threshold") or {}
    unit, percent = str(kept.settings.get("unit", "")), threshold.get("pattern") in PERCENT
    form = _form(request, unit, percent=percent) if viewer.may(*LEADERS) else None
    if form and request.method == "POST" and form.is_valid() and _saved(request, code, form):
        return redirect(_address(code))
    name = dict(choices).get(code, code)
    shown = "share" if percent else unit
    return page(
        request,
        "targets.html",
        400 if form and form.errors else 200,
        title=_("Targets: %(name)s") % {"name": name},
        verdict=_verdict(name, usual := _usual(threshold, shown)),
        crumbs=[
            Link(pgettext("page", "Plans and targets"), reverse("scorecard:plans")),
            Link(name, "", current=True),
        ],
        filters=FilterBar((Filter("kpi", _("KPI"), [Option(one, word, chosen=one == code) for one, word in choices]),)),
        form=form,
        usual=usual,
        table=_table(target_lines(viewer, code, today.replace(day=1)), shown),
    )


def _verdict(name: str, usual: list[tuple[str, str]]) -> str:
    if not usual:
        return _("%(name)s is only watched: it has no goal of its own.") % {"name": name}
    steps = ", ".join(f"{step.lower()} {value}" for step, value in usual)
    return _("%(name)s, unless a target below says otherwise: %(steps)s.") % {"name": name, "steps": steps}


def _form(request: HttpRequest, unit: str, *, percent: bool) -> TargetForm:
    viewer, today = viewer_of(request), today_of(request)
    who = [("", pgettext("target", "everybody with this KPI"))]
    who += [(one.slug, one.name) for one in people(viewer, today)]
    initial = {"start": today.replace(day=1)}
    return TargetForm(request.POST or None, unit=unit, percent=percent, people=who, initial=initial)


def _usual(threshold: Mapping[str, Any], unit: str) -> list[tuple[str, str]]:
    """The KPI's own goal, in force where no target is written."""
    steps = (
        ("floor", _("Floor")),
        ("target", _("Target")),
        ("stretch", _("Stretch")),
        ("pass_at", _("Passes at")),
        ("lo", _("Lowest good")),
        ("hi", _("Highest good")),
    )
    return [
        (name, exact(Decimal(str(threshold[step])), unit)) for step, name in steps if threshold.get(step) is not None
    ]


def _table(lines: list[TargetLine], unit: str) -> Table | None:
    if not lines:
        return None
    columns = [Column(_("Whose target"))]
    columns += [Column(word, "number") for word in (_("Floor"), _("Target"), _("Stretch"))]
    columns += [Column(_("In force")), Column(_("While new"))]
    return Table(_("Targets"), columns, [_row(one, unit) for one in lines])


def _row(one: TargetLine, unit: str) -> Row:
    until = _("until %(day)s") % {"day": say.day(one.end)} if one.end else ""
    return [
        Cell(one.who.name if one.who else pgettext("target", "everybody with this KPI"), note=one.note),
        *(exact(step, unit) if step is not None else "" for step in (one.floor, one.target, one.stretch)),
        Cell(_("since %(day)s") % {"day": say.day(one.start)}, note=until),
        ", ".join(say.percent(step, 0) for step in one.ramp),
    ]


def _saved(request: HttpRequest, code: str, form: TargetForm) -> bool:
    given = form.cleaned_data
    member = Member.objects.filter(slug=given["who"]).first() if given["who"] else None
    steps = (given["floor"], given["target"], given["stretch"])
    try:
        set_target(viewer_of(request), code, given["start"], steps, member, note=given["note"])
    except Refused as error:
        say_refused(request, error)
        return False
    toast(request, _("The target is set"))
    return True


def _address(code: str) -> str:
    return f"{reverse('scorecard:targets')}?kpi={code}"
