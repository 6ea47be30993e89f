"""Plans by measure and month: a grid that is edited, and files in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.calendar import containing
from otdel.kit.period import Period
from otdel.organisation.models import Member
from otdel.scorecard.exchange import plans as files
from otdel.scorecard.forms.fields import ValueField
from otdel.scorecard.models import ClosedPeriod, PlanValue
from otdel.scorecard.pages import periods
from otdel.scorecard.pages.figures import plain, unit_name
from otdel.scorecard.pages.formula_words import measure_name
from otdel.scorecard.queries.plans import PlanLine, kpi_choices, people, plan_lines, plannable
from otdel.scorecard.services.plans import remove_plan, set_plan
from otdel.scorecard.views.bringing import bring_file
from otdel.scorecard.views.common import DEPARTMENT, LEADERS, download, page, today_of, whose
from otdel.web import format as say
from otdel.web.parts import Filter, FilterBar, Link, Option
from otdel.web.parts import Period as Switch
from otdel.web.reasons import say as words_of

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Box:
    """One month of a measure: the field's name, what stands in it, and whether it may be changed."""

    name: str
    value: str
    label: str
    shown: str
    locked: bool
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    code: str
    unit: str
    boxes: tuple[Box, ...]
    whole: tuple[str, ...]
    asked: bool


@require_GET
@needs(*DEPARTMENT)
def show(request: HttpRequest) -> HttpResponse:
    return _grid(request, {})


@require_POST
@needs(*LEADERS)
def save(request: HttpRequest) -> HttpResponse:
    """Set every changed box of the grid; a box that cannot be read is shown again with its sentence."""
    year, member = _year(request), _member(request)
    lines = {line.measure.code: line for line in _lines(request, year, member)}
    wrong: dict[str, str] = {}
    done = 0
    for name, text in request.POST.items():
        code, _mark, month = name.partition("@")
        if code in lines and (day := _month(month, year)):
            try:
                done += _set(request, lines[code], day, str(text).strip(), member)
            except forms.ValidationError as error:
                wrong[name] = " ".join(error.messages)
            except Refused as error:
                wrong[name] = words_of(error.reason)
    if done:
        words = ngettext("%(count)s plan is set", "%(count)s plans are set", done) % {"count": done}
        messages.success(request, words)
    return _grid(request, wrong, 400) if wrong else redirect(_address(year, member.slug if member else ""))


def _set(request: HttpRequest, line: PlanLine, day: date, text: str, member: Member | None) -> int:
    """1 when the box changed the plan, 0 when it says what stands already."""
    viewer, kept = viewer_of(request), line.months.get(day)
    if text == _typed(line, kept):
        return 0
    if not text:
        if kept:
            remove_plan(viewer, kept)
        return 1 if kept else 0
    value = ValueField(line.measure.unit).clean(text)
    code = line.measure.code
    set_plan(viewer, code, Period.month(day.year, day.month), value, member, currency=files.currency_of(viewer, code))
    return 1


def _grid(request: HttpRequest, wrong: dict[str, str], status: int = 200) -> HttpResponse:
    year, member = _year(request), _member(request)
    found = _lines(request, year, member)
    closed = {one.start for one in ClosedPeriod.objects.filter(unit="month", start__year=year)}
    months = [date(year, month, 1) for month in range(1, 13)]
    may = viewer_of(request).may(*LEADERS)
    lines = [_line(one, months, closed, wrong, request.POST, may=may) for one in found]
    missing = sum(1 for one in found if one.asked and not one.months and not one.whole)
    return page(
        request,
        "plans.html",
        status,
        title=pgettext("page", "Plans and targets"),
        verdict=_verdict(len([one for one in found if one.asked]), missing, year),
        lines=lines,
        heads=[periods.head(containing(month, "month")).split()[0] for month in months],
        period=Switch(str(year), (), _address(year - 1, _slug(member)), _address(year + 1, _slug(member))),
        filters=_filters(request, year, member),
        year=year,
        who=_slug(member),
        wrong=list(wrong.values()),
        more=_more(found),
        exports=[reverse("scorecard:plans_export", args=[kind]) for kind in ("csv", "xlsx", "yaml")],
        bring=reverse("scorecard:plans_import"),
        targets=_target_links(today_of(request)),
    )


def _more(found: list[PlanLine]) -> list[tuple[str, str]]:
    """Measures without a line yet, by name, so that one can be added."""
    known = {line.measure.code for line in found}
    return sorted((measure_name(one.code), one.code) for one in plannable() if one.code not in known)


def _verdict(asked: int, missing: int, year: int) -> str:
    if not asked:
        return _("No KPI in force compares anything with a plan.")
    if not missing:
        return _("Every measure that a KPI compares with its plan has a plan in %(year)s.") % {"year": year}
    return ngettext(
        "%(missing)s of %(asked)s measure that a KPI compares with its plan has no plan in %(year)s; until then that "
        "KPI has no data.",
        "%(missing)s of %(asked)s measures that a KPI compares with their plan have no plan in %(year)s; until then "
        "those KPIs have no data.",
        asked,
    ) % {"missing": missing, "asked": asked, "year": year}


def _lines(request: HttpRequest, year: int, member: Member | None) -> list[PlanLine]:
    """Lines of the year, and one more for a measure the address asks to plan."""
    found = plan_lines(viewer_of(request), year, member)
    wanted = request.GET.get("add", "") or request.POST.get("add", "")
    known = {line.measure.code for line in found}
    return found + [
        PlanLine(one, {}, (), asked=False) for one in plannable() if one.code == wanted and wanted not in known
    ]


def _line(
    one: PlanLine, months: list[date], closed: set[date], wrong: dict[str, str], typed: object, *, may: bool
) -> Line:
    boxes = []
    for month in months:
        name = f"{one.measure.code}@{month:%Y-%m}"
        kept = one.months.get(month)
        label = f"{measure_name(one.measure.code)}, {say.month(month)}"
        value = str(typed.get(name)) if name in wrong and hasattr(typed, "get") else _typed(one, kept)
        boxes.append(Box(name, value, label, _shown(one, kept), not may or month in closed, wrong.get(name, "")))
    whole = tuple(f"{say.day_range(Period(x.start, x.end))}: {_shown(one, x)}" for x in one.whole if x.end)
    currency = next((x.currency for x in one.months.values() if x.currency), "")
    code = one.measure.code
    return Line(measure_name(code), code, unit_name(one.measure.unit, currency), tuple(boxes), whole, one.asked)


def _typed(line: PlanLine, kept: PlanValue | None) -> str:
    """The plan as a box shows it and as it would be typed."""
    if kept is None:
        return ""
    field = ValueField(line.measure.unit)
    return str(field.prepare_value(Decimal(kept.value))) if field.percent else f"{kept.value.normalize():f}"


def _shown(line: PlanLine, kept: PlanValue | None) -> str:
    return "" if kept is None else plain(kept.value, line.measure.unit)


def _filters(request: HttpRequest, year: int, member: Member | None) -> FilterBar:
    found = people(viewer_of(request), today_of(request))
    options = [Option("", pgettext("scorecard", "The department"), chosen=member is None)]
    options += [Option(one.slug, one.name, chosen=member is not None and one.id == member.pk) for one in found]
    return FilterBar((Filter("who", _("Whose plan"), options),), (("year", str(year)),))


def _target_links(day: date) -> list[Link]:
    return [Link(name, f"{reverse('scorecard:targets')}?kpi={code}") for code, name in kpi_choices(day)]


@require_POST
@needs(*LEADERS)
def bring(request: HttpRequest) -> HttpResponse:
    """Take plans from a CSV, XLSX or YAML file; rows that cannot be taken are named."""
    return bring_file(request, lambda path, name: files.take(viewer_of(request), path, name), "scorecard:plans")


@require_GET
@needs(*DEPARTMENT)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    return download(kind, "plans", files.HEADER, files.export(viewer_of(request)))


def _year(request: HttpRequest) -> int:
    text = request.POST.get("year", "") or request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else today_of(request).year


def _member(request: HttpRequest) -> Member | None:
    found = whose(viewer_of(request), request.POST.get("who", "") or request.GET.get("who", ""))
    return Member.objects.get(pk=found.id) if found else None


def _slug(member: Member | None) -> str:
    return member.slug if member else ""


def _month(text: str, year: int) -> date | None:
    found = [date(year, month, 1) for month in range(1, 13)]
    return next((day for day in found if f"{day:%Y-%m}" == text), None)


def _address(year: int, who: str) -> str:
    return f"{reverse('scorecard:plans')}?year={year}" + (f"&who={who}" if who else "")
