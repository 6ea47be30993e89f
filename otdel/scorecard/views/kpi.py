"""A KPI that opens: value and goal, the way down to rows of files, and what to know before acting on it."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from otdel.accounts.services import Refused
from otdel.accounts.viewers import needs, viewer_of
from otdel.kit.calendar import Named, Unit, containing
from otdel.kit.reason import NoData, Reason
from otdel.kit.viewer import NotAllowed, Role
from otdel.organisation.models import Agreement, Member
from otdel.organisation.queries.members import MemberRef
from otdel.organisation.services.agreeing import agree, may_agree
from otdel.planning.queries.rights import reach
from otdel.scorecard.forms import AdjustForm
from otdel.scorecard.models import Kpi
from otdel.scorecard.pages import descent, kpi_page, links, periods
from otdel.scorecard.pages.formula_words import in_words
from otdel.scorecard.panels import kpi_subject
from otdel.scorecard.queries.about import KpiAbout, about, history, holders, stored_id
from otdel.scorecard.queries.values import UnknownKpi, kpi_value
from otdel.scorecard.services.freezing import adjust
from otdel.scorecard.views.common import (
    DEPARTMENT,
    LEADERS,
    NUMBERS,
    asked_period,
    page,
    period_steps,
    say_refused,
    today_of,
    whose,
)
from otdel.web.parts import Filter, FilterBar, Link, Option, Period
from otdel.web.toasts import toast

PAST: dict[str, int] = {"week": 13, "month": 12, "quarter": 8, "year": 3}


@require_GET
@needs(*NUMBERS)
def show(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    who, named = _asked(request, code)
    try:
        known = about(viewer, code, named.period.last_day)
        answer = kpi_value(viewer, code, who, named)
    except UnknownKpi as error:
        raise Http404 from error
    shown = kpi_page.Shown(answer, known)
    past = history(viewer, code, who.id if who else None, named, PAST[named.unit])
    frozen = stored_id(code, who.id if who else None, named) if viewer.may(*LEADERS) else None
    return page(
        request,
        "kpi.html",
        title=known.name,
        crumbs=_crumbs(who, known, named),
        period=_switch(request, code, who, named),
        filters=_people(request, code, who, named),
        shown=shown,
        verdict=kpi_page.verdict(shown),
        numbers=kpi_page.key_numbers(shown),
        averaged=kpi_page.averaged(shown),
        chart=kpi_page.chart(shown, past),
        definition=kpi_page.definition(shown),
        words=in_words(answer.formula),
        steps=descent.steps(viewer, (*answer.parts, *answer.plans), shown.slug),
        plans=links.of_plans(named.period.start.year, shown.slug) if viewer.may(*DEPARTMENT) else "",
        know=kpi_page.know_before(shown),
        paired=kpi_page.paired(known, shown.slug, named.code),
        task=_task(shown) if reach(viewer).may_give else "",
        change=reverse("scorecard:change_kpi", args=[code]),
        targets=f"{reverse('scorecard:targets')}?kpi={code}",
        adjusting=AdjustForm(unit=answer.unit) if frozen else None,
        frozen=frozen,
        **_agreement(request, code, who),
    )


def _agreement(request: HttpRequest, code: str, who: MemberRef | None) -> dict[str, Any]:
    """Whether the holder has agreed to the KPI as it stands, and whether this viewer may do it for them."""
    kept = Kpi.objects.filter(code=code).select_related("role").order_by("-start").first()
    if who is None or kept is None:
        return {}
    member = Member.objects.get(pk=who.id)
    subject, seen = kpi_subject(kept, member, today_of(request))
    done = Agreement.objects.filter(member=member, subject=subject, digest=seen).order_by("-at").first()
    return {"seen": seen, "agreement": done, "may_agree": done is None and may_agree(viewer_of(request), member)}


@require_POST
@needs(*NUMBERS)
def agreed(request: HttpRequest, code: str) -> HttpResponse:
    """The holder agrees to the KPI in the words and with the target that stand now."""
    member = get_object_or_404(Member, slug=request.POST.get("who", ""))
    kept = Kpi.objects.filter(code=code).select_related("role").order_by("-start").first()
    if kept is None:
        raise Http404
    subject, seen = kpi_subject(kept, member, today_of(request))
    if seen != request.POST.get("seen"):
        say_refused(request, Refused(Reason.of("kpi_changed_meanwhile")))
    else:
        agree(viewer_of(request), member, subject, seen)
        toast(request, _("The agreement is written down with today’s date"))
    return _back_to(request, code)


@require_POST
@needs(*LEADERS)
def correct(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Correct a frozen value: dated, with a reason, never in silence."""
    form = AdjustForm(request.POST, unit=_unit(code))
    answer = _back_to(request, code)
    if not form.is_valid():
        say_refused(request, Refused(Reason.of("correction_unclear")))
        return answer
    try:
        adjust(viewer_of(request), pk, form.cleaned_data["value"], form.cleaned_data["why"])
    except Refused as error:
        say_refused(request, error)
    else:
        toast(request, _("The value is corrected; the old one stays in its history"))
    return answer


def _asked(request: HttpRequest, code: str) -> tuple[MemberRef | None, Named]:
    who = whose(viewer_of(request), request.GET.get("who", ""))
    if who is None and viewer_of(request).may(Role.CONTRACTOR):
        raise NotAllowed("a contractor sees their own numbers")
    return who, asked_period(request.GET.get("period", ""), _usual(code), today_of(request))


def _usual(code: str) -> Unit:
    """The period this KPI is judged by."""
    kept = Kpi.objects.filter(code=code).order_by("-start").first()
    unit = str(kept.settings.get("period", "")) if kept else ""
    return cast(Unit, unit) if unit in PAST else "month"


def _unit(code: str) -> str:
    kept = Kpi.objects.filter(code=code).order_by("-start").first()
    return str(kept.settings.get("unit", "")) if kept else ""


def _back_to(request: HttpRequest, code: str) -> HttpResponse:
    return redirect(links.of_kpi(code, request.POST.get("who", ""), request.POST.get("period", "")))


def _crumbs(who: MemberRef | None, known: KpiAbout, named: Named) -> list[Link]:
    found = [Link(pgettext("page", "Scorecard"), links.of_scorecard(named.unit))]
    if who:
        found.append(Link(who.name, links.of_scorecard(named.unit, who.slug)))
    return [*found, Link(known.name, "", current=True)]


def _switch(request: HttpRequest, code: str, who: MemberRef | None, now: Named) -> Period:
    today, slug = today_of(request), who.slug if who else ""
    steps = period_steps(now, today, lambda period: links.of_kpi(code, slug, period), periods.whole(now))
    words = periods.unit_names()
    units = [cast(Unit, unit) for unit in PAST]
    day = min(now.period.last_day, today)
    choices = [
        Link(words[unit], links.of_kpi(code, slug, containing(day, unit).code), current=unit == now.unit)
        for unit in units
    ]
    return Period(steps.label, choices, steps.earlier, steps.later)


def _people(request: HttpRequest, code: str, who: MemberRef | None, now: Named) -> FilterBar | None:
    """The department and everybody who holds this KPI."""
    viewer = viewer_of(request)
    found = [Option(one.slug, one.name, chosen=one == who) for one in holders(viewer, code, now)]
    if not viewer.may(Role.CONTRACTOR):
        found.insert(0, Option("", pgettext("scorecard", "The department"), chosen=who is None))
    if len(found) < 2:
        return None
    return FilterBar((Filter("who", pgettext("filter", "Whose numbers"), found),), (("period", now.code),))


def _task(shown: kpi_page.Shown) -> str:
    """The next step of a number that is off target or missing."""
    answer = shown.answer
    missing = isinstance(answer.value, NoData)
    if answer.state != "off" and not missing:
        return ""
    title = _("Bring data for: %(name)s") if missing else _("Bring back to target: %(name)s")
    source = Reason.of("task_from_kpi", name=shown.about.name, period=answer.named.code)
    here = links.of_kpi(answer.code, shown.slug, answer.named.code)
    return links.make_task(title % {"name": shown.about.name}, source, here, shown.slug)
