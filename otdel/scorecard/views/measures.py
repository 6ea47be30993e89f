"""The dictionary of measures, and one measure with its question, result and rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.calendar import Named
from otdel.kit.viewer import NotAllowed, Role, Viewer
from otdel.organisation.queries.members import MemberRef, member_of
from otdel.organisation.words import kpi_name
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Kpi
from otdel.scorecard.pages import descent, links, periods
from otdel.scorecard.pages.dictionary import Line, groups, line, table
from otdel.scorecard.pages.figures import unit_name
from otdel.scorecard.pages.formula_words import measure_definition, measure_name
from otdel.scorecard.queries.about import must_use
from otdel.scorecard.queries.kpi_names import kpi_names
from otdel.scorecard.queries.measures import dictionary, measure_rows, used_by
from otdel.scorecard.queries.values import kpis_of, scope_of
from otdel.scorecard.views.common import DEPARTMENT, NUMBERS, asked_period, page, period_steps, today_of, whose
from otdel.scorecard.wording import names
from otdel.web.parts import Fact, Filter, FilterBar, Link, Option
from otdel.web.reasons import say as words_of

ROWS_A_PAGE = 100
MOST_ROWS = 5_000


@require_GET
@needs(*DEPARTMENT)
def dictionary_page(request: HttpRequest) -> HttpResponse:
    """All measures: what each means and where it comes from, its last value or what it needs."""
    kpis = kpi_names()
    viewer = viewer_of(request)
    everything = [line(one, kpis) for one in dictionary(viewer)]
    way, text = request.GET.get("way", ""), request.GET.get("q", "").strip()[:60]
    missing = request.GET.get("missing") == "1"
    shown = [one for one in everything if _fits(one, way, text) and (not missing or not one.known)]
    known = sum(one.known for one in everything)
    return page(
        request,
        "measures.html",
        title=pgettext("page", "Measures"),
        verdict=_verdict(known, len(everything)),
        filters=_filters(way, text, missing=missing),
        table=table(shown),
        groups=groups(shown, _wanted(viewer, today_of(request)), opened=bool(way or text or missing)),
        count=len(shown),
    )


def _wanted(viewer: Viewer, day: date) -> set[str]:
    """Codes of the measures that the viewer's own KPIs are counted from."""
    own = member_of(viewer)
    held = {one.code for one in kpis_of(viewer, own.id, day)} if own else set()
    return {code for code, kpis in used_by(day).items() if held.intersection(kpis)}


def _verdict(known: int, total: int) -> str:
    first = ngettext(
        "%(known)s of %(total)s measure has a value for the last month.",
        "%(known)s of %(total)s measures have a value for the last month.",
        total,
    ) % {"known": known, "total": total}
    if known == total:
        return first
    others = _("Beside each of the others stands the step that would bring it.")
    return f"{first} {others}"


def _fits(one: Line, way: str, text: str) -> bool:
    words = f"{one.name} {one.code} {one.definition}".casefold()
    return (not way or one.way == way) and (not text or text.casefold() in words)


def _filters(way: str, text: str, *, missing: bool) -> FilterBar:
    ways = [Option("", pgettext("filter", "any way"), chosen=not way)]
    ways += [Option(code, str(words), chosen=code == way) for code, words in names.WAYS.items()]
    values = [
        Option("", pgettext("filter", "with a value and without"), chosen=not missing),
        Option("1", pgettext("filter", "only without a value"), chosen=missing),
    ]
    return FilterBar(
        (
            Filter("q", pgettext("filter", "Name"), value=text, kind="search"),
            Filter("way", pgettext("filter", "How it comes to a value"), ways),
            Filter("missing", pgettext("filter", "Value"), values),
        ),
        clear="?" if way or text or missing else "",
    )


@require_GET
@needs(*NUMBERS)
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One measure over a period and scope: the question, its result and every row."""
    if code not in MEASURES:
        raise Http404
    viewer, today = viewer_of(request), today_of(request)
    who = whose(viewer, request.GET.get("who", ""))
    if who is None and viewer.may(Role.CONTRACTOR):
        raise NotAllowed("a contractor sees their own numbers")
    must_use(viewer, code)
    named = asked_period(request.GET.get("period", ""), "month", today)
    scope = scope_of(who.id if who else None, named.period.last_day)
    found = measure_rows(viewer, code, scope, named.period, MOST_ROWS)
    part = Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    step = descent.step(found, who.slug if who else "")
    return page(
        request,
        "measure.html",
        title=measure_name(code),
        crumbs=_crumbs(code, who, may_list=viewer.may(*DEPARTMENT)),
        period=period_steps(
            named, today, lambda period: links.of_measure(code, _slug(who), period), periods.whole(named)
        ),
        verdict=_said(step, who, named),
        step=step,
        facts=_facts(code, step.facts, _used(code)),
        rows=descent.rows_table(found, list(part)) if found.rows else None,
        rows_note=descent.rows_note(found),
        rule=words_of(found.rule) if found.rule else "",
        part=part,
        capped=found.count > len(found.rows),
        way=names.WAY_MEANINGS[MEASURES[code].way],
    )


def _slug(who: MemberRef | None) -> str:
    return who.slug if who else ""


def _crumbs(code: str, who: MemberRef | None, *, may_list: bool) -> list[Link]:
    found = [Link(pgettext("page", "Scorecard"), links.of_scorecard("month", _slug(who)))]
    if may_list:
        found.append(Link(pgettext("page", "Measures"), reverse("scorecard:measures")))
    return [*found, Link(measure_name(code), "", current=True)]


def _said(step: descent.MeasureStep, who: MemberRef | None, named: Named) -> str:
    said = {
        "name": step.name,
        "value": step.value,
        "period": periods.whole(named),
        "whose": who.name if who else pgettext("whose number", "the whole department"),
    }
    if step.why:
        return f"{_('%(name)s has no data for %(period)s, %(whose)s.') % said} {step.why}"
    return _("%(name)s: %(value)s in %(period)s, %(whose)s.") % said


def _facts(code: str, facts: Iterable[Fact], used: Iterable[str]) -> list[Fact]:
    measure = MEASURES[code]
    return [
        Fact(_("Meaning"), measure_definition(code) or _("not said")),
        Fact(_("Unit"), unit_name(measure.unit)),
        *facts,
        Fact(_("Used by KPIs"), ", ".join(used) or _("no KPI in force")),
    ]


def _used(code: str) -> list[str]:
    """Names of the KPIs in force whose formula mentions the measure."""
    codes = used_by().get(code, ())
    kpis = Kpi.objects.filter(code__in=codes, end=None).select_related("role")
    return sorted({kpi_name(one.role, one.code, one.own) for one in kpis})
