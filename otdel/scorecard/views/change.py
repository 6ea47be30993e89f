"""Changing a KPI: the new formula is checked and shown beside the old one before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from otdel.accounts.queries import company
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.calendar import containing
from otdel.kit.reason import NoData
from otdel.kit.viewer import AT_TERMINAL
from otdel.organisation.words import kpi_name
from otdel.scorecard.forms import KpiForm
from otdel.scorecard.forms.kpis import initial_of
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Kpi
from otdel.scorecard.pages import links, periods
from otdel.scorecard.pages.figures import compared_to, figure
from otdel.scorecard.pages.formula_words import in_words, measure_name
from otdel.scorecard.queries.formulas import Compared, compared
from otdel.scorecard.services.kpis import change_kpi
from otdel.scorecard.views.common import FORM, LEADERS, page, say_refused, today_of
from otdel.web.parts import Column, Link, Row, Table
from otdel.web.toasts import toast


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change: the formula in words, and both values over the last periods."""

    words: str
    table: Table


@require_http_methods(FORM)
@needs(*LEADERS)
def change(request: HttpRequest, code: str) -> HttpResponse:
    kept = Kpi.objects.filter(code=code).select_related("role").order_by("-start").first()
    if kept is None:
        raise Http404
    name = kpi_name(kept.role, code, kept.own)
    initial = {**initial_of(name, kept.formula, kept.settings), "code": code, "start": today_of(request).replace(day=1)}
    form = KpiForm(request.POST or None, initial=initial)
    preview = None
    if request.method == "POST" and form.is_valid():
        if "save" in request.POST and _saved(request, kept, form, name):
            return redirect(links.of_kpi(code))
        preview = _preview(request, kept, form)
    return page(
        request,
        "change.html",
        400 if form.errors else 200,
        title=_("Change “%(name)s”") % {"name": name},
        crumbs=[
            Link(pgettext("page", "Scorecard"), links.of_scorecard("month")),
            Link(name, links.of_kpi(code)),
            Link(_("Change"), "", current=True),
        ],
        form=form,
        preview=preview,
        words=in_words(kept.formula),
        measures=sorted((measure_name(one), one) for one in MEASURES),
    )


def _saved(request: HttpRequest, kept: Kpi, form: KpiForm, name: str) -> bool:
    given = form.cleaned_data
    renamed = given["name"] if given["name"] != name else ""
    try:
        change_kpi(
            viewer_of(request), kept.code, given["start"], given["formula"], form.settings(), name=renamed
        )  # fmt: skip
    except Refused as error:
        say_refused(request, error)
        return False
    toast(request, _("“%(name)s” is changed from %(day)s on") % {"name": given["name"], "day": given["start"]})
    return True


def _preview(request: HttpRequest, kept: Kpi, form: KpiForm) -> Preview:
    given = form.cleaned_data
    last = containing(today_of(request), given["period"]).earlier()
    lines = compared(viewer_of(request), kept.formula, given["formula"], None, last)
    return Preview(in_words(given["formula"]), _table(kept, given["formula"], given["unit"], lines))


def _table(kept: Kpi, formula: str, unit: str, lines: list[Compared]) -> Table:
    columns = [
        Column(pgettext("column", "Period")),
        Column(pgettext("column", "As it is"), "number"),
        Column(pgettext("column", "As you wrote it"), "number"),
    ]
    was = str(kept.settings.get("unit", ""))
    rows: list[Row] = [
        [periods.whole(one.named), _figure(one.old, was, kept.formula), _figure(one.new, unit, formula)]
        for one in lines
    ]
    return Table(_("The department in the last periods, both ways"), columns, rows)


def _figure(value: Decimal | NoData, unit: str, formula: str) -> str:
    found = company(AT_TERMINAL)
    currency = "" if isinstance(found, NoData) else found.currency
    return figure(value, unit, currency, of_another=bool(compared_to(formula)))
