"""Typed readings: what waits for whom, a first and a second reader, a head who settles; in and out as files."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otdel.accounts.queries import company
from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit import calendar
from otdel.kit.calendar import Named
from otdel.kit.period import Period
from otdel.kit.reason import NoData
from otdel.kit.viewer import NotAllowed
from otdel.organisation.models import Member
from otdel.scorecard.exchange import readings as files
from otdel.scorecard.forms import AgainForm, ReadingForm, SettleForm
from otdel.scorecard.measures.registry import MEASURES
from otdel.scorecard.models import Reading
from otdel.scorecard.pages import links, periods
from otdel.scorecard.pages.figures import exact
from otdel.scorecard.pages.formula_words import measure_definition, measure_name
from otdel.scorecard.queries.kpi_names import kpi_names
from otdel.scorecard.queries.readings import ReadingLine, agrees, reading, readings
from otdel.scorecard.services import readings as services
from otdel.scorecard.views.bringing import bring_file
from otdel.scorecard.views.common import (
    FORM,
    LEADERS,
    NUMBERS,
    asked_period,
    download,
    page,
    period_steps,
    say_refused,
    today_of,
    whose,
)
from otdel.scorecard.wording import names
from otdel.web import format as say
from otdel.web.parts import Link, Tone
from otdel.web.toasts import toast


@dataclass(frozen=True, slots=True)
class Line:
    """A reading as the list shows it: `step` is what this viewer may do with it now."""

    name: str
    href: str
    holder: str
    kpis: str
    state: str
    tone: Tone
    values: str
    note: str
    step: Link | None


@require_GET
@needs(*NUMBERS)
def show(request: HttpRequest) -> HttpResponse:
    viewer, today = viewer_of(request), today_of(request)
    named = asked_period(request.GET.get("period", ""), "month", today)
    found = readings(viewer, named)
    kpis = kpi_names()
    return page(
        request,
        "readings.html",
        title=pgettext("page", "Readings"),
        verdict=_verdict(found, named),
        period=period_steps(
            named, today, lambda code: f"{reverse('scorecard:readings')}?period={code}", periods.whole(named)
        ),
        lines=[_line(request, one, named, kpis) for one in found],
        exports=[reverse("scorecard:readings_export", args=[kind]) for kind in ("csv", "xlsx", "yaml")],
        bring=reverse("scorecard:readings_import"),
        here=named.code,
    )


def _verdict(found: list[ReadingLine], named: Named) -> str:
    first = sum(one.waits == "first" for one in found)
    second = sum(one.waits == "second" for one in found)
    differs = sum(one.waits == "differs" for one in found)
    when = periods.begun(named)
    if not found:
        return _("%(period)s: no KPI in force asks people to read anything.") % {"period": when}
    if not first + second + differs:
        return _("%(period)s: everything was read twice and counts.") % {"period": when}
    said = [
        ngettext("%(count)s value is to be read", "%(count)s values are to be read", first),
        ngettext("%(count)s waits for a second reader", "%(count)s wait for a second reader", second),
        ngettext("%(count)s difference waits for a head", "%(count)s differences wait for a head", differs),
    ]
    counts = (first, second, differs)
    parts = [words % {"count": count} for words, count in zip(said, counts, strict=True) if count]
    return f"{when}: {'; '.join(parts)}."


def _line(request: HttpRequest, one: ReadingLine, named: Named, kpis: dict[str, str]) -> Line:
    measure = MEASURES.get(one.measure)
    unit, currency = (measure.unit if measure else ""), _currency(request)
    shown = [exact(value, unit, currency) for value in (one.value, one.second) if value is not None]
    return Line(
        name=measure_name(one.measure),
        href=links.of_measure(one.measure, one.holder.slug if one.holder else "", named.code),
        holder=one.holder.name if one.holder else pgettext("whose number", "the whole department"),
        kpis=", ".join(kpis.get(code, code) for code in one.kpis),
        state=str(names.WAITS[one.waits]),
        tone=names.WAIT_TONES[one.waits],
        values=exact(one.counts, unit, currency) if one.counts is not None else " / ".join(shown),
        note=_note(one),
        step=_step(request, one, named),
    )


def _note(one: ReadingLine) -> str:
    said = [
        _("read by %(name)s") % {"name": one.name} if one.name else "",
        _("second: %(name)s") % {"name": one.second_name} if one.second_name else "",
        _("settled by %(name)s: %(why)s") % {"name": one.settled_name, "why": one.settled_why}
        if one.settled_name
        else "",
    ]
    return "; ".join(filter(None, said))


def _step(request: HttpRequest, one: ReadingLine, named: Named) -> Link | None:
    typing = reverse("scorecard:type_reading", args=[one.measure])
    typing += f"?period={named.code}" + (f"&who={one.holder.slug}" if one.holder else "")
    if one.waits == "first":
        return Link(_("Type it in"), typing)
    if one.waits == "second" and one.mine:
        return Link(_("Type it anew"), typing)
    if one.waits == "second":
        return Link(_("Read it as the second"), reverse("scorecard:read_again", args=[one.id]))
    if one.waits == "differs" and viewer_of(request).may(*LEADERS):
        return Link(_("Settle it"), reverse("scorecard:settle", args=[one.id]))
    return None


@require_http_methods(FORM)
@needs(*NUMBERS)
def type_in(request: HttpRequest, measure: str) -> HttpResponse:
    """The first reader writes down what stands on the other system's screen."""
    if measure not in MEASURES:
        raise Http404
    who = whose(viewer_of(request), request.GET.get("who", ""))
    named = asked_period(request.GET.get("period", ""), "month", today_of(request))
    form = ReadingForm(request.POST or None, unit=MEASURES[measure].unit, currency=_currency(request))
    if request.method == "POST" and form.is_valid():
        member = Member.objects.get(pk=who.id) if who else None
        given = form.cleaned_data
        try:
            services.type_reading(
                viewer_of(request), measure, named.period, given["value"], member, source=given["source"]
            )
        except Refused as error:
            say_refused(request, error)
        else:
            toast(
                request, _("“%(name)s” is written down; now a second person reads it") % {"name": measure_name(measure)}
            )
            return redirect(f"{reverse('scorecard:readings')}?period={named.code}")
    words = _("Open the other system, set it to exactly these days, and write down what it shows.")
    return _form_page(request, measure, named, form, words, who.name if who else "")


@require_http_methods(FORM)
@needs(*NUMBERS)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The second reader reads it without seeing what the first one wrote."""
    kept = _kept(request, pk)
    viewer = viewer_of(request)
    if kept.by_id and kept.by_id == viewer.person:
        raise NotAllowed("the second reader is another person")
    form = AgainForm(request.POST or None, unit=MEASURES[kept.measure].unit, currency=_currency(request))
    if request.method == "POST" and form.is_valid():
        try:
            done = services.read_again(viewer, kept, form.cleaned_data["value"])
        except Refused as error:
            say_refused(request, error)
        else:
            toast(request, _said(done))
        return _to_list(kept)
    words = _("%(name)s has read this already. You do not see what they wrote, so that the two readings stay apart.")
    return _form_page(
        request, kept.measure, _named(kept), form, words % {"name": kept.name}, _holder(kept), kept.source
    )


def _said(done: Reading) -> str:
    if agrees(done):
        return _("Both read the same, and the value counts")
    return _("The two readings differ; a head settles which one counts")


@require_http_methods(FORM)
@needs(*LEADERS)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """A head says which of two readings counts, and why."""
    kept = _kept(request, pk)
    unit, currency = MEASURES[kept.measure].unit, _currency(request)
    form = SettleForm(request.POST or None, unit=unit, currency=currency, initial={"value": kept.value})
    if request.method == "POST" and form.is_valid():
        try:
            services.settle(viewer_of(request), kept, form.cleaned_data["value"], form.cleaned_data["why"])
        except Refused as error:
            say_refused(request, error)
        else:
            toast(request, _("The difference is settled"))
        return _to_list(kept)
    words = _("%(first)s read %(one)s, %(second)s read %(other)s.") % {
        "first": kept.name,
        "one": exact(kept.value, unit, currency),
        "second": kept.second_name or "…",
        "other": exact(kept.second, unit, currency),
    }
    return _form_page(request, kept.measure, _named(kept), form, words, _holder(kept), kept.source)


@require_POST
@needs(*NUMBERS)
def bring(request: HttpRequest) -> HttpResponse:
    """Take readings from a CSV, XLSX or YAML file; rows that cannot be taken are named."""
    return bring_file(request, lambda path, name: files.take(viewer_of(request), path, name), "scorecard:readings")


@require_GET
@needs(*NUMBERS)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    return download(kind, "readings", files.HEADER, files.export(viewer_of(request)))


def _kept(request: HttpRequest, pk: int) -> Reading:
    """The reading, when this viewer may see it; the same answer for one they may not see and one there is not."""
    seen = reading(viewer_of(request), pk)
    if seen is None or seen.measure not in MEASURES:
        raise Http404
    return Reading.objects.select_related("member").get(pk=pk)


def _form_page(
    request: HttpRequest, measure: str, named: Named, form: object, words: str, holder: str, source: str = ""
) -> HttpResponse:
    return page(
        request,
        "reading.html",
        400 if getattr(form, "errors", None) else 200,
        title=measure_name(measure),
        crumbs=[
            Link(pgettext("page", "Readings"), f"{reverse('scorecard:readings')}?period={named.code}"),
            Link(measure_name(measure), "", current=True),
        ],
        form=form,
        words=words,
        definition=measure_definition(measure),
        when=say.day_range(named.period),
        holder=holder,
        source=source,
    )


def _named(kept: Reading) -> Named:
    found = calendar.named(links.code_of(Period(kept.start, kept.end))) if kept.end else None
    if found is None:
        raise Http404
    return found


def _holder(kept: Reading) -> str:
    return kept.member.name if kept.member else ""


def _to_list(kept: Reading) -> HttpResponse:
    return redirect(f"{reverse('scorecard:readings')}?period={_named(kept).code}")


def _currency(request: HttpRequest) -> str:
    found = company(viewer_of(request))
    return "" if isinstance(found, NoData) else found.currency
